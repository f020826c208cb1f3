// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/statestyle.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {
struct ExpiryEntry {
    ExpiryState state;
    StateStyle style;
};

constexpr std::array expiryStyles {
    ExpiryEntry {ExpiryState::None, {}},
    ExpiryEntry {ExpiryState::Fine, {}},
    ExpiryEntry {ExpiryState::Warn,
        {"expiring", QT_TRANSLATE_NOOP("StateStyle", "expiring"), 0xfffff0cc, 0xff6b4600, 0xff3a2f12,
            0xffffd479}},
    ExpiryEntry {ExpiryState::Alarm,
        {"alarm", QT_TRANSLATE_NOOP("StateStyle", "imminent"), 0xffffddcf, 0xff8f2a00, 0xff4a2519,
            0xffffb199}},
    ExpiryEntry {ExpiryState::Expired,
        {"expired", QT_TRANSLATE_NOOP("StateStyle", "expired"), 0xfffbd9dc, 0xff8c1020, 0xff48161d,
            0xffff9fa9}},
    ExpiryEntry {ExpiryState::Permanent,
        {"permanent", QT_TRANSLATE_NOOP("StateStyle", "permanent"), 0, 0xff17508f, 0, 0xff9cc7ff}},
    ExpiryEntry {ExpiryState::Never,
        {"never", QT_TRANSLATE_NOOP("StateStyle", "never"), 0, 0xff4a545e, 0, 0xffb4bdc7}},
    ExpiryEntry {ExpiryState::Absurd,
        {"absurd", QT_TRANSLATE_NOOP("StateStyle", "absurd"), 0xfff3e0fb, 0xff6e1d91, 0xff351d42,
            0xffe0a8fa}},
};

struct RowEntry {
    RowState state;
    StateStyle style;
};

constexpr std::array rowStyles {
    RowEntry {RowState::Normal, {}},
    RowEntry {RowState::New,
        {"new", QT_TRANSLATE_NOOP("StateStyle", "new"), 0xffdff5e3, 0xff14532a, 0xff15331f, 0xff9be7b0}},
    RowEntry {RowState::Changed,
        {"changed", QT_TRANSLATE_NOOP("StateStyle", "changed"), 0xfffff3a8, 0xff574400, 0xff453d10,
            0xfff5dd7a}},
    RowEntry {RowState::Ghost,
        {"ghost", QT_TRANSLATE_NOOP("StateStyle", "gone"), 0xffeef0f2, 0xff5f6770, 0xff24282e, 0xff979fa9}},
};

struct NoteEntry {
    RowNote note;
    StateStyle style;
};

constexpr std::array noteStyles {
    NoteEntry {RowNote::None, {}},
    NoteEntry {RowNote::EditedDocument,
        {"edited", QT_TRANSLATE_NOOP("StateStyle", "edited"), 0xffe0ebfb, 0xff17508f, 0xff1c2f4a,
            0xff9cc7ff}},
    NoteEntry {RowNote::StagedUpdate,
        {"staged", QT_TRANSLATE_NOOP("StateStyle", "staged"), 0xffe9e4fc, 0xff46308f, 0xff2d2552,
            0xffcdbfff}},
    NoteEntry {RowNote::StagedDelete,
        {"deleterow", QT_TRANSLATE_NOOP("StateStyle", "to be deleted"), 0xfffde0d8, 0xff8f2410, 0xff4c231a,
            0xffffb3a0}},
};

struct StatusEntry {
    QLatin1StringView status;
    StateStyle style;
};

constexpr std::array statusStyles {
    StatusEntry {
        "active"_L1, {"active", QT_TRANSLATE_NOOP("StateStyle", "active"), 0, 0xff17552b, 0, 0xff9be0ae}},
    StatusEntry {"pending"_L1,
        {"pending", QT_TRANSLATE_NOOP("StateStyle", "pending"), 0xfffff0cc, 0xff6b4600, 0xff3a2f12,
            0xffffd479}},
    StatusEntry {"terminated"_L1,
        {"terminated", QT_TRANSLATE_NOOP("StateStyle", "terminated"), 0, 0xff8a1a24, 0, 0xffffa5ad}},
    StatusEntry {
        "waiting"_L1, {"clock", QT_TRANSLATE_NOOP("StateStyle", "waiting"), 0, 0xff17508f, 0, 0xff9cc7ff}},
};

constexpr StateStyle plainStyle;
} // namespace

QString StateStyle::label() const
{
    return word ? QCoreApplication::translate("StateStyle", word) : QString();
}

const StateStyle &styleOf(ExpiryState state)
{
    const auto index = static_cast<size_t>(state);
    return index < expiryStyles.size() ? expiryStyles[index].style : plainStyle;
}

const StateStyle &styleOf(RowState state)
{
    const auto index = static_cast<size_t>(state);
    return index < rowStyles.size() ? rowStyles[index].style : plainStyle;
}

const StateStyle &styleOf(RowNote note)
{
    const auto index = static_cast<size_t>(note);
    return index < noteStyles.size() ? noteStyles[index].style : plainStyle;
}

const StateStyle &styleOfStatus(const QString &word)
{
    for (const StatusEntry &entry : statusStyles) {
        if (entry.status == word)
            return entry.style;
    }
    return plainStyle;
}

QList<StateStyle> allStateStyles()
{
    QList<StateStyle> all;
    for (const ExpiryEntry &entry : expiryStyles)
        all << entry.style;
    for (const RowEntry &entry : rowStyles)
        all << entry.style;
    for (const NoteEntry &entry : noteStyles)
        all << entry.style;
    for (const StatusEntry &entry : statusStyles)
        all << entry.style;
    return all;
}

QColor rowWash(const StateStyle &style, const QColor &ground, bool dark)
{
    return mixed(ground, style.tint(dark), 0.4);
}

QColor mixed(const QColor &first, const QColor &second, qreal share)
{
    const auto blend = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return QColor(blend(first.red(), second.red()), blend(first.green(), second.green()),
        blend(first.blue(), second.blue()));
}
