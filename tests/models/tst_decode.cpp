// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection.h"
#include "schema/codeword.h"
#include "schema/decode.h"
#include "schema/storedvalue.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

// Stored values as people read them, and back.
class DecodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codes_data();
    void codes();
    void everyWordComesBack();
    void wordsAreInOrder();
    void numbersStoredAsText();
    void statusWords();
    void unknownCodes_data();
    void unknownCodes();
    void bits_data();
    void bits();
    void times_data();
    void times();
    void timesWithoutClock();
    void localTime();
    void notifierSlots_data();
    void notifierSlots();
    void nothingIsTold();
    void lookalikesOfOurMarks();
    void documents_data();
    void documents();
    void longTextIsCut();
    void rawText_data();
    void rawText();
    void decodedColumns();
    void encode_data();
    void encode();
    void refused_data();
    void refused();
};

namespace {

constexpr qint64 now = 1'795'562'289; // 2026-11-24 23:18:09 UTC

struct Kind {
    Family family;
    const char *generation;
    TableRole role = TableRole::Xcap;
};

DecodeContext contextOf(const Kind &kind)
{
    return {kind.family, QString::fromLatin1(kind.generation), kind.role, now, TimeStyle::Utc};
}

const DecodeContext kamailio = contextOf({Family::Kamailio, "K53"});
const DecodeContext seed = contextOf({Family::Seed, "S0", TableRole::XcapXml});

ColumnInfo column(Meaning meaning, ColumnKind kind = ColumnKind::Integer)
{
    ColumnInfo info;
    info.name = u"column"_s;
    info.meaning = meaning;
    info.kind = kind;
    return info;
}

QString decoded(Meaning meaning, const QVariant &raw, const DecodeContext &context = kamailio)
{
    return decodeCell(column(meaning), raw, context);
}

const QList<Meaning> codedMeanings {Meaning::Status, Meaning::DocType, Meaning::PuaEvent, Meaning::PuaFlag,
    Meaning::AuthState, Meaning::XcapSource, Meaning::UpdatedSlot, Meaning::UpdatedWinfo};

const QList<Kind> kinds {{Family::Seed, "S0", TableRole::XcapXml},
    {Family::OpenSer, "S12", TableRole::XcapXml}, {Family::OpenSer, "S13dev", TableRole::XcapXml},
    {Family::OpenSer, "S13dev"}, {Family::OpenSer, "S13"}, {Family::Unknown, "B14"},
    {Family::Kamailio, "B14"}, {Family::Kamailio, "K53"}, {Family::OpenSips, "I15"},
    {Family::OpenSips, "I32"}, {Family::Unknown, ""}};

} // namespace

