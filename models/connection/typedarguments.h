// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

/// The arguments of a program as they were typed. In argv itself, which everybody on the machine can read,
/// each password in a URL and each value of --password is overwritten at once: the first thing that a program
/// does.
class TypedArguments {
public:
    TypedArguments(int argc, char **argv);
    /// What was typed for the arguments that the toolkit has left over.
    QStringList left(int argc, char **argv) const;

private:
    QHash<const char *, QString> m_typed; ///< by its place in argv, which moves pointers only
};

/// The text with the passwords in its URLs replaced, for what repeats an argument.
QString withoutUrlPasswords(const QString &text);
