// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentform.h"

#include <QWidget>

class FormSection;
class PlainLabel;
class QScrollArea;

/// The form beside the text of a document: what people change most, by widgets. It owns no truth: it is shown
/// anew from each text, and each change is edits of that text.
class FormView : public QWidget {
    Q_OBJECT

public:
    explicit FormView(QWidget *parent = nullptr);

    /// The document as it is now. Focus and what is being typed stay.
    void showTree(const XmlTree &tree, const DocumentType &type);
    void clear();
    void setEditable(bool editable);
    void setKnownUris(const QStringList &uris);

signals:
    /// Made for exactly the text @p basis: whoever has another text by now must not apply them.
    void editsWanted(const QList<TextEdit> &edits, const QByteArray &basis);

private:
    void showSection(const DocumentType &type);
    void say(const QString &sentence);

    PlainLabel *m_sentence;
    QScrollArea *m_area;
    FormSection *m_section = nullptr;
    DocumentForm::Kind m_kind = DocumentForm::Kind::None;
    QByteArray m_basis;
    bool m_editable = true;
    QStringList m_uris;
};
