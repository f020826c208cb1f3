// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/columnlayout.h"

#include "plainlabel.h"

#include "base/visibletext.h"

#include <QAction>
#include <QFontMetrics>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

using namespace Qt::StringLiterals;

namespace {
constexpr int narrowest = 24;
constexpr int widest = 4'000;

/// One remembered column, stored as "WIDTH SHOWN NAME": the name comes last because it may hold anything.
struct StoredColumn {
    QString name;
    int width = 0;
    bool hidden = false;
};

QString packed(const StoredColumn &column)
{
    return u"%1 %2 "_s.arg(column.width).arg(column.hidden ? 0 : 1) + column.name;
}

std::optional<StoredColumn> unpacked(const QString &text)
{
    const qsizetype first = text.indexOf(u' ');
    const qsizetype second = text.indexOf(u' ', first + 1);
    bool isNumber = false;
    const int width = text.left(qMax<qsizetype>(0, first)).toInt(&isNumber);
    if (!isNumber || second < 0)
        return {};
    return StoredColumn {text.mid(second + 1), qBound(narrowest, width, widest), text.at(second - 1) == u'0'};
}

QString keyFor(const TableInfo &table)
{
    const QString generation = table.generation.isEmpty() ? u"unknown"_s : table.generation;
    return "columns/%1/%2"_L1.arg(roleName(table.role), generation);
}

QList<StoredColumn> storedColumns(const QSettings &settings, const TableInfo &table)
{
    QList<StoredColumn> columns;
    const QStringList lines = settings.value(keyFor(table)).toStringList();
    for (const QString &line : lines) {
        if (const auto column = unpacked(line))
            columns << *column;
    }
    return columns;
}

/// Place of a name in the usual order, apart from identity and meaning: these interest nobody at first sight.
constexpr std::array lastNames {"ruid"_L1, "id"_L1, "version"_L1, "cseq"_L1, "local_cseq"_L1,
    "remote_cseq"_L1, "to_tag"_L1, "from_tag"_L1, "socket_info"_L1, "local_contact"_L1, "record_route"_L1};

/// Columns of these meanings follow the identity columns, in this order.
constexpr std::array earlyMeanings {Meaning::DocType, Meaning::Status, Meaning::Expiry, Meaning::Reason,
    Meaning::DesiredExpiry, Meaning::Time, Meaning::Document};

int placeOf(const ColumnInfo &column)
{
    const auto last = std::find(lastNames.begin(), lastNames.end(), column.name);
    if (last != lastNames.end())
        return 1'000 + static_cast<int>(last - lastNames.begin());
    if (column.identity)
        return 0;
    const auto early = std::find(earlyMeanings.begin(), earlyMeanings.end(), column.meaning);
    if (early != earlyMeanings.end())
        return 1 + static_cast<int>(early - earlyMeanings.begin());
    return column.known ? 100 : 200;
}

/// Stored columns in their order, the others after their neighbour in the usual order.
QList<int> wantedOrder(const QList<StoredColumn> &stored, const TableInfo &table)
{
    QList<int> order;
    for (const StoredColumn &column : stored) {
        const int logical = table.indexOf(column.name);
        if (logical >= 0 && !order.contains(logical))
            order << logical;
    }
    int before = -1;
    for (const int logical : ColumnLayout::defaultOrder(table)) {
        if (!order.contains(logical))
            order.insert(order.indexOf(before) + 1, logical);
        before = logical;
    }
    return order;
}

/// Width in characters by what the column holds.
struct MeaningWidth {
    Meaning meaning;
    int characters;
};

constexpr std::array meaningWidths {MeaningWidth {Meaning::Time, 40}, MeaningWidth {Meaning::Expiry, 46},
    MeaningWidth {Meaning::DesiredExpiry, 32}, MeaningWidth {Meaning::Status, 14},
    MeaningWidth {Meaning::Reason, 18}, MeaningWidth {Meaning::DocType, 18},
    MeaningWidth {Meaning::PuaEvent, 20}, MeaningWidth {Meaning::PuaFlag, 22},
    MeaningWidth {Meaning::UpdatedSlot, 16}, MeaningWidth {Meaning::UpdatedWinfo, 16},
    MeaningWidth {Meaning::Etag, 26}, MeaningWidth {Meaning::Document, 44},
    MeaningWidth {Meaning::HeaderLines, 32}};

int charactersOf(const ColumnInfo &column)
{
    for (const MeaningWidth &entry : meaningWidths) {
        if (entry.meaning == column.meaning)
            return entry.characters;
    }
    if (column.kind == ColumnKind::Integer)
        return 10;
    return column.name.endsWith("uri"_L1) ? 25 : 13;
}

int shownCount(const QHeaderView *header)
{
    return header->count() - header->hiddenSectionCount();
}

/// The last shown column cannot be hidden: nothing would be left to ask for the others with.
void protectLastColumn(QMenu *menu, const QHeaderView *header)
{
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions)
        action->setEnabled(!action->isChecked() || shownCount(header) > 1);
}

