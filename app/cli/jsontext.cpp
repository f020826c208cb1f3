// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsontext.h"

#include "base/visibletext.h"
#include "connection/connection.h"

#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

/// Characters that a reader would not see, or that change how others are shown.
bool isHidden(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString escapedUnit(char16_t unit)
{
    return u"\\u%1"_s.arg(static_cast<ushort>(unit), 4, 16, QChar(u'0'));
}

QString escaped(char32_t character)
{
    switch (character) {
    case U'"':
        return u"\\\""_s;
    case U'\\':
        return u"\\\\"_s;
    case U'\n':
        return u"\\n"_s;
    case U'\r':
        return u"\\r"_s;
    case U'\t':
        return u"\\t"_s;
    default:
        break;
    }
    if (!isHidden(character))
        return QString::fromUcs4(&character, 1);
    if (!QChar::requiresSurrogates(character))
        return escapedUnit(static_cast<char16_t>(character));
    return escapedUnit(QChar::highSurrogate(character)) + escapedUnit(QChar::lowSurrogate(character));
}

QString base64Object(const QByteArray &bytes)
{
    return u"{\"base64\":\"%1\"}"_s.arg(QString::fromLatin1(bytes.toBase64()));
}

QString jsonBytes(const QByteArray &bytes)
{
    return isCleanUtf8(bytes) ? jsonString(QString::fromUtf8(bytes)) : base64Object(bytes);
}

/// JSON has no infinity and no NaN; their names in quotes at least do not pass for another number.
QString jsonReal(double value)
{
    if (std::isnan(value))
        return u"\"NaN\""_s;
    if (std::isinf(value))
        return value > 0 ? u"\"Infinity\""_s : u"\"-Infinity\""_s;
    const QString text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    return text.contains(u'.') || text.contains(u'e') ? text : text + ".0"_L1;
}

} // namespace

QString jsonString(const QString &text)
{
    QString result(1, u'"');
    result.reserve(text.size() + 2);
    for (const char32_t character : text.toUcs4())
        result += escaped(character);
    return result + u'"';
}

QString jsonValue(const QVariant &value)
{
    if (value.typeId() == qMetaTypeId<RawText>())
        return base64Object(value.value<RawText>().bytes);
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return u"null"_s;
    case QMetaType::Int:
    case QMetaType::LongLong:
        return QString::number(value.toLongLong());
    case QMetaType::Double:
        return jsonReal(value.toDouble());
    case QMetaType::QByteArray:
        return jsonBytes(value.toByteArray());
    default:
        return jsonString(value.toString());
    }
}

QString jsonObject(const QList<std::pair<QString, QString>> &members)
{
    QStringList parts;
    for (const auto &[name, value] : members)
        parts << jsonString(name) + u':' + value;
    return u'{' + parts.join(u',') + u'}';
}

QString jsonArray(const QStringList &elements)
{
    return u'[' + elements.join(u',') + u']';
}
