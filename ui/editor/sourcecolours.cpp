// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/sourcecolours.h"

#include "editor/sourceview.h"
#include "theme.h"

#include <Qsci/qscilexerxml.h>

#include <QFontDatabase>

#include <array>

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
    LexerColor {QsciLexerHTML::SGMLDefault, 0xff6e1d91, 0xffe0a8fa},
    LexerColor {QsciLexerHTML::SGMLCommand, 0xff6e1d91, 0xffe0a8fa},
    LexerColor {QsciLexerHTML::Attribute, 0xff6b4600, 0xffffd479},
    LexerColor {QsciLexerHTML::UnknownAttribute, 0xff6b4600, 0xffffd479},
    LexerColor {QsciLexerHTML::HTMLValue, 0xff17552b, 0xff9be0ae},
    LexerColor {QsciLexerHTML::HTMLDoubleQuotedString, 0xff17552b, 0xff9be0ae},
    LexerColor {QsciLexerHTML::HTMLSingleQuotedString, 0xff17552b, 0xff9be0ae},
    LexerColor {QsciLexerHTML::HTMLComment, 0xff5c6570, 0xff99a2ad},
    LexerColor {QsciLexerHTML::Entity, 0xff8f2a00, 0xffffb199},
    LexerColor {QsciLexerHTML::CDATA, 0xff8f2a00, 0xffffb199},
};

constexpr int firstFoldMarker = QsciScintillaBase::SC_MARKNUM_FOLDEREND;
constexpr int lastFoldMarker = QsciScintillaBase::SC_MARKNUM_FOLDEROPEN;
constexpr int foldMarginWidth = 14;
constexpr int problemMarginWidth = 18;

QColor mixed(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share),
        float(a.greenF() * (1 - share) + b.greenF() * share),
        float(a.blueF() * (1 - share) + b.blueF() * share));
}

QColor marginGround(const QPalette &palette)
{
    return palette.color(QPalette::Window);
}

QColor cursorLine(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), 0.07);
}
} // namespace

SourceColours::SourceColours(SourceView &view) : QObject(&view), m_view(view), m_lexer(new QsciLexerXML(this))
{
    m_view.SendScintilla(QsciScintillaBase::SCI_SETCARETLINEVISIBLEALWAYS, 1UL);
    m_view.setMarginType(problemMargin, QsciScintilla::SymbolMargin);
    m_view.setMarginWidth(problemMargin, problemMarginWidth);
    m_view.setMarginMarkerMask(problemMargin, 0x1f);
    m_view.setMarginSensitivity(problemMargin, true);
    connect(&m_view, &SourceView::looksChanged, this, &SourceColours::show);
    show();
}

SourceColours::~SourceColours() = default;

void SourceColours::setXml(bool isXml)
{
    if (m_isXml == isXml)
        return;
    m_isXml = isXml;
    m_view.setLexer(isXml ? m_lexer : nullptr);
    m_view.setFolding(isXml ? QsciScintilla::BoxedTreeFoldStyle : QsciScintilla::NoFoldStyle, foldMargin);
    m_view.setMarginWidth(foldMargin, isXml ? foldMarginWidth : 0);
    show(); // changing the lexer puts the colours back
}

void SourceColours::show()
{
    showLexer();
    showGround();
    showMargins();
    m_view.showLineNumbers();
}

void SourceColours::showLexer()
{
    const QPalette colours = m_view.palette();
    const bool dark = isDark(colours);
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_lexer->setDefaultFont(font);
    m_lexer->setFont(font, -1);
    m_lexer->setPaper(colours.color(QPalette::Base), -1);
    m_lexer->setColor(colours.color(QPalette::Text), -1);
    m_lexer->setFoldCompact(false);
    for (const LexerColor &entry : lexerColors)
        m_lexer->setColor(QColor::fromRgb(dark ? entry.dark : entry.light), entry.style);
    for (int style = 0; style < 128; ++style)
        m_lexer->setEolFill(false, style);
    if (m_isXml)
        return;
    m_view.setFont(font);
    m_view.setPaper(colours.color(QPalette::Base));
    m_view.setColor(colours.color(QPalette::Text));
}

void SourceColours::showGround()
{
    const QPalette colours = m_view.palette();
    const QColor text = colours.color(QPalette::Text);
    m_view.setCaretForegroundColor(text);
    m_view.setCaretLineVisible(true);
    m_view.setCaretLineBackgroundColor(cursorLine(colours));
    m_view.setSelectionBackgroundColor(colours.color(QPalette::Highlight));
    m_view.setSelectionForegroundColor(colours.color(QPalette::HighlightedText));
    const ulong style = annotationStyle;
    m_view.SendScintilla(QsciScintillaBase::SCI_STYLESETFORE, style, text);
    m_view.SendScintilla(QsciScintillaBase::SCI_STYLESETBACK, style, colours.color(QPalette::AlternateBase));
    const ulong control = QsciScintillaBase::STYLE_CONTROLCHAR;
    m_view.SendScintilla(QsciScintillaBase::SCI_STYLESETFORE, control, colours.color(QPalette::BrightText));
    m_view.SendScintilla(QsciScintillaBase::SCI_STYLESETBACK, control, colours.color(QPalette::Base));
}

void SourceColours::showMargins()
{
    const QPalette colours = m_view.palette();
    const QColor ground = marginGround(colours);
    m_view.setMarginsFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_view.setMarginsForegroundColor(colours.color(QPalette::PlaceholderText));
    m_view.setMarginsBackgroundColor(ground);
    m_view.setFoldMarginColors(ground, ground);
    for (int marker = firstFoldMarker; marker <= lastFoldMarker; ++marker) {
        m_view.SendScintilla(QsciScintillaBase::SCI_MARKERSETFORE, ulong(marker), ground);
        m_view.SendScintilla(
            QsciScintillaBase::SCI_MARKERSETBACK, ulong(marker), colours.color(QPalette::PlaceholderText));
    }
}

QList<std::pair<QColor, QColor>> SourceColours::pairs() const
{
    const QPalette colours = m_view.palette();
    const QList<QColor> grounds {colours.color(QPalette::Base), cursorLine(colours)};
    QList<std::pair<QColor, QColor>> all {
        {colours.color(QPalette::PlaceholderText), marginGround(colours)},
        {colours.color(QPalette::Text), colours.color(QPalette::AlternateBase)},
        {colours.color(QPalette::BrightText), colours.color(QPalette::Base)},
        {colours.color(QPalette::HighlightedText), colours.color(QPalette::Highlight)},
    };
    for (const QColor &ground : grounds) {
        all.append({colours.color(QPalette::Text), ground});
        for (const LexerColor &entry : lexerColors)
            all.append({m_lexer->color(entry.style), ground});
    }
    return all;
}