void DecodeTest::codes_data()
{
    QTest::addColumn<Meaning>("meaning");
    QTest::addColumn<Family>("family");
    QTest::addColumn<QString>("generation");
    QTest::addColumn<TableRole>("role");
    QTest::addColumn<QString>("pairs"); // "number word", comma between
    const auto add = [](const char *name, Meaning meaning, const Kind &kind, const char *pairs) {
        QTest::newRow(name) << meaning << kind.family << QString::fromLatin1(kind.generation) << kind.role
                            << QString::fromLatin1(pairs);
    };
    const char *status = "1 active,2 pending,3 terminated,4 waiting,5 polite-block";
    add("status of Kamailio", Meaning::Status, {Family::Kamailio, "K53"}, status);
    add("status of OpenSIPS", Meaning::Status, {Family::OpenSips, "I32"}, status);
    add("status of OpenSER 1.3", Meaning::Status, {Family::OpenSer, "S13"}, status);
    add("status of the seed", Meaning::Status, {Family::Seed, "S0"}, status);

    const char *early = "1 pres-rules,2 resource-lists,3 rls-services";
    const char *common = "2 pres-rules,4 resource-lists,8 rls-services,16 pidf-manipulation";
    const char *oma =
        "2 pres-rules,4 resource-lists,8 rls-services,16 pidf-manipulation,32 xcap-caps,64 oma-user-profile,"
        "128 oma-pres-content,256 oma-search,512 oma-directory";
    add("documents of the seed", Meaning::DocType, {Family::Seed, "S0", TableRole::XcapXml}, early);
    add("documents of OpenSER 1.2", Meaning::DocType, {Family::OpenSer, "S12", TableRole::XcapXml}, early);
    add("documents of the trunk in xcap_xml", Meaning::DocType,
        {Family::OpenSer, "S13dev", TableRole::XcapXml},
        "1 pres-rules,2 resource-lists,3 rls-services,4 pidf-manipulation");
    add("documents of the trunk in xcap", Meaning::DocType, {Family::OpenSer, "S13dev"}, oma);
    add("documents of OpenSER 1.3", Meaning::DocType, {Family::OpenSer, "S13"}, oma);
    add("documents of the common 1.4", Meaning::DocType, {Family::Unknown, "B14"}, common);
    add("documents of Kamailio", Meaning::DocType, {Family::Kamailio, "K57"}, oma);
    add("documents of OpenSIPS", Meaning::DocType, {Family::OpenSips, "I17"},
        "2 pres-rules,4 resource-lists,8 rls-services,16 pidf-manipulation,32 oma-pres-rules");
    add("old documents beside a Kamailio", Meaning::DocType, {Family::Kamailio, "K53", TableRole::XcapXml},
        early);

    add("pua events of Kamailio", Meaning::PuaEvent, {Family::Kamailio, "K53"},
        "1 presence,2 presence.winfo,4 dialog;sla,8 message-summary,16 conference,32 dialog,64 reg,128 "
        "xcap-diff");
    add("pua events of OpenSIPS", Meaning::PuaEvent, {Family::OpenSips, "I24"},
        "1 presence,2 presence.winfo,4 dialog;sla,8 message-summary,16 conference,32 xcap-diff,64 dialog,128 "
        "call-info");
    add("pua events of the common 1.4", Meaning::PuaEvent, {Family::Unknown, "B14"},
        "1 presence,2 presence.winfo,4 dialog;sla,8 message-summary,16 conference");
    add("pua flags of Kamailio", Meaning::PuaFlag, {Family::Kamailio, "K53"},
        "1 usrloc publish,2 BLA publish,4 BLA subscribe,8 XMPP publish,16 XMPP subscribe,32 XMPP initial "
        "subscribe,"
        "64 RPC publish,128 RPC async publish,256 RPC subscribe,512 RLS subscribe,1024 dialog publish,"
        "2048 purple publish,4096 reginfo publish,8192 reginfo subscribe,16384 xcap-diff publish,32768 "
        "xcap-diff subscribe");
    add("pua flags of OpenSIPS", Meaning::PuaFlag, {Family::OpenSips, "I24"},
        "1 usrloc publish,2 BLA publish,4 BLA subscribe,8 XMPP publish,16 XMPP subscribe,32 XMPP initial "
        "subscribe,"
        "64 MI publish,128 MI async publish,256 MI subscribe,512 RLS subscribe,1024 dialog publish,2048 "
        "call-info publish");
    add("resource list states", Meaning::AuthState, {Family::Kamailio, "K53"},
        "0 unknown,2 active,4 pending,8 terminated");
    add("sources of documents", Meaning::XcapSource, {Family::OpenSips, "I32"}, "0 local,1 cached");
    add("watcher information", Meaning::UpdatedWinfo, {Family::Kamailio, "K53"},
        "-1 nothing to send,0 not in use,1 winfo due");
}

void DecodeTest::codes()
{
    QFETCH(Meaning, meaning);
    QFETCH(Family, family);
    QFETCH(QString, generation);
    QFETCH(TableRole, role);
    QFETCH(QString, pairs);
    const DecodeContext context {family, generation, role, now, TimeStyle::Utc};
    QStringList words;
    for (const QString &pair : pairs.split(u',')) {
        const qlonglong number = pair.section(u' ', 0, 0).toLongLong();
        const QString word = pair.section(u' ', 1);
        words.append(word);
        QCOMPARE(decodeCell(column(meaning), number, context), word);
        const auto encoded = encodeWord(column(meaning), word, context);
        QVERIFY2(encoded, qPrintable(word));
        QCOMPARE(*encoded, QVariant(number));
    }
    QCOMPARE(wordsOf(column(meaning), context), words);
}

