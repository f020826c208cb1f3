// SPDX-License-Identifier: GPL-3.0-or-later
#include "optionchecks.h"

#include <QCoreApplication>

CLI::Validator wholeNumber()
{
    const auto check = [](const std::string &typed) {
        const QString text = QString::fromStdString(typed);
        bool ok = false;
        const qlonglong number = text.toLongLong(&ok);
        if (ok && number >= 0)
            return std::string();
        return QCoreApplication::translate("Cli", "Accepted is a whole number from 0 on, and \"%1\" is none.")
            .arg(text)
            .toStdString();
    };
    return CLI::Validator(check, "");
}
