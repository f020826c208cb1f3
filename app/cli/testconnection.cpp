// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "console.h"
#include "jsontext.h"

#include "live/connectionreport.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// How a line's weight is written; scripts rely on the words.
struct SeverityWord {
    ReportLine::Severity severity;
    QLatin1StringView word;
};

constexpr std::array severityWords {
    SeverityWord {ReportLine::Severity::Good, "good"_L1},
    SeverityWord {ReportLine::Severity::Note, "note"_L1},
    SeverityWord {ReportLine::Severity::Bad, "bad"_L1},
};

QString wordOf(ReportLine::Severity severity)
{
    for (const SeverityWord &entry : severityWords)
        if (entry.severity == severity)
            return entry.word;
    return {};
}

QString asText(const ConnectionReport &report)
{
    QString text;
    for (const ReportLine &line : report.lines)
        text += u"%1  %2\n"_s.arg(wordOf(line.severity), -4).arg(line.sentence);
    return text;
}

QString asJson(const ConnectionReport &report)
{
    QStringList lines;
    for (const ReportLine &line : report.lines)
        lines << jsonObject(
            {{u"severity"_s, jsonString(wordOf(line.severity))}, {u"sentence"_s, jsonString(line.sentence)}});
    return jsonArray(lines) + u'\n';
}

ExitCode run(const Session &session, Format format)
{
    const Result<ConnectionReport> found = examineConnection(*session.connection, session.profile);
    if (!found)
        return report(found.error());
    printAnswer(format == Format::Json ? asJson(*found) : asText(*found));
    if (!session.schema.anyPresent())
        return ExitCode::Unreadable;
    return found->hasBad() ? ExitCode::Findings : ExitCode::Fine;
}

} // namespace

Command testConnectionCommand()
{
    return {"test",
        QT_TRANSLATE_NOOP("Cli",
            "Say how the connection is protected, which tables are there and what the account may do; exit "
            "code 1 when something is missing."),
        {Format::Text, Format::Json}, [](CLI::App &) {}, run};
}
