// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection.h"
#include "grid/cellbytes.h"
#include "grid/clipboardtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
CopiedRows oneCell(const QVariant &raw, const QString &shown = {})
{
    return {{u"body"_s}, {{raw}}, {{shown}}};
}
} // namespace

class TestClipboardText : public QObject {
    Q_OBJECT

private slots:
    void textIsWhatTheGridShows();
    void textEscapesWhatWouldBreakATable_data();
    void textEscapesWhatWouldBreakATable();
    void csvFields_data();
    void csvFields();
    void csvHasNamesAndCrLf();
    void jsonValues_data();
    void jsonValues();
    void jsonKeepsColumnOrder();
    void nothingCopiedIsStillValid();
    void fullTextIsCutAtACharacter();
};

void TestClipboardText::textIsWhatTheGridShows()
{
    const CopiedRows rows {{u"status"_s, u"expires"_s}, {{1, 10}, {2, 20}},
        {{u"active"_s, u"in 10 s"_s}, {u"pending"_s, u"in 20 s"_s}}};
    QCOMPARE(clipboardText(rows, CopyFormat::Text), u"status\texpires\nactive\tin 10 s\npending\tin 20 s"_s);
    const CopiedRows cell = oneCell(1, u"active"_s);
    QCOMPARE(clipboardText(cell, CopyFormat::Text), u"active"_s);
}

void TestClipboardText::textEscapesWhatWouldBreakATable_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("text");
    QTest::newRow("tab") << u"a\tb"_s << u"a\\tb"_s;
    QTest::newRow("line end") << u"a\r\nb"_s << u"a\\r\\nb"_s;
    QTest::newRow("backslash") << u"a\\tb"_s << u"a\\\\tb"_s;
    QTest::newRow("angle brackets stay") << u"<sip:a@b>"_s << u"<sip:a@b>"_s;
}

void TestClipboardText::textEscapesWhatWouldBreakATable()
{
    QFETCH(QString, shown);
    QTEST(clipboardText(oneCell(shown, shown), CopyFormat::Text), "text");
}

void TestClipboardText::csvFields_data()
{
    QTest::addColumn<QVariant>("raw");
    QTest::addColumn<QString>("field");
    QTest::newRow("NULL is nothing") << QVariant() << u""_s;
    QTest::newRow("empty text is quoted") << QVariant(u""_s) << u"\"\""_s;
    QTest::newRow("integer") << QVariant(qint64(9'007'199'254'740'993)) << u"9007199254740993"_s;
    QTest::newRow("negative integer stays a number") << QVariant(qint64(-1)) << u"-1"_s;
    QTest::newRow("real") << QVariant(0.1) << u"0.1"_s;
    QTest::newRow("quotes are doubled") << QVariant(u"say \"a,b\""_s) << u"\"say \"\"a,b\"\"\""_s;
    QTest::newRow("line end inside") << QVariant(u"a\r\nb"_s) << u"\"a\r\nb\""_s;
    QTest::newRow("formula") << QVariant(u"=1+1"_s) << u"\"'=1+1\""_s;
    QTest::newRow("formula behind blanks") << QVariant(u"  @SUM(A1)"_s) << u"\"'  @SUM(A1)\""_s;
    QTest::newRow("formula in full width") << QVariant(u"＝1+1"_s) << u"\"'＝1+1\""_s;
    QTest::newRow("text that begins with minus") << QVariant(u"-1"_s) << u"\"'-1\""_s;
    QTest::newRow("leading tab") << QVariant(u"\t=1"_s) << u"\"'\t=1\""_s;
    QTest::newRow("bytes that are text") << QVariant(QByteArray("<a/>")) << u"\"<a/>\""_s;
}

void TestClipboardText::csvFields()
{
    QFETCH(QVariant, raw);
    QFETCH(QString, field);
    QCOMPARE(clipboardText(oneCell(raw), CopyFormat::Csv), u"\"body\"\r\n"_s + field + u"\r\n"_s);
}

void TestClipboardText::csvHasNamesAndCrLf()
{
    const CopiedRows rows {{u"a,b"_s, u"c"_s}, {{1, u"x"_s}, {QVariant(), u""_s}}, {}};
    QCOMPARE(clipboardText(rows, CopyFormat::Csv), u"\"a,b\",\"c\"\r\n1,\"x\"\r\n,\"\"\r\n"_s);
}

void TestClipboardText::jsonValues_data()
{
    QTest::addColumn<QVariant>("raw");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("NULL") << QVariant() << QJsonValue();
    QTest::newRow("largest integer") << QVariant(std::numeric_limits<qint64>::max())
                                     << QJsonValue(std::numeric_limits<qint64>::max());
    QTest::newRow("real") << QVariant(2.5) << QJsonValue(2.5);
    QTest::newRow("infinite real") << QVariant(qInf()) << QJsonValue();
    QTest::newRow("text") << QVariant(u"a\"\\\n\u202E"_s) << QJsonValue(u"a\"\\\n\u202E"_s);
    QTest::newRow("bytes that are text") << QVariant(QByteArray("<a/>")) << QJsonValue(u"<a/>"_s);
    QTest::newRow("binary") << QVariant(QByteArray("\xFF\x00", 2))
                            << QJsonValue(QJsonObject {{u"base64"_s, u"/wA="_s}});
    QTest::newRow("text that is no UTF-8")
        << QVariant::fromValue(RawText {"\xE9"}) << QJsonValue(QJsonObject {{u"base64"_s, u"6Q=="_s}});
    QTest::newRow("text with NUL") << QVariant::fromValue(RawText {QByteArray("a\0", 2)})
                                   << QJsonValue(QJsonObject {{u"base64"_s, u"YQA="_s}});
}

void TestClipboardText::jsonValues()
{
    QFETCH(QVariant, raw);
    QFETCH(QJsonValue, value);
    QJsonParseError error;
    const QByteArray text = clipboardText(oneCell(raw), CopyFormat::Json).toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(document.array().at(0).toObject().value("body"_L1), value);
}

void TestClipboardText::jsonKeepsColumnOrder()
{
    const CopiedRows rows {{u"watcher"_s, u"event"_s}, {{u"bob"_s, u"presence"_s}}, {}};
    const QString text = clipboardText(rows, CopyFormat::Json);
    QVERIFY(text.indexOf("watcher"_L1) < text.indexOf("event"_L1));
}

void TestClipboardText::nothingCopiedIsStillValid()
{
    QCOMPARE(clipboardText({}, CopyFormat::Text), QString());
    QVERIFY(QJsonDocument::fromJson(clipboardText({}, CopyFormat::Json).toUtf8()).isArray());
}

void TestClipboardText::fullTextIsCutAtACharacter()
{
    const QString text = fullText(QString(u'é').repeated(50'000)); // two bytes each, cut at 64 KiB
    QVERIFY(text.size() > 30'000);
    QCOMPARE(text, QString(u'é').repeated(text.size()));
    QCOMPARE(fullText(QVariant(u"a\u202Eb"_s)), u"a‹U+202E›b"_s);
}

QTEST_GUILESS_MAIN(TestClipboardText)
#include "tst_clipboardtext.moc"
