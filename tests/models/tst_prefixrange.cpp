// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/prefixrange.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// The ranges in which an index finds every text that begins so.
class TestPrefixRange : public QObject {
    Q_OBJECT
private slots:
    void everySpellingLiesInARange_data();
    void everySpellingLiesInARange();
    void nothingToNarrow_data();
    void nothingToNarrow();
    void digitsNeedOneRange();
    void neverTooMany();
    void indexMustBeBytewise_data();
    void indexMustBeBytewise();
};

namespace {
bool liesIn(const QList<PrefixRange> &ranges, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return std::any_of(ranges.begin(), ranges.end(),
        [&](const PrefixRange &range) { return range.from.toUtf8() <= bytes && bytes < range.to.toUtf8(); });
}
} // namespace

void TestPrefixRange::everySpellingLiesInARange_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");

    QTest::newRow("itself") << u"sip:al"_s << u"sip:al"_s << true;
    QTest::newRow("goes on") << u"sip:al"_s << u"sip:alice@example.com"_s << true;
    QTest::newRow("in capitals") << u"sip:al"_s << u"SIP:ALICE"_s << true;
    QTest::newRow("in both") << u"sip:al"_s << u"sIp:aLICE"_s << true;
    QTest::newRow("another one") << u"sip:al"_s << u"sip:bob"_s << false;
    QTest::newRow("shorter") << u"sip:al"_s << u"sip:a"_s << false;
    QTest::newRow("what follows is beyond ASCII") << u"sip:al"_s << u"sip:al\u00e9"_s << true;
    QTest::newRow("the last letter but one") << u"z"_s << u"y\U0001F600"_s << false;
    QTest::newRow("the beginning ends where ASCII does") << u"al\u00e9on"_s << u"AL\u00c9ON"_s << true;
    QTest::newRow("a beginning of many letters") << u"abcdefghijklm"_s << u"ABCdefghIJKLM"_s << true;
}

void TestPrefixRange::everySpellingLiesInARange()
{
    QFETCH(QString, prefix);
    QFETCH(QString, text);
    QTEST(liesIn(prefixRanges(prefix), text), "found");
}

void TestPrefixRange::nothingToNarrow_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::newRow("nothing") << QString();
    QTest::newRow("beyond ASCII") << u"\u00e9l"_s;
}

void TestPrefixRange::nothingToNarrow()
{
    QFETCH(QString, prefix);
    QVERIFY(prefixRanges(prefix).isEmpty());
}

void TestPrefixRange::digitsNeedOneRange()
{
    QCOMPARE(prefixRanges(u"+49-30"_s), QList<PrefixRange>({{u"+49-30"_s, u"+49-31"_s}}));
}

void TestPrefixRange::neverTooMany()
{
    QCOMPARE(prefixRanges(QString(2000, u'a')).size(), 256);
}

void TestPrefixRange::indexMustBeBytewise_data()
{
    QTest::addColumn<QString>("collation");
    QTest::addColumn<QString>("indexed");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<bool>("good");
    QTest::newRow("C") << u"C"_s << u"name"_s << true << true;
    QTest::newRow("C.UTF-8") << u"C.UTF-8"_s << u"name"_s << true << true;
    QTest::newRow("a language") << u"en_US.UTF-8"_s << u"name"_s << true << false;
    QTest::newRow("unknown") << QString() << u"name"_s << true << false;
    QTest::newRow("another column's index") << u"C"_s << u"other"_s << true << false;
    QTest::newRow("an index of some rows") << u"C"_s << u"name"_s << false << false;
}

void TestPrefixRange::indexMustBeBytewise()
{
    QFETCH(QString, collation);
    QFETCH(QString, indexed);
    QFETCH(bool, whole);
    TableInfo table;
    ColumnInfo column;
    column.name = u"name"_s;
    column.collation = collation;
    table.columns = {column};
    table.indexes = {{u"some_idx"_s, false, {indexed, u"id"_s}, whole}};
    QTEST(hasBytewiseIndex(table, column), "good");
}

QTEST_APPLESS_MAIN(TestPrefixRange)
#include "tst_prefixrange.moc"