void addColumnAction(QMenu *menu, QHeaderView *header, const QString &name, int logical)
{
    QAction *action = menu->addAction(withoutMnemonic(visibleText(name)));
    action->setCheckable(true);
    action->setChecked(!header->isSectionHidden(logical));
    QObject::connect(action, &QAction::toggled, header, [menu, header, logical](bool shown) {
        header->setSectionHidden(logical, !shown);
        protectLastColumn(menu, header);
    });
}
} // namespace

ColumnLayout::ColumnLayout(QSettings &settings) : m_settings(settings) {}

void ColumnLayout::applyTo(QHeaderView *header, const TableInfo &table) const
{
    const QList<StoredColumn> stored = storedColumns(m_settings, table);
    const QFontMetrics metrics(header->font());
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(narrowest);
    header->setResizeContentsPrecision(
        0); // what is on the screen: more would ask the model for rows that are not there
    int visual = 0;
    for (const int logical : wantedOrder(stored, table)) {
        if (logical >= header->count())
            continue;
        const ColumnInfo &column = table.columns.at(logical);
        const auto memory = std::find_if(stored.begin(), stored.end(),
            [&column](const StoredColumn &entry) { return entry.name == column.name; });
        const bool known = memory != stored.end();
        header->moveSection(header->visualIndex(logical), visual++);
        header->setSectionHidden(logical, false);
        header->resizeSection(logical, known ? memory->width : defaultWidth(column, metrics));
        header->setSectionHidden(logical, known && memory->hidden);
    }
    if (header->count() > 0 && shownCount(header) == 0)
        header->setSectionHidden(header->logicalIndex(0), false);
}

void ColumnLayout::saveFrom(const QHeaderView *header, const TableInfo &table)
{
    const QList<StoredColumn> before = storedColumns(m_settings, table);
    QStringList lines;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (logical >= table.columns.size())
            continue;
        const QString &name = table.columns.at(logical).name;
        const auto memory = std::find_if(
            before.begin(), before.end(), [&name](const StoredColumn &entry) { return entry.name == name; });
        const bool hidden = header->isSectionHidden(logical);
        const int fallback = memory != before.end()
            ? memory->width
            : defaultWidth(table.columns.at(logical), QFontMetrics(header->font()));
        lines << packed(
            {name, hidden ? fallback : header->sectionSize(logical), hidden}); // a hidden section's size is 0
    }
    for (const StoredColumn &column : before) {
        if (table.indexOf(column.name) < 0)
            lines << packed(column);
    }
    m_settings.setValue(keyFor(table), lines);
}

void ColumnLayout::reset(QHeaderView *header, const TableInfo &table)
{
    m_settings.remove(keyFor(table));
    applyTo(header, table);
}

QList<int> ColumnLayout::defaultOrder(const TableInfo &table)
{
    QList<int> order(table.columns.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
        [&table](int a, int b) { return placeOf(table.columns.at(a)) < placeOf(table.columns.at(b)); });
    return order;
}

int ColumnLayout::defaultWidth(const ColumnInfo &column, const QFontMetrics &metrics)
{
    const int title = metrics.horizontalAdvance(visibleText(column.name)) + 32; // room for the sort arrow
    return qMax(title, qMin(widest, charactersOf(column) * metrics.averageCharWidth() + 16));
}

void fitColumns(QTableView *view)
{
    QHeaderView *header = view->horizontalHeader();
    view->resizeColumnsToContents();
    const int limit = qMax(narrowest, view->viewport()->width() / 2);
    for (int logical = 0; logical < header->count(); ++logical) {
        if (header->sectionSize(logical) > limit)
            header->resizeSection(logical, limit);
    }
}

void moveColumn(QHeaderView *header, int logical, int direction)
{
    const int from = header->visualIndex(logical);
    int to = from + direction;
    while (to >= 0 && to < header->count() && header->isSectionHidden(header->logicalIndex(to)))
        to += direction;
    if (from >= 0 && to >= 0 && to < header->count())
        header->moveSection(from, to);
}

void fillColumnMenu(QMenu *menu, QHeaderView *header, const TableInfo &table)
{
    for (const int logical : ColumnLayout::defaultOrder(table)) {
        if (logical < header->count())
            addColumnAction(menu, header, table.columns.at(logical).name, logical);
    }
    protectLastColumn(menu, header);
}
