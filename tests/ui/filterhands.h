// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "subscriptionwriter.h"

#include "grid/filterbar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// Hands on the filter of the tab in front and reads all its rows.
inline bool apply(WindowLab &lab)
{
    const bool arrived = QTest::qWaitFor([&lab] {
        const GridController &controller = lab.grid().controller();
        return !controller.isBusy() && controller.filter() == lab.grid().filterBar().filter();
    });
    return arrived && lab.settle() && lab.readWhole();
}

/// Applies a filter that holds a moment of the clock: it has no fixed value to wait for.
inline bool applyMoving(WindowLab &lab)
{
    QSignalSpy ordered(&lab.grid().controller(), &GridController::orderChanged);
    return QTest::qWaitFor([&ordered] { return !ordered.isEmpty(); }) && lab.settle() && lab.readWhole();
}

/// Keys of the rows in the grid, top to bottom, without ghosts.
inline QVariantList shown(WindowLab &lab, const QString &keyColumn)
{
    QVariantList keys;
    const int column = lab.grid().table().indexOf(keyColumn);
    for (int row = 0; row < lab.model().rowCount(); ++row)
        if (const QModelIndex index = lab.model().index(row, column);
            index.data(RowStateRole).toInt() != static_cast<int>(RowState::Ghost))
            keys.append(index.data(RawValueRole));
    return keys;
}

inline QVariantList stored(WindowLab &lab, const QString &keyColumn, const QString &where)
{
    QVariantList keys;
    for (const QVariantList &row : lab.askRows(
             u"SELECT %1 FROM %2 WHERE %3 ORDER BY %1"_s.arg(keyColumn, lab.grid().table().name, where)))
        keys.append(row.constFirst());
    return keys;
}

/// Chooses an entry as a person does.
inline bool choose(QComboBox *box, int entry)
{
    if (!box || entry < 0)
        return false;
    box->setCurrentIndex(entry);
    emit box->activated(entry);
    return true;
}

inline QWidget *lastChip(WindowLab &lab)
{
    return lab.grid().findChildren<QWidget *>(u"filterChip"_s).constLast();
}

/// Presses "Add condition" and fills in the new one; @p value is typed, or chosen where there are words.
inline bool addCondition(WindowLab &lab, const QString &column, FilterOp op, const QString &value)
{
    QTest::mouseClick(lab.findInGrid<QPushButton>(u"addCondition"_s), Qt::LeftButton);
    QWidget *chip = lastChip(lab);
    auto *columns = chip->findChild<QComboBox *>(u"column"_s);
    auto *operators = chip->findChild<QComboBox *>(u"operator"_s);
    if (!choose(columns, columns->findData(column))
        || !choose(operators, operators->findData(static_cast<int>(op))))
        return false;
    if (auto *words = chip->findChild<QComboBox *>(u"valueWord"_s); words->isVisible())
        return choose(words, words->findText(value));
    auto *times = chip->findChild<QComboBox *>(u"valueTime"_s);
    auto *line = times->isVisible() ? times->lineEdit() : chip->findChild<QLineEdit *>(u"valueText"_s);
    line->selectAll();
    if (line->isVisible())
        QTest::keyClicks(line, value);
    return line->isVisible() || value.isEmpty();
}

/// All rows end in two hours but seven that end soon and three that are over.
inline void setEnds(WindowLab &lab, const QString &keyColumn)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    lab.write(u"UPDATE active_watchers SET expires = ?"_s, {now + 7200});
    const QString some =
        u"UPDATE active_watchers SET expires = ? WHERE %1 IN (SELECT %1 FROM active_watchers "
        "ORDER BY %1 LIMIT %2 OFFSET %3)"_s;
    lab.write(some.arg(keyColumn).arg(7).arg(100), {now + 200});
    lab.write(some.arg(keyColumn).arg(3).arg(700), {now - 50});
}
