// SPDX-License-Identifier: GPL-3.0-or-later
// How long a typed key takes until it is painted, in documents of several shapes, and how that compares with
// a plain QScintilla with the same lexer.
#include "document/documenttype.h"
#include "editor/documenteditor.h"
#include "editor/sourceview.h"

#include <Qsci/qscilexerxml.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {
constexpr int keys = 40;

QByteArray tuples(qsizetype bytes, const char *lineEnd)
{
    QByteArray text = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b\">";
    for (int i = 0; text.size() < bytes - 200; ++i)
        text += QByteArray(lineEnd) + "  <tuple id=\"t" + QByteArray::number(i)
            + "\"><status><basic>open</basic></status>"
            + "<contact priority=\"0.8\">sip:a@example.com</contact></tuple>";
    return text + lineEnd + "</presence>";
}

struct Shape {
    const char *name;
    QByteArray text;
    double place; ///< share of the text before the cursor
    bool isWrapped = false;
};

/// Milliseconds from a key to the end of its painting, sorted.
QList<double> typeInto(QWidget &window, QsciScintillaBase &view)
{
    QList<double> times;
    for (int i = 0; i < keys; ++i) {
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(&view, Qt::Key_X);
        view.viewport()->repaint();
        QApplication::sendPostedEvents();
        times << double(timer.nsecsElapsed()) / 1e6;
    }
    Q_UNUSED(window)
    std::sort(times.begin(), times.end());
    return times;
}

void toPlace(QsciScintillaBase &view, const QByteArray &text, double share)
{
    // Into the text of an element, where typing is usual.
    const long at = long(text.indexOf("example", qsizetype(double(text.size() - 500) * share)));
    view.SendScintilla(QsciScintillaBase::SCI_GOTOPOS, at);
    view.setFocus();
    QTest::qWait(300);
    typeInto(view, view); // warm
}

QList<double> measureOurs(const Shape &shape)
{
    DocumentEditor editor;
    editor.resize(1000, 700);
    editor.showText(shape.text, *documentTypeOf("presence"_L1));
    editor.setWrapped(shape.isWrapped);
    editor.show();
    if (!QTest::qWaitForWindowExposed(&editor))
        return {};
    SourceView &view = *editor.findChild<SourceView *>();
    toPlace(view, shape.text, shape.place);
    return typeInto(editor, view);
}

QList<double> measurePlain(const Shape &shape)
{
    QsciScintilla view;
    QsciLexerXML lexer;
    view.setUtf8(true);
    view.setLexer(&lexer);
    view.setFolding(QsciScintilla::BoxedTreeFoldStyle);
    view.setMarginLineNumbers(0, true);
    view.resize(1000, 700);
    view.SendScintilla(QsciScintillaBase::SCI_SETTEXT, shape.text.constData());
    view.setWrapMode(shape.isWrapped ? QsciScintilla::WrapWord : QsciScintilla::WrapNone);
    view.show();
    if (!QTest::qWaitForWindowExposed(&view))
        return {};
    toPlace(view, shape.text, shape.place);
    const QList<double> times = typeInto(view, view);
    view.setLexer(nullptr);
    return times;
}
} // namespace

int main(int argc, char *argv[])
{
    const QApplication app(argc, argv);
    const std::array shapes {
        Shape {"64 kB, lines, middle", tuples(64 * 1024, "\n"), 0.5},
        Shape {"1 MB, lines, beginning", tuples(1000 * 1000, "\n"), 0.0},
        Shape {"1 MB, lines, middle", tuples(1000 * 1000, "\n"), 0.5},
        Shape {"1 MB, lines, end", tuples(1000 * 1000, "\n"), 1.0},
        Shape {"1.5 MB, lines, middle", tuples(1500 * 1000, "\n"), 0.5},
        Shape {"64 kB, one line, middle", tuples(64 * 1024, ""), 0.5},
        Shape {"1 MB, one line, middle", tuples(1000 * 1000, ""), 0.5},
        Shape {"64 kB, one line, wrapped", tuples(64 * 1024, ""), 0.5, true},
        Shape {"1 MB, lines, wrapped", tuples(1000 * 1000, "\n"), 0.5, true},
        Shape {"1 MB, one line, wrapped", tuples(1000 * 1000, ""), 0.5, true},
    };
    std::printf("%-26s %10s %10s %10s %10s %7s\n", "ms from key to paint", "median", "worst", "plain",
        "worst", "ratio");
    for (const Shape &shape : shapes) {
        const QList<double> ours = measureOurs(shape);
        const QList<double> plain = measurePlain(shape);
        std::printf("%-26s %10.2f %10.2f %10.2f %10.2f %7.2f\n", shape.name, ours.at(keys / 2), ours.last(),
            plain.at(keys / 2), plain.last(), ours.at(keys / 2) / plain.at(keys / 2));
        std::fflush(stdout);
    }
    return 0;
}
