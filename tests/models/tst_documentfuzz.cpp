// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/completion.h"
#include "document/documentmeasure.h"
#include "document/documenttext.h"
#include "document/formatter.h"
#include "document/validator.h"
#include "document/xmlparser.h"
#include "document/xmlscanner.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int shortRun = 3'000; // ms; PRESENCE_LONG=1 runs a hundred times as long
constexpr quint32 seed = 20260131;

/// What to put into documents: markup that means something, and bytes that should not be there.
const QList<QByteArray> &splinters()
{
    static const QList<QByteArray> all {"<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>",
        "&", "&amp;", "&#0;", "&#x10FFFF;", "&#xFFFFFFFFF;", "&x;", "\"", "'", "=", ":", " xmlns=''",
        " xmlns:a='u'", " a:b='c'", " id='t'", "<a:b/>", "<!DOCTYPE a [<!ENTITY e 'x'>]>",
        "<?xml version='1.0'?>", "<?xml-model x?>", "<?xml version='1.0' encoding='UTF-16'?>",
        "<?xml version='1.0' encoding='ISO-8859-1'?>", QByteArray("\0", 1), "\xff\xfe", "\xef\xbb\xbf",
        "\xe9", "\xc3\xa9", "\xf4\x90\x80\x80", "\xed\xa0\x80", "\xef\xbf\xbf", "\r", "\r\n", "\n", "\t",
        "--", "\x01", "\xe2\x80\xae", "<tuple id='x'><status/></tuple>", "xsi:type='a'", " xsi:nil='true'",
        " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'", "--b1\r\n",
        "Content-Type: application/pidf+xml\r\n\r\n", "Messages-Waiting: yes\r\n"};
    return all;
}

/// Changes documents at random, always in the same order.
class Mutator {
public:
    explicit Mutator(QList<QByteArray> seeds) : m_seeds(std::move(seeds)), m_random(seed) {}

    int below(qsizetype bound)
    {
        return bound < 1 ? 0 : static_cast<int>(m_random.bounded(static_cast<int>(bound)));
    }

    QByteArray next()
    {
        QByteArray document = m_seeds.at(below(m_seeds.size()));
        for (int steps = 1 + below(4); steps > 0; --steps)
            mutate(document);
        return document;
    }

private:
    void mutate(QByteArray &document)
    {
        const int from = below(document.size() + 1);
        const int length = std::min(below(64), static_cast<int>(document.size()) - from);
        switch (below(9)) {
        case 0: // flip
            if (from < document.size())
                document[from] = static_cast<char>(document[from] ^ (1 << below(8)));
            break;
        case 1: // cut
            document.remove(from, length);
            break;
        case 2: // truncate
            document.truncate(from);
            break;
        case 3: // duplicate
            document.insert(below(document.size() + 1), document.mid(from, length));
            break;
        case 4: { // splice
            const QByteArray other = m_seeds.at(below(m_seeds.size()));
            const int at = below(other.size() + 1);
            document.replace(from, length, other.mid(at, below(512)));
            break;
        }
        case 5: // nest
            document.insert(from, QByteArray("<x>").repeated(below(400)));
            break;
        case 6: // huge names
            document.insert(from, QByteArray(below(2000), 'n'));
            break;
        case 7: // many attributes
            document.insert(from, QByteArray(" y='1'").repeated(below(400)));
            break;
        default:
            document.insert(from, splinters().at(below(splinters().size())));
        }
    }

    QList<QByteArray> m_seeds;
    QRandomGenerator m_random;
};

bool isWithin(ByteSpan span, qint64 size)
{
    return span.from >= 0 && span.length >= 0 && span.end() <= size;
}

bool isWithin(const TextPlace &place, qint64 size)
{
    return place.line > 0 && place.column > 0 && isWithin(ByteSpan {place.byte, place.length}, size);
}

bool isOrdered(const XmlTree &tree)
{
    qint64 from = 0;
    for (const XmlNode &node : tree.nodes) {
        const ByteSpan parent =
            node.parent < 0 ? ByteSpan {0, tree.utf8.size()} : tree.nodes.at(node.parent).whole;
        const bool fits = node.whole.from >= from && isWithin(node.whole, tree.utf8.size())
            && node.whole.from >= parent.from && node.whole.end() <= parent.end()
            && (!node.isElement() || tree.utf8.at(node.startTag.from) == '<');
        if (!fits)
            return false;
        from = node.whole.from;
    }
    return true;
}

bool agreeOnSyntax(const XmlTree &tree, const QByteArray &utf8)
{
    const bool mayParse =
        !tree.fault || (tree.fault->severity != Severity::Limit && !utf8.contains("<!DOCTYPE"));
    return !mayParse || utf8.startsWith("\xef\xbb\xbf") || tree.isWellFormed() == !parserFault(utf8);
}

