// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/environmentstyle.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace {
struct EnvironmentLook {
    Environment environment;
    const char *name;
    const char *label;
    QRgb ground;
};

constexpr std::array looks {
    EnvironmentLook {Environment::None, QT_TRANSLATE_NOOP("Environment", "Not said"), "", 0xff5c6570},
    EnvironmentLook {Environment::Production, QT_TRANSLATE_NOOP("Environment", "Production"),
        QT_TRANSLATE_NOOP("Environment", "PRODUCTION"), 0xffb3261e},
    EnvironmentLook {Environment::Staging, QT_TRANSLATE_NOOP("Environment", "Staging"),
        QT_TRANSLATE_NOOP("Environment", "STAGING"), 0xfff0b429},
    EnvironmentLook {Environment::Lab, QT_TRANSLATE_NOOP("Environment", "Lab"),
        QT_TRANSLATE_NOOP("Environment", "LAB"), 0xff1e7a45},
};

const EnvironmentLook &lookOf(Environment environment)
{
    for (const EnvironmentLook &look : looks)
        if (look.environment == environment)
            return look;
    return looks.front();
}

double luminance(const QColor &color)
{
    const auto linear = [](double share) {
        return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}
} // namespace

QList<Environment> allEnvironments()
{
    QList<Environment> all;
    for (const EnvironmentLook &look : looks)
        all.append(look.environment);
    return all;
}

QString environmentName(Environment environment)
{
    return QCoreApplication::translate("Environment", lookOf(environment).name);
}

EnvironmentStyle environmentStyle(const Profile &profile)
{
    const EnvironmentLook &look = lookOf(profile.environment);
    EnvironmentStyle style;
    style.label = profile.label.trimmed();
    if (style.label.isEmpty() && profile.environment != Environment::None)
        style.label = QCoreApplication::translate("Environment", look.label);
    const QColor own(profile.colour);
    style.ground = own.isValid() ? QColor(own.rgb()) : QColor::fromRgb(look.ground);
    style.text = textOn(style.ground);
    return style;
}

QColor textOn(const QColor &ground)
{
    const double light = luminance(ground);
    const double contrastOfWhite = 1.05 / (light + 0.05);
    const double contrastOfBlack = (light + 0.05) / 0.05;
    return contrastOfWhite >= contrastOfBlack ? QColor(Qt::white) : QColor(Qt::black);
}
