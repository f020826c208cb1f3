// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

/// Bytes that are no text, to be read and copied: offset, hexadecimal, characters. Paints only what is in
/// sight, whatever the size.
class HexView : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr int bytesInRow = 16;

    explicit HexView(QWidget *parent = nullptr);

    void showBytes(const QByteArray &bytes, bool keepPlace = false);
    const QByteArray &bytes() const { return m_bytes; }
    /// Selects bytes and brings them into sight.
    void select(qint64 from, qint64 length);
    QByteArray selectedBytes() const; ///< the byte at the cursor when nothing is selected
    qint64 cursor() const { return m_cursor; }
    /// "0x1f4" or "500"; false when that is no offset in the document.
    bool goTo(const QString &offset);
    void copyHex() const;
    void copyBytes() const;
    QString rowText(qint64 row) const;

signals:
    void cursorMoved(qint64 offset);
    void goToWanted(); ///< Ctrl+G

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();
    void updateScrollBars();
    void moveTo(qint64 offset, bool selecting);
    void showCursor();
    void paintRow(QPainter &painter, qint64 row, int y) const;
    qint64 offsetAt(const QPoint &place) const;
    qint64 rows() const;
    int rowsInSight() const;

    QByteArray m_bytes;
    qint64 m_cursor = 0;
    qint64 m_anchor = 0;
    bool m_hasSelection = false;
    qreal m_charWidth = 8; ///< often no whole number of pixels
    int m_rowHeight = 16;
    int m_offsetDigits = 8;
};
