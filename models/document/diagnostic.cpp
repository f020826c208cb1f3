// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/diagnostic.h"

#include <algorithm>

namespace {

bool fit(const QList<TextEdit> &edits, qint64 size)
{
    qint64 end = 0;
    for (const TextEdit &edit : edits) {
        if (edit.byte < end || edit.length < 0 || edit.length > size - edit.byte)
            return false;
        end = edit.byte + edit.length;
    }
    return true;
}

} // namespace

QByteArray applied(const QList<TextEdit> &edits, const QByteArray &utf8)
{
    if (!fit(edits, utf8.size()))
        return utf8;
    QByteArray result;
    qint64 kept = 0;
    for (const TextEdit &edit : edits) {
        result += QByteArrayView(utf8).sliced(kept, edit.byte - kept);
        result += edit.replacement;
        kept = edit.byte + edit.length;
    }
    return result + utf8.sliced(kept);
}

void sortDiagnostics(QList<Diagnostic> &diagnostics)
{
    std::ranges::stable_sort(diagnostics, [](const Diagnostic &left, const Diagnostic &right) {
        return left.place.byte != right.place.byte ? left.place.byte < right.place.byte
                                                   : left.severity < right.severity;
    });
}
