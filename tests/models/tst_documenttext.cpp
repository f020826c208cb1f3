// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/charset.h"
#include "document/documenttext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using Encoding = DocumentText::Encoding;

namespace {

QByteArray wide(const char *text, bool bigEndian)
{
    QByteArray bytes;
    for (const char *c = text; *c; ++c)
        bytes += bigEndian ? QByteArray(1, '\0') + *c : *c + QByteArray(1, '\0');
    return bytes;
}

QByteArray allBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += static_cast<char>(i);
    return bytes;
}

} // namespace

/// Bytes become text and the very same bytes again, or the text says why not.
class TestDocumentText : public QObject {
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void encodesOtherText();
    void refusesWhatDoesNotExist();
    void everyByteSurvives_data();
    void everyByteSurvives();
    void randomBytesSurviveOrSayWhyNot();
};

void TestDocumentText::decodes_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isExact");

    const auto row = [](const char *name, const QByteArray &stored, const QByteArray &utf8,
                         const char *encoding, bool isExact = true) {
        QTest::newRow(name) << stored << utf8 << QString::fromLatin1(encoding) << isExact;
    };
    row("empty", "", "", "UTF-8");
    row("plain", "<a>\xc3\xa9</a>\r\n", "<a>\xc3\xa9</a>\r\n", "UTF-8");
    row("mark", "\xef\xbb\xbf<a/>", "<a/>", "UTF-8 with byte order mark");
    row("mark alone", "\xef\xbb\xbf", "", "UTF-8 with byte order mark");
    row("two marks", "\xef\xbb\xbf\xef\xbb\xbf<a/>", "\xef\xbb\xbf<a/>", "UTF-8 with byte order mark");
    row("mixed line ends", "a\rb\nc\r\nd", "a\rb\nc\r\nd", "UTF-8");
    row("UTF-16", QByteArray("\xff\xfe") + wide("<a/>", false), "<a/>",
        "UTF-16 (little-endian) with byte order mark");
    row("big-endian", QByteArray("\xfe\xff") + wide("<a/>", true), "<a/>",
        "UTF-16 (big-endian) with byte order mark");
    row("UTF-16 without mark", wide("<?xml version='1.0' encoding='UTF-16'?><a/>", false),
        "<?xml version='1.0' encoding='UTF-16'?><a/>", "UTF-16 (little-endian)");
    row("UTF-16 beyond the first plane", QByteArray("\xff\xfe\x3d\xd8\x00\xde", 6), "\xf0\x9f\x98\x80",
        "UTF-16 (little-endian) with byte order mark");
    row("half a surrogate", QByteArray("\xff\xfe\x3d\xd8\x41\x00", 6),
        "\xef\xbf\xbd"
        "A",
        "UTF-16 (little-endian) with byte order mark", false);
    row("an odd byte", QByteArray("\xff\xfe\x41\x00\x42", 5), "A\xef\xbf\xbd",
        "UTF-16 (little-endian) with byte order mark", false);
    row("latin1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>",
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xc3\xa9</a>", "ISO-8859-1");
    row("ascii", "<?xml version='1.0' encoding='us-ascii'?><a>e</a>",
        "<?xml version='1.0' encoding='us-ascii'?><a>e</a>", "US-ASCII");
    row("ascii that is none", "<?xml version='1.0' encoding='us-ascii'?>\xe9",
        "<?xml version='1.0' encoding='us-ascii'?>\xef\xbf\xbd", "US-ASCII", false);
    row("windows", "<?xml version='1.0' encoding='windows-1252'?>\x80",
        "<?xml version='1.0' encoding='windows-1252'?>\xe2\x82\xac", "windows-1252");
    row("a hole in windows", "<?xml version='1.0' encoding='windows-1252'?>\x81",
        "<?xml version='1.0' encoding='windows-1252'?>\xef\xbf\xbd", "windows-1252", false);
    row("unknown encoding", "<?xml version='1.0' encoding='klingon'?><a/>",
        "<?xml version='1.0' encoding='klingon'?><a/>", "klingon", false);
    row("shift encoding", "<?xml version='1.0' encoding='ISO-2022-CN-EXT'?><a/>",
        "<?xml version='1.0' encoding='ISO-2022-CN-EXT'?><a/>", "ISO-2022-CN-EXT", false);
    row("claims UTF-16", "<?xml version='1.0' encoding='UTF-16'?><a/>",
        "<?xml version='1.0' encoding='UTF-16'?><a/>", "UTF-8");
    row("mark before declaration", "\xef\xbb\xbf<?xml version='1.0' encoding='ISO-8859-1'?>\xc3\xa9",
        "<?xml version='1.0' encoding='ISO-8859-1'?>\xc3\xa9", "UTF-8 with byte order mark");
    row("latin1 without declaration", "<a>\xe9</a>", "<a>\xef\xbf\xbd</a>", "UTF-8", false);
    row("NUL", QByteArray("a\0b", 3),
        "a\xef\xbf\xbd"
        "b",
        "UTF-8", false);
    row("UTF-32", QByteArray("\xff\xfe\0\0<\0\0\0", 8),
        QByteArray("\xef\xbf\xbd").repeated(4) + "<" + QByteArray("\xef\xbf\xbd").repeated(3), "UTF-32",
        false);
}

