// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"
#include "document/documenttext.h"
#include "document/documenttype.h"
#include "document/validator.h"
#include "document/xmltree.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// Makes other documents of one by moving its parts about, always the same ones.
class Mutator {
public:
    explicit Mutator(quint32 seed) : m_random(seed) {}

    QByteArray mutant(QByteArray utf8)
    {
        for (int left = m_random.bounded(1, 4); left > 0; --left) {
            const XmlTree tree = readXmlTree(utf8);
            if (tree.isWellFormed())
                utf8 = changed(tree);
        }
        return utf8;
    }

private:
    using Change = QByteArray (Mutator::*)(const XmlTree &);

    QByteArray changed(const XmlTree &tree)
    {
        static constexpr std::array<Change, 7> changes {&Mutator::withoutElement, &Mutator::withElementTwice,
            &Mutator::withElementMoved, &Mutator::withElementInside, &Mutator::withoutAttribute,
            &Mutator::withOtherValue, &Mutator::withOtherText};
        return (this->*changes.at(below(changes.size())))(tree);
    }

    int below(qsizetype count) { return m_random.bounded(static_cast<int>(count)); }

    static QByteArray slice(const XmlTree &tree, const ByteSpan &span)
    {
        return tree.utf8.mid(span.from, span.length);
    }

    static QByteArray replaced(const XmlTree &tree, const ByteSpan &span, const QByteArray &by)
    {
        return QByteArray {tree.utf8}.replace(span.from, span.length, by);
    }

    const XmlNode &anyElement(const XmlTree &tree)
    {
        while (true) {
            const XmlNode &node = tree.nodes.at(below(tree.nodes.size()));
            if (node.isElement())
                return node;
        }
    }

    const XmlAttribute *anyAttribute(const XmlTree &tree)
    {
        const QList<XmlAttribute> &attributes = anyElement(tree).attributes;
        if (attributes.isEmpty())
            return nullptr;
        const XmlAttribute &attribute = attributes.at(below(attributes.size()));
        return attribute.isDeclaration() ? nullptr : &attribute;
    }

    QByteArray withoutElement(const XmlTree &tree) { return replaced(tree, anyElement(tree).whole, {}); }

    QByteArray withElementTwice(const XmlTree &tree)
    {
        const XmlNode &element = anyElement(tree);
        return replaced(tree, {element.whole.end(), 0}, slice(tree, element.whole));
    }

    QByteArray withElementMoved(const XmlTree &tree)
    {
        const ByteSpan from = anyElement(tree).whole;
        const ByteSpan to = anyElement(tree).whole;
        if (from.end() > to.from)
            return replaced(tree, {to.from, 0}, slice(tree, from));
        return QByteArray {tree.utf8}.insert(to.from, slice(tree, from)).remove(from.from, from.length);
    }

    QByteArray withElementInside(const XmlTree &tree)
    {
        const XmlNode &parent = anyElement(tree);
        const QByteArray child = slice(tree, anyElement(tree).whole);
        return parent.endTag.length == 0 ? tree.utf8 : replaced(tree, {parent.endTag.from, 0}, child);
    }

    QByteArray withoutAttribute(const XmlTree &tree)
    {
        const XmlAttribute *attribute = anyAttribute(tree);
        return attribute ? replaced(tree, attribute->whole, {}) : tree.utf8;
    }

    QByteArray withOtherValue(const XmlTree &tree)
    {
        const XmlAttribute *to = anyAttribute(tree);
        const XmlAttribute *from = anyAttribute(tree);
        return to && from ? replaced(tree, to->valueSpan, slice(tree, from->valueSpan)) : tree.utf8;
    }

    QByteArray withOtherText(const XmlTree &tree)
    {
        const XmlNode &to = anyElement(tree);
        const XmlNode &from = anyElement(tree);
        if (to.endTag.length == 0 || from.endTag.length == 0)
            return tree.utf8;
        const auto inner = [](const XmlNode &node) {
            return ByteSpan {node.startTag.end(), node.endTag.from - node.startTag.end()};
        };
        return replaced(tree, inner(to), slice(tree, inner(from)));
    }

    QRandomGenerator m_random;
};

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file {path};
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// Documents that nobody thought of: parts of the corpus in other places. Our verdict, which comes of a
/// parser and a walk of our own around libxml2, must be that of xmllint.
class CorpusMutantsTest : public QObject {
    Q_OBJECT

private slots:
    void verdictIsThatOfXmllint_data();
    void verdictIsThatOfXmllint();
};

void CorpusMutantsTest::verdictIsThatOfXmllint_data()
{
    QTest::addColumn<QString>("kind");
    for (const DocumentType &type : documentTypes()) {
        if (type.isCommandLineKind && !type.schema.isEmpty())
            QTest::newRow(type.id.data()) << QString {type.id};
    }
}

void CorpusMutantsTest::verdictIsThatOfXmllint()
{
    QFETCH(const QString, kind);
    constexpr int mutantsOfEach = 5;
    const DocumentType *type = documentTypeOf(kind);
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    Mutator mutator {20261125};
    QStringList all;
    QStringList valid;
    for (const QString &file : Corpus::files(kind, u"valid"_s) + Corpus::files(kind, u"invalid"_s)) {
        const DocumentText text = decodeDocument(Corpus::contents(file));
        if (text.encoding != DocumentText::Encoding::Utf8 || !readXmlTree(text.utf8).isWellFormed())
            continue;
        for (int i = 0; i < mutantsOfEach; ++i) {
            const QByteArray mutant = mutator.mutant(text.utf8);
            all.append(u"%1.xml"_s.arg(all.size()));
            QVERIFY(write(folder.filePath(all.last()), mutant));
            if (validateDocument(mutant, *type).isValid == true)
                valid.append(all.last());
        }
    }
    QVERIFY(all.size() > 50);
    QVERIFY(valid.size() > 10);
    const LintAnswer answer = lint(QString {type->schema}, folder.path(), all);
    QVERIFY2(answer.hasAnswered, "xmllint is needed");
    for (const QString &file : std::as_const(all)) {
        if (answer.valid.contains(file) == valid.contains(file))
            continue;
        QFile mutant {folder.filePath(file)};
        if (mutant.open(QIODevice::ReadOnly))
            qWarning().noquote() << "xmllint and we disagree about:" << QString::fromUtf8(mutant.readAll());
    }
    QCOMPARE(answer.valid, valid);
}

QTEST_GUILESS_MAIN(CorpusMutantsTest)
#include "tst_corpusmutants.moc"
