// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

/// The documents of tests/data/documents: for each kind a folder with valid and one with invalid ones.
namespace Corpus {

QString folder();
/// The files of one kind, as "presence/valid/latin-1.xml"; verdict is "valid" or "invalid".
QStringList files(const QString &kind, const QString &verdict);
QByteArray contents(const QString &file);

} // namespace Corpus

/// What xmllint makes of documents by one of our driver schemas.
struct LintAnswer {
    bool hasAnswered = false; ///< false: there is no xmllint
    int exitCode = -1;
    QStringList valid; ///< in the order of the question
    QString text;
};

LintAnswer lint(const QString &driver, const QString &folder, const QStringList &files);
