// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

/// Everything that a person can tell the main window to do.
enum class Command {
    Connect,
    Open,
    OpenDemo,
    OpenSeedDemo,
    Quit,
    Copy,
    CopyRows,
    CopyCsv,
    CopyJson,
    SelectAll,
    Find,
    ClearFilter,
    FilterCell,
    FilterPresentity,
    FilterWatcher,
    FilterCallId,
    Unlock,
    Lock,
    InsertRow,
    EditRow,
    DuplicateRow,
    DeleteRows,
    StagedChanges,
    UndoChange,
    ChangesMade,
    Refresh,
    Pause,
    RawCells,
    UtcTimes,
    SortColumn,
    FitColumns,
    ResetColumns,
    Columns,
    ColumnLeft,
    ColumnRight,
    ColumnWider,
    ColumnNarrower,
    Details,
    Findings,
    GoToRow,
    Back,
    Forward,
    NextTab,
    PreviousTab,
    Document,
    EditDocument,
    SaveDocument,
    RevertDocument,
    NewDocument,
    FormatDocument,
    FindInDocument,
    ReplaceInDocument,
    NextProblem,
    PreviousProblem,
    AnnotateDocument,
    WrapDocument,
    CheckDocuments,
    Settings,
    About
};

/// The commands as QActions with texts, icons and shortcuts, from one table. A new command is a new line
/// there.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject *parent = nullptr);

    QAction *operator[](Command command) const { return m_actions.value(command); }
    QList<QAction *> all() const { return m_actions.values(); }
    /// Menus in the order of the table.
    void fillMenuBar(QMenuBar *bar) const;
    /// The commands on a row of a grid, for its context menu.
    void fillRowMenu(QMenu *menu) const;
    void setRowCommandsEnabled(bool on);
    /// Icons in the colours of the palette in force.
    void paintIcons(const QPalette &palette);

private:
    QHash<Command, QAction *> m_actions;
};
