// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeview.h"

#include "base/visibletext.h"
#include "change/changewords.h"
#include "change/documentlines.h"
#include "grid/cellbytes.h"
#include "theme.h"

#include <QDateTime>
#include <QEvent>
#include <QFontDatabase>
#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
enum Place { What, Before, After, Now };
constexpr int toneRole = Qt::UserRole; ///< how the item is coloured
constexpr int numberRole = Qt::UserRole + 1; ///< of the change, on its row

enum class Tone { Plain, Row, Bad, Good, Removed, Added, Note };

/// Colours of tones that have one.
struct ToneColour {
    Tone tone;
    QRgb light;
    QRgb dark;
};

constexpr std::array toneColours {
    ToneColour {Tone::Bad, 0xff8c1020, 0xffff9fa9},
    ToneColour {Tone::Good, 0xff17552b, 0xff9be0ae},
    ToneColour {Tone::Removed, 0xff8c1020, 0xffff9fa9},
    ToneColour {Tone::Added, 0xff17552b, 0xff9be0ae},
};

bool isFailure(ChangeOutcome::State state)
{
    return state != ChangeOutcome::State::Saved && state != ChangeOutcome::State::NotTried
        && state != ChangeOutcome::State::RolledBack;
}

void setTone(QTreeWidgetItem *item, Tone tone)
{
    item->setData(What, toneRole, static_cast<int>(tone));
}

QTreeWidgetItem *addSentence(QTreeWidgetItem *parent, const QString &text, Tone tone)
{
    auto *item = new QTreeWidgetItem(parent, {text});
    item->setToolTip(What, plainTooltip(text));
    item->setFirstColumnSpanned(true);
    setTone(item, tone);
    return item;
}

const char *markOf(DocumentLine::Kind kind)
{
    switch (kind) {
    case DocumentLine::Kind::Removed:
        return "− ";
    case DocumentLine::Kind::Added:
        return "+ ";
    case DocumentLine::Kind::Same:
        break;
    }
    return "  ";
}

Tone toneOf(DocumentLine::Kind kind)
{
    if (kind == DocumentLine::Kind::Same)
        return Tone::Note;
    return kind == DocumentLine::Kind::Removed ? Tone::Removed : Tone::Added;
}

/// Room above and below each line.
class RoomyLines : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(8, 6);
    }
};

/// The columns that a change is about: the changed ones first, then what tells the row.
QStringList columnsOf(const RowChange &change)
{
    QStringList names;
    for (const QList<NamedValue> *values : {&change.wanted, &change.seen, &change.key})
        for (const NamedValue &value : *values)
            if (!names.contains(value.column))
                names.append(value.column);
    return names;
}
} // namespace

ChangeView::ChangeView(const DatabaseSchema &schema, TimeStyle times, QWidget *parent)
    : QTreeWidget(parent)
    , m_schema(schema)
    , m_times(times)
{
    setObjectName(u"changes"_s);
    setAccessibleName(tr("Rows before and after"));
    setHeaderLabels({tr("Row or column"), tr("Before"), tr("After"), tr("Stored now")});
    setSelectionMode(ExtendedSelection);
    setUniformRowHeights(true);
    setItemDelegate(new RoomyLines(this));
    setTextElideMode(Qt::ElideRight);
    setAllColumnsShowFocus(true);
}

void ChangeView::showChanges(const QList<RowChange> &changes)
{
    clear();
    for (int i = 0; i < std::min<qsizetype>(most, changes.size()); ++i)
        addColumns(addChange(i, changes.at(i)), changes.at(i), {});
    addRest(changes.size() - most);
    settle(false);
}

void ChangeView::showReport(const ChangeReport &report)
{
    clear();
    QList<int> order;
    for (int i = 0; i < report.changes.size(); ++i)
        order.append(i);
    std::stable_partition(
        order.begin(), order.end(), [&report](int i) { return isFailure(report.outcomes.value(i).state); });
    bool withCurrent = false;
    for (const int i : order.first(std::min<qsizetype>(most, order.size()))) {
        const ChangeOutcome outcome = report.outcomes.value(i);
        QTreeWidgetItem *row = addChange(i, report.changes.at(i));
        addOutcome(row, outcome);
        addColumns(row, report.changes.at(i), outcome.current);
        withCurrent = withCurrent || !outcome.current.isEmpty();
    }
    addRest(order.size() - most);
    settle(withCurrent);
}

QTreeWidgetItem *ChangeView::addChange(int number, const RowChange &change)
{
    auto *row = new QTreeWidgetItem(this, {ChangeWords::title(change)});
    row->setToolTip(What, plainTooltip(row->text(What)));
    row->setData(What, numberRole, number);
    row->setFirstColumnSpanned(true);
    setTone(row, Tone::Row);
    return row;
}

