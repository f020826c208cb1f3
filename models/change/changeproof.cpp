// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeproof.h"

#include "base/visibletext.h"
#include "change/editablerow.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using State = ChangeOutcome::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeProof", text);
}

bool holds(const QList<NamedValue> &row, const QList<NamedValue> &values)
{
    return std::ranges::all_of(values, [&](const NamedValue &value) {
        const NamedValue *stored = valueOf(row, value.column);
        // SQLite's row number is no column.
        return !stored || isSameValue(stored->value, value.value);
    });
}

QStringList differing(const QList<NamedValue> &row, const QList<NamedValue> &values)
{
    QStringList columns;
    for (const NamedValue &value : values)
        if (!holds(row, {value}))
            columns += visibleText(value.column);
    return columns;
}

/// The key that names the row once the change is made.
QList<NamedValue> keyAfter(const RowChange &change, const TableInfo &table, const QList<NamedValue> &madeKey)
{
    QList<NamedValue> key;
    for (const QString &column : table.key) {
        const NamedValue *part = valueOf(madeKey, column);
        part = part ? part : valueOf(change.wanted, column);
        part = part ? part : valueOf(change.key, column);
        if (!part)
            return {};
        key.append({column, part->value});
    }
    return key;
}

} // namespace

ChangeProof::ChangeProof(const RowChange &change, const TableInfo &table, const QList<NamedValue> &madeKey)
    : m_change(change)
    , m_table(table)
    , m_keyAfter(keyAfter(change, table, madeKey))
{
}

Result<ChangeProof::Row> ChangeProof::rowBefore(Connection &connection) const
{
    return readRowForEdit(connection, m_table, m_change.key);
}

Result<ChangeProof::Row> ChangeProof::rowAfter(Connection &connection) const
{
    return readRowForEdit(connection, m_table, m_keyAfter);
}

bool ChangeProof::isAsWanted(const Row &row) const
{
    return m_change.kind == ChangeKind::Delete ? !row : row && holds(*row, m_change.wanted);
}

bool ChangeProof::isAsSeen(const Row &row) const
{
    return m_change.kind == ChangeKind::Insert ? !row : row && holds(*row, m_change.seen);
}

ChangeOutcome ChangeProof::saved() const
{
    return {State::Saved, {}, {}, m_change.kind == ChangeKind::Insert ? m_keyAfter : QList<NamedValue>()};
}

ChangeOutcome ChangeProof::afterCommit(Connection &connection) const
{
    const auto row = rowAfter(connection);
    if (!row)
        return {State::Unknown,
            tr("The server says that it is saved, but it could not be read back: %1")
                .arg(row.error().message)};
    if (isAsWanted(*row))
        return saved();
    ChangeOutcome outcome = saved();
    outcome.state = State::Unknown;
    if (m_change.kind == ChangeKind::Delete) {
        // A server may publish anew under the same key at any time.
        if (!isAsSeen(*row))
            return saved();
        outcome.current = **row;
        outcome.sentence =
            tr("The row was deleted, and one with the same values is there again. Look at it.");
    } else if (!*row) {
        outcome.sentence =
            tr("It was saved, and the row is gone since: the server or somebody else deleted it.");
    } else {
        outcome.current = **row;
        outcome.sentence =
            tr("It was saved, but %1 holds something else now: the server, a trigger or somebody "
               "else has changed it since. Look at the row.")
                .arg(differing(**row, m_change.wanted).join(u", "_s));
    }
    return outcome;
}

ChangeOutcome ChangeProof::afterMiss(Connection &connection) const
{
    const auto row = rowBefore(connection);
    if (!row)
        return {State::Conflict,
            tr("The row is no longer as you saw it, so nothing was overwritten. Now it cannot be read: %1")
                .arg(row.error().message)};
    if (!*row)
        return {State::Gone,
            tr("The row is no longer there: the server or somebody else deleted it. Nothing was changed.")};
    const QStringList columns = differing(**row, m_change.seen);
    if (columns.isEmpty())
        return {State::Refused,
            tr("The row changed for a moment while it was being saved, so nothing was overwritten. Try "
               "again.")};
    return {State::Conflict,
        tr("The row is no longer as you saw it (%1), so nothing was overwritten. Compare yours with what is "
           "there "
           "now.")
            .arg(columns.join(u", "_s)),
        **row};
}

Result<ChangeOutcome> ChangeProof::afterLoss(Connection &connection) const
{
    if (m_keyAfter.isEmpty())
        return ChangeOutcome {State::Unknown,
            tr("The connection was lost while the new row was being saved, and its key is not known. Look "
               "whether "
               "it is there before you try again.")};
    const auto after = rowAfter(connection);
    if (!after)
        return after.error();
    if (isAsWanted(*after))
        return saved();
    const auto before = m_change.kind == ChangeKind::Insert ? after : rowBefore(connection);
    if (!before)
        return before.error();
    if (isAsSeen(*before))
        return ChangeOutcome {State::Refused,
            tr("The connection was lost before it was saved. The row is as it was; try again.")};
    return ChangeOutcome {State::Unknown,
        tr("The connection was lost while it was being saved, and since then the row has been changed or "
           "deleted "
           "by others. Look at it before you try again."),
        before->value_or(QList<NamedValue>())};
}
