// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqlitewriteerror.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// %1 is the file, %2 what SQLite says.
struct CodeSentence {
    int code; ///< an extended code first where it means something of its own
    Fault fault;
    const char *sentence;
};

constexpr const char *lockedSentence = QT_TRANSLATE_NOOP("Sqlite",
    "The server or another program is writing to %1 all the time, so nothing was changed. Try again in a "
    "moment.");
constexpr const char *takenSentence = QT_TRANSLATE_NOOP("Sqlite",
    "There is already a row with these values in columns that must be unique (%2). Nothing was changed; "
    "choose "
    "other values.");
constexpr const char *folderSentence = QT_TRANSLATE_NOOP("Sqlite",
    "The folder of %1 cannot be written, where SQLite keeps its journal during a change. Nothing was "
    "changed. "
    "Start the program as the server's user, or as one who may write there.");
constexpr const char *damagedSentence = QT_TRANSLATE_NOOP("Sqlite",
    "%1 is damaged, or no SQLite database. Nothing was changed. Check it with “PRAGMA integrity_check” of "
    "the "
    "sqlite3 program.");

constexpr std::array sentences {
    CodeSentence {SQLITE_CONSTRAINT_UNIQUE, Fault::Refused, takenSentence},
    CodeSentence {SQLITE_CONSTRAINT_PRIMARYKEY, Fault::Refused, takenSentence},
    CodeSentence {SQLITE_CONSTRAINT_ROWID, Fault::Refused, takenSentence},
    CodeSentence {SQLITE_CONSTRAINT_NOTNULL, Fault::Refused,
        QT_TRANSLATE_NOOP("Sqlite", "A column that must have a value has none (%2). Nothing was changed.")},
    CodeSentence {SQLITE_CONSTRAINT, Fault::Refused,
        QT_TRANSLATE_NOOP("Sqlite",
            "A rule of the table does not allow this (%2). Nothing was changed; look at the table's "
            "definition.")},
    CodeSentence {SQLITE_READONLY_DIRECTORY, Fault::Denied, folderSentence},
    CodeSentence {SQLITE_CANTOPEN, Fault::Denied, folderSentence},
    CodeSentence {SQLITE_READONLY, Fault::Denied,
        QT_TRANSLATE_NOOP("Sqlite",
            "You may read %1 and not write it. Nothing was changed. Start the program as the server's user, "
            "or "
            "as one who may write the file and its folder.")},
    CodeSentence {SQLITE_BUSY, Fault::Busy, lockedSentence},
    CodeSentence {SQLITE_LOCKED, Fault::Busy, lockedSentence},
    CodeSentence {SQLITE_INTERRUPT, Fault::TimedOut,
        QT_TRANSLATE_NOOP("Sqlite",
            "The change took so long that the server would have had to wait, so it was taken back. Nothing "
            "was "
            "changed.")},
    CodeSentence {SQLITE_FULL, Fault::General,
        QT_TRANSLATE_NOOP("Sqlite", "The disk of %1 is full. Nothing was changed; make room first.")},
    CodeSentence {SQLITE_IOERR, Fault::General,
        QT_TRANSLATE_NOOP("Sqlite",
            "The disk or network drive failed while %1 was being written. Check the drive, then look at the "
            "row "
            "again.")},
    // Looking at the file would close a descriptor of it, and with that drop the lock of the write.
    CodeSentence {SQLITE_CORRUPT, Fault::Damaged, damagedSentence},
    CodeSentence {SQLITE_NOTADB, Fault::Damaged, damagedSentence},
    CodeSentence {SQLITE_TOOBIG, Fault::Refused,
        QT_TRANSLATE_NOOP("Sqlite", "The value is larger than SQLite takes. Nothing was changed.")},
};

} // namespace

Error sqliteWriteError(int code, const QString &path, const QString &driverText)
{
    const QString detail =
        QCoreApplication::translate("Sqlite", "%1 (SQLite code %2)").arg(driverText).arg(code);
    for (const CodeSentence &entry : sentences) {
        if (entry.code != code && entry.code != (code & 0xff))
            continue;
        QString sentence = QCoreApplication::translate("Sqlite", entry.sentence);
        sentence.replace("%1"_L1, visibleText(path));
        sentence.replace("%2"_L1, visibleText(driverText.section(u": "_s, 1)));
        return {sentence, detail, entry.fault};
    }
    return {QCoreApplication::translate("Sqlite", "The database refused the change. Nothing was changed."),
        detail, Fault::General};
}