void ChangeView::addOutcome(QTreeWidgetItem *row, const ChangeOutcome &outcome)
{
    row->setText(What, tr("%1 — %2").arg(ChangeWords::state(outcome.state), row->text(What)));
    if (isFailure(outcome.state))
        setTone(row, Tone::Bad);
    else if (outcome.state == ChangeOutcome::State::Saved)
        setTone(row, Tone::Good);
    if (!outcome.sentence.isEmpty())
        addSentence(row, visibleText(outcome.sentence), Tone::Note);
}

void ChangeView::addColumns(QTreeWidgetItem *row, const RowChange &change, const QList<NamedValue> &current)
{
    const DecodeContext context = contextOf(change);
    for (const QString &name : columnsOf(change)) {
        const NamedValue *before = valueOf(change.seen, name);
        const NamedValue *after = valueOf(change.wanted, name);
        const bool isKept = !before && !after; // the key of a row that keeps it
        if (isKept)
            before = valueOf(change.key, name);
        const ColumnInfo column = columnOf(change, name);
        const auto text = [&](const NamedValue *named) {
            return named ? ChangeWords::value(named->value, column, context) : QString();
        };
        auto *item = new QTreeWidgetItem(
            row, {visibleText(name), text(before), text(after), text(valueOf(current, name))});
        setTone(item, isKept ? Tone::Note : Tone::Plain);
        for (const int place : {Before, After, Now})
            item->setToolTip(place, plainTooltip(item->text(place)));
        if (column.meaning == Meaning::Document)
            addDocumentLines(item, before, after);
    }
}

void ChangeView::addDocumentLines(QTreeWidgetItem *item, const NamedValue *before, const NamedValue *after)
{
    if (!before || !after || before == after)
        return;
    for (const DocumentLine &line : documentLines(cellBytes(before->value), cellBytes(after->value)))
        addSentence(item, QString::fromUtf8(markOf(line.kind)) + line.text, toneOf(line.kind));
}

void ChangeView::addRest(qsizetype count)
{
    if (count > 0)
        setTone(new QTreeWidgetItem(this, {tr("… and %1 more").arg(ChangeWords::rows(count))}), Tone::Note);
}

void ChangeView::settle(bool withCurrent)
{
    setColumnHidden(Now, !withCurrent);
    // Many rows are read by their titles.
    constexpr int mostOpen = 20;
    if (topLevelItemCount() <= mostOpen)
        expandAll();
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->setStretchLastSection(true);
    resizeColumnToContents(What);
    setColumnWidth(What, std::clamp(columnWidth(What), 140, 240));
    setColumnWidth(Before, 230);
    setColumnWidth(After, 230);
    paintItems();
}

void ChangeView::paintItems()
{
    const bool dark = isDark(palette());
    const QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        const auto tone = static_cast<Tone>((*it)->data(What, toneRole).toInt());
        const auto colour = std::ranges::find(toneColours, tone, &ToneColour::tone);
        QFont font = tone == Tone::Removed || tone == Tone::Added ? mono : this->font();
        font.setBold(tone == Tone::Row || tone == Tone::Bad || tone == Tone::Good);
        (*it)->setFont(What, font);
        const QPalette::ColorRole role = tone == Tone::Note ? QPalette::PlaceholderText : QPalette::Text;
        (*it)->setForeground(What,
            colour == toneColours.end() ? palette().brush(role)
                                        : QBrush(QColor::fromRgb(dark ? colour->dark : colour->light)));
        (*it)->setForeground(Before, palette().brush(role));
    }
}

void ChangeView::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintItems();
}

int ChangeView::currentChange() const
{
    const QTreeWidgetItem *item = currentItem();
    while (item && item->parent())
        item = item->parent();
    return item && item->data(What, numberRole).isValid() ? item->data(What, numberRole).toInt() : -1;
}

QList<int> ChangeView::chosenChanges() const
{
    QList<int> numbers;
    for (const QTreeWidgetItem *item : selectedItems()) {
        while (item->parent())
            item = item->parent();
        const QVariant number = item->data(What, numberRole);
        if (number.isValid() && !numbers.contains(number.toInt()))
            numbers.append(number.toInt());
    }
    return numbers;
}

ColumnInfo ChangeView::columnOf(const RowChange &change, const QString &name) const
{
    const TableInfo *table = m_schema.table(change.role);
    const int at = table ? table->indexOf(name) : -1;
    ColumnInfo plain;
    plain.name = name;
    return at < 0 ? plain : table->columns.at(at);
}

DecodeContext ChangeView::contextOf(const RowChange &change) const
{
    const TableInfo *table = m_schema.table(change.role);
    return {table ? table->family : m_schema.family, table ? table->generation : QString(), change.role,
        QDateTime::currentSecsSinceEpoch(), m_times};
}
