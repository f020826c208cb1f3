// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demokind.h"
#include "demo/demoperson.h"
#include "demo/demorandom.h"
#include "demo/demorecords.h"

#include <QList>

/// Writes the documents that arrive with PUBLISH, with the etags and ruids that a server gives them.
class DemoPublisher {
public:
    /// The start time of the server stands in each etag and ruid: a new start must have a new one.
    DemoPublisher(DemoRandom &random, const QList<DemoPerson> &people, qint64 serverStart);

    /// A new document of somebody for an event package.
    DemoPublication publish(const DemoPerson &person, const QString &event, qint64 now);
    /// What a document is replaced by when its owner publishes again.
    QByteArray bodyFor(const DemoPerson &person, const QString &event, qint64 now);
    /// The next entity tag.
    QString nextEtag();

private:
    DemoRandom &m_random;
    const QList<DemoPerson> &m_people;
    qint64 m_serverStart;
    int m_count = 0;
};

/// All documents of a fresh demo: every package that the kind knows, hard state, offline documents and broken
/// bodies.
QList<DemoPublication> demoPublications(
    DemoKind kind, DemoRandom &random, const QList<DemoPerson> &people, qint64 now);
