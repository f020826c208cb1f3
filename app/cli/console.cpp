// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {
void write(std::FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
}
} // namespace

void printAnswer(const QString &text)
{
    write(stdout, text);
}

void printSentence(const QString &sentence)
{
    write(stderr, visibleText(sentence) + u'\n');
}

ExitCode report(const Error &error)
{
    printSentence(error.message);
    if (!error.detail.isEmpty())
        printSentence(QCoreApplication::translate("Cli", "Details: %1").arg(error.detail));
    return exitCodeOf(error);
}

bool answerArrived()
{
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}
