// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "rowwriter.h"
#include "texttable.h"

#include "base/visibletext.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype measuredRows = 1000;

/// A table for people: the first rows decide the widths, the rest follows them.
class TextRows : public RowWriter {
public:
    explicit TextRows(RowStyle style) : m_style(std::move(style)) {}

    void row(const QVariantList &values) override
    {
        QStringList cells;
        for (qsizetype i = 0; i < m_style.columns.size(); ++i)
            cells << cell(m_style.columns.at(i), values.at(i));
        if (!m_widths.isEmpty()) {
            printAnswer(textLine(cells, m_widths));
            return;
        }
        m_waiting << cells;
        if (m_waiting.size() == measuredRows)
            flush();
    }

protected:
    void writeEnd() override { flush(); }

private:
    QString cell(const ColumnInfo &column, const QVariant &value) const
    {
        return m_style.raw ? rawCell(value) : decodeCell(column, value, m_style.context);
    }

    void flush()
    {
        if (!m_widths.isEmpty())
            return;
        QStringList header;
        for (const ColumnInfo &column : m_style.columns)
            header << visibleText(column.name);
        m_widths = columnWidths(header, m_waiting);
        printAnswer(textLine(header, m_widths));
        for (const QStringList &cells : m_waiting)
            printAnswer(textLine(cells, m_widths));
        m_waiting.clear();
    }

    RowStyle m_style;
    QList<QStringList> m_waiting;
    QList<qsizetype> m_widths;
};

} // namespace

std::unique_ptr<RowWriter> textRows(RowStyle style)
{
    return std::make_unique<TextRows>(std::move(style));
}