void DecodeTest::everyWordComesBack()
{
    int walked = 0;
    for (const Kind &kind : kinds)
        for (const Meaning meaning : codedMeanings)
            for (const CodeWord *entry : codeWords(meaning, contextOf(kind))) {
                QCOMPARE(codeText(meaning, entry->value, contextOf(kind)), QString::fromLatin1(entry->word));
                QCOMPARE(codeValue(meaning, QString::fromLatin1(entry->word), contextOf(kind)),
                    std::optional(entry->value));
                ++walked;
            }
    QVERIFY(walked > 300);
}

void DecodeTest::wordsAreInOrder()
{
    for (const Kind &kind : kinds)
        for (const Meaning meaning : codedMeanings) {
            qint64 last = std::numeric_limits<qint64>::min();
            for (const CodeWord *entry : codeWords(meaning, contextOf(kind))) {
                QVERIFY2(entry->value > last, entry->word);
                last = entry->value;
            }
        }
    QVERIFY(wordsOf(column(Meaning::Plain), kamailio).isEmpty());
    QVERIFY(wordsOf(column(Meaning::Expiry), kamailio).isEmpty());
}

void DecodeTest::numbersStoredAsText()
{
    QCOMPARE(decoded(Meaning::Status, u"2"_s), u"pending"_s);
    QCOMPARE(decoded(Meaning::Status, 2.0), u"pending"_s);
    QCOMPARE(decoded(Meaning::DocType, u" 2 "_s), u"pres-rules"_s);
    QCOMPARE(decoded(Meaning::DocType, QByteArray("4")), u"resource-lists"_s);
    QCOMPARE(decoded(Meaning::Expiry, QString::number(now + 252)), u"2026-11-24 23:22:21Z (in 4 min 12 s)"_s);
    // An index written as varchar is compared as text.
    const ColumnInfo docType = column(Meaning::DocType, ColumnKind::Text);
    QCOMPARE(*encodeWord(docType, u"rls-services"_s, seed), QVariant(u"3"_s));
}

void DecodeTest::statusWords()
{
    const ColumnInfo status = column(Meaning::Status, ColumnKind::Text);
    const DecodeContext early = contextOf({Family::Seed, "S0", TableRole::ActiveWatchers});
    for (const QString &word : {u"active"_s, u"pending"_s, u"terminated"_s, u"waiting"_s}) {
        QCOMPARE(decodeCell(status, word, early), word);
        QCOMPARE(*encodeWord(status, word, early), QVariant(word));
        QVERIFY(wordsOf(status, early).contains(word));
    }
    QCOMPARE(decodeCell(status, u"pen\u200Bding"_s, early), u"pen‹U+200B›ding"_s);
}

void DecodeTest::unknownCodes_data()
{
    QTest::addColumn<Meaning>("meaning");
    QTest::addColumn<qlonglong>("value");
    QTest::newRow("status") << Meaning::Status << qlonglong(7);
    QTest::newRow("status 0") << Meaning::Status << qlonglong(0);
    QTest::newRow("negative status") << Meaning::Status << qlonglong(-1);
    QTest::newRow("doc_type of another era") << Meaning::DocType << qlonglong(1);
    QTest::newRow("doc_type of two bits") << Meaning::DocType << qlonglong(6);
    QTest::newRow("auth_state 1") << Meaning::AuthState << qlonglong(1);
    QTest::newRow("source") << Meaning::XcapSource << qlonglong(2);
    QTest::newRow("slot below -1") << Meaning::UpdatedSlot << qlonglong(-2);
    QTest::newRow("winfo") << Meaning::UpdatedWinfo << qlonglong(3);
    QTest::newRow("negative bits") << Meaning::PuaFlag << qlonglong(-8);
    QTest::newRow("unused bit") << Meaning::PuaEvent << qlonglong(256);
}

