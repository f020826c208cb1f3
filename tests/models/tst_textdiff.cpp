// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/comparison.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
QByteArray beforeOf(const TextDiff &diff)
{
    QByteArray text;
    for (const DiffPiece &piece : diff.pieces)
        text += piece.before;
    return text;
}

QByteArray afterOf(const TextDiff &diff)
{
    QByteArray text;
    for (const DiffPiece &piece : diff.pieces)
        text += piece.after;
    return text;
}

/// "same[before|after]same"
QByteArray written(const TextDiff &diff)
{
    QByteArray text;
    for (const DiffPiece &piece : diff.pieces)
        text += piece.isSame ? piece.before : '[' + piece.before + '|' + piece.after + ']';
    return text;
}

QByteArray written(const QList<MergePiece> &pieces)
{
    const QByteArray marks("=<>&!");
    QByteArray text;
    for (const MergePiece &piece : pieces)
        text += piece.origin == MergePiece::Origin::Same ? piece.base
                                                         : QByteArray("{")
                + marks.at(static_cast<int>(piece.origin)) + piece.theirs + '/' + piece.mine + '}';
    return text;
}

QByteArray randomText(QRandomGenerator &random, int words)
{
    static const QList<QByteArray> vocabulary {
        "<a>", "</a>", " ", "\n", "open", "closed", "é", "=", "\"", "7"};
    QByteArray text;
    for (int i = 0; i < words; ++i)
        text += vocabulary.at(random.bounded(vocabulary.size()));
    return text;
}
} // namespace

