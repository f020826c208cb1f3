// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

/// What the live grid's model says about a cell beside its text. Delegates choose colours and icons from
/// these; models never do. Qt::DisplayRole is the decoded text (or the raw one, by a switch of the model),
/// always safe plain text.
enum GridRole {
    RawValueRole = Qt::UserRole + 1, ///< the stored value (QVariant of Connection::select)
    RawTextRole, ///< the stored value as visible text
    DecodedTextRole, ///< the decoded text, whatever the switch says
    PlaceholderRole, ///< bool: the row is not here yet
    RowStateRole, ///< RowState as int
    CellChangedRole, ///< bool: the cell changed some seconds ago
    OldTextRole, ///< decoded text before that change
    ExpiryStateRole, ///< ExpiryState as int, of the row
    SecondsLeftRole, ///< qint64 seconds until the row expires, negative when expired; invalid when it has no
                     ///< expiry
    MeaningRole, ///< Meaning as int, of the column
    StatusWordRole, ///< "active", "pending", "terminated", "waiting" ... of the row, empty when the table has
                    ///< no status
    RowNoteRole, ///< RowNote as int, of the row
    WantedTextRole, ///< decoded text that the cell shall get by a staged change; invalid where none is
};

/// What a person has begun with a row and not finished.
enum class RowNote {
    None,
    EditedDocument, ///< its document is open with edits that are not saved
    StagedUpdate, ///< a staged change waits for it
    StagedDelete, ///< it is staged to be deleted
};

/// What happened to a row lately.
enum class RowState {
    Normal,
    New, ///< came some seconds ago
    Changed, ///< a cell changed some seconds ago
    Ghost, ///< gone from the database, still shown for some seconds
};
