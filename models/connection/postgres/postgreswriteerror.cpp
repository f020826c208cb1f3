// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/visibletext.h"
#include "connection/postgres/postgreserror.h"

#include <QCoreApplication>

#include <array>
#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {

/// What a SQLSTATE that begins with @c sign means for a change. %1 is the user, %2 the column or the rule
/// that the server names.
struct Meaning {
    const char *sign;
    Fault fault;
    const char *sentence;
};

constexpr std::array meanings {
    Meaning {"23505", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "There is already a row with these values in columns that must be unique (%2). Nothing was "
            "changed; "
            "choose other values.")},
    Meaning {
        "23502", Fault::Refused, QT_TRANSLATE_NOOP("Postgres", "%2 must have a value. Nothing was changed.")},
    Meaning {"23", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "A rule of the table does not allow this (%2). Nothing was changed; look at the table's "
            "definition.")},
    Meaning {"22001", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "A value is too large for its column. Nothing was changed; the details say which size.")},
    Meaning {"22", Fault::Refused,
        QT_TRANSLATE_NOOP(
            "Postgres", "A column does not take this value. Nothing was changed; the details say why.")},
    Meaning {"428C9", Fault::Refused,
        QT_TRANSLATE_NOOP(
            "Postgres", "The database gives %2 its value itself. Nothing was changed; leave it out.")},
    Meaning {"42501", Fault::Denied,
        QT_TRANSLATE_NOOP("Postgres",
            "“%1” may read this table and not change it. Nothing was changed. Ask the administrator of the "
            "database for INSERT, UPDATE and DELETE on the presence tables (and USAGE on their sequences).")},
    Meaning {"25006", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "The server only lets itself be read, perhaps because it is a copy of another one. Nothing was "
            "changed; connect to the server that takes changes.")},
    Meaning {"55P03", Fault::Busy,
        QT_TRANSLATE_NOOP("Postgres",
            "Another program has locked the row or the table, so nothing was changed. Try again in a "
            "moment.")},
    Meaning {"40", Fault::Busy,
        QT_TRANSLATE_NOOP("Postgres",
            "The change met the work of others and the server gave it up, so nothing was changed. Try again "
            "in a "
            "moment.")},
    Meaning {"53100", Fault::General,
        QT_TRANSLATE_NOOP("Postgres",
            "The server's disk is full. Nothing was changed; its administrator has to make room.")},
};

QString subjectOf(const PGresult *result)
{
    for (const int code : {int {PG_DIAG_COLUMN_NAME}, int {PG_DIAG_CONSTRAINT_NAME}})
        if (const QByteArray name(PQresultErrorField(result, code)); !name.isEmpty())
            return visibleText(QString::fromUtf8(name.left(100)));
    return QCoreApplication::translate("Postgres", "a column");
}

} // namespace

Error postgresWriteError(
    const ConnectionSpec &spec, const QString &server, const PGconn *connection, const PGresult *result)
{
    Error told = postgresStatementError(spec, server, connection, result);
    const QByteArray state(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    for (const Meaning &meaning : meanings) {
        if (!state.startsWith(meaning.sign))
            continue;
        told.message = QCoreApplication::translate("Postgres", meaning.sentence);
        told.message.replace("%1"_L1, visibleText(spec.url.user));
        told.message.replace("%2"_L1, subjectOf(result));
        told.fault = meaning.fault;
        return told;
    }
    return told;
}
