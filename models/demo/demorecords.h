// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// What the demo knows of a published document before it becomes a row of one schema or the other.
struct DemoPublication {
    QString user;
    QString domain;
    QString event;
    QString etag;
    qint64 expires = 0;
    qint64 receivedTime = 0;
    QByteArray body;
    QString sender;
    int priority = 0;
    QString ruid; ///< null is stored as NULL
};

/// The numbers of Kamailio; the seed tables spell them as words.
enum class DemoStatus { Active = 1, Pending = 2, Terminated = 3, Waiting = 4, PoliteBlock = 5 };

/// One subscription dialog.
struct DemoSubscription {
    QString presentityUser;
    QString presentityDomain;
    QString watcherUser;
    QString watcherDomain;
    QString event;
    QString eventId; ///< null is stored as NULL, as in recordRoute and reason
    QString toTag;
    QString fromTag;
    QString callId;
    int localCseq = 1;
    int remoteCseq = 1;
    QString contact;
    QString recordRoute;
    qint64 expires = 0;
    DemoStatus status = DemoStatus::Active;
    QString reason;
    int version = 0;
    QString socketInfo;
    QString localContact;
    int updated = -1;
    int updatedWinfo = -1;
    int flags = 0;
    QString userAgent;
};

/// What the server remembers about a watcher of a presentity.
struct DemoAuthorisation {
    QString presentityUser;
    QString presentityDomain;
    QString watcherUser;
    QString watcherDomain;
    QString event;
    int status = 2; ///< an int: puzzles store numbers that no server knows
    QString reason;
    qint64 insertedTime = 0;
};

enum class DemoDocumentKind {
    PresRules,
    OmaPresRules,
    ResourceLists,
    RlsServices,
    PidfManipulation,
    XcapCaps,
    OmaUserProfile,
};

/// A document of the XCAP store.
struct DemoStoredDocument {
    QString user;
    QString domain;
    DemoDocumentKind kind = DemoDocumentKind::PresRules;
    QByteArray document;
    QString etag;
    int source = 0;
    int port = 0;
    QString fileName; ///< last part of the document's path
};

/// A request that the server itself keeps alive (a row of pua).
struct DemoRequest {
    QString presentityUri;
    QString presenceId;
    int event = 1;
    qint64 expires = 0;
    qint64 desiredExpires = 0;
    int flag = 1;
    QString etag;
    QString tupleId;
    QString watcherUri;
    QString callId;
    QString toTag;
    QString fromTag;
    int cseq = 0;
    QString recordRoute;
    QString contact;
    QString remoteContact;
    int version = 0;
    QString extraHeaders;
};

/// The state of one member of a list, for one subscription to that list.
struct DemoListMember {
    QString dialogId;
    QString resourceUri;
    QString contentType;
    QByteArray state;
    qint64 expires = 0;
    int updated = -1;
    int authState = 2;
    QString reason;
};
