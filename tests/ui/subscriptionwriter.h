// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "windowlab.h"

#include <QRegularExpression>

/// Writes into the subscriptions as a server would, in terms of the grid's rows, on both kinds of tables.
class SubscriptionWriter {
public:
    explicit SubscriptionWriter(WindowLab &lab) : m_lab(lab)
    {
        using namespace Qt::StringLiterals;
        if (lab.isSeed())
            return;
        // Room between two ids, so that a row can come anywhere.
        lab.write(u"UPDATE active_watchers SET id = -10 * id"_s);
        lab.write(u"UPDATE active_watchers SET id = -id"_s);
    }

    QString keyColumn() const { return m_lab.isSeed() ? QStringLiteral("from_tag") : QStringLiteral("id"); }
    QVariant keyAt(int row) const
    {
        return m_lab.model().index(row, columnOf(keyColumn())).data(RawValueRole);
    }
    int columnOf(const QString &name) const { return m_lab.grid().table().indexOf(name); }

    /// A subscription that belongs directly behind this one.
    void insertAfter(const QVariant &key)
    {
        using namespace Qt::StringLiterals;
        QStringList values = columns();
        values.replaceInStrings(QRegularExpression(u"^id$"_s), u"id + 1"_s);
        values.replaceInStrings(QRegularExpression(u"^(from_tag|callid)$"_s), u"\\1 || '0'"_s);
        m_lab.write(u"INSERT INTO active_watchers (%1) SELECT %2 FROM active_watchers WHERE %3 = ?"_s.arg(
                        columns().join(u','), values.join(u','), keyColumn()),
            {key});
    }
    void remove(const QVariant &key)
    {
        m_lab.write(QStringLiteral("DELETE FROM active_watchers WHERE %1 = ?").arg(keyColumn()), {key});
    }
    void change(const QVariant &key)
    {
        m_lab.write(
            QStringLiteral("UPDATE active_watchers SET contact = 'sip:changed@192.0.2.7' WHERE %1 = ?")
                .arg(keyColumn()),
            {key});
    }

private:
    QStringList columns() const
    {
        QStringList names;
        for (const QVariantList &row : m_lab.askRows(QStringLiteral("PRAGMA table_info(active_watchers)")))
            names.append(row.at(1).toString());
        return names;
    }

    WindowLab &m_lab;
};
