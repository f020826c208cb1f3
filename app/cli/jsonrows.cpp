// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "jsontext.h"
#include "rowwriter.h"

using namespace Qt::StringLiterals;

namespace {

/// One array of objects, an object a line.
class JsonRows : public RowWriter {
public:
    explicit JsonRows(RowStyle style) : m_style(std::move(style)) {}

    void row(const QVariantList &values) override
    {
        QList<std::pair<QString, QString>> members;
        for (qsizetype i = 0; i < m_style.columns.size(); ++i)
            members << std::pair {m_style.columns.at(i).name, cell(m_style.columns.at(i), values.at(i))};
        printAnswer((m_first ? u"\n"_s : u",\n"_s) + jsonObject(members));
        m_first = false;
    }

protected:
    void writeBegin() override { printAnswer(u"["_s); }
    void writeEnd() override { printAnswer(m_first ? u"]\n"_s : u"\n]\n"_s); }

private:
    QString cell(const ColumnInfo &column, const QVariant &value) const
    {
        if (m_style.raw || !isDecoded(column))
            return jsonValue(value);
        return jsonObject({{u"raw"_s, jsonValue(value)},
            {u"text"_s, jsonString(decodeCell(column, value, m_style.context))}});
    }

    RowStyle m_style;
    bool m_first = true;
};

} // namespace

std::unique_ptr<RowWriter> jsonRows(RowStyle style)
{
    return std::make_unique<JsonRows>(std::move(style));
}
