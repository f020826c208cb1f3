// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/textgist.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLines = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("Gist", text);
}

/// What people call a message class of RFC 3842.
struct MessageClass {
    QLatin1StringView header;
    const char *name;
};

constexpr std::array messageClasses {
    MessageClass {"voice-message"_L1, QT_TRANSLATE_NOOP("Gist", "voice mail")},
    MessageClass {"fax-message"_L1, QT_TRANSLATE_NOOP("Gist", "fax")},
    MessageClass {"pager-message"_L1, QT_TRANSLATE_NOOP("Gist", "pager")},
    MessageClass {"multimedia-message"_L1, QT_TRANSLATE_NOOP("Gist", "multimedia")},
    MessageClass {"text-message"_L1, QT_TRANSLATE_NOOP("Gist", "text messages")},
    MessageClass {"none"_L1, QT_TRANSLATE_NOOP("Gist", "messages")},
};

QString countsText(const QString &fresh, const QString &old)
{
    QStringList parts;
    if (fresh.toLongLong() > 0)
        parts.append(tr("%1 new").arg(fresh));
    if (old.toLongLong() > 0)
        parts.append(tr("%1 old").arg(old));
    return parts.isEmpty() ? tr("none") : parts.join(u", "_s);
}

// "Voice-Message: 2/8 (0/2)" as "voice mail: 2 new, 8 old"; empty for any other line.
QString classText(const QString &line)
{
    static const QRegularExpression pattern(uR"(^\s*([\w-]{1,40})\s*:\s*(\d{1,9})\s*/\s*(\d{1,9}))"_s);
    const auto match = pattern.match(line);
    for (const MessageClass &entry : messageClasses)
        if (match.captured(1).compare(entry.header, Qt::CaseInsensitive) == 0)
            return tr(entry.name) + u": "_s + countsText(match.captured(2), match.captured(3));
    return {};
}

QString summaryText(const QStringList &lines)
{
    QStringList parts;
    for (const QString &line : lines)
        if (const QString part = classText(line); !part.isEmpty() && parts.size() < 6)
            parts.append(part);
    if (!parts.isEmpty())
        return parts.join(u"; "_s);
    return lines.first().section(u':', 1).trimmed().compare("yes"_L1, Qt::CaseInsensitive) == 0
        ? tr("message-summary: messages waiting")
        : tr("message-summary: no messages waiting");
}

QString multipartText(const QStringList &lines)
{
    const QString boundary = lines.first().trimmed();
    qsizetype parts = 0;
    for (const QString &line : lines)
        parts += line.trimmed() == boundary ? 1 : 0;
    const bool hasRlmi = lines.join(u'\n').contains("application/rlmi+xml"_L1, Qt::CaseInsensitive);
    const QString kind = hasRlmi ? tr("multipart with rlmi") : tr("multipart");
    return kind + u": "_s + (parts == 1 ? tr("1 part") : tr("%1 parts").arg(parts));
}

} // namespace

QString textGist(const QByteArray &bytes, const QString &event)
{
    const QStringList lines = QString::fromUtf8(bytes).trimmed().split(u'\n');
    if (lines.first().startsWith("messages-waiting"_L1, Qt::CaseInsensitive))
        return summaryText(lines.first(qMin(lines.size(), mostLines)));
    if (lines.first().startsWith("--"_L1) && lines.first().trimmed().size() > 2)
        return multipartText(lines);
    return event == "message-summary"_L1 ? tr("no message summary") : tr("not XML");
}