bool isConsistent(const Verdict &verdict, qint64 size)
{
    const Diagnostic *error = verdict.firstError();
    return verdict.isFine() == !error && verdict.diagnostics.size() <= 200
        && (!verdict.isValid || verdict.isWellFormed.value_or(true))
        && std::ranges::all_of(
            verdict.diagnostics, [size](const Diagnostic &each) { return isWithin(each.place, size); });
}

/// A repair changes only what it says, and leaves text.
bool areFixesSound(const Verdict &verdict, const QByteArray &utf8)
{
    return std::ranges::all_of(verdict.diagnostics,
        [&](const Diagnostic &each) { return each.fix.isEmpty() || applied(each.fix.edits, utf8) != utf8; });
}

QList<QByteArray> readSeeds()
{
    QList<QByteArray> seeds;
    QDirIterator files(QStringLiteral(TEST_DATA "/documents"), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.size() < 32 * 1024)
            seeds.append(file.readAll());
    }
    seeds.append("--b1\r\nContent-Type: application/pidf+xml\r\n\r\n<presence/>\r\n--b1--\r\n");
    seeds.append("Max-Forwards: 70\r\nSubject: a\r\n b\r\n");
    return seeds;
}

} // namespace

/// Damaged documents go through everything that reads them: whatever comes, nothing crashes, and what is said
/// of them is consistent.
class TestDocumentFuzz : public QObject {
    Q_OBJECT

private slots:
    void mutations();

private:
    static void read(const QByteArray &stored, Mutator &random);
    static void validate(
        const QByteArray &stored, const DocumentText &text, const XmlTree &tree, Mutator &random);
    static void edit(const QByteArray &utf8, const DocumentType &type, Mutator &random);
};

void TestDocumentFuzz::mutations()
{
    const QList<QByteArray> seeds = readSeeds();
    QVERIFY(seeds.size() > 100);
    Mutator random(seeds);
    QElapsedTimer timer;
    timer.start();
    const int most = qEnvironmentVariableIntValue("PRESENCE_LONG") == 1 ? 100 * shortRun : shortRun;
    int runs = 0;
    for (; runs < 100 || timer.elapsed() < most; ++runs) {
        const QByteArray stored = random.next();
        const qint64 before = timer.elapsed();
        read(stored, random);
        if (QTest::currentTestFailed()) {
            qWarning() << "run" << runs << stored.toPercentEncoding(" <>=\"'/:?!&;#");
            return;
        }
        if (timer.elapsed() - before > 1000)
            qWarning() << "slow:" << timer.elapsed() - before << "ms, run" << runs;
    }
    qInfo() << runs << "documents";
}

void TestDocumentFuzz::read(const QByteArray &stored, Mutator &random)
{
    const DocumentText text = decodeDocument(stored);
    QVERIFY(!text.isExact || text.encode(text.utf8) == stored);
    const DocumentMeasure measure = measureDocument(text.utf8);
    const XmlTree tree = readXmlTree(text.utf8);
    QCOMPARE(tree.fault && tree.fault->severity == Severity::Limit, measure.exceeded().has_value());
    QVERIFY(!tree.fault || isWithin(tree.fault->place, text.utf8.size()));
    QVERIFY(isOrdered(tree));
    QVERIFY(agreeOnSyntax(tree, text.utf8));
    validate(stored, text, tree, random);
}

void TestDocumentFuzz::validate(
    const QByteArray &stored, const DocumentText &text, const XmlTree &tree, Mutator &random)
{
    const DocumentType *guess = guessDocumentType(text.utf8);
    const std::span<const DocumentType> types = documentTypes();
    const DocumentType &type =
        guess && random.below(4) > 0 ? *guess : types[random.below(static_cast<qsizetype>(types.size()))];
    const Verdict verdict = validateDocument(stored, type);
    const qint64 size = type.syntax == Syntax::Xml ? text.utf8.size() : stored.size();
    QVERIFY(isConsistent(verdict, size));
    if (type.syntax == Syntax::Xml && text.isExact) {
        QVERIFY(areFixesSound(verdict, text.utf8));
        QVERIFY(!verdict.isWellFormed || !*verdict.isWellFormed || tree.isWellFormed());
    }
    edit(text.utf8, type, random);
}

void TestDocumentFuzz::edit(const QByteArray &utf8, const DocumentType &type, Mutator &random)
{
    const int byte = random.below(utf8.size() + 1);
    for (const Proposal &proposal : completionsAt(utf8, byte, type, {u"sip:a@b"_s})) {
        QVERIFY(proposal.edit.byte >= 0 && proposal.edit.byte + proposal.edit.length <= utf8.size());
        QVERIFY(!proposal.label.isEmpty());
    }
    descriptionAt(utf8, byte, type);
    const Result<QByteArray> pretty = prettyPrinted(utf8);
    if (!pretty)
        return;
    QVERIFY(readXmlTree(*pretty).isWellFormed());
    const Result<QByteArray> again = prettyPrinted(*pretty);
    QVERIFY(again && *again == *pretty);
}

QTEST_GUILESS_MAIN(TestDocumentFuzz)
#include "tst_documentfuzz.moc"
