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

/// A sentence has the names that it quotes made visible already; whatever else came with it must not steer a
/// terminal either.
QString withoutControls(const QString &sentence)
{
    QString safe;
    for (const QChar character : sentence)
        safe += character.category() == QChar::Other_Control ? visibleText(QString(character))
                                                             : QString(character);
    return safe;
}
} // namespace

void printAnswer(const QString &text)
{
    write(stdout, text);
}

void printSentence(const QString &sentence)
{
    write(stderr, withoutControls(sentence) + u'\n');
}

ExitCode report(const Error &error)
{
    printSentence(error.message);
    if (!error.detail.isEmpty())
        printSentence(QCoreApplication::translate("Cli", "Details: %1").arg(visibleText(error.detail)));
    return exitCodeOf(error);
}

bool answerArrived()
{
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}
