// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/rownotes.h"

#include "change/rowedit.h"

QHash<RowKey, NotedRow> rowNotes(const QList<RowChange> &staged, TableRole role)
{
    QHash<RowKey, NotedRow> notes;
    for (const RowChange &change : staged) {
        if (change.role != role || change.kind == ChangeKind::Insert)
            continue;
        NotedRow &row = notes[rowKeyOf(change.key)];
        row.note = change.kind == ChangeKind::Delete ? RowNote::StagedDelete : RowNote::StagedUpdate;
        for (const NamedValue &wanted : change.wanted)
            row.wanted.insert(wanted.column, wanted.value);
    }
    return notes;
}