void DecodeTest::unknownCodes()
{
    QFETCH(Meaning, meaning);
    QFETCH(qlonglong, value);
    QCOMPARE(decoded(meaning, value), u"unknown (%1)"_s.arg(value));
}

void DecodeTest::bits_data()
{
    QTest::addColumn<Meaning>("meaning");
    QTest::addColumn<qlonglong>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << Meaning::PuaEvent << qlonglong(0) << u"none (0)"_s;
    QTest::newRow("two events") << Meaning::PuaEvent << qlonglong(33) << u"presence + dialog"_s;
    QTest::newRow("known and unknown")
        << Meaning::PuaEvent << qlonglong(257) << u"presence + unknown (256)"_s;
    QTest::newRow("two flags") << Meaning::PuaFlag << qlonglong(513) << u"usrloc publish + RLS subscribe"_s;
    QTest::newRow("branch flags") << Meaning::BranchFlags << qlonglong(5) << u"flags 0, 2"_s;
    QTest::newRow("no branch flag") << Meaning::BranchFlags << qlonglong(0) << u"none (0)"_s;
    QTest::newRow("negative branch flags") << Meaning::BranchFlags << qlonglong(-4) << u"-4"_s;
}

void DecodeTest::bits()
{
    QFETCH(Meaning, meaning);
    QFETCH(qlonglong, value);
    QFETCH(QString, text);
    QCOMPARE(decoded(meaning, value), text);
}

void DecodeTest::times_data()
{
    QTest::addColumn<Meaning>("meaning");
    QTest::addColumn<qlonglong>("value");
    QTest::addColumn<QString>("text");
    const qlonglong most = std::numeric_limits<qlonglong>::max();
    QTest::newRow("soon") << Meaning::Expiry << qlonglong(now + 252)
                          << u"2026-11-24 23:22:21Z (in 4 min 12 s)"_s;
    QTest::newRow("past") << Meaning::Time << qlonglong(now - 3 * 3600)
                          << u"2026-11-24 20:18:09Z (3 h ago)"_s;
    QTest::newRow("now") << Meaning::Expiry << qlonglong(now) << u"2026-11-24 23:18:09Z (now)"_s;
    QTest::newRow("permanent") << Meaning::Expiry << qlonglong(-1) << u"permanent (-1)"_s;
    QTest::newRow("never") << Meaning::Expiry << qlonglong(0) << u"never (0)"_s;
    QTest::newRow("negative") << Meaning::Expiry << qlonglong(-7) << u"absurd (-7)"_s;
    QTest::newRow("in 74 years") << Meaning::Expiry << qlonglong(4102444800)
                                 << u"absurd (2100-01-01 00:00:00Z)"_s;
    QTest::newRow("beyond dates") << Meaning::Expiry << most << u"absurd (9223372036854775807)"_s;
    QTest::newRow("most negative") << Meaning::Expiry << -most - 1 << u"absurd (-9223372036854775808)"_s;
    QTest::newRow("refreshed for ever") << Meaning::DesiredExpiry << qlonglong(0) << u"for ever (0)"_s;
    QTest::newRow("desired -1 is no permanent")
        << Meaning::DesiredExpiry << qlonglong(-1) << u"absurd (-1)"_s;
    QTest::newRow("received at no time") << Meaning::Time << qlonglong(0) << u"not set (0)"_s;
    QTest::newRow("long ago") << Meaning::Time << qlonglong(86400) << u"1970-01-02 00:00:00Z (56 y ago)"_s;
}

void DecodeTest::times()
{
    QFETCH(Meaning, meaning);
    QFETCH(qlonglong, value);
    QFETCH(QString, text);
    QCOMPARE(decoded(meaning, value), text);
}

