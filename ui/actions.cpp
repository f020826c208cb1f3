// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions.h"

#include "tintedicon.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QPalette>

#include <array>

namespace {
enum Kind { Plain, Checkable, ForRow };

struct CommandSpec {
    Command command;
    const char *menu; ///< translatable; commands of one menu stand together
    const char *name; ///< object name
    const char *text;
    const char *keys; ///< portable text, "" for none
    const char *icon; ///< nullptr for none
    Kind kind = Plain;
    bool startsGroup = false;
};

constexpr const char *connectionMenu = QT_TRANSLATE_NOOP("Command", "&Connection");
constexpr const char *editMenu = QT_TRANSLATE_NOOP("Command", "&Edit");
constexpr const char *filterMenu = QT_TRANSLATE_NOOP("Command", "&Filter");
constexpr const char *changeMenu = QT_TRANSLATE_NOOP("Command", "Ch&ange");
constexpr const char *viewMenu = QT_TRANSLATE_NOOP("Command", "&View");
constexpr const char *documentMenu = QT_TRANSLATE_NOOP("Command", "&Document");
constexpr const char *goMenu = QT_TRANSLATE_NOOP("Command", "&Go");
constexpr const char *helpMenu = QT_TRANSLATE_NOOP("Command", "&Help");

constexpr std::array specs {
    CommandSpec {Command::Connect, connectionMenu, "connect", QT_TRANSLATE_NOOP("Command", "&Connect…"),
        "Ctrl+Shift+O", "connect"},
    CommandSpec {Command::Open, connectionMenu, "open",
        QT_TRANSLATE_NOOP("Command", "&Open a database file…"), "Ctrl+O", "open"},
    CommandSpec {Command::OpenDemo, connectionMenu, "openDemo",
        QT_TRANSLATE_NOOP("Command", "Open the &demo"), "", nullptr, Plain, true},
    CommandSpec {Command::OpenSeedDemo, connectionMenu, "openSeedDemo",
        QT_TRANSLATE_NOOP("Command", "Open the demo with the tables of 200&6"), "", nullptr},
    CommandSpec {Command::Settings, connectionMenu, "settings", QT_TRANSLATE_NOOP("Command", "&Settings…"),
        "Ctrl+,", "settings", Plain, true},
    CommandSpec {Command::Quit, connectionMenu, "quit", QT_TRANSLATE_NOOP("Command", "&Quit"), "Ctrl+Q",
        nullptr, Plain, true},

    CommandSpec {Command::Copy, editMenu, "copy", QT_TRANSLATE_NOOP("Command", "&Copy cells"), "Ctrl+C",
        "copy", ForRow},
    CommandSpec {Command::CopyRows, editMenu, "copyRows", QT_TRANSLATE_NOOP("Command", "Copy &rows"),
        "Ctrl+Shift+C", nullptr, ForRow},
    CommandSpec {Command::CopyCsv, editMenu, "copyCsv", QT_TRANSLATE_NOOP("Command", "Copy rows as C&SV"), "",
        nullptr, ForRow},
    CommandSpec {Command::CopyJson, editMenu, "copyJson", QT_TRANSLATE_NOOP("Command", "Copy rows as &JSON"),
        "", nullptr, ForRow},
    CommandSpec {Command::SelectAll, editMenu, "selectAll", QT_TRANSLATE_NOOP("Command", "Select &all"), "",
        nullptr, Plain, true},

    CommandSpec {Command::Find, filterMenu, "find", QT_TRANSLATE_NOOP("Command", "&Find in this table"),
        "Ctrl+F", "filter"},
    CommandSpec {Command::FilterCell, filterMenu, "filterCell",
        QT_TRANSLATE_NOOP("Command", "Same &value as this cell"), "Ctrl+E", nullptr, ForRow, true},
    CommandSpec {Command::FilterPresentity, filterMenu, "filterPresentity",
        QT_TRANSLATE_NOOP("Command", "This &presentity"), "Ctrl+P", nullptr, ForRow},
    CommandSpec {Command::FilterWatcher, filterMenu, "filterWatcher",
        QT_TRANSLATE_NOOP("Command", "This &watcher"), "Ctrl+W", nullptr, ForRow},
    CommandSpec {Command::FilterCallId, filterMenu, "filterCallId",
        QT_TRANSLATE_NOOP("Command", "Same Call-&ID"), "Ctrl+I", nullptr, ForRow},
    CommandSpec {Command::ClearFilter, filterMenu, "clearFilter",
        QT_TRANSLATE_NOOP("Command", "&Clear the filter"), "Ctrl+Backspace", "clear", Plain, true},

    CommandSpec {Command::Unlock, changeMenu, "unlockWriting",
        QT_TRANSLATE_NOOP("Command", "&Unlock writing…"), "Ctrl+Alt+U", "unlocked"},
    CommandSpec {Command::Lock, changeMenu, "lockWriting", QT_TRANSLATE_NOOP("Command", "&Lock writing"),
        "Ctrl+Alt+L", "lock"},
    CommandSpec {Command::InsertRow, changeMenu, "insertRow", QT_TRANSLATE_NOOP("Command", "&Insert a row…"),
        "Ins", "insertrow", Plain, true},
    CommandSpec {Command::EditRow, changeMenu, "editRow", QT_TRANSLATE_NOOP("Command", "&Edit the row…"),
        "F4", "edited", ForRow},
    CommandSpec {Command::DuplicateRow, changeMenu, "duplicateRow",
        QT_TRANSLATE_NOOP("Command", "&Duplicate the row…"), "Shift+Ins", nullptr, ForRow},
    CommandSpec {Command::DeleteRows, changeMenu, "deleteRowsCommand",
        QT_TRANSLATE_NOOP("Command", "Delete &rows…"), "Del", "deleterow", ForRow},
    CommandSpec {Command::StagedChanges, changeMenu, "stagedChanges",
        QT_TRANSLATE_NOOP("Command", "&Staged changes…"), "Ctrl+Alt+S", "staged", Plain, true},
    CommandSpec {Command::UndoChange, changeMenu, "undoChange",
        QT_TRANSLATE_NOOP("Command", "U&ndo the last change…"), "Ctrl+Z", "undo"},
    CommandSpec {Command::ChangesMade, changeMenu, "changesMade",
        QT_TRANSLATE_NOOP("Command", "&Changes made…"), "Ctrl+Alt+Z", nullptr},

    CommandSpec {
        Command::Refresh, viewMenu, "refresh", QT_TRANSLATE_NOOP("Command", "&Refresh now"), "F5", "refresh"},
    CommandSpec {Command::Pause, viewMenu, "pause", QT_TRANSLATE_NOOP("Command", "&Pause"), "Space", "pause",
        Checkable},
    CommandSpec {Command::RawCells, viewMenu, "rawCells", QT_TRANSLATE_NOOP("Command", "&Stored values"),
        "Ctrl+R", nullptr, Checkable, true},
    CommandSpec {Command::UtcTimes, viewMenu, "utcTimes", QT_TRANSLATE_NOOP("Command", "Times in &UTC"),
        "Ctrl+U", nullptr, Checkable},
    CommandSpec {Command::SortColumn, viewMenu, "sortColumn",
        QT_TRANSLATE_NOOP("Command", "S&ort by this column"), "Ctrl+S", nullptr, Plain, true},
    CommandSpec {Command::FitColumns, viewMenu, "fitColumns",
        QT_TRANSLATE_NOOP("Command", "&Fit the columns"), "Ctrl+L", "columns"},
    CommandSpec {Command::ResetColumns, viewMenu, "resetColumns",
        QT_TRANSLATE_NOOP("Command", "&Usual columns"), "", nullptr},
    CommandSpec {
        Command::Columns, viewMenu, "columns", QT_TRANSLATE_NOOP("Command", "&Columns…"), "Ctrl+K", nullptr},
    CommandSpec {Command::ColumnLeft, viewMenu, "columnLeft",
        QT_TRANSLATE_NOOP("Command", "Move the column to the &left"), "Ctrl+Shift+Left", nullptr},
    CommandSpec {Command::ColumnRight, viewMenu, "columnRight",
        QT_TRANSLATE_NOOP("Command", "&Move the column to the right"), "Ctrl+Shift+Right", nullptr},
    CommandSpec {Command::ColumnWider, viewMenu, "columnWider", QT_TRANSLATE_NOOP("Command", "&Wider column"),
        "Alt+Shift+Right", nullptr},
    CommandSpec {Command::ColumnNarrower, viewMenu, "columnNarrower",
        QT_TRANSLATE_NOOP("Command", "&Narrower column"), "Alt+Shift+Left", nullptr},
    CommandSpec {Command::Details, viewMenu, "details", QT_TRANSLATE_NOOP("Command", "Row &details"),
        "Ctrl+D", "details", Checkable, true},
    CommandSpec {Command::Findings, viewMenu, "findings",
        QT_TRANSLATE_NOOP("Command", "Findings about the &tables…"), "Ctrl+H", nullptr},

    CommandSpec {Command::EditDocument, documentMenu, "editDocument",
        QT_TRANSLATE_NOOP("Command", "&Edit the document"), "F6", nullptr},
    CommandSpec {Command::SaveDocument, documentMenu, "saveDocument",
        QT_TRANSLATE_NOOP("Command", "&Save the document…"), "", nullptr},
    CommandSpec {Command::RevertDocument, documentMenu, "revertDocument",
        QT_TRANSLATE_NOOP("Command", "&Discard the changes"), "", nullptr},
    CommandSpec {Command::NewDocument, documentMenu, "newDocument",
        QT_TRANSLATE_NOOP("Command", "&New from a template…"), "", nullptr, Plain, true},
    CommandSpec {Command::FormatDocument, documentMenu, "formatDocument",
        QT_TRANSLATE_NOOP("Command", "&Format the text"), "", nullptr},
    CommandSpec {Command::FindInDocument, documentMenu, "findInDocument",
        QT_TRANSLATE_NOOP("Command", "F&ind in the document"), "", nullptr, Plain, true},
    CommandSpec {Command::ReplaceInDocument, documentMenu, "replaceInDocument",
        QT_TRANSLATE_NOOP("Command", "&Replace in the document"), "", nullptr},
    CommandSpec {Command::NextProblem, documentMenu, "nextProblem",
        QT_TRANSLATE_NOOP("Command", "Ne&xt problem"), "F8", nullptr, Plain, true},
    CommandSpec {Command::PreviousProblem, documentMenu, "previousProblem",
        QT_TRANSLATE_NOOP("Command", "&Previous problem"), "Shift+F8", nullptr},
    CommandSpec {Command::AnnotateDocument, documentMenu, "annotateDocument",
        QT_TRANSLATE_NOOP("Command", "Problems &below their lines"), "", nullptr, Checkable},
    CommandSpec {Command::WrapDocument, documentMenu, "wrapDocument",
        QT_TRANSLATE_NOOP("Command", "&Wrap long lines"), "", nullptr, Checkable},
    CommandSpec {Command::CheckDocuments, documentMenu, "checkDocuments",
        QT_TRANSLATE_NOOP("Command", "&Check all documents…"), "", nullptr, Plain, true},
    CommandSpec {Command::Document, documentMenu, "document",
        QT_TRANSLATE_NOOP("Command", "Show the d&ocument"), "Ctrl+J", nullptr, Checkable, true},

    CommandSpec {
        Command::GoToRow, goMenu, "goToRow", QT_TRANSLATE_NOOP("Command", "Go to &row…"), "Ctrl+G", "goto"},
    CommandSpec {Command::Back, goMenu, "back", QT_TRANSLATE_NOOP("Command", "&Back"), "Alt+Left", nullptr,
        Plain, true},
    CommandSpec {
        Command::Forward, goMenu, "forward", QT_TRANSLATE_NOOP("Command", "&Forward"), "Alt+Right", nullptr},
    CommandSpec {Command::NextTab, goMenu, "nextTab", QT_TRANSLATE_NOOP("Command", "&Next table"),
        "Ctrl+PgDown", nullptr, Plain, true},
    CommandSpec {Command::PreviousTab, goMenu, "previousTab", QT_TRANSLATE_NOOP("Command", "&Previous table"),
        "Ctrl+PgUp", nullptr},

    CommandSpec {Command::About, helpMenu, "about", QT_TRANSLATE_NOOP("Command", "&About Presence Inspector"),
        "F1", nullptr},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Command", text);
}
} // namespace

