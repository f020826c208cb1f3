// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hexview.h"

#include "editor/hexkeys.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QtMath>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {
constexpr int gap = 2; ///< characters between the three columns
constexpr int inset = 4;

QChar shownByte(char byte)
{
    return byte >= 0x20 && byte < 0x7f ? QChar::fromLatin1(byte) : QChar(u'·');
}

QString hexOf(char byte)
{
    return QString::number(uchar(byte), 16).rightJustified(2, u'0');
}

/// In characters from the left: where the two digits of a byte of a row stand. The second half stands apart.
int hexColumn(int offsetDigits, int byte)
{
    return offsetDigits + gap + byte * 3 + (byte >= HexView::bytesInRow / 2 ? 1 : 0);
}

int textColumn(int offsetDigits, int byte)
{
    return hexColumn(offsetDigits, HexView::bytesInRow) + gap + byte;
}
} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setObjectName(u"hexView"_s);
    setAccessibleName(tr("Bytes of the document"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    measure();
}

void HexView::showBytes(const QByteArray &bytes, bool keepPlace)
{
    m_bytes = bytes;
    m_offsetDigits = qMax(8, int(QString::number(bytes.size(), 16).size()));
    const qint64 last = qMax<qint64>(0, bytes.size() - 1);
    m_cursor = keepPlace ? qMin(m_cursor, last) : 0;
    m_anchor = keepPlace ? qMin(m_anchor, last) : 0;
    m_hasSelection = m_hasSelection && keepPlace && !bytes.isEmpty();
    updateScrollBars();
    if (!keepPlace)
        verticalScrollBar()->setValue(0);
    viewport()->update();
}

qint64 HexView::rows() const
{
    return (m_bytes.size() + bytesInRow - 1) / bytesInRow;
}

int HexView::rowsInSight() const
{
    return qMax(1, viewport()->height() / m_rowHeight);
}

void HexView::measure()
{
    const QFontMetricsF metrics(font());
    m_charWidth = qMax(1.0, metrics.horizontalAdvance(u'0'));
    m_rowHeight = qMax(1, qCeil(metrics.lineSpacing()));
    updateScrollBars();
}

void HexView::updateScrollBars()
{
    verticalScrollBar()->setRange(0, int(qMax<qint64>(0, rows() - rowsInSight())));
    verticalScrollBar()->setPageStep(rowsInSight());
    const int width = qCeil((textColumn(m_offsetDigits, bytesInRow) + 1) * m_charWidth) + 2 * inset;
    horizontalScrollBar()->setRange(0, qMax(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(qCeil(m_charWidth));
}

void HexView::select(qint64 from, qint64 length)
{
    if (m_bytes.isEmpty())
        return;
    const qint64 last = m_bytes.size() - 1;
    m_anchor = qBound<qint64>(0, from, last);
    m_cursor = qBound<qint64>(0, from + qMax<qint64>(1, length) - 1, last);
    m_hasSelection = length > 0;
    showCursor();
}

QByteArray HexView::selectedBytes() const
{
    const qint64 from = m_hasSelection ? std::min(m_anchor, m_cursor) : m_cursor;
    const qint64 end = m_hasSelection ? std::max(m_anchor, m_cursor) : m_cursor;
    return m_bytes.mid(from, end - from + 1);
}

bool HexView::goTo(const QString &offset)
{
    bool isNumber = false;
    const qint64 at = offset.trimmed().toLongLong(&isNumber, 0);
    if (!isNumber || at < 0 || at >= m_bytes.size())
        return false;
    select(at, 1);
    return true;
}

void HexView::copyHex() const
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(selectedBytes().toHex(' ')));
}

/// As bytes for programs that take them, and as the text that they are for those that do not.
void HexView::copyBytes() const
{
    auto copied = std::make_unique<QMimeData>();
    const QByteArray bytes = selectedBytes();
    copied->setData(u"application/octet-stream"_s, bytes);
    copied->setText(QString::fromUtf8(bytes));
    QGuiApplication::clipboard()->setMimeData(copied.release());
}

QString HexView::rowText(qint64 row) const
{
    const QByteArrayView bytes = QByteArrayView(m_bytes)
                                     .sliced(row * bytesInRow)
                                     .first(qMin<qint64>(bytesInRow, m_bytes.size() - row * bytesInRow));
    QString text = QString::number(row * bytesInRow, 16).rightJustified(m_offsetDigits, u'0');
    for (int i = 0; i < bytes.size(); ++i)
        text = text.leftJustified(hexColumn(m_offsetDigits, i)) + hexOf(bytes[i]);
    text = text.leftJustified(textColumn(m_offsetDigits, 0));
    for (const char byte : bytes)
        text += shownByte(byte);
    return text;
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setFont(font()); // the viewport's own may be another
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    painter.translate(inset - horizontalScrollBar()->value(), 0);
    const qint64 first = verticalScrollBar()->value();
    const qint64 last = qMin(rows(), first + viewport()->height() / m_rowHeight + 1);
    for (qint64 row = first; row < last; ++row)
        paintRow(painter, row, int(row - first) * m_rowHeight);
}

void HexView::paintRow(QPainter &painter, qint64 row, int y) const
{
    const auto cell = [this, y](int column, int width) {
        return QRectF(column * m_charWidth, y, width * m_charWidth, m_rowHeight);
    };
    const qint64 from = std::min(m_anchor, m_cursor);
    const qint64 to = std::max(m_anchor, m_cursor);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(cell(0, m_offsetDigits), Qt::AlignLeft,
        QString::number(row * bytesInRow, 16).rightJustified(m_offsetDigits, u'0'));
    for (int i = 0; i < bytesInRow && row * bytesInRow + i < m_bytes.size(); ++i) {
        const qint64 offset = row * bytesInRow + i;
        const bool isSelected = m_hasSelection && offset >= from && offset <= to;
        const QRectF hex = cell(hexColumn(m_offsetDigits, i), 2);
        const QRectF text = cell(textColumn(m_offsetDigits, i), 1);
        if (isSelected) {
            painter.fillRect(hex, palette().color(QPalette::Highlight));
            painter.fillRect(text, palette().color(QPalette::Highlight));
        }
        painter.setPen(palette().color(isSelected ? QPalette::HighlightedText : QPalette::Text));
        painter.drawText(hex, Qt::AlignLeft, hexOf(m_bytes[offset]));
        painter.drawText(text, Qt::AlignLeft, shownByte(m_bytes[offset]));
        if (offset == m_cursor && hasFocus())
            painter.drawRect(hex.adjusted(-1, 0, 0, -1));
    }
}

qint64 HexView::offsetAt(const QPoint &place) const
{
    const int column = qFloor((place.x() + horizontalScrollBar()->value() - inset) / m_charWidth);
    const qint64 row = verticalScrollBar()->value() + qMax(0, place.y()) / m_rowHeight;
    int byte = 0;
    if (column >= textColumn(m_offsetDigits, 0))
        byte = qMin(bytesInRow - 1, column - textColumn(m_offsetDigits, 0));
    else
        while (byte < bytesInRow - 1 && column >= hexColumn(m_offsetDigits, byte + 1))
            ++byte;
    return row * bytesInRow + byte;
}

void HexView::moveTo(qint64 offset, bool selecting)
{
    if (m_bytes.isEmpty())
        return;
    m_cursor = qBound<qint64>(0, offset, m_bytes.size() - 1);
    if (!selecting)
        m_anchor = m_cursor;
    m_hasSelection = selecting;
    showCursor();
}

void HexView::showCursor()
{
    const qint64 row = m_cursor / bytesInRow;
    const int top = verticalScrollBar()->value();
    if (row < top)
        verticalScrollBar()->setValue(int(row));
    else if (row >= top + rowsInSight())
        verticalScrollBar()->setValue(int(row - rowsInSight() + 1));
    viewport()->update();
    emit cursorMoved(m_cursor);
}

/// The window's own commands have some of these keys.
bool HexView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)
            || key->keyCombination() == (Qt::CTRL | Qt::Key_G)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    const auto target = hexTargetOf(*event, m_cursor, m_bytes.size(), qint64(rowsInSight()) * bytesInRow);
    if (target)
        moveTo(target->offset, target->selecting);
    else if (event->matches(QKeySequence::Copy))
        copyHex();
    else if (event->matches(QKeySequence::SelectAll))
        select(0, m_bytes.size());
    else if (event->keyCombination() == (Qt::CTRL | Qt::Key_G))
        emit goToWanted();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(offsetAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(offsetAt(event->position().toPoint()), true);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as &hexadecimal"), this, &HexView::copyHex);
    menu->addAction(tr("Copy &bytes"), this, &HexView::copyBytes);
    menu->addAction(tr("Select &all"), this, [this] { select(0, m_bytes.size()); });
    menu->addAction(tr("&Go to offset"), this, &HexView::goToWanted);
    menu->popup(event->globalPos());
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void HexView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        measure();
    QAbstractScrollArea::changeEvent(event);
}
