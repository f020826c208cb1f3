// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"
#include "document/documenttext.h"
#include "document/documenttype.h"
#include "document/validator.h"

#include <QMap>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// What is wrong in a document of the corpus: where, and the code of the fault.
using Faults = QMap<int, QSet<QString>>;

/// The manifest of one kind, by file name.
QMap<QString, Faults> expectedFaults(const QString &kind)
{
    QMap<QString, Faults> faults;
    const QString manifest = QString::fromUtf8(Corpus::contents(kind + u"/invalid/expected.tsv"_s));
    for (const QString &line : manifest.split(u'\n').mid(1)) {
        const QStringList fields = line.split(u'\t');
        if (fields.size() == 4)
            faults[fields[0]][fields[1].toInt()].insert(fields[2]);
    }
    return faults;
}

QString toText(const Faults &faults)
{
    QStringList lines;
    for (auto fault = faults.begin(); fault != faults.end(); ++fault) {
        QStringList codes = fault->values();
        codes.sort();
        lines.append(u"line %1: %2"_s.arg(fault.key()).arg(codes.join(u", "_s)));
    }
    return lines.join(u"; "_s);
}

Faults faultsOf(const Verdict &verdict)
{
    Faults faults;
    for (const Diagnostic &diagnostic : verdict.diagnostics) {
        if (diagnostic.severity <= Severity::Invalid)
            faults[diagnostic.place.line].insert(diagnostic.code);
    }
    return faults;
}

} // namespace

/// The documents of tests/data/documents: each kind has valid ones and invalid ones with a manifest that
/// names the lines and the codes.
class CorpusTest : public QObject {
    Q_OBJECT

private slots:
    void everyDriverCompiles_data();
    void everyDriverCompiles();
    void xmllintAgrees_data() { kinds(); }
    void xmllintAgrees();
    void validIsValid_data() { kinds(); }
    void validIsValid();
    void faultsAreFound_data() { kinds(); }
    void faultsAreFound();
    void kindIsGuessed_data() { kinds(); }
    void kindIsGuessed();
    void bytesStay_data() { kinds(); }
    void bytesStay();
    void placesFitTheText_data() { kinds(); }
    void placesFitTheText();

private:
    static void kinds();
};

void CorpusTest::kinds()
{
    QTest::addColumn<QString>("kind");
    for (const DocumentType &type : documentTypes()) {
        if (type.isCommandLineKind)
            QTest::newRow(type.id.data()) << QString {type.id};
    }
}

void CorpusTest::everyDriverCompiles_data()
{
    QTest::addColumn<QString>("driver");
    QSet<QString> drivers;
    for (const DocumentType &type : documentTypes()) {
        if (!type.schema.isEmpty())
            drivers.insert(QString {type.schema});
    }
    QVERIFY(drivers.size() >= 12);
    for (const QString &driver : std::as_const(drivers))
        QTest::newRow(qPrintable(driver)) << driver;
}

void CorpusTest::everyDriverCompiles()
{
    QFETCH(const QString, driver);
    constexpr int schemaDoesNotCompile = 5;
    const LintAnswer answer = lint(driver, Corpus::folder(), {driver});
    QVERIFY2(answer.hasAnswered, "xmllint is needed");
    QVERIFY2(answer.exitCode != schemaDoesNotCompile, qPrintable(answer.text));
    QVERIFY2(!answer.text.contains("parser error"_L1), qPrintable(answer.text));
}

void CorpusTest::xmllintAgrees()
{
    QFETCH(const QString, kind);
    const DocumentType *type = documentTypeOf(kind);
    QVERIFY(type);
    const QStringList valid = Corpus::files(kind, u"valid"_s);
    const QStringList invalid = Corpus::files(kind, u"invalid"_s);
    QVERIFY(valid.size() >= 12);
    QVERIFY(invalid.size() >= 12);
    QCOMPARE(expectedFaults(kind).size(), invalid.size());
    if (type->schema.isEmpty())
        return; // plain text
    const LintAnswer answer = lint(QString {type->schema}, Corpus::folder(), valid + invalid);
    QVERIFY2(answer.hasAnswered, "xmllint is needed");
    if (answer.valid != valid)
        qWarning().noquote() << answer.text;
    QCOMPARE(answer.valid, valid);
}

