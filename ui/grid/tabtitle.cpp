// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/tabtitle.h"

#include "base/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace {
struct TabText {
    TableRole role;
    const char *name;
    const char *purpose;
};

constexpr std::array tabTexts {
    TabText {TableRole::Presentity, QT_TRANSLATE_NOOP("Tab", "Presentity"),
        QT_TRANSLATE_NOOP("Tab", "Documents that phones have published, one row per device.")},
    TabText {TableRole::ActiveWatchers, QT_TRANSLATE_NOOP("Tab", "Subscriptions"),
        QT_TRANSLATE_NOOP("Tab", "Who is subscribed to whom now, one row per dialog.")},
    TabText {TableRole::Watchers, QT_TRANSLATE_NOOP("Tab", "Watchers"),
        QT_TRANSLATE_NOOP("Tab", "What the server remembers about who may watch whom.")},
    TabText {TableRole::XcapXml, QT_TRANSLATE_NOOP("Tab", "XCAP"),
        QT_TRANSLATE_NOOP("Tab", "Rules and lists that users keep on the server.")},
    TabText {TableRole::Xcap, QT_TRANSLATE_NOOP("Tab", "XCAP"),
        QT_TRANSLATE_NOOP("Tab", "Rules and lists that users keep on the server.")},
    TabText {TableRole::Pua, QT_TRANSLATE_NOOP("Tab", "PUA"),
        QT_TRANSLATE_NOOP("Tab", "Presence requests that the server itself sends.")},
    TabText {TableRole::RlsPresentity, QT_TRANSLATE_NOOP("Tab", "RLS states"),
        QT_TRANSLATE_NOOP("Tab", "Last known state of each member of a subscribed list.")},
    TabText {TableRole::RlsWatchers, QT_TRANSLATE_NOOP("Tab", "RLS subscriptions"),
        QT_TRANSLATE_NOOP("Tab", "Who is subscribed to a resource list.")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Tab", text);
}

const TabText &textsOf(TableRole role)
{
    for (const TabText &text : tabTexts)
        if (text.role == role)
            return text;
    return tabTexts.front();
}

bool showsExpiry(const TableInfo &table)
{
    return table.role == TableRole::ActiveWatchers || table.role == TableRole::RlsWatchers;
}
} // namespace

QString tabName(TableRole role)
{
    return translated(textsOf(role).name);
}

QString tabTitle(const TableInfo &table, const TableCounts &counts)
{
    const QLocale locale;
    QString title = tabName(table.role);
    if (!table.present)
        return translated("%1 (missing)").arg(title);
    if (counts.rows >= 0)
        title = (counts.rowsExact ? u"%1 %2"_s : translated("%1 about %2"))
                    .arg(title, locale.toString(counts.rows));
    QStringList notes;
    if (counts.expiring > 0 && showsExpiry(table))
        notes.append(translated("%1 expiring").arg(locale.toString(counts.expiring)));
    if (counts.expired > 0 && showsExpiry(table))
        notes.append(translated("%1 expired").arg(locale.toString(counts.expired)));
    if (counts.pending > 0 && table.role == TableRole::Watchers)
        notes.append(translated("%1 pending").arg(locale.toString(counts.pending)));
    return notes.isEmpty() ? title : u"%1 · %2"_s.arg(title, notes.join(u", "_s));
}

QString tabTooltip(const TableInfo &table)
{
    return plainTooltip(translated(textsOf(table.role).purpose) + u'\n'
        + translated("Table: %1").arg(visibleText(table.name)));
}
