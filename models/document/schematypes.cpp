// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schematypes.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct TypeText {
    QLatin1StringView type;
    const char *text;
};

constexpr std::array typeTexts {
    TypeText {"dateTime"_L1, QT_TRANSLATE_NOOP("Document", "a date and time such as 2026-01-31T12:00:00Z")},
    TypeText {"anyURI"_L1, QT_TRANSLATE_NOOP("Document", "an address such as sip:alice@example.com")},
    TypeText {"boolean"_L1, QT_TRANSLATE_NOOP("Document", "true or false")},
    TypeText {"ID"_L1,
        QT_TRANSLATE_NOOP("Document", "a name that begins with a letter or _ and has no blank or colon")},
    TypeText {"integer"_L1, QT_TRANSLATE_NOOP("Document", "a whole number")},
    TypeText {"nonNegativeInteger"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 0 on")},
    TypeText {"positiveInteger"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 1 on")},
    TypeText {"unsignedInt"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 0 to 4294967295")},
    TypeText {"unsignedLong"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 0 on, not too long")},
    TypeText {"decimal"_L1, QT_TRANSLATE_NOOP("Document", "a number such as 0.5")},
    TypeText {"double"_L1, QT_TRANSLATE_NOOP("Document", "a number such as 1.5 or 2E3")},
    TypeText {"language"_L1, QT_TRANSLATE_NOOP("Document", "a language such as en or de-AT")},
};

// By the beginning of the pattern.
constexpr std::array patternTexts {
    TypeText {"0("_L1, QT_TRANSLATE_NOOP("Document", "a number from 0 to 1 with at most three decimals")},
    TypeText {"1("_L1, QT_TRANSLATE_NOOP("Document", "a number from 0 to 1 with at most three decimals")},
    TypeText {"[A-Z]{2}"_L1, QT_TRANSLATE_NOOP("Document", "two capital letters")},
    TypeText {"\\S+"_L1, QT_TRANSLATE_NOOP("Document", "one value without blanks in it")},
};

} // namespace

QString schemaTypeText(const QString &type)
{
    const qsizetype end = std::max(type.lastIndexOf(u'}'), type.lastIndexOf(u':'));
    const QString local = type.sliced(end + 1);
    const auto *const found =
        std::ranges::find_if(typeTexts, [&](const TypeText &entry) { return local == entry.type; });
    return found == typeTexts.end() ? QString() : QCoreApplication::translate("Document", found->text);
}

QString schemaPatternText(const QString &pattern)
{
    const auto *const found = std::ranges::find_if(
        patternTexts, [&](const TypeText &entry) { return pattern.startsWith(entry.type); });
    return QCoreApplication::translate("Document",
        found == patternTexts.end() ? QT_TRANSLATE_NOOP("Document", "of the form that the standard asks for")
                                    : found->text);
}
