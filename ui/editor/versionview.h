// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/textdiff.h"

#include <QWidget>

class PlainLabel;
class QsciScintilla;

/// One version of a document, read-only, with what is peculiar to it marked. What hides or reorders is made
/// visible.
class VersionView : public QWidget {
    Q_OBJECT
public:
    enum class Side { Before, After };

    VersionView(const QString &name, QWidget *parent = nullptr);

    /// The text of one side of @p diff; its changed stretches are marked.
    void showSide(const QString &title, const TextDiff &diff, Side side);
    QString text() const;
    int markCount() const { return m_marks; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void colour();
    void showFirst();

    PlainLabel *m_title;
    QsciScintilla *m_view;
    Side m_side = Side::Before;
    int m_marks = 0;
    qsizetype m_first = 0; ///< byte of the first mark
};
