// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "connection/serverenvironment.h"
#include "console.h"

#include "connection/typedarguments.h"

#include <QCoreApplication>

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace {

/// On servers the locale is often C, about which Qt complains on every start; all our text is UTF-8 anyway.
void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setenv("LC_ALL", "C.UTF-8", 1);
}

} // namespace

int main(int argc, char **argv)
{
    const TypedArguments typed(argc, argv);
    neutraliseServerEnvironment();
    useUtf8();
    const QCoreApplication application(argc, argv);
    const ExitCode code = runCommandLine(typed.left(argc, argv));
    if (answerArrived())
        return static_cast<int>(code);
    printSentence(QCoreApplication::translate("Cli", "The answer could not be written completely."));
    return static_cast<int>(ExitCode::Unreadable);
}
