// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changewords.h"

#include "base/visibletext.h"
#include "document/gist.h"
#include "schema/storedvalue.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestValue = 400;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeWords", text);
}

struct KindWords {
    ChangeKind kind;
    const char *one; ///< %1: table, %2: row
    const char *oneUnnamed;
    const char *many; ///< %1: "3 rows", %2: table
};

constexpr std::array kindWords {
    KindWords {ChangeKind::Insert, QT_TRANSLATE_NOOP("ChangeWords", "Insert into %1: %2"),
        QT_TRANSLATE_NOOP("ChangeWords", "Insert into %1"),
        QT_TRANSLATE_NOOP("ChangeWords", "Insert %1 into %2")},
    KindWords {ChangeKind::Update, QT_TRANSLATE_NOOP("ChangeWords", "Edit in %1: %2"),
        QT_TRANSLATE_NOOP("ChangeWords", "Edit in %1"), QT_TRANSLATE_NOOP("ChangeWords", "Edit %1 of %2")},
    KindWords {ChangeKind::Delete, QT_TRANSLATE_NOOP("ChangeWords", "Delete from %1: %2"),
        QT_TRANSLATE_NOOP("ChangeWords", "Delete from %1"),
        QT_TRANSLATE_NOOP("ChangeWords", "Delete %1 of %2")},
};

const KindWords &wordsOf(ChangeKind kind)
{
    const auto found = std::ranges::find(kindWords, kind, &KindWords::kind);
    return found == kindWords.end() ? kindWords.front() : *found;
}

struct StateWord {
    ChangeOutcome::State state;
    const char *word;
};

constexpr std::array stateWords {
    StateWord {ChangeOutcome::State::Saved, QT_TRANSLATE_NOOP("ChangeWords", "Saved")},
    StateWord {ChangeOutcome::State::Conflict, QT_TRANSLATE_NOOP("ChangeWords", "Conflict")},
    StateWord {ChangeOutcome::State::Gone, QT_TRANSLATE_NOOP("ChangeWords", "Gone")},
    StateWord {ChangeOutcome::State::Refused, QT_TRANSLATE_NOOP("ChangeWords", "Refused")},
    StateWord {ChangeOutcome::State::RolledBack, QT_TRANSLATE_NOOP("ChangeWords", "Rolled back")},
    StateWord {ChangeOutcome::State::NotTried, QT_TRANSLATE_NOOP("ChangeWords", "Not tried")},
    StateWord {ChangeOutcome::State::Unknown, QT_TRANSLATE_NOOP("ChangeWords", "Unknown")},
};
} // namespace

QString ChangeWords::rows(qsizetype count)
{
    return count == 1 ? tr("1 row") : tr("%1 rows").arg(QLocale().toString(count));
}

QString ChangeWords::title(const RowChange &change)
{
    const KindWords &words = wordsOf(change.kind);
    const QString table = visibleText(change.table);
    return change.label.isEmpty() ? tr(words.oneUnnamed).arg(table)
                                  : tr(words.one).arg(table, visibleText(change.label));
}

QString ChangeWords::title(const QList<RowChange> &changes)
{
    if (changes.size() == 1)
        return title(changes.constFirst());
    QSet<QString> tables;
    QSet<ChangeKind> kinds;
    for (const RowChange &change : changes) {
        tables.insert(change.table);
        kinds.insert(change.kind);
    }
    if (tables.size() == 1 && kinds.size() == 1)
        return tr(wordsOf(*kinds.begin()).many).arg(rows(changes.size()), visibleText(*tables.begin()));
    if (tables.size() == 1)
        return tr("Change %1 of %2").arg(rows(changes.size()), visibleText(*tables.begin()));
    return tr("Change %1 in %2 tables").arg(rows(changes.size())).arg(tables.size());
}

QString ChangeWords::value(const QVariant &raw, const ColumnInfo &column, const DecodeContext &context)
{
    if (raw.isNull())
        return u"NULL"_s;
    if (storedSize(raw) == 0)
        return tr("(empty)");
    if (column.meaning == Meaning::Document)
        return sizeText(storedSize(raw));
    const QString stored = storedText(raw, longestValue);
    const QString decoded = isDecoded(column) ? decodeCell(column, raw, context) : QString();
    return decoded.isEmpty() || decoded == stored ? stored : u"%1 (%2)"_s.arg(stored, decoded);
}

QString ChangeWords::state(ChangeOutcome::State state)
{
    const auto found = std::ranges::find(stateWords, state, &StateWord::state);
    return found == stateWords.end() ? QString() : tr(found->word);
}

QString ChangeWords::result(const ChangeReport &report)
{
    return report.title.isEmpty() ? report.sentence
                                  : u"%1 — %2"_s.arg(visibleText(report.title), report.sentence);
}
