// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentcheck.h"
#include "document/documenttext.h"
#include "editor/newestjob.h"

#include <QTimer>

#include <chrono>
#include <optional>

/// Checks a document while it is typed: after a short pause, on another thread, and the newest text only.
class DocumentChecker : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds usualPause {300};

    explicit DocumentChecker(QObject *parent = nullptr, std::chrono::milliseconds pause = usualPause);

    /// What the text is and where it belongs; without @p context only standards count, not servers.
    void setDocument(const DocumentText &text, const DocumentType &type,
        const std::optional<DocumentContext> &context = {}, const DocumentNeighbours &neighbours = {});
    /// After the pause, unless another text comes.
    void check(const QByteArray &utf8, int revision);
    void checkNow(const QByteArray &utf8, int revision);
    void cancel();
    bool isBusy() const;

signals:
    /// What there is to say about the text of that revision, with places in its bytes.
    void checked(const Verdict &verdict, int revision);

private:
    /// All that a check needs, to be taken to another thread.
    struct Subject {
        DocumentText text;
        const DocumentType *type;
        std::optional<DocumentContext> context;
        DocumentNeighbours neighbours;
        QByteArray utf8;
    };
    static Verdict verdictOf(const Subject &subject);

    Subject m_subject;
    QTimer m_pause;
    NewestJob m_job;
    int m_revision = -1;
};

/// The first character that the document's encoding does not have, and how it can be written instead.
Diagnostic unencodable(const DocumentText &text, const QByteArray &utf8, Syntax syntax);
