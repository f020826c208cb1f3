// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/// Somebody (or a desk line) who publishes and watches in the demo.
struct DemoPerson {
    QString user;
    QString domain;
    QString name; ///< as a phone displays it
    int number = 0; ///< decides phone and address
    bool deskLine = false; ///< an extension such as 2017 rather than a person

    QString uri() const { return QStringLiteral("sip:") + user + u'@' + domain; }
};

/// The people of the demo, the same for the same seed: alice and bob at example.com first.
QList<DemoPerson> demoPeople(quint32 seed);
