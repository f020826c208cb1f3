// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>

using namespace Qt::StringLiterals;

QString Corpus::folder()
{
    return QStringLiteral(TEST_DATA "/documents");
}

QStringList Corpus::files(const QString &kind, const QString &verdict)
{
    const QString below = kind + u'/' + verdict;
    const QDir dir {folder() + u'/' + below};
    QStringList paths;
    for (const QString &file : dir.entryList({u"*.xml"_s, u"*.txt"_s}, QDir::Files))
        paths.append(below + u'/' + file);
    return paths;
}

QByteArray Corpus::contents(const QString &file)
{
    QFile opened {folder() + u'/' + file};
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray {};
}

LintAnswer lint(const QString &driver, const QString &folder, const QStringList &files)
{
    const QDir schemas {QStringLiteral(TEST_DATA "/../../resources/schemas")};
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"xmllint"_s,
        QStringList {u"--nonet"_s, u"--noout"_s, u"--schema"_s, schemas.filePath(driver)} + files);
    LintAnswer answer;
    answer.hasAnswered = process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit;
    answer.exitCode = process.exitCode();
    answer.text = QString::fromUtf8(process.readAll());
    // A broken rule of namespaces is only a remark to xmllint, which goes on to validate.
    QSet<QString> isBroken;
    for (const QString &line : answer.text.split(u'\n')) {
        if (line.contains(" namespace error "_L1))
            isBroken.insert(line.section(u':', 0, 0));
        constexpr QLatin1StringView praise = " validates"_L1;
        const QString path = line.chopped(std::min(line.size(), praise.size()));
        if (line.endsWith(praise) && !isBroken.contains(path))
            answer.valid.append(path);
    }
    return answer;
}
