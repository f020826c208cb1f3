// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/statestyle.h"
#include "theme.h"
#include "tintedicon.h"

#include <QApplication>
#include <QStyle>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr double readable = 4.5; // WCAG AA for text of any size

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return qMax(first, second) / qMin(first, second);
}

/// Every background on which a cell without a tint of its own may stand.
QList<QColor> grounds(bool dark)
{
    const QPalette palette = themePalette(dark);
    QList<QColor> all {palette.color(QPalette::Base), palette.color(QPalette::AlternateBase)};
    for (const QColor &ground : QList<QColor>(all)) {
        for (const ExpiryState state : {ExpiryState::Warn, ExpiryState::Alarm, ExpiryState::Expired})
            all << rowWash(styleOf(state), ground, dark);
    }
    return all;
}

void addThemes()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}
} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void everyStateCanBeRead_data() { addThemes(); }
    void everyStateCanBeRead();
    void plainTextCanBeReadOnEveryGround_data() { addThemes(); }
    void plainTextCanBeReadOnEveryGround();
    void everyTextOfThePaletteCanBeRead_data() { addThemes(); }
    void everyTextOfThePaletteCanBeRead();
    void everyStateHasIconAndWord();
    void everyEnumeratorHasItsOwnStyle();
    void anUnknownStatusIsPlain();
    void themeWordsComeBack_data();
    void themeWordsComeBack();
    void applyingAThemeSetsStyleAndPalette();
};

void TestTheme::everyStateCanBeRead()
{
    QFETCH(bool, dark);
    for (const StateStyle &style : allStateStyles()) {
        if (!style.word)
            continue;
        const QList<QColor> backgrounds = style.tinted() ? QList<QColor> {style.tint(dark)} : grounds(dark);
        for (const QColor &background : backgrounds) {
            const double found = contrast(style.text(dark), background);
            QVERIFY2(found >= readable,
                qPrintable(u"%1 on %2: %3"_s.arg(style.label(), background.name()).arg(found)));
        }
    }
}

void TestTheme::plainTextCanBeReadOnEveryGround()
{
    QFETCH(bool, dark);
    for (const QColor &ground : grounds(dark))
        QVERIFY2(contrast(themePalette(dark).color(QPalette::Text), ground) >= readable,
            qPrintable(ground.name()));
}

void TestTheme::everyTextOfThePaletteCanBeRead()
{
    QFETCH(bool, dark);
    const QPalette palette = themePalette(dark);
    struct Pair {
        QPalette::ColorRole text;
        QPalette::ColorRole ground;
    };
    const QList<Pair> pairs {{QPalette::WindowText, QPalette::Window}, {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase}, {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::ButtonText, QPalette::Button}, {QPalette::BrightText, QPalette::Window},
        {QPalette::HighlightedText, QPalette::Highlight}, {QPalette::Link, QPalette::Base},
        {QPalette::LinkVisited, QPalette::Base}, {QPalette::ToolTipText, QPalette::ToolTipBase}};
    for (const Pair &pair : pairs) {
        for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
            const double found = contrast(palette.color(group, pair.text), palette.color(group, pair.ground));
            QVERIFY2(found >= readable,
                qPrintable(u"role %1 on %2: %3"_s.arg(pair.text).arg(pair.ground).arg(found)));
        }
    }
    QCOMPARE(isDark(palette), dark);
}

void TestTheme::everyStateHasIconAndWord()
{
    for (const StateStyle &style : allStateStyles()) {
        QCOMPARE(style.icon != nullptr, style.word != nullptr);
        if (style.icon)
            QVERIFY2(!tintedPixmap(style.icon, 16, 1, Qt::black).isNull(), style.icon);
    }
}

void TestTheme::everyEnumeratorHasItsOwnStyle()
{
    QCOMPARE(styleOf(ExpiryState::Expired).label(), u"expired"_s);
    QCOMPARE(styleOf(ExpiryState::Permanent).label(), u"permanent"_s);
    QCOMPARE(styleOf(ExpiryState::Never).label(), u"never"_s);
    QCOMPARE(styleOf(ExpiryState::Absurd).label(), u"absurd"_s);
    QVERIFY(!styleOf(ExpiryState::Fine).word);
    QCOMPARE(styleOf(RowState::New).label(), u"new"_s);
    QCOMPARE(styleOf(RowState::Ghost).label(), u"gone"_s);
    QCOMPARE(styleOfStatus(u"pending"_s).label(), u"pending"_s);
}

void TestTheme::anUnknownStatusIsPlain()
{
    QVERIFY(!styleOfStatus(u"<b>odd</b>"_s).word);
    QVERIFY(!styleOfStatus({}).icon);
}

void TestTheme::themeWordsComeBack_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("choice");
    QTest::newRow("system") << u"system"_s << int(ThemeChoice::System);
    QTest::newRow("light") << u"light"_s << int(ThemeChoice::Light);
    QTest::newRow("dark") << u"dark"_s << int(ThemeChoice::Dark);
}

void TestTheme::themeWordsComeBack()
{
    QFETCH(QString, word);
    QFETCH(int, choice);
    QCOMPARE(static_cast<int>(themeOfWord(word)), choice);
    QCOMPARE(themeWord(static_cast<ThemeChoice>(choice)), word);
    QCOMPARE(themeOfWord(u"purple"_s), ThemeChoice::System);
}

void TestTheme::applyingAThemeSetsStyleAndPalette()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    QCOMPARE(qApp->style()->name(), u"fusion"_s);
    QVERIFY(isDark(qApp->palette()));
    applyTheme(*qApp, ThemeChoice::Light);
    QVERIFY(!isDark(qApp->palette()));
    applyTheme(*qApp, ThemeChoice::System); // the offscreen desktop is a light one
    QVERIFY(!isDark(qApp->palette()));
    QCOMPARE(qApp->palette().color(QPalette::Highlight), themePalette(false).color(QPalette::Highlight));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
