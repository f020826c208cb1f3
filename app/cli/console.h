// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"

#include <QString>

/// Where the program writes: the answer, and nothing else, goes to standard output, sentences for people to
/// standard error. Sentences may quote the database, so control characters in them are made visible.
void printAnswer(const QString &text);
void printSentence(const QString &sentence);

/// Prints the error's sentence, and after "Details:" the driver's text; returns the exit code that belongs to
/// it.
ExitCode report(const Error &error);

/// False when the answer did not reach standard output completely (a full disk).
bool answerArrived();
