// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/profilefields.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

template <typename Enum>
struct Word {
    QLatin1StringView word;
    Enum value;
};

constexpr std::array environmentWords {
    Word<Environment> {"none"_L1, Environment::None},
    Word<Environment> {"production"_L1, Environment::Production},
    Word<Environment> {"staging"_L1, Environment::Staging},
    Word<Environment> {"lab"_L1, Environment::Lab},
};

constexpr std::array tlsWords {
    Word<TlsMode> {"off"_L1, TlsMode::Off},
    Word<TlsMode> {"required"_L1, TlsMode::Required},
    Word<TlsMode> {"verified"_L1, TlsMode::Verified},
};

/// The first word of a value is the one that is written.
constexpr std::array boolWords {
    Word<bool> {"true"_L1, true},
    Word<bool> {"false"_L1, false},
    Word<bool> {"yes"_L1, true},
    Word<bool> {"no"_L1, false},
    Word<bool> {"1"_L1, true},
    Word<bool> {"0"_L1, false},
};

template <typename Words, typename Value>
QString wordOf(const Words &words, Value value)
{
    for (const auto &entry : words)
        if (entry.value == value)
            return entry.word;
    return {};
}

template <typename Value, typename Words>
std::optional<Value> namedBy(const Words &words, const QString &text)
{
    for (const auto &entry : words)
        if (text.compare(entry.word, Qt::CaseInsensitive) == 0)
            return entry.value;
    return {};
}

QString textOf(Environment value)
{
    return wordOf(environmentWords, value);
}
QString textOf(TlsMode value)
{
    return wordOf(tlsWords, value);
}
QString textOf(bool value)
{
    return wordOf(boolWords, value);
}
QString textOf(int value)
{
    return QString::number(value);
}
QString textOf(std::chrono::seconds value)
{
    return QString::number(value.count());
}
QString textOf(const QString &value)
{
    return value;
}
template <typename T>
QString textOf(const std::optional<T> &value)
{
    return value ? textOf(*value) : QString();
}

/// Whole numbers that may stand in a field.
struct Range {
    int low = 0;
    int high = 0;
};

std::optional<int> numberIn(Range range, const QString &text)
{
    bool ok = false;
    const int number = text.toInt(&ok);
    return ok && number >= range.low && number <= range.high ? std::optional(number) : std::nullopt;
}

template <typename T>
struct Read;

template <>
struct Read<Environment> {
    static auto from(const QString &text, Range) { return namedBy<Environment>(environmentWords, text); }
};
template <>
struct Read<TlsMode> {
    static auto from(const QString &text, Range) { return namedBy<TlsMode>(tlsWords, text); }
};
template <>
struct Read<bool> {
    static auto from(const QString &text, Range) { return namedBy<bool>(boolWords, text); }
};
template <>
struct Read<int> {
    static auto from(const QString &text, Range range) { return numberIn(range, text); }
};
template <>
struct Read<std::chrono::seconds> {
    static std::optional<std::chrono::seconds> from(const QString &text, Range range)
    {
        const auto number = numberIn(range, text);
        return number ? std::optional(std::chrono::seconds(*number)) : std::nullopt;
    }
};
template <>
struct Read<QString> {
    static std::optional<QString> from(const QString &text, Range) { return text; }
};
template <typename T>
struct Read<std::optional<T>> : Read<T> {
};

/// A field from the way to its place in a profile; @p Place names a lambda, which is made anew where it is
/// called.
template <int low = 0, int high = 0, typename Place>
ProfileField field(QLatin1StringView key, Place, const char *accepted)
{
    return {key, accepted, [](const Profile &profile) { return textOf(Place()(profile)); },
        [](Profile &profile, const QString &text) {
            auto &place = Place()(profile);
            const auto value = Read<std::remove_cvref_t<decltype(place)>>::from(text, {low, high});
            if (value)
                place = *value;
            return value.has_value();
        }};
}

