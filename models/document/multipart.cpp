// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/multipart.h"

#include "base/visibletext.h"
#include "document/documentlines.h"
#include "document/textlines.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

/// A part: its header lines and where its content stands.
struct Part {
    TextPlace begin; ///< the boundary line before it
    QList<TextLine> headers;
    bool hasContent = false; ///< an empty line was found
    ByteSpan content;
};

/// The type of a part's content; nullptr for one that is not looked into.
const DocumentType *typeOfContent(const QByteArray &contentType)
{
    const QByteArray word = contentType.split(';').first().trimmed().toLower();
    for (const DocumentType &type : documentTypes())
        if (!type.contentType.isEmpty() && word == type.contentType.data()
            && type.syntax != Syntax::Multipart)
            return &type;
    return word.endsWith("+xml") || word.endsWith("/xml") ? plainXmlType : nullptr;
}

/// Reads the parts between the boundary lines; the first line tells what a boundary is.
class Parts {
public:
    explicit Parts(const QByteArray &bytes) : m_bytes(bytes), m_lines(documentLines(bytes)) {}

    Verdict check()
    {
        while (m_next < m_lines.size() && m_lines.at(m_next).isEmpty())
            ++m_next;
        if (m_next == m_lines.size() || m_lines.at(m_next).text.size() < 3
            || !m_lines.at(m_next).text.startsWith("--")) {
            fail("multipart-boundary"_L1, m_lines.value(m_next).place(),
                tr("A body of several parts begins with a boundary line: -- and a word."));
            return verdict();
        }
        m_boundary = m_lines.at(m_next).text.trimmed();
        readAll();
        return verdict();
    }

private:
    void fail(QLatin1StringView code, TextPlace place, const QString &sentence, const QString &expected = {})
    {
        m_diagnostics.append({Severity::Invalid, code, sentence, place, expected});
    }

    Verdict verdict() const
    {
        const bool isMalformed = std::ranges::any_of(
            m_diagnostics, [](const Diagnostic &each) { return each.severity == Severity::Malformed; });
        if (isMalformed)
            return {false, std::nullopt, m_diagnostics};
        const bool isBeyond = std::ranges::any_of(
            m_diagnostics, [](const Diagnostic &each) { return each.severity == Severity::Limit; });
        if (isBeyond)
            return {std::nullopt, std::nullopt, m_diagnostics};
        return {std::nullopt, m_diagnostics.isEmpty(), m_diagnostics};
    }

    bool isBoundary(const TextLine &line) const { return line.text.trimmed() == m_boundary; }
    bool isEnd(const TextLine &line) const { return line.text.trimmed() == m_boundary + "--"; }

    void readAll()
    {
        bool isClosed = false;
        while (m_next < m_lines.size() && !isClosed) {
            const Part part = read();
            isClosed = m_next < m_lines.size() && isEnd(m_lines.at(m_next));
            checkPart(part);
        }
        if (!isClosed)
            fail("multipart-end"_L1, placeAt(m_bytes, m_bytes.size()),
                tr("The last part is not followed by the line %1--.").arg(visibleText(m_boundary.left(80))),
                visibleText(m_boundary.left(80)) + u"--"_s);
    }

    /// From one boundary line to the next.
    Part read()
    {
        Part part {m_lines.at(m_next++).place(), {}, false, {}};
        while (m_next < m_lines.size() && !m_lines.at(m_next).isEmpty() && !isBoundary(m_lines.at(m_next))
            && !isEnd(m_lines.at(m_next)))
            part.headers.append(m_lines.at(m_next++));
        part.hasContent = m_next < m_lines.size() && m_lines.at(m_next).isEmpty();
        m_next += part.hasContent ? 1 : 0;
        part.content.from = m_next < m_lines.size() ? m_lines.at(m_next).byte : m_bytes.size();
        while (m_next < m_lines.size() && !isBoundary(m_lines.at(m_next)) && !isEnd(m_lines.at(m_next)))
            ++m_next;
        // The line end before a boundary belongs to the boundary.
        const qint64 end = m_next < m_lines.size()
            ? m_lines.at(m_next).byte - m_lines.at(m_next - 1).end.size()
            : m_bytes.size();
        part.content.length = std::max<qint64>(end - part.content.from, 0);
        return part;
    }

    void checkPart(const Part &part)
    {
        QByteArray contentType;
        bool mayFold = false;
        for (const TextLine &line : part.headers) {
            const HeaderLine header = headerLine(line.text);
            if (!(mayFold && line.isFolded()) && !header.isRight)
                fail("multipart-header"_L1, line.place(),
                    tr("A header line of a part is a name, a colon and a value."), u"Content-ID: <a@b>"_s);
            if (QLatin1StringView(header.name).compare("Content-Type"_L1, Qt::CaseInsensitive) == 0)
                contentType = header.value;
            mayFold = true;
        }
        if (!part.hasContent)
            fail("multipart-part"_L1, part.begin,
                tr("An empty line must stand between the header lines of a part and its content."));
        else if (const DocumentType *type = typeOfContent(contentType))
            checkContent(part.content, *type);
    }

    void checkContent(ByteSpan content, const DocumentType &type)
    {
        const TextLines lines(m_bytes);
        const QByteArray bytes = m_bytes.sliced(content.from, content.length);
        for (Diagnostic each : validateDocument(bytes, type).diagnostics) {
            each.place = lines.placeOf(content.from + each.place.byte, each.place.length);
            for (TextEdit &edit : each.fix.edits)
                edit.byte += content.from;
            m_diagnostics.append(std::move(each));
        }
    }

    const QByteArray &m_bytes;
    QList<TextLine> m_lines;
    qsizetype m_next = 0;
    QByteArray m_boundary;
    QList<Diagnostic> m_diagnostics;
};

} // namespace

Verdict validateMultipart(const QByteArray &stored, const DocumentType &)
{
    return Parts(stored).check();
}
