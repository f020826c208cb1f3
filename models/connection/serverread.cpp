// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/serverread.h"

#include <QCoreApplication>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ServerRead", text);
}
constexpr qsizetype longestDetail = 500;
} // namespace

QString serverDetail(const QString &text, const Secret &password)
{
    const Secret plain(QString::fromUtf8(password.reveal()).simplified().toUtf8());
    const QString line = password.redactedFrom(text).simplified();
    return plain.redactedFrom(line).left(longestDetail);
}

Error readSuperseded()
{
    return {tr("A newer request took the place of this one."), {}, Fault::Superseded};
}

Error answerTooLarge()
{
    return {tr("The server sent more than any screen can show, so the read was stopped. Filter the rows."),
        {}, Fault::General};
}

Error rowTooLarge()
{
    return {tr("A row is too large to be read (more than 64 MB). Filter the rows so that it is not among "
               "them."),
        {}, Fault::General};
}

Result<RowSet> watchedOutcome(const Watchdog::Watch &watch, Result<RowSet> rows)
{
    if (rows)
        return rows;
    if (watch.reason() == Watchdog::Reason::Superseded)
        return readSuperseded();
    if (watch.bite() == Watchdog::Bite::Cut)
        return Error {
            tr("The server does not answer any more, not even to a request to stop. It may be frozen, or "
               "the network is gone. It is tried again in a moment."),
            {}, Fault::Unreachable};
    if (watch.reason() == Watchdog::Reason::TimeOver)
        return Error {
            tr("The read took too long and was stopped. Filter or sort by a column that has an index."),
            rows.error().detail, Fault::TimedOut};
    return rows;
}
