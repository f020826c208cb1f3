// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/// A piece of a Kamailio configuration. What is not needed to find parameters is left out.
struct ConfigToken {
    enum class Kind {
        Word, ///< a name or number
        Text, ///< a string, without its quotes
        Sign, ///< one of ( ) , =
        Directive ///< a line of the preprocessor, without "#!"
    };
    Kind kind = Kind::Word;
    QString text;
    int line = 0;

    bool isSign(QChar sign) const { return kind == Kind::Sign && text == sign; }
    bool operator==(const ConfigToken &) const = default;
};

/// Cuts a configuration into pieces; comments are gone.
QList<ConfigToken> configTokens(const QString &text);