void DecodeTest::timesWithoutClock()
{
    DecodeContext context = kamailio;
    context.now = 0;
    QCOMPARE(decoded(Meaning::Expiry, qlonglong(now), context), u"2026-11-24 23:18:09Z"_s);
    QCOMPARE(decoded(Meaning::Expiry, qlonglong(-1), context), u"permanent (-1)"_s);
}

void DecodeTest::localTime()
{
    qputenv("TZ", "Asia/Tokyo");
    tzset();
    DecodeContext context = kamailio;
    context.timeStyle = TimeStyle::Local;
    const QString text = decoded(Meaning::Time, qlonglong(now), context);
    const auto back = encodeWord(column(Meaning::Time), u"2026-11-25 08:18:09"_s, context);
    qputenv("TZ", "UTC");
    tzset();
    QCOMPARE(text, u"2026-11-25 08:18:09 (now)"_s);
    QVERIFY(back);
    QCOMPARE(*back, QVariant(qlonglong(now)));
}

void DecodeTest::notifierSlots_data()
{
    QTest::addColumn<qlonglong>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qlonglong(-1) << u"nothing to send"_s;
    QTest::newRow("first slot") << qlonglong(0) << u"due, slot 0"_s;
    QTest::newRow("last slot") << qlonglong(49) << u"due, slot 49"_s;
}

void DecodeTest::notifierSlots()
{
    QFETCH(qlonglong, value);
    QFETCH(QString, text);
    QCOMPARE(decoded(Meaning::UpdatedSlot, value), text);
}

void DecodeTest::nothingIsTold()
{
    for (int meaning = int(Meaning::Plain); meaning <= int(Meaning::BranchFlags); ++meaning) {
        QCOMPARE(decoded(Meaning(meaning), QVariant()), u"NULL"_s);
        QCOMPARE(decoded(Meaning(meaning), QVariant(QString(u""_s))), u"(empty)"_s);
        QCOMPARE(decoded(Meaning(meaning), QVariant(QByteArray(""))), u"(empty)"_s);
    }
    QCOMPARE(decoded(Meaning::Reason, u"rejected"_s), u"rejected"_s);
}

void DecodeTest::lookalikesOfOurMarks()
{
    QCOMPARE(decoded(Meaning::Plain, u"NULL"_s), u"\"NULL\""_s);
    QCOMPARE(decoded(Meaning::Reason, u"(empty)"_s), u"\"(empty)\""_s);
    QCOMPARE(decoded(Meaning::Plain, u"<b>x</b>"_s), u"<b>x</b>"_s);
    QCOMPARE(decoded(Meaning::Etag, u"*#-OFFLINE-#*"_s),
        u"*#-OFFLINE-#* (closed document, kept until all watchers are told)"_s);
    QCOMPARE(decoded(Meaning::Etag, u"a.1700000000.12.3.0"_s), u"a.1700000000.12.3.0"_s);
    QCOMPARE(decoded(Meaning::Expiry, u"soon"_s), u"soon"_s);
    QCOMPARE(decoded(Meaning::HeaderLines, u"X: 1\r\nY: 2\r\n"_s), u"X: 1⏎Y: 2⏎"_s);
}

void DecodeTest::documents_data()
{
    QTest::addColumn<QVariant>("raw");
    QTest::addColumn<QString>("text");
    const QByteArray pidf = "<presence><tuple><status><basic>open</basic></status></tuple>"
                            "<person><activities><on-the-phone/></activities></person></presence>";
    QTest::newRow("bytes") << QVariant(pidf) << u"PIDF: open, on the phone · 129 B"_s;
    QTest::newRow("text") << QVariant(QString::fromLatin1(pidf)) << u"PIDF: open, on the phone · 129 B"_s;
    QTest::newRow("size in kB") << QVariant(pidf + QByteArray(" ").repeated(1071))
                                << u"PIDF: open, on the phone · 1.2 kB"_s;
    QTest::newRow("broken") << QVariant(QByteArray("<presence>")) << u"PIDF: broken at byte 10 · 10 B"_s;
    QTest::newRow("binary") << QVariant::fromValue(RawText {QByteArray("\xFF\0\1", 3)}) << u"binary · 3 B"_s;
    QTest::newRow("number") << QVariant(qlonglong(5)) << u"not XML · 1 B"_s;
    QTest::newRow("bytes of UTF-8") << QVariant(QString(100, u'ü')) << u"not XML · 200 B"_s;
}