void CorpusTest::validIsValid()
{
    QFETCH(const QString, kind);
    const DocumentType *type = documentTypeOf(kind);
    for (const QString &path : Corpus::files(kind, u"valid"_s)) {
        const Verdict verdict = validateDocument(Corpus::contents(path), *type);
        QVERIFY2(verdict.isValid == true && verdict.isFine(),
            qPrintable(path + u": "_s + toText(faultsOf(verdict))));
        QVERIFY2(faultsOf(verdict).isEmpty(), qPrintable(path + u": "_s + toText(faultsOf(verdict))));
    }
}

void CorpusTest::faultsAreFound()
{
    QFETCH(const QString, kind);
    const DocumentType *type = documentTypeOf(kind);
    const QMap<QString, Faults> expected = expectedFaults(kind);
    bool allFound = true;
    for (const QString &path : Corpus::files(kind, u"invalid"_s)) {
        const Verdict verdict = validateDocument(Corpus::contents(path), *type);
        QVERIFY2(!verdict.isFine() && verdict.isValid != true, qPrintable(path));
        const Faults wanted = expected.value(path.section(u'/', -1));
        const Faults found = faultsOf(verdict);
        if (found == wanted)
            continue;
        allFound = false;
        qWarning().noquote() << path << "\n  expected" << toText(wanted) << "\n  found   " << toText(found);
    }
    QVERIFY2(allFound, "the manifest and the validator differ");
}

void CorpusTest::kindIsGuessed()
{
    QFETCH(const QString, kind);
    // Nothing but the place where it is kept tells one from the other.
    const QString guessed = kind == "pidf-manipulation"_L1 ? u"presence"_s : kind;
    for (const QString &path : Corpus::files(kind, u"valid"_s)) {
        const DocumentType *type = guessDocumentType(decodeDocument(Corpus::contents(path)).utf8);
        QVERIFY2(type && QString {type->id} == guessed, qPrintable(path));
    }
}

/// A document that nobody touched is stored as it was, whatever is wrong with it.
void CorpusTest::bytesStay()
{
    QFETCH(const QString, kind);
    for (const QString &path : Corpus::files(kind, u"valid"_s) + Corpus::files(kind, u"invalid"_s)) {
        const QByteArray stored = Corpus::contents(path);
        const DocumentText text = decodeDocument(stored);
        if (text.isExact)
            QVERIFY2(text.encode(text.utf8) == stored, qPrintable(path));
        else
            QVERIFY2(!text.whyNot.isEmpty(), qPrintable(path));
    }
}

void CorpusTest::placesFitTheText()
{
    QFETCH(const QString, kind);
    const DocumentType *type = documentTypeOf(kind);
    for (const QString &path : Corpus::files(kind, u"invalid"_s)) {
        const QByteArray stored = Corpus::contents(path);
        const DocumentText text = decodeDocument(stored);
        for (const Diagnostic &diagnostic : validateDocument(stored, *type).diagnostics) {
            const TextPlace &place = diagnostic.place;
            QVERIFY2(
                !diagnostic.sentence.isEmpty() && !diagnostic.sentence.contains(u"%1"_s), qPrintable(path));
            QVERIFY2(place.byte >= 0 && place.length >= 0 && place.byte + place.length <= text.utf8.size(),
                qPrintable(path));
            const QByteArray before = text.utf8.first(place.byte);
            const qsizetype lineStart = before.lastIndexOf('\n') + 1;
            const auto column = QString::fromUtf8(before.sliced(lineStart)).toUcs4().size() + 1;
            QCOMPARE(place.line, before.count('\n') + 1);
            QCOMPARE(place.column, column);
        }
    }
}

QTEST_GUILESS_MAIN(CorpusTest)
#include "tst_corpus.moc"
