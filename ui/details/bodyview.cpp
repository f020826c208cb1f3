// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/bodyview.h"

#include "details/bodytext.h"
#include "plainlabel.h"
#include "theme.h"

#include <Qsci/qscilexerxml.h>
#include <Qsci/qsciscintilla.h>

#include <QCheckBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace {
/// Colour of one kind of XML text in both themes.
struct LexerColor {
    int style;
    QRgb light;
    QRgb dark;
};

constexpr std::array lexerColors {
    LexerColor {QsciLexerHTML::Tag, 0xff17508f, 0xff82b4ff},
    LexerColor {QsciLexerHTML::UnknownTag, 0xff17508f, 0xff82b4ff},
    LexerColor {QsciLexerHTML::XMLTagEnd, 0xff17508f, 0xff82b4ff},
    LexerColor {QsciLexerHTML::XMLStart, 0xff6e1d91, 0xffe0a8fa},
    LexerColor {QsciLexerHTML::XMLEnd, 0xff6e1d91, 0xffe0a8fa},
    LexerColor {QsciLexerHTML::Attribute, 0xff6b4600, 0xffffd479},
    LexerColor {QsciLexerHTML::UnknownAttribute, 0xff6b4600, 0xffffd479},
    LexerColor {QsciLexerHTML::HTMLDoubleQuotedString, 0xff17552b, 0xff9be0ae},
    LexerColor {QsciLexerHTML::HTMLSingleQuotedString, 0xff17552b, 0xff9be0ae},
    LexerColor {QsciLexerHTML::HTMLComment, 0xff5c6570, 0xff99a2ad},
    LexerColor {QsciLexerHTML::Entity, 0xff8f2a00, 0xffffb199},
    LexerColor {QsciLexerHTML::CDATA, 0xff8f2a00, 0xffffb199},
};

constexpr int marginSpace = 4;
} // namespace

BodyView::BodyView(QWidget *parent)
    : QWidget(parent)
    , m_editor(new QsciScintilla(this))
    , m_lexer(new QsciLexerXML(this))
    , m_title(new PlainLabel({}, this))
    , m_note(new PlainLabel({}, this))
    , m_wrap(new QCheckBox(tr("&Wrap lines"), this))
{
    setObjectName(u"bodyView"_s);
    createEditor();
    m_title->setObjectName(u"bodyTitle"_s);
    m_note->setObjectName(u"bodyNote"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    m_wrap->setObjectName(u"wrapLines"_s);
    m_wrap->setChecked(true);
    connect(m_wrap, &QCheckBox::toggled, this, [this](bool wrapped) {
        m_editor->setWrapMode(wrapped ? QsciScintilla::WrapWord : QsciScintilla::WrapNone);
        emit wrapChanged(wrapped);
    });

    auto *heading = new QHBoxLayout;
    heading->addWidget(m_title, 1);
    heading->addWidget(m_wrap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(heading);
    layout->addWidget(m_note);
    layout->addWidget(m_editor, 1);
    showColours();
}

BodyView::~BodyView()
{
    m_editor->setLexer(nullptr); // the editor goes after the lexer otherwise, and asks it for its style bits
}

void BodyView::createEditor()
{
    m_editor->setObjectName(u"body"_s);
    m_editor->setAccessibleName(tr("Body of the row"));
    m_editor->setUtf8(true);
    m_editor->setReadOnly(true);
    m_editor->setWrapMode(QsciScintilla::WrapWord);
    m_editor->setFolding(QsciScintilla::NoFoldStyle);
    for (int margin = 0; margin < 5; ++margin)
        m_editor->setMarginWidth(margin, 0);
    m_editor->SendScintilla(QsciScintilla::SCI_SETMARGINLEFT, 0, marginSpace);
    m_editor->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTHTRACKING, 1);
    m_editor->SendScintilla(QsciScintilla::SCI_SETSCROLLWIDTH, 1);
    m_editor->SendScintilla(QsciScintilla::SCI_SETUNDOCOLLECTION, 0UL);
}

void BodyView::showBody(const QByteArray &bytes, const QString &title, bool sameBody)
{
    m_title->setText(title);
    if (m_shown && sameBody && bytes == m_bytes)
        return;
    const BodyText body = bodyText(bytes);
    m_bytes = bytes;
    m_note->setText(body.note);
    m_note->setVisible(!body.note.isEmpty());
    QsciLexer *wanted = body.xml ? m_lexer : nullptr;
    if (m_editor->lexer() != wanted) {
        m_editor->setLexer(wanted);
        showColours(); // changing the lexer puts the colours back
    }
    replaceText(body.text, m_shown && sameBody);
    m_shown = true;
}

void BodyView::clear()
{
    showBody({}, {}, false);
    m_shown = false;
}

QString BodyView::text() const
{
    return m_editor->text();
}

void BodyView::setWrapped(bool wrapped)
{
    m_wrap->setChecked(wrapped);
}

bool BodyView::isWrapped() const
{
    return m_wrap->isChecked();
}

void BodyView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showColours();
    QWidget::changeEvent(event);
}

void BodyView::replaceText(const QString &text, bool keepPlace)
{
    const long top = m_editor->SendScintilla(QsciScintilla::SCI_GETFIRSTVISIBLELINE);
    const long anchor = m_editor->SendScintilla(QsciScintilla::SCI_GETANCHOR);
    const long caret = m_editor->SendScintilla(QsciScintilla::SCI_GETCURRENTPOS);
    m_editor->setText(text);
    if (!keepPlace)
        return;
    m_editor->SendScintilla(QsciScintilla::SCI_SETANCHOR, anchor);
    m_editor->SendScintilla(QsciScintilla::SCI_SETCURRENTPOS, caret);
    m_editor->SendScintilla(QsciScintilla::SCI_SETFIRSTVISIBLELINE, top);
}

void BodyView::showColours()
{
    const QPalette colours = palette();
    const bool dark = isDark(colours);
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_lexer->setDefaultFont(font);
    m_lexer->setFont(font, -1);
    m_lexer->setPaper(colours.color(QPalette::Base), -1);
    m_lexer->setColor(colours.color(QPalette::Text), -1);
    for (const LexerColor &entry : lexerColors)
        m_lexer->setColor(QColor::fromRgb(dark ? entry.dark : entry.light), entry.style);
    m_editor->setFont(font);
    m_editor->setPaper(colours.color(QPalette::Base));
    m_editor->setColor(colours.color(QPalette::Text));
    m_editor->setCaretForegroundColor(colours.color(QPalette::Text));
    m_editor->setSelectionBackgroundColor(colours.color(QPalette::Highlight));
    m_editor->setSelectionForegroundColor(colours.color(QPalette::HighlightedText));
}
