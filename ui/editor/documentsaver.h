// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changereport.h"
#include "document/opendocument.h"

#include <QObject>

class ChangeFlow;

/// Brings the text of one document into the database, by way of everything that guards it, and says what
/// became of it.
class DocumentSaver : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The way by which changes are made; nullptr: nothing can be written.
    void use(ChangeFlow *flow);
    bool isReady() const { return m_flow != nullptr; }

    void save(const OpenDocument &document, const QByteArray &bytes);

signals:
    void saved(const StoredRow &row); ///< as it is stored now
    void conflicted(const StoredRow &row); ///< as somebody else has left it; nothing was written
    void gone();
    void refused(const QString &sentence);
    void ended(); ///< whatever became of it, also when a person gave it up

private:
    void take(const ChangeReport &report);
    void giveUp();

    ChangeFlow *m_flow = nullptr;
    std::optional<OpenDocument> m_document; ///< being saved
};

/// The change that stores @p bytes as the document, with what belongs to it in its row.
RowChange changeOf(const OpenDocument &document, const QByteArray &bytes);