bool takeColour(Profile &profile, const QString &text)
{
    static const QRegularExpression pattern(u"^#[0-9A-Fa-f]{6}$"_s);
    if (!text.isEmpty() && !pattern.match(text).hasMatch())
        return false;
    profile.colour = text;
    return true;
}

bool takeZone(Profile &profile, const QString &text)
{
    static const QRegularExpression pattern(u"^[A-Za-z0-9_+/-]*$"_s);
    if (!pattern.match(text).hasMatch())
        return false;
    profile.server.timeZone = text;
    return true;
}

constexpr auto anyText = QT_TRANSLATE_NOOP("Profile", "any text");
constexpr auto yesOrNo = QT_TRANSLATE_NOOP("Profile", "true or false");
constexpr auto someSeconds = QT_TRANSLATE_NOOP("Profile", "seconds from 1 to 3600");

} // namespace

const QList<ProfileField> &profileFields()
{
    static const QList<ProfileField> fields {
        field(
            "environment"_L1, [](auto &p) -> auto & { return p.environment; },
            QT_TRANSLATE_NOOP("Profile", "none, production, staging or lab")),
        field(
            "label"_L1, [](auto &p) -> auto & { return p.label; }, anyText),
        {"colour"_L1, QT_TRANSLATE_NOOP("Profile", "a colour such as #b3261e"),
            [](const Profile &profile) { return profile.colour; }, takeColour},
        field(
            "tls/mode"_L1, [](auto &p) -> auto & { return p.tls.mode; },
            QT_TRANSLATE_NOOP("Profile", "off, required or verified")),
        field(
            "tls/ca"_L1, [](auto &p) -> auto & { return p.tls.caFile; }, anyText),
        field(
            "plaintextAccepted"_L1, [](auto &p) -> auto & { return p.plaintextAccepted; }, yesOrNo),
        field<1, 3600>(
            "limits/connect"_L1, [](auto &p) -> auto & { return p.limits.connect; }, someSeconds),
        field<1, 3600>(
            "limits/statement"_L1, [](auto &p) -> auto & { return p.limits.statement; }, someSeconds),
        field<1, 3600>(
            "limits/lock"_L1, [](auto &p) -> auto & { return p.limits.lock; }, someSeconds),
        field(
            "readOnly"_L1, [](auto &p) -> auto & { return p.readOnly; }, yesOrNo),
        field<-1, 86'400>(
            "refreshSeconds"_L1, [](auto &p) -> auto & { return p.refreshSeconds; },
            QT_TRANSLATE_NOOP("Profile", "seconds up to 86400, 0 for by hand, -1 for as the settings say")),
        field(
            "gentle"_L1, [](auto &p) -> auto & { return p.gentle; }, yesOrNo),
        field(
            "savesPassword"_L1, [](auto &p) -> auto & { return p.savesPassword; }, yesOrNo),
        field(
            "server/forceActive"_L1, [](auto &p) -> auto & { return p.server.forceActive; }, yesOrNo),
        field(
            "server/enableSphereCheck"_L1, [](auto &p) -> auto & { return p.server.enableSphereCheck; },
            yesOrNo),
        field<0, 3>(
            "server/subsDbMode"_L1, [](auto &p) -> auto & { return p.server.subsDbMode; },
            QT_TRANSLATE_NOOP("Profile", "a number from 0 to 3")),
        field<0, 2>(
            "server/publCache"_L1, [](auto &p) -> auto & { return p.server.publCache; },
            QT_TRANSLATE_NOOP("Profile", "a number from 0 to 2")),
        field(
            "server/integratedXcapServer"_L1, [](auto &p) -> auto & { return p.server.integratedXcapServer; },
            yesOrNo),
        field<0, 1024>(
            "server/notifierProcesses"_L1, [](auto &p) -> auto & { return p.server.notifierProcesses; },
            QT_TRANSLATE_NOOP("Profile", "a number from 0 to 1024")),
        {"server/timeZone"_L1, QT_TRANSLATE_NOOP("Profile", "a time zone such as Europe/Paris"),
            [](const Profile &profile) { return profile.server.timeZone; }, takeZone},
    };
    return fields;
}
