// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

class PlainLabel;
class QCheckBox;
class QsciLexerXML;
class QsciScintilla;

/// Reads a body: coloured XML, plain text or a hex dump, whichever is safe. Never changes it.
class BodyView : public QWidget {
    Q_OBJECT

public:
    explicit BodyView(QWidget *parent = nullptr);
    ~BodyView() override;

    /// Shows the bytes. With @p sameBody the place that is being read and the selection stay.
    void showBody(const QByteArray &bytes, const QString &title, bool sameBody);
    void clear();
    QString text() const;
    void setWrapped(bool wrapped);
    bool isWrapped() const;

signals:
    void wrapChanged(bool wrapped);

protected:
    void changeEvent(QEvent *event) override;

private:
    void createEditor();
    void replaceText(const QString &text, bool keepPlace);
    void showColours();

    QsciScintilla *m_editor;
    QsciLexerXML *m_lexer;
    PlainLabel *m_title;
    PlainLabel *m_note;
    QCheckBox *m_wrap;
    QByteArray m_bytes;
    bool m_shown = false;
};
