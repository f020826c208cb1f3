// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/textfield.h"

#include "base/visibletext.h"
#include "connection/textvalue.h"
#include "document/gist.h"
#include "grid/cellbytes.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
/// What a form is no place for: the document pane is.
constexpr qsizetype mostBytes = 64 * 1024;
constexpr int shownLines = 5;
} // namespace

TextField::TextField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent)
    : FieldEditor(column, context, parent)
    , m_text(new QPlainTextEdit(this))
    , m_lineEnd(column.meaning == Meaning::HeaderLines ? u"\r\n"_s : u"\n"_s)
    , m_isBinary(column.kind == ColumnKind::Binary)
{
    setMain(m_text);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * shownLines + 12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, &FieldEditor::edited);
}

void TextField::setStored(const QVariant &raw)
{
    const QSignalBlocker quiet(m_text);
    const QByteArray bytes = cellBytes(raw);
    m_isBinary = raw.typeId() == QMetaType::QByteArray;
    m_obstacle.clear();
    m_text->setPlaceholderText({});
    if (bytes.size() > mostBytes) {
        m_obstacle = tr("%1 are too much for a form. Edit it as a document.").arg(sizeText(bytes.size()));
    } else if (!isCleanUtf8(bytes)) {
        m_obstacle = tr("These bytes are no text. Edit them as a document.");
    } else {
        const QString text = textValue(bytes).toString();
        if (text.contains(u"\r\n"_s))
            m_lineEnd = u"\r\n"_s;
        else if (text.contains(u'\n'))
            m_lineEnd = u"\n"_s;
        m_text->setPlainText(QString(text).replace(m_lineEnd, u"\n"_s));
        if (withLineEnds(m_text->toPlainText()) != text)
            m_obstacle = tr("It holds line ends or characters that a form would not keep. Edit it as a "
                            "document.");
    }
    m_text->setReadOnly(!m_obstacle.isEmpty());
    if (!m_obstacle.isEmpty())
        m_text->setPlainText(fullText(raw));
}

void TextField::setNothing(const QString &inItsPlace)
{
    const QSignalBlocker quiet(m_text);
    m_text->clear();
    m_text->setReadOnly(false);
    m_obstacle.clear();
    m_text->setPlaceholderText(inItsPlace);
}

QString TextField::withLineEnds(QString text) const
{
    return text.replace(u"\n"_s, m_lineEnd);
}

Result<QVariant> TextField::typed() const
{
    const QString text = withLineEnds(m_text->toPlainText());
    return m_isBinary ? QVariant(text.toUtf8()) : QVariant(text);
}

QString TextField::meaning() const
{
    const auto bytes = withLineEnds(m_text->toPlainText()).toUtf8();
    return m_obstacle.isEmpty() && !bytes.isEmpty() ? sizeText(bytes.size()) : QString();
}
