// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QTemporaryDir>

#include <memory>

class ServerMachine;

/// How one engine spells what all have, and where its QSqlDriver is known to deviate from what is wanted. A
/// deviation is expected as exactly as everything else: one that goes away fails a test.
struct DriverHabits {
    QLatin1StringView name;
    // Spelling
    QLatin1StringView bytesType;
    QLatin1StringView realType;
    QLatin1StringView numberedKey; ///< a key that the server makes
    QLatin1StringView rows; ///< a SELECT of %1 rows, each with its number and a text of %2 bytes
    QLatin1StringView endless; ///< a SELECT that nobody lives to see the end of
    QLatin1StringView stopAfter; ///< what bounds statements to 300 ms; empty: nothing does
    // Native codes
    QLatin1StringView duplicate;
    QLatin1StringView noTable;
    QLatin1StringView noSyntax;
    QLatin1StringView tooLong; ///< of a statement that ran into its bound
    QLatin1StringView lost; ///< of a statement whose server was killed; empty: the driver gives none
    // Deviations
    bool textIsBytes; ///< text columns arrive as the stored bytes
    bool commitAfterFailure; ///< commit() says yes though a statement of the transaction failed
    int savedAfterFailure; ///< and so many of the one good row are stored
    bool runsSeveral; ///< a string of two statements is executed
    bool trustsQuotes; ///< escapeIdentifier() leaves alone what begins and ends with a quote
    bool splitsNames; ///< it takes a dot in a name for the end of another name
    bool positiveIsUnsigned; ///< whole numbers from 0 on come as qulonglong
    QSqlError::ErrorType duplicateType; ///< of the error of a second row with the same key
    bool cancels; ///< cancelQuery() works
    bool streamSurvives; ///< a second statement leaves the rest of a stream alone
    bool secondRuns; ///< a second statement runs beside a stream
};

/// One engine with a database of its own and connections through QSqlDatabase.
class DriverLab {
public:
    /// "MariaDB", "PostgreSQL" or "SQLite"; a server is started.
    static std::unique_ptr<DriverLab> make(const QString &engine);
    ~DriverLab();

    const DriverHabits &habits() const { return m_habits; }
    /// What went wrong in make() or open(), for the message of a failed test.
    QString trouble() const { return m_trouble; }
    /// An open connection of that name; anew when there was one.
    QSqlDatabase open(const QString &name = QStringLiteral("lab"));
    /// Closes and forgets it. No copy of it and no query may be left.
    static void close(const QString &name = QStringLiteral("lab"));
    /// nullptr for SQLite.
    ServerMachine *server() const { return m_server.get(); }

private:
    explicit DriverLab(const DriverHabits &habits) : m_habits(habits) {}
    bool start();

    const DriverHabits &m_habits;
    std::unique_ptr<ServerMachine> m_server;
    QTemporaryDir m_folder;
    QString m_trouble;
};
