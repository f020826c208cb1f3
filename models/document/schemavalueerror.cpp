// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemavalueerror.h"

#include "document/nearestword.h"
#include "document/schematypes.h"
#include "document/xmlcharacters.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

Diagnostic wrongValue(
    const SchemaCase &c, const QString &must, const QString &expected, const QuickFix &fix = {})
{
    const QString value = shownText(c.value());
    const QString sentence = value.isEmpty()
        ? tr("%1 is empty; it must be %2.").arg(c.subject(), must)
        : tr("\"%1\" is no value for %2; it must be %3.").arg(value, c.subject(), must);
    return c.invalid("schema-value"_L1, sentence, c.valueSpan(), expected, fix);
}

/// The values within the last braces: ('a', 'b').
QStringList enumerated(const QString &text)
{
    const qsizetype from = text.lastIndexOf("set {"_L1);
    QStringList values;
    if (from >= 0)
        for (const QString &item : text.sliced(from + 5).split(u"', '"_s))
            values.append(QString(item).remove(u'\'').remove(u'}').remove(u'.'));
    return values;
}

QString quotedLast(const QString &text)
{
    return text.section(u'\'', -2, -2);
}

bool isIdName(const QString &value)
{
    const QByteArray name = value.trimmed().toUtf8();
    return !name.isEmpty() && nameLengthAt(name, 0) == name.size() && !name.contains(':');
}

Diagnostic idTwice(const SchemaCase &c)
{
    TextPlace first;
    for (const XmlNode &node : c.tree().nodes) {
        const XmlAttribute *id = node.attribute("id"_L1);
        if (id && id != c.attribute() && id->value.trimmed() == c.value().trimmed()) {
            first = c.tree().placeOf(id->valueSpan);
            break;
        }
    }
    return c.invalid("schema-id-twice"_L1,
        tr("The id \"%1\" is used twice, first in line %2, column %3; ids must differ within a document.")
            .arg(shownText(c.value()))
            .arg(first.line)
            .arg(first.column),
        c.valueSpan(), tr("another id"));
}

} // namespace

Diagnostic notEnumerated(const SchemaCase &c)
{
    const QStringList values = enumerated(c.text());
    const QString word = nearestWord(c.value(), values);
    const bool isPlain = c.attribute() || c.tree().elementsOf(c.id()).isEmpty();
    QuickFix fix;
    if (!word.isEmpty() && isPlain) {
        const ByteSpan span = c.attribute()
            ? c.attribute()->valueSpan
            : ByteSpan {c.node().startTag.end(), c.node().endTag.from - c.node().startTag.end()};
        fix = {tr("Write %1").arg(shownText(word)), {{span.from, span.length, word.toUtf8()}}};
    }
    return wrongValue(c, shownText(alternatives(values)), values.join(u", "_s), fix);
}

Diagnostic notOfForm(const SchemaCase &c)
{
    const qsizetype at = c.text().lastIndexOf("pattern '"_L1);
    const QString pattern = at < 0 ? QString() : c.text().sliced(at + 9).section(u'\'', 0, -2);
    return wrongValue(c, schemaPatternText(pattern), shownText(pattern));
}

Diagnostic notOfType(const SchemaCase &c)
{
    const QString type = quotedLast(c.text());
    if (type == "xs:ID"_L1 && isIdName(c.value()))
        return idTwice(c);
    const QString text = schemaTypeText(type);
    const QString plain = type.sliced(type.lastIndexOf(u'}') + 1);
    return text.isEmpty() ? wrongValue(c, tr("of the type %1").arg(shownText(plain)), shownText(plain))
                          : wrongValue(c, text, text);
}

Diagnostic outOfRange(const SchemaCase &c)
{
    const bool isTooSmall = c.text().contains("less than the minimum"_L1);
    const QString bound = quotedLast(c.text());
    const QString must = (isTooSmall ? tr("at least %1") : tr("at most %1")).arg(shownText(bound));
    return wrongValue(c, must, must);
}
