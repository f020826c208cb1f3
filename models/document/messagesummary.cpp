// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/messagesummary.h"

#include "base/visibletext.h"
#include "document/charset.h"
#include "document/documentlines.h"
#include "document/nearestword.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

const QStringList &messageClasses()
{
    static const QStringList classes {u"voice-message"_s, u"fax-message"_s, u"pager-message"_s,
        u"multimedia-message"_s, u"text-message"_s, u"none"_s};
    return classes;
}

QString shown(const QByteArray &bytes)
{
    return visibleText(bytes.size() <= 60 ? bytes : bytes.first(60));
}

/// Goes through the lines of a summary: each part knows what may come next.
class Summary {
public:
    explicit Summary(const QByteArray &utf8) : m_lines(documentLines(utf8)) {}

    QList<Diagnostic> check()
    {
        status();
        account();
        while (m_next < m_lines.size() && !m_lines.at(m_next).isEmpty())
            count(m_lines.at(m_next++));
        headers();
        for (const TextLine &line : m_lines)
            if (line.end == "\r")
                fail("summary-line-end"_L1, line.place(line.text.size(), 1),
                    tr("A line must end with CRLF or LF, not with CR alone."));
        return m_diagnostics;
    }

private:
    void fail(QLatin1StringView code, TextPlace place, const QString &sentence, const QString &expected = {},
        const QuickFix &fix = {})
    {
        m_diagnostics.append({Severity::Invalid, code, sentence, place, expected, fix});
    }

    static bool isNamed(const HeaderLine &header, QLatin1StringView name)
    {
        return QLatin1StringView(header.name).compare(name, Qt::CaseInsensitive) == 0;
    }

    void status()
    {
        const auto expected = u"Messages-Waiting: yes"_s;
        if (m_lines.isEmpty())
            return fail("summary-empty"_L1, {0, 0, 1, 1}, tr("The message summary is empty."), expected);
        const TextLine &line = m_lines.first();
        const HeaderLine header = headerLine(line.text);
        m_next += line.isEmpty() ? 0 : 1;
        if (!header.isRight || !isNamed(header, "Messages-Waiting"_L1))
            return fail("summary-status"_L1, line.place(),
                tr("The first line must say whether messages are waiting."), expected);
        const QString value = QString::fromUtf8(header.value).toLower();
        if (value == "yes"_L1 || value == "no"_L1)
            return;
        const TextPlace place = line.place(header.valueFrom, header.value.size());
        fail("summary-status"_L1, place,
            tr("\"%1\" is neither yes nor no: messages are waiting or not.").arg(shown(header.value)),
            u"yes, no"_s);
    }

    void account()
    {
        if (m_next >= m_lines.size())
            return;
        const TextLine &line = m_lines.at(m_next);
        const HeaderLine header = headerLine(line.text);
        if (!header.isRight || !isNamed(header, "Message-Account"_L1))
            return;
        ++m_next;
        static const QRegularExpression uri(u"^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"]+$"_s);
        if (!uri.match(QString::fromUtf8(header.value)).hasMatch())
            fail("summary-account"_L1, line.place(header.valueFrom, header.value.size()),
                tr("\"%1\" is no absolute address such as sip:alice@example.com.").arg(shown(header.value)),
                u"sip:alice@example.com"_s);
    }

    void count(const TextLine &line)
    {
        const HeaderLine header = headerLine(line.text);
        const QString name = QString::fromUtf8(header.name).toLower();
        const TextPlace namePlace = line.place(0, header.name.size());
        if (!header.isRight)
            return fail("summary-line"_L1, line.place(),
                tr("A line with counts looks like \"voice-message: 2/8 (0/2)\"."),
                u"voice-message: 2/8 (0/2)"_s);
        if (isNamed(header, "Message-Account"_L1) || isNamed(header, "Messages-Waiting"_L1))
            return fail("summary-line"_L1, namePlace,
                tr("%1 may stand only once, before the counts.").arg(shown(header.name)));
        if (!messageClasses().contains(name))
            unknownClass(header, namePlace);
        else if (m_seen.contains(name))
            fail("summary-class-twice"_L1, namePlace,
                tr("The class %1 is counted twice.").arg(shown(header.name)));
        m_seen.append(name);
        counts(line, header);
    }

    void unknownClass(const HeaderLine &header, TextPlace place)
    {
        const QString near = nearestWord(QString::fromUtf8(header.name), messageClasses());
        const QuickFix fix = near.isEmpty()
            ? QuickFix()
            : QuickFix {tr("Write %1").arg(near), {{place.byte, place.length, near.toUtf8()}}};
        fail("summary-class"_L1, place,
            tr("%1 is no class of messages. Other header lines may follow an empty line.")
                .arg(shown(header.name)),
            messageClasses().join(u", "_s), fix);
    }

    void counts(const TextLine &line, const HeaderLine &header)
    {
        static const QRegularExpression form(
            u"^[0-9]+[ \t]*/[ \t]*[0-9]+([ \t]*\\([ \t]*[0-9]+[ \t]*/[ \t]*[0-9]+[ \t]*\\))?$"_s);
        if (!form.match(QString::fromUtf8(header.value)).hasMatch())
            fail("summary-counts"_L1, line.place(header.valueFrom, header.value.size()),
                tr("\"%1\" are no counts: new/old, and perhaps (urgent new/urgent old).")
                    .arg(shown(header.value)),
                u"2/8 (0/2)"_s);
    }

    /// Behind an empty line.
    void headers()
    {
        bool mayFold = false;
        for (; m_next < m_lines.size(); ++m_next) {
            const TextLine &line = m_lines.at(m_next);
            if (!line.isEmpty() && !(mayFold && line.isFolded()) && !headerLine(line.text).isRight)
                fail("summary-header"_L1, line.place(), tr("A header line is a name, a colon and a value."),
                    u"Subject: carpool"_s);
            mayFold = !line.isEmpty();
        }
    }

    QList<TextLine> m_lines;
    qsizetype m_next = 0;
    QStringList m_seen;
    QList<Diagnostic> m_diagnostics;
};

} // namespace

Verdict validateMessageSummary(const QByteArray &stored, const DocumentType &)
{
    const qsizetype bad = firstBadUtf8(stored);
    const qsizetype nul = stored.indexOf('\0');
    if (bad >= 0 || nul >= 0) {
        const qsizetype at = bad < 0 || (nul >= 0 && nul < bad) ? nul : bad;
        const QString sentence = stored[at] == '\0'
            ? tr("The message summary contains a NUL byte.")
            : tr("The message summary contains bytes that are no UTF-8 text.");
        return {std::nullopt, false,
            {{Severity::Invalid, u"summary-encoding"_s, sentence, placeAt(stored, at, 1)}}};
    }
    const QList<Diagnostic> diagnostics = Summary(stored).check();
    return {std::nullopt, diagnostics.isEmpty(), diagnostics};
}
