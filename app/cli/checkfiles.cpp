// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkfiles.h"

#include "base/visibletext.h"
#include "document/documentcheck.h"
#include "document/documentmeasure.h"
#include "document/documenttext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

/// The bytes of a file, one more at most than are looked into.
Result<QByteArray> head(QFile &file)
{
    const qint64 most = DocumentLimits().bytes + 1;
    QByteArray bytes;
    while (bytes.size() < most) {
        const QByteArray piece = file.read(most - bytes.size());
        if (piece.isEmpty())
            break;
        bytes += piece;
    }
    if (file.error() != QFileDevice::NoError)
        return Error {tr("The file cannot be read: %1.").arg(file.errorString()), {}, Fault::Unreachable};
    return bytes;
}

Result<QByteArray> readFile(const QString &name)
{
    QFile file(name);
    const bool isOpen = name == "-"_L1 ? file.open(0, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (name != "-"_L1 && QFileInfo(name).isDir())
        return Error {tr("This is a folder. Name the files in it."), {}, Fault::Unreachable};
    if (!isOpen)
        return Error {tr("The file cannot be opened: %1.").arg(file.errorString()), {}, Fault::Unreachable};
    return head(file);
}

/// A kind that the command line knows; a text that fits none of them should have been XML.
const DocumentType &guessedType(const QByteArray &stored)
{
    const DocumentType *guess = guessDocumentType(decodeDocument(stored).utf8);
    return guess && guess->isCommandLineKind ? *guess : *plainXmlType;
}

} // namespace

Result<const DocumentType *> typeNamed(const QString &word)
{
    if (word.isEmpty())
        return static_cast<const DocumentType *>(nullptr);
    QStringList kinds;
    for (const DocumentType &type : documentTypes()) {
        if (type.isCommandLineKind && word == type.id)
            return &type;
        if (type.isCommandLineKind)
            kinds << type.id;
    }
    return Error {
        tr("There is no kind of document \"%1\". Kinds are: %2.").arg(visibleText(word), kinds.join(u", "_s)),
        {}, Fault::Usage};
}

CheckRow checkFile(const QString &file, const DocumentType *type)
{
    const Result<QByteArray> stored = readFile(file);
    if (!stored)
        return {file, type ? QString(type->id) : u"-"_s, {}, stored.error().message};
    const DocumentType &chosen = type ? *type : guessedType(*stored);
    return {file, chosen.id, checkDocument(*stored, chosen, {})};
}
