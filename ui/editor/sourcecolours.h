// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>

class QsciLexerXML;
class SourceView;

/// Colours, font, margins and folding of a view, by the palette in force.
class SourceColours : public QObject {
    Q_OBJECT
public:
    static constexpr int numberMargin = 0;
    static constexpr int problemMargin = 1;
    static constexpr int foldMargin = 2;
    static constexpr int annotationStyle = 180;

    explicit SourceColours(SourceView &view);
    ~SourceColours() override;

    /// With the colours of XML and folding, or plain.
    void setXml(bool isXml);
    bool isXml() const { return m_isXml; }
    void show();
    /// Every text colour with the ground it stands on.
    QList<std::pair<QColor, QColor>> pairs() const;

private:
    void showLexer();
    void showGround();
    void showMargins();

    SourceView &m_view;
    QsciLexerXML *m_lexer;
    bool m_isXml = false;
};
