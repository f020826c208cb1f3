// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/visibletext.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Hostile text must show what it is.
class VisibleTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void everyHidingCharacterIsNamed();
    void bytes_data();
    void bytes();
    void differentTextsStayDifferent();
    void tooltips();
    void cleanUtf8_data();
    void cleanUtf8();
};

void VisibleTextTest::text_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("visible");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << u"sip:alice@example.com"_s << u"sip:alice@example.com"_s;
    QTest::newRow("letters of the world") << u"Grüße 東京 Ω"_s << u"Grüße 東京 Ω"_s;
    QTest::newRow("emoji") << u"\U0001F600"_s << u"\U0001F600"_s;
    QTest::newRow("line ends") << u"a\r\nb\nc"_s << u"a⏎b⏎c"_s;
    QTest::newRow("lone carriage return") << u"a\rb"_s << u"a‹U+000D›b"_s;
    QTest::newRow("tab and bell") << u"\t\a"_s << u"‹U+0009›‹U+0007›"_s;
    QTest::newRow("NUL") << QString(QChar(u'\0')) << u"‹U+0000›"_s;
    QTest::newRow("delete and C1") << u"\u007F\u0085"_s << u"‹U+007F›‹U+0085›"_s;
    QTest::newRow("right-to-left override") << u"gro\u202Efdp"_s << u"gro‹U+202E›fdp"_s;
    QTest::newRow("isolates") << u"\u2066x\u2069"_s << u"‹U+2066›x‹U+2069›"_s;
    QTest::newRow("zero width") << u"a\u200Bb\u200Dc\uFEFF"_s << u"a‹U+200B›b‹U+200D›c‹U+FEFF›"_s;
    QTest::newRow("soft hyphen") << u"al\u00ADice"_s << u"al‹U+00AD›ice"_s;
    QTest::newRow("blank lookalikes") << u"a\u00A0b\u3164"_s << u"a‹U+00A0›b‹U+3164›"_s;
    QTest::newRow("tag character") << u"a\U000E0041"_s << u"a‹U+E0041›"_s;
    QTest::newRow("line separator") << u"\u2028"_s << u"‹U+2028›"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) + u'x' << u"‹U+D800›x"_s;
    QTest::newRow("our own marks") << u"‹U+202E›⏎"_s << u"‹U+2039›U+202E‹U+203A›‹U+23CE›"_s;
}

void VisibleTextTest::text()
{
    QFETCH(QString, raw);
    QFETCH(QString, visible);
    QCOMPARE(visibleText(raw), visible);
}

void VisibleTextTest::everyHidingCharacterIsNamed()
{
    QList<char32_t> hiding {
        0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200E, 0x200F, 0x3164, 0xFEFF, 0xFFA0};
    for (char32_t c = 0; c < 0x20; ++c)
        if (c != '\n')
            hiding.append(c);
    for (const auto &[first, last] : {std::pair(0x7F, 0x9F), std::pair(0x200B, 0x200F),
             std::pair(0x2028, 0x202E), std::pair(0x2060, 0x206F), std::pair(0xFE00, 0xFE0F),
             std::pair(0xFFF0, 0xFFFB), std::pair(0xE0000, 0xE007F)})
        for (int c = first; c <= last; ++c)
            hiding.append(char32_t(c));
    for (const char32_t c : std::as_const(hiding)) {
        // A letter in front, or the conversion takes U+FEFF for a byte order mark.
        const char32_t text[] {U'a', c};
        const QString shown = visibleText(QString::fromUcs4(text, 2)).mid(1);
        QVERIFY2(shown.startsWith(u"‹U+"_s) && shown.endsWith(u'›'), qPrintable(QString::number(c, 16)));
    }
}

void VisibleTextTest::bytes_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("visible");
    QTest::newRow("ASCII") << QByteArray("alice") << u"alice"_s;
    QTest::newRow("UTF-8") << QByteArray("Gr\xC3\xBC\xC3\x9F") << u"Grüß"_s;
    QTest::newRow("Latin-1") << QByteArray("Gr\xFC\xDF e") << u"Gr‹0xFC›‹0xDF› e"_s;
    QTest::newRow("cut sequence") << QByteArray("a\xC3") << u"a‹0xC3›"_s;
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << u"‹0xC0›‹0xAF›"_s;
    QTest::newRow("encoded surrogate") << QByteArray("\xED\xA0\x80") << u"‹0xED›‹0xA0›‹0x80›"_s;
    QTest::newRow("broken in the middle") << QByteArray("ü\xFFü\r\n") << u"ü‹0xFF›ü⏎"_s;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "alice")
                                     << u"‹U+FEFF›alice"_s;
    QTest::newRow("byte order mark behind a broken byte")
        << QByteArray("\xFF\xEF\xBB\xBF") << u"‹0xFF›‹U+FEFF›"_s;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << u"a‹U+0000›b"_s;
    QTest::newRow("four bytes") << QByteArray("\xF0\x9F\x98\x80\xFE") << u"\U0001F600‹0xFE›"_s;
}

void VisibleTextTest::bytes()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, visible);
    QCOMPARE(visibleText(raw), visible);
}

void VisibleTextTest::differentTextsStayDifferent()
{
    QVERIFY(visibleText(u"a\u202Eb"_s) != visibleText(u"a‹U+202E›b"_s));
    QVERIFY(visibleText(QByteArray("\xE9")) != visibleText(u"‹0xE9›"_s.toUtf8()));
    QVERIFY(visibleText(u"a\nb"_s) != visibleText(u"a⏎b"_s));
}

void VisibleTextTest::tooltips()
{
    const QString tip = plainTooltip(u"<b>bold</b> & \"more\"\nsecond"_s);
    QCOMPARE(tip, u"<qt>&lt;b&gt;bold&lt;/b&gt; &amp; &quot;more&quot;<br/>second</qt>"_s);
}

void VisibleTextTest::cleanUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("clean");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("text") << QByteArray("a\r\nGr\xC3\xBC") << true;
    QTest::newRow("NUL") << QByteArray("a\0", 2) << false;
    QTest::newRow("Latin-1") << QByteArray("Gr\xFC") << false;
    QTest::newRow("cut sequence") << QByteArray("\xE2\x82") << false;
}

void VisibleTextTest::cleanUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, clean);
    QCOMPARE(isCleanUtf8(bytes), clean);
}

QTEST_APPLESS_MAIN(VisibleTextTest)
#include "tst_visibletext.moc"
