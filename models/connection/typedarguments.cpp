// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/typedarguments.h"

#include <QRegularExpression>

#include <cstring>

using namespace Qt::StringLiterals;

namespace {

void overwrite(char *from, const char *end)
{
    while (from < end)
        *from++ = '*';
}

/// As the reader of URLs: from the first ":" behind the scheme to the last "@".
void hideUrlPassword(char *argument)
{
    char *begin = std::strstr(argument, "://");
    char *at = std::strrchr(argument, '@');
    if (!begin || !at || at < begin)
        return;
    char *colon = std::strchr(begin + 3, ':');
    if (colon && colon < at)
        overwrite(colon + 1, at);
}

void hide(int argc, char **argv)
{
    constexpr const char *option = "--password";
    const size_t length = std::strlen(option);
    for (int i = 1; i < argc; ++i) {
        hideUrlPassword(argv[i]);
        const bool isOption = std::strncmp(argv[i], option, length) == 0;
        if (isOption && argv[i][length] == '=')
            overwrite(argv[i] + length + 1, argv[i] + std::strlen(argv[i]));
        else if (isOption && argv[i][length] == '\0' && i + 1 < argc)
            overwrite(argv[i + 1], argv[i + 1] + std::strlen(argv[i + 1]));
    }
}

} // namespace

TypedArguments::TypedArguments(int argc, char **argv)
{
    for (int i = 0; i < argc; ++i)
        m_typed.insert(argv[i], QString::fromLocal8Bit(argv[i]));
    hide(argc, argv);
}

QStringList TypedArguments::left(int argc, char **argv) const
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << m_typed.value(argv[i]);
    return arguments;
}

QString withoutUrlPasswords(const QString &text)
{
    static const QRegularExpression pattern(
        u"(://[^:]*:).*@"_s, QRegularExpression::DotMatchesEverythingOption);
    return QString(text).replace(pattern, u"\\1***@"_s);
}
