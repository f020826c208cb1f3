// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class DiagnosticMarks;
class QHelpEvent;
class SourceView;

/// Tooltips over a text: what is wrong there, else what it means. Shown as typed, never as rich text.
class HoverTips : public QObject {
    Q_OBJECT
public:
    /// @p describe says what stands at a byte; it may come back later through show().
    using Describe = std::function<void(qint64 byte, const QPoint &place)>;

    HoverTips(SourceView &view, const DiagnosticMarks &marks);

    void setDescribe(Describe describe) { m_describe = std::move(describe); }
    void show(const QPoint &place, const QString &text);
    /// Below the cursor.
    void showAtCursor(const QString &text);
    QPoint placeBelowCursor() const; ///< on the screen

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onHover(const QHelpEvent &event);

    SourceView &m_view;
    const DiagnosticMarks &m_marks;
    Describe m_describe;
};