void DecodeTest::documents()
{
    QFETCH(QVariant, raw);
    QFETCH(QString, text);
    QCOMPARE(decoded(Meaning::Document, raw), text);
}

void DecodeTest::longTextIsCut()
{
    const QString text = decoded(Meaning::Plain, QString(5000, u'x'));
    QCOMPARE(text.size(), 256);
    QVERIFY(text.endsWith(u'…'));
    QCOMPARE(decoded(Meaning::Plain, QString(256, u'x')), QString(256, u'x'));
    QVERIFY(decoded(Meaning::Plain, QString(5000, QChar(0x202E))).size() <= 256);
    QCOMPARE(rawCell(QByteArray(100'000, 'x')).size(), 4096);
    QCOMPARE(rawCell(QString(4096, u'x')), QString(4096, u'x'));
    const QString faces = QString(u"\U0001F600"_s).repeated(300);
    QVERIFY(!decoded(Meaning::Plain, faces).contains(u"‹U+D8"_s));
}

void DecodeTest::rawText_data()
{
    QTest::addColumn<QVariant>("raw");
    QTest::addColumn<QString>("text");
    QTest::newRow("null") << QVariant() << u"NULL"_s;
    QTest::newRow("empty") << QVariant(u""_s) << u""_s;
    QTest::newRow("integer") << QVariant(qlonglong(-1)) << u"-1"_s;
    QTest::newRow("real") << QVariant(0.1) << u"0.10000000000000001"_s;
    QTest::newRow("text") << QVariant(u"a\nb"_s) << u"a⏎b"_s;
    QTest::newRow("bytes") << QVariant(QByteArray("a\xFF")) << u"a‹0xFF›"_s;
    QTest::newRow("broken text") << QVariant::fromValue(RawText {QByteArray("\0x", 2)}) << u"‹U+0000›x"_s;
}

void DecodeTest::rawText()
{
    QFETCH(QVariant, raw);
    QFETCH(QString, text);
    QCOMPARE(rawCell(raw), text);
}

void DecodeTest::decodedColumns()
{
    for (const Meaning meaning : {Meaning::Time, Meaning::Expiry, Meaning::DesiredExpiry, Meaning::Status,
             Meaning::Reason, Meaning::DocType, Meaning::PuaEvent, Meaning::PuaFlag, Meaning::UpdatedSlot,
             Meaning::UpdatedWinfo, Meaning::AuthState, Meaning::XcapSource, Meaning::Document,
             Meaning::BranchFlags})
        QVERIFY(isDecoded(column(meaning)));
    for (const Meaning meaning : {Meaning::Plain, Meaning::Etag, Meaning::HeaderLines})
        QVERIFY(!isDecoded(column(meaning)));
}

void DecodeTest::encode_data()
{
    QTest::addColumn<Meaning>("meaning");
    QTest::addColumn<ColumnKind>("kind");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QVariant>("value");
    const auto add = [](const char *name, Meaning meaning, ColumnKind kind, const QString &word,
                         const QVariant &value) { QTest::newRow(name) << meaning << kind << word << value; };
    const ColumnKind integer = ColumnKind::Integer;
    add("status word", Meaning::Status, integer, u"Pending"_s, qlonglong(2));
    add("status number", Meaning::Status, integer, u"2"_s, qlonglong(2));
    add("status nobody knows", Meaning::Status, integer, u"7"_s, qlonglong(7));
    add("several bits", Meaning::PuaEvent, integer, u"presence + dialog"_s, qlonglong(33));
    add("epoch", Meaning::Expiry, integer, u"1700000000"_s, qlonglong(1700000000));
    add("now", Meaning::Expiry, integer, u"now"_s, qlonglong(now));
    add("seconds from now", Meaning::Expiry, integer, u"now+300"_s, qlonglong(now + 300));
    add("minutes from now", Meaning::Expiry, integer, u"now + 5 min"_s, qlonglong(now + 300));
    add("an hour ago", Meaning::Time, integer, u"NOW-1h"_s, qlonglong(now - 3600));
    add("days ago", Meaning::Time, integer, u"now-2d"_s, qlonglong(now - 172800));
    add("permanent", Meaning::Expiry, integer, u"permanent"_s, qlonglong(-1));
    add("never", Meaning::Expiry, integer, u"never"_s, qlonglong(0));
    add("for ever", Meaning::DesiredExpiry, integer, u"for ever"_s, qlonglong(0));
    add("date", Meaning::Expiry, integer, u"2026-11-24 23:18:09"_s, qlonglong(now));
    add("date with zone", Meaning::Expiry, integer, u"2026-11-24 23:18:09Z"_s, qlonglong(now));
    add("date in a text column", Meaning::Expiry, ColumnKind::Text, u"now"_s, QString::number(now));
    add("plain number", Meaning::Plain, integer, u" 42 "_s, qlonglong(42));
    add("plain real", Meaning::Plain, ColumnKind::Real, u"0.5"_s, 0.5);
    add("plain text", Meaning::Plain, ColumnKind::Text, u" alice "_s, u" alice "_s);
    add("text that is a number", Meaning::Plain, ColumnKind::Text, u"42"_s, u"42"_s);
    add("reason", Meaning::Reason, ColumnKind::Text, u"rejected"_s, u"rejected"_s);
    add("words inside a document", Meaning::Document, ColumnKind::Binary, u"on-the-phone"_s,
        u"on-the-phone"_s);
}

void DecodeTest::encode()
{
    QFETCH(Meaning, meaning);
    QFETCH(ColumnKind, kind);
    QFETCH(QString, word);
    QFETCH(QVariant, value);
    const auto encoded = encodeWord(column(meaning, kind), word, kamailio);
    QVERIFY(encoded);
    QCOMPARE(*encoded, value);
    QCOMPARE(encoded->typeId(), value.typeId());
}

void DecodeTest::refused_data()
{
    QTest::addColumn<Meaning>("meaning");
    QTest::addColumn<ColumnKind>("kind");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("accepted");
    QTest::newRow("status") << Meaning::Status << ColumnKind::Integer << u"asleep"_s
                            << u"active, pending, terminated"_s;
    QTest::newRow("doc_type of OpenSIPS")
        << Meaning::DocType << ColumnKind::Integer << u"oma-pres-rules"_s << u"xcap-caps"_s;
    QTest::newRow("time") << Meaning::Expiry << ColumnKind::Integer << u"tomorrow"_s << u"now+300"_s;
    QTest::newRow("date that does not exist")
        << Meaning::Time << ColumnKind::Integer << u"2026-02-30 00:00:00"_s << u"epoch"_s;
    QTest::newRow("number") << Meaning::Plain << ColumnKind::Integer << u"12x"_s << u"a whole number"_s;
    QTest::newRow("one bit nobody knows")
        << Meaning::PuaEvent << ColumnKind::Integer << u"presence + tea"_s << u"message-summary"_s;
}

void DecodeTest::refused()
{
    QFETCH(Meaning, meaning);
    QFETCH(ColumnKind, kind);
    QFETCH(QString, word);
    QFETCH(QString, accepted);
    const auto encoded = encodeWord(column(meaning, kind), word, kamailio);
    QVERIFY(!encoded);
    QCOMPARE(encoded.error().fault, Fault::Usage);
    QVERIFY2(encoded.error().message.contains(accepted), qPrintable(encoded.error().message));
    QVERIFY2(encoded.error().message.contains(word), qPrintable(encoded.error().message));
}

QTEST_APPLESS_MAIN(DecodeTest)
#include "tst_decode.moc"