Actions::Actions(QObject *parent) : QObject(parent)
{
    for (const CommandSpec &spec : specs) {
        auto *action = new QAction(translated(spec.text), this);
        action->setObjectName(QString::fromLatin1(spec.name));
        action->setShortcut(QKeySequence(QString::fromLatin1(spec.keys)));
        action->setCheckable(spec.kind == Checkable);
        m_actions.insert(spec.command, action);
    }
}

void Actions::fillMenuBar(QMenuBar *bar) const
{
    QMenu *menu = nullptr;
    const char *current = nullptr;
    for (const CommandSpec &spec : specs) {
        if (spec.menu != current)
            menu = bar->addMenu(translated(spec.menu));
        else if (spec.startsGroup)
            menu->addSeparator();
        current = spec.menu;
        menu->addAction(m_actions.value(spec.command));
    }
}

void Actions::fillRowMenu(QMenu *menu) const
{
    const char *current = nullptr;
    for (const CommandSpec &spec : specs) {
        if (spec.kind != ForRow)
            continue;
        if (spec.startsGroup || (current && spec.menu != current))
            menu->addSeparator();
        current = spec.menu;
        menu->addAction(m_actions.value(spec.command));
    }
}

void Actions::setRowCommandsEnabled(bool on)
{
    for (const CommandSpec &spec : specs)
        if (spec.kind == ForRow)
            m_actions.value(spec.command)->setEnabled(on);
}

void Actions::paintIcons(const QPalette &palette)
{
    for (const CommandSpec &spec : specs)
        if (spec.icon)
            m_actions.value(spec.command)->setIcon(tintedIcon(spec.icon, palette));
}
