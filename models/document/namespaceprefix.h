// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

/// How to write a name of a namespace at a place: with a prefix that is declared there, or with one that has
/// to be declared.
struct WrittenName {
    QString text; ///< "rpid:activities"
    QString declaration; ///< xmlns:rpid="urn:…", empty when nothing has to be declared
};

/// @p scope: which namespaces the prefixes stand for at the place (empty prefix: the default namespace).
/// @p isAttribute: a name that no default namespace reaches.
WrittenName writtenName(const QString &ns, const QString &localName, const QHash<QString, QString> &scope,
    bool isAttribute = false);
/// Text as it stands between double quotes, and in an element's content just as well.
QByteArray xmlEscaped(const QString &text);
/// Text as it stands in an element's content: lines stay lines.
QByteArray xmlTextEscaped(const QString &text);
