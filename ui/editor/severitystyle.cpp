// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/severitystyle.h"

#include "theme.h"
#include "tintedicon.h"

#include <Qsci/qsciscintillabase.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr auto squiggle = QsciScintillaBase::INDIC_SQUIGGLE;
constexpr auto dashes = QsciScintillaBase::INDIC_DASH;
constexpr auto dots = QsciScintillaBase::INDIC_DOTS;

constexpr std::array severityStyles {
    SeverityStyle {Severity::Limit, "limit", QT_TRANSLATE_NOOP("Severity", "beyond a limit"), 0xff6e1d91,
        0xffe0a8fa, squiggle},
    SeverityStyle {Severity::Malformed, "malformed", QT_TRANSLATE_NOOP("Severity", "malformed"), 0xffb00020,
        0xffff9aa5, squiggle},
    SeverityStyle {Severity::Invalid, "invalid", QT_TRANSLATE_NOOP("Severity", "invalid"), 0xff9c3000,
        0xffffb199, squiggle},
    SeverityStyle {Severity::Stumble, "stumble", QT_TRANSLATE_NOOP("Severity", "server will stumble"),
        0xff6b4600, 0xffffd479, dashes},
    SeverityStyle {
        Severity::Note, "note", QT_TRANSLATE_NOOP("Severity", "note"), 0xff17508f, 0xff82b4ff, dots},
};

QString translated(const char *text, int count)
{
    return QCoreApplication::translate("Severity", text, nullptr, count);
}
} // namespace

QString SeverityStyle::wordText() const
{
    return QCoreApplication::translate("Severity", word);
}

QPixmap SeverityStyle::pixmap(const QPalette &palette, int size, qreal pixelRatio) const
{
    return tintedPixmap(icon, size, pixelRatio, color(isDark(palette)));
}

const SeverityStyle &styleOf(Severity severity)
{
    return severityStyles.at(static_cast<size_t>(severity));
}

QString countsInWords(const QList<Diagnostic> &diagnostics)
{
    const auto count = [&diagnostics](Severity first, Severity last) {
        return int(std::count_if(diagnostics.begin(), diagnostics.end(),
            [=](const Diagnostic &each) { return each.severity >= first && each.severity <= last; }));
    };
    const int errors = count(Severity::Limit, Severity::Invalid);
    const int warnings = count(Severity::Stumble, Severity::Stumble);
    const int notes = count(Severity::Note, Severity::Note);
    QStringList parts;
    if (errors > 0)
        parts << (errors == 1 ? translated("1 error", 1) : translated("%1 errors", errors).arg(errors));
    if (warnings > 0)
        parts << (warnings == 1 ? translated("1 warning", 1)
                                : translated("%1 warnings", warnings).arg(warnings));
    if (notes > 0)
        parts << (notes == 1 ? translated("1 note", 1) : translated("%1 notes", notes).arg(notes));
    return parts.isEmpty() ? translated("No problems", 0) : parts.join(u", "_s);
}
