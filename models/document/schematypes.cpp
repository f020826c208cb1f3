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
    TypeText {
        "xs:dateTime"_L1, QT_TRANSLATE_NOOP("Document", "a date and time such as 2026-01-31T12:00:00Z")},
    TypeText {"xs:anyURI"_L1, QT_TRANSLATE_NOOP("Document", "an address such as sip:alice@example.com")},
    TypeText {"xs:boolean"_L1, QT_TRANSLATE_NOOP("Document", "true or false")},
    TypeText {"xs:ID"_L1,
        QT_TRANSLATE_NOOP("Document", "a name that begins with a letter or _ and has no blank or colon")},
    TypeText {"xs:integer"_L1, QT_TRANSLATE_NOOP("Document", "a whole number")},
    TypeText {"xs:nonNegativeInteger"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 0 on")},
    TypeText {"xs:positiveInteger"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 1 on")},
    TypeText {"xs:unsignedInt"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 0 to 4294967295")},
    TypeText {"xs:unsignedLong"_L1, QT_TRANSLATE_NOOP("Document", "a whole number from 0 on, not too long")},
    TypeText {"xs:decimal"_L1, QT_TRANSLATE_NOOP("Document", "a number such as 0.5")},
    TypeText {"xs:double"_L1, QT_TRANSLATE_NOOP("Document", "a number such as 1.5 or 2E3")},
    TypeText {"xs:language"_L1, QT_TRANSLATE_NOOP("Document", "a language such as en or de-AT")},
};

} // namespace

QString schemaTypeText(const QString &type)
{
    const auto found =
        std::ranges::find_if(typeTexts, [&](const TypeText &entry) { return type == entry.type; });
    return found == typeTexts.end() ? QString() : QCoreApplication::translate("Document", found->text);
}