void TestDocumentText::decodes()
{
    QFETCH(const QByteArray, stored);
    QFETCH(const bool, isExact);
    const DocumentText text = decodeDocument(stored);
    QTEST(text.utf8, "utf8");
    QTEST(text.encodingName(), "name");
    QVERIFY2(text.isExact == isExact, qPrintable(text.whyNot));
    QCOMPARE(text.whyNot.isEmpty(), isExact);
    if (isExact)
        QCOMPARE(text.encode(text.utf8), stored);
}

void TestDocumentText::encodesOtherText()
{
    const auto encoded = [](const QByteArray &stored, const char *newUtf8) {
        return decodeDocument(stored).encode(newUtf8).value_or("nothing");
    };
    const QByteArray latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a/>";
    QCOMPARE(encoded(latin, "\xc3\xa9"), QByteArray("\xe9"));
    QCOMPARE(encoded("\xef\xbb\xbfx", "y"), QByteArray("\xef\xbb\xbfy"));
    QCOMPARE(encoded("\xfe\xff", "\xe2\x82\xac"), QByteArray("\xfe\xff\x20\xac"));
    QCOMPARE(encoded("\xff\xfe", "\xf0\x9f\x98\x80"), QByteArray("\xff\xfe\x3d\xd8\x00\xde", 6));
}

void TestDocumentText::refusesWhatDoesNotExist()
{
    const DocumentText latin = decodeDocument("<?xml version='1.0' encoding='ISO-8859-1'?><a/>");
    QVERIFY(!latin.encode("\xe2\x82\xac"));
    QVERIFY(!latin.encode("broken \xff"));
    QVERIFY(!decodeDocument("").encode("broken \xc3"));
    QVERIFY(!decodeDocument("<?xml version='1.0' encoding='klingon'?>").encode("a"));
}

void TestDocumentText::everyByteSurvives_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<int>("known"); // bytes that the set has a character for

    QTest::newRow("ISO-8859-1") << u"ISO-8859-1"_s << 256;
    QTest::newRow("ISO-8859-15") << u"iso-8859-15"_s << 256;
    QTest::newRow("KOI8-R") << u"KOI8-R"_s << 256;
    QTest::newRow("windows-1252") << u"windows-1252"_s << 251;
    QTest::newRow("US-ASCII") << u"US-ASCII"_s << 128;
}

void TestDocumentText::everyByteSurvives()
{
    QFETCH(const QString, encoding);
    const std::optional<Charset> charset = Charset::named(encoding);
    QVERIFY(charset);
    int known = 0;
    for (const char byte : allBytes()) {
        const QByteArray utf8 = charset->decoded(QByteArray(1, byte));
        if (utf8 != "\xef\xbf\xbd") {
            QCOMPARE(charset->encoded(utf8), QByteArray(1, byte));
            ++known;
        }
    }
    QTEST(known, "known");
}

void TestDocumentText::randomBytesSurviveOrSayWhyNot()
{
    QRandomGenerator random(5);
    const QList<QByteArray> heads {"", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "<?xml version='1.0'?>",
        "<?xml version='1.0' encoding='ISO-8859-1'?>", "<?xml version='1.0' encoding='windows-1252'?>",
        "<?xml version='1.0' encoding='UTF-16'?>", "<?xml version='1.0' encoding='utf-8'?>", "<?xml "};
    int exact = 0;
    for (int i = 0; i < 4000; ++i) {
        QByteArray stored = heads.at(i % heads.size());
        const int most = i % 3 == 0 ? 128 : 256;
        for (int length = static_cast<int>(random.bounded(40)); length > 0; --length)
            stored += static_cast<char>(random.bounded(1, most));
        const DocumentText text = decodeDocument(stored);
        QVERIFY(firstBadUtf8(text.utf8) < 0);
        QVERIFY(!text.utf8.contains('\0'));
        QCOMPARE(text.whyNot.isEmpty(), text.isExact);
        if (text.isExact)
            QCOMPARE(text.encode(text.utf8), stored);
        exact += text.isExact ? 1 : 0;
    }
    QVERIFY(exact > 1000);
}

QTEST_GUILESS_MAIN(TestDocumentText)
#include "tst_documenttext.moc"
