// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QXmlStreamAttributes>

/// One element of a document read for its gist: flat, in document order, text cut short.
struct XmlElement {
    QString name; ///< local name
    QString ns;
    QXmlStreamAttributes attributes;
    QString text; ///< direct text, trimmed, at most 200 characters
    int parent = -1; ///< position in the list
};

/// Why reading ended before the root was closed.
enum class XmlEnd { Complete, Cut, Broken, TooDeep, TooManyAttributes, HasDoctype };

/// The elements of a document up to where reading ended. Nothing is fetched, no entity is expanded.
struct XmlOutline {
    QList<XmlElement> elements;
    XmlEnd end = XmlEnd::Complete;
    qint64 byte = 0; ///< where a broken document breaks

    bool isUnder(const XmlElement &element, QLatin1StringView parentName) const;
};

/// Reads at most the first 64 kB, 200 levels and 256 attributes per element.
XmlOutline readXmlOutline(const QByteArray &bytes);
