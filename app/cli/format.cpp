// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"

#include "base/visibletext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

QString formatWord(Format format)
{
    switch (format) {
    case Format::Tsv:
        return u"tsv"_s;
    case Format::Json:
        return u"json"_s;
    case Format::Text:
        break;
    }
    return u"text"_s;
}

QString formatWords(const QList<Format> &formats)
{
    QStringList words;
    std::transform(formats.begin(), formats.end(), std::back_inserter(words), formatWord);
    return words.join(u", "_s);
}

Result<Format> formatNamed(const QString &word, const QList<Format> &accepted)
{
    const auto found = std::find_if(
        accepted.begin(), accepted.end(), [&](Format format) { return formatWord(format) == word; });
    if (found != accepted.end())
        return *found;
    return Error {QCoreApplication::translate("Cli", "This command has no format \"%1\". Accepted are: %2.")
                      .arg(visibleText(word), formatWords(accepted)),
        {}, Fault::Usage};
}