/// What differs between two texts, and how two changes of one text meet.
class TestTextDiff : public QObject {
    Q_OBJECT
private slots:
    void compares_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(expected);
        };
        row("two empty texts", "", "", "");
        row("the same", "a\nb\n", "a\nb\n", "a\nb\n");
        row("from nothing", "", "a\n", "[|a\n]");
        row("to nothing", "a\n", "", "[a\n|]");
        row("one word in a document of one line", "<basic>open</basic><note>x</note>",
            "<basic>closed</basic><note>x</note>", "<basic>[open|closed]</basic><note>x</note>");
        row("a line more", "a\nc\n", "a\nb\nc\n", "a\n[|b\n]c\n");
        row("a line less", "a\nb\nc\n", "a\nc\n", "a\n[b\n|]c\n");
        row("a last line without its end", "a\nb", "a\nb\n", "a\nb[|\n]");
        row("line ends", "a\r\nb\r\n", "a\nb\r\n", "a[\r|]\nb\r\n");
        row("a character beyond ASCII stays whole", "caf\xC3\xA9", "caf\xC3\xA8",
            "[caf\xC3\xA9|caf\xC3\xA8]");
        row("two words with a bracket between them are one change", "x a=\"b\" y", "x c=\"d\" y",
            "x [a=\"b|c=\"d]\" y");
    }
    void compares()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, expected);
        const TextDiff diff = compareTexts(before, after);
        QCOMPARE(written(diff), expected);
        QCOMPARE(diff.isSame(), before == after);
        QVERIFY(!diff.isCoarse);
    }

    void piecesMakeBothTexts()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 300; ++round) {
            const QByteArray before = randomText(random, random.bounded(60));
            const QByteArray after = randomText(random, random.bounded(60));
            const TextDiff diff = compareTexts(before, after);
            QCOMPARE(beforeOf(diff), before);
            QCOMPARE(afterOf(diff), after);
            for (const DiffPiece &piece : diff.pieces)
                QCOMPARE(piece.isSame, piece.before == piece.after);
        }
    }

    void longTextsAreComparedCoarsely()
    {
        QRandomGenerator random(6);
        const QByteArray before = randomText(random, 400'000);
        const QByteArray after = randomText(random, 400'000);
        const TextDiff diff = compareTexts("start\n" + before + "\nend", "start\n" + after + "\nend");
        QVERIFY(diff.isCoarse);
        QVERIFY(diff.pieces.constFirst().isSame);
        QVERIFY(diff.pieces.constLast().isSame);
        QCOMPARE(beforeOf(diff), "start\n" + before + "\nend");
        QCOMPARE(afterOf(diff), "start\n" + after + "\nend");
    }

    void aFewChangesInALongTextAreFound()
    {
        QByteArray before;
        for (int line = 0; line < 4000; ++line)
            before += "line " + QByteArray::number(line) + '\n';
        QByteArray after = before;
        after.replace("line 17\n", "line seventeen\n").replace("line 3900\n", "");
        const TextDiff diff = compareTexts(before, after);
        QVERIFY(!diff.isCoarse);
        QCOMPARE(diff.changeCount(), 2);
        QCOMPARE(diff.pieces.at(1), (DiffPiece {false, "17", "seventeen"}));
        QCOMPARE(diff.pieces.at(3), (DiffPiece {false, "line 3900\n", ""}));
    }

    void merges_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("pieces");
        QTest::addColumn<QByteArray>("merged"); // null: they clash
        const auto row = [](const char *name, const char *base, const char *theirs, const char *mine,
                             const char *pieces, const char *merged) {
            QTest::newRow(name) << QByteArray(base) << QByteArray(theirs) << QByteArray(mine)
                                << QByteArray(pieces) << QByteArray(merged);
        };
        row("nobody changed anything", "a\n", "a\n", "a\n", "a\n", "a\n");
        row("they alone", "a\nb\n", "a\nx\n", "a\nb\n", "a\n{<x/b}\n", "a\nx\n");
        row("we alone", "a\nb\n", "a\nb\n", "y\nb\n", "{>a/y}\nb\n", "y\nb\n");
        row("at two places", "a\nb\nc\n", "x\nb\nc\n", "a\nb\ny\n", "{<x/a}\nb\n{>c/y}\n", "x\nb\ny\n");
        row("in one line at two places", "<basic>open</basic><note>in</note>",
            "<basic>closed</basic><note>in</note>", "<basic>open</basic><note>out</note>",
            "<basic>{<closed/open}</basic><note>{>in/out}</note>", "<basic>closed</basic><note>out</note>");
        row("in the same way", "a\nb\n", "a\nx\n", "a\nx\n", "a\n{&x/x}\n", "a\nx\n");
        row("differently", "a\nb\n", "a\nx\n", "a\ny\n", "a\n{!x/y}\n", nullptr);
        row("they took away what we changed", "a\nb\nc\n", "a\nc\n", "a\nz\nc\n", "a\n{!/z\n}c\n", nullptr);
        row("both add at the end", "a\n", "a\nb\n", "a\nc\n", "a\n{!b\n/c\n}", nullptr);
        row("from nothing", "", "a", "b", "{!a/b}", nullptr);
    }
    void merges()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, mine);
        const auto pieces = mergePieces(base, theirs, mine);
        QTEST(written(pieces), "pieces");
        QTEST(mergedText(pieces).value_or(QByteArray()), "merged");
    }

    void elementsAreComparedByWhatTheySay()
    {
        const QByteArray base =
            "<presence entity='sip:a@b'><tuple id='t'><status><basic>open</basic></status>"
            "</tuple><tuple id='u'/></presence>";
        QByteArray theirs = base;
        theirs.replace("open", "closed").replace("<tuple id='u'/>", "");
        QByteArray mine = base;
        mine.replace("sip:a@b", "sip:c@d").replace("</tuple><", "</tuple>\n  <"); // white space says nothing
        const Comparison comparison = compareVersions({base, theirs, mine});
        QVERIFY(comparison.comparesElements);
        const QList<FactChange> expected {{u"presence/@entity"_s, u"sip:a@b"_s, u"sip:a@b"_s, u"sip:c@d"_s},
            {u"presence/tuple[@id='t']/status/basic"_s, u"open"_s, u"closed"_s, u"open"_s},
            {u"presence/tuple[@id='u']"_s, u""_s, std::nullopt, u""_s},
            {u"presence/tuple[@id='u']/@id"_s, u"u"_s, std::nullopt, u"u"_s}};
        QCOMPARE(comparison.facts, expected);
        QVERIFY(!compareVersions({"<a>", {}, "<a/>"}).comparesElements);
        QVERIFY(compareVersions({base, {}, base}).facts.isEmpty());
    }

    void mergingLosesNothing()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 300; ++round) {
            const QByteArray base = randomText(random, random.bounded(40));
            const QByteArray theirs = randomText(random, random.bounded(40));
            const QByteArray mine = randomText(random, random.bounded(40));
            QByteArray bases;
            QByteArray theirTexts;
            QByteArray ourTexts;
            for (const MergePiece &piece : mergePieces(base, theirs, mine)) {
                bases += piece.base;
                theirTexts += piece.theirs;
                ourTexts += piece.mine;
            }
            QCOMPARE(bases, base);
            QCOMPARE(theirTexts, theirs);
            QCOMPARE(ourTexts, mine);
            QCOMPARE(mergedText(mergePieces(base, base, mine)), mine);
            QCOMPARE(mergedText(mergePieces(base, theirs, base)), theirs);
        }
    }
};

QTEST_APPLESS_MAIN(TestTextDiff)
#include "tst_textdiff.moc"
