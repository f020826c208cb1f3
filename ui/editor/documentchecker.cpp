// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentchecker.h"

#include "base/visibletext.h"
#include "document/xmltree.h"

using namespace Qt::StringLiterals;

namespace {
/// The end of the character that begins at a byte.
qint64 endOfCharacter(const QByteArray &utf8, qint64 from)
{
    qint64 end = from + 1;
    while (end < utf8.size() && (uchar(utf8.at(end)) & 0xC0) == 0x80)
        ++end;
    return end;
}

/// By bisection: texts that can be encoded have beginnings that can.
qint64 firstUnencodable(const DocumentText &text, const QByteArray &utf8)
{
    qint64 good = 0;
    qint64 bad = utf8.size();
    while (bad - good > 1) {
        qint64 middle = (good + bad) / 2;
        while (middle > good && (uchar(utf8.at(middle)) & 0xC0) == 0x80)
            --middle;
        if (middle == good)
            break;
        if (text.encode(utf8.first(middle)))
            good = middle;
        else
            bad = middle;
    }
    return good;
}
} // namespace

Diagnostic unencodable(const DocumentText &text, const QByteArray &utf8, Syntax syntax)
{
    const qint64 from = firstUnencodable(text, utf8);
    const qint64 length = qMin(endOfCharacter(utf8, from), utf8.size()) - from;
    const QByteArray character = utf8.mid(from, length);
    Diagnostic diagnostic;
    diagnostic.severity = Severity::Malformed;
    diagnostic.code = u"encoding-character"_s;
    diagnostic.sentence = DocumentChecker::tr("%1 has no character \"%2\", so this cannot be saved.")
                              .arg(text.encodingName(), visibleText(character));
    diagnostic.place = placeAt(utf8, from, length);
    const QList<uint> points = QString::fromUtf8(character).toUcs4();
    if (syntax == Syntax::Xml && points.size() == 1) {
        const QByteArray reference = "&#x" + QByteArray::number(points.constFirst(), 16).toUpper() + ';';
        diagnostic.expected = QString::fromLatin1(reference);
        diagnostic.fix = {
            DocumentChecker::tr("Write it as %1").arg(diagnostic.expected), {{from, length, reference}}};
    }
    return diagnostic;
}

DocumentChecker::DocumentChecker(QObject *parent, std::chrono::milliseconds pause)
    : QObject(parent)
    , m_subject {{}, plainXmlType, {}, {}, {}}
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] { checkNow(m_subject.utf8, m_revision); });
}

void DocumentChecker::setDocument(const DocumentText &text, const DocumentType &type,
    const std::optional<DocumentContext> &context, const DocumentNeighbours &neighbours)
{
    cancel();
    m_subject = {text, &type, context, neighbours, {}};
}

void DocumentChecker::check(const QByteArray &utf8, int revision)
{
    m_job.cancel(); // its answer would be about an older text
    m_subject.utf8 = utf8;
    m_revision = revision;
    m_pause.start();
}

void DocumentChecker::checkNow(const QByteArray &utf8, int revision)
{
    m_pause.stop();
    m_subject.utf8 = utf8;
    m_revision = revision;
    m_job.run([subject = m_subject] { return verdictOf(subject); },
        [this, revision](const Verdict &verdict) { emit checked(verdict, revision); });
}

void DocumentChecker::cancel()
{
    m_pause.stop();
    m_job.cancel();
}

bool DocumentChecker::isBusy() const
{
    return m_pause.isActive() || m_job.isBusy();
}

Verdict DocumentChecker::verdictOf(const Subject &subject)
{
    const auto stored = subject.text.encode(subject.utf8);
    if (!stored) {
        Verdict verdict;
        verdict.isWellFormed = false;
        verdict.diagnostics << unencodable(subject.text, subject.utf8, subject.type->syntax);
        return verdict;
    }
    if (!subject.context)
        return validateDocument(*stored, *subject.type);
    return checkDocument(*stored, *subject.type, *subject.context, subject.neighbours);
}
