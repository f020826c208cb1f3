// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "rowwriter.h"

#include "base/visibletext.h"
#include "connection/connection.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

/// The escapes of a cell: those that a reader of TSV expects, and \xNN for every other control byte.
QString escapedByte(unsigned char byte)
{
    switch (byte) {
    case '\t':
        return u"\\t"_s;
    case '\n':
        return u"\\n"_s;
    case '\r':
        return u"\\r"_s;
    case '\\':
        return u"\\\\"_s;
    default:
        return u"\\x%1"_s.arg(static_cast<uint>(byte), 2, 16, QChar(u'0'));
    }
}

bool isSafe(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return character != U'\\' && category != QChar::Other_Control && category != QChar::Separator_Line
        && category != QChar::Separator_Paragraph;
}

QString escapedBytes(const QByteArray &bytes)
{
    QString result;
    for (const char byte : bytes)
        result += escapedByte(static_cast<unsigned char>(byte));
    return result;
}

QString escapedText(const QString &text)
{
    QString result;
    for (const char32_t character : text.toUcs4()) {
        const QString one = QString::fromUcs4(&character, 1);
        result += isSafe(character) ? one : escapedBytes(one.toUtf8());
    }
    return result;
}

/// Bytes that are no text: plain ASCII as it is, all else as \xNN, so that the value can be restored.
QString escapedBinary(const QByteArray &bytes)
{
    QString result;
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        result +=
            byte >= 0x20 && byte < 0x7f && byte != '\\' ? QString(QLatin1Char(each)) : escapedByte(byte);
    }
    return result;
}

QString escapedAny(const QByteArray &bytes)
{
    return isCleanUtf8(bytes) ? escapedText(QString::fromUtf8(bytes)) : escapedBinary(bytes);
}

/// NULL is \N, which no text can be: its backslash would be doubled.
QString cell(const QVariant &value)
{
    if (value.typeId() == qMetaTypeId<RawText>())
        return escapedAny(value.value<RawText>().bytes);
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return u"\\N"_s;
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QMetaType::QByteArray:
        return escapedAny(value.toByteArray());
    default:
        return escapedText(value.toString());
    }
}

/// Tab-separated stored values below a line of column names; always raw, so that scripts read what is stored.
class TsvRows : public RowWriter {
public:
    explicit TsvRows(RowStyle style) : m_style(std::move(style)) {}

    void row(const QVariantList &values) override
    {
        QStringList cells;
        for (const QVariant &value : values)
            cells << cell(value);
        printAnswer(cells.join(u'\t') + u'\n');
    }

protected:
    void writeBegin() override
    {
        QStringList names;
        for (const ColumnInfo &column : m_style.columns)
            names << escapedText(column.name);
        printAnswer(names.join(u'\t') + u'\n');
    }

private:
    RowStyle m_style;
};

} // namespace

std::unique_ptr<RowWriter> tsvRows(RowStyle style)
{
    return std::make_unique<TsvRows>(std::move(style));
}
