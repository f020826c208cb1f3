// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqlitehandle.h"

#include "connection/sqlite/sqlitefile.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <array>

namespace {
struct CodeSentence {
    int code; ///< an extended code first where it means something of its own
    Fault fault;
    const char *sentence;
};

constexpr std::array sentences {
    CodeSentence {SQLITE_READONLY_ROLLBACK, Fault::Unreachable,
        QT_TRANSLATE_NOOP("Sqlite",
            "The server died in the middle of a write and left a journal behind. SQLite must repair the file "
            "before anybody can read it: start the server, then try again.")},
    CodeSentence {SQLITE_READONLY_RECOVERY, Fault::Busy,
        QT_TRANSLATE_NOOP("Sqlite",
            "The server that wrote this file is not finished with it, or died. Nothing is wrong with the "
            "file; it is read again in a moment.")},
    CodeSentence {SQLITE_READONLY_CANTINIT, Fault::Unreachable,
        QT_TRANSLATE_NOOP("Sqlite",
            "The file is in WAL mode and its -shm file cannot be used. Start the program as a user who may "
            "read it, or copy the database together with its -wal file and without -shm.")},
    CodeSentence {SQLITE_BUSY, Fault::Busy,
        QT_TRANSLATE_NOOP("Sqlite",
            "Another program has locked the database. Nothing is wrong with the file; it is read again as "
            "soon as the lock is gone.")},
    CodeSentence {SQLITE_LOCKED, Fault::Busy,
        QT_TRANSLATE_NOOP("Sqlite",
            "Another program has locked the database. Nothing is wrong with the file; it is read again as "
            "soon as the lock is gone.")},
    CodeSentence {SQLITE_INTERRUPT, Fault::TimedOut,
        QT_TRANSLATE_NOOP("Sqlite",
            "The read took too long and was stopped. Filter or sort by a column that has an index.")},
    CodeSentence {SQLITE_CORRUPT, Fault::Damaged,
        QT_TRANSLATE_NOOP("Sqlite",
            "A part of the file is damaged and cannot be read. What is shown was read before; save the "
            "readable rows with “.recover” of the sqlite3 program, on a copy of the file.")},
    CodeSentence {SQLITE_NOTADB, Fault::Damaged,
        QT_TRANSLATE_NOOP("Sqlite", "The file is not an SQLite database, or it is encrypted.")},
    CodeSentence {SQLITE_IOERR, Fault::Damaged,
        QT_TRANSLATE_NOOP("Sqlite",
            "The disk or network drive failed while the file was being read. Check the drive, then "
            "refresh.")},
    CodeSentence {SQLITE_PERM, Fault::Unreachable,
        QT_TRANSLATE_NOOP("Sqlite",
            "You may not read this file. Ask for read permission, or start the program as a user who has "
            "it.")},
    CodeSentence {SQLITE_AUTH, Fault::Unreachable,
        QT_TRANSLATE_NOOP("Sqlite",
            "You may not read this file. Ask for read permission, or start the program as a user who has "
            "it.")},
    CodeSentence {SQLITE_CANTOPEN, Fault::Unreachable,
        QT_TRANSLATE_NOOP("Sqlite", "The file cannot be opened. Check that it and its folder can be read.")},
    CodeSentence {SQLITE_NOMEM, Fault::General,
        QT_TRANSLATE_NOOP("Sqlite", "There is not enough memory for this read.")},
};

bool fileMayBeTheReason(int code)
{
    return code == SQLITE_CANTOPEN || code == SQLITE_NOTADB || code == SQLITE_CORRUPT || code == SQLITE_PERM
        || code == SQLITE_IOERR;
}
} // namespace

Error sqliteError(int code, const QString &path, const QString &driverText)
{
    const QString detail =
        QCoreApplication::translate("Sqlite", "%1 (SQLite code %2)").arg(driverText).arg(code);
    if (fileMayBeTheReason(code & 0xff))
        if (const auto known = explainSqliteFile(path))
            return {known->message, detail, known->fault};
    for (const CodeSentence &entry : sentences)
        if (entry.code == code || entry.code == (code & 0xff))
            return {QCoreApplication::translate("Sqlite", entry.sentence), detail, entry.fault};
    return {QCoreApplication::translate("Sqlite", "The database refused a read."), detail, Fault::General};
}
