// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program as it is started: pictures without a display, and one sentence for what it cannot do.
#include "windowlab.h"

#include <QImage>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace {
struct Run {
    int code = -1; ///< -1: it crashed or hung
    QString sentences;
    QString output;
};

Run start(const QStringList &arguments, const QString &home)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(name), home);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(GUI_PROGRAM), arguments);
    const bool ended = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardError()),
        QString::fromUtf8(process.readAllStandardOutput())};
}

qsizetype coloursOf(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    return colours.size();
}

/// How bright the picture is as a whole, 0 to 255: one pixel may be a letter.
int meanGray(const QImage &image)
{
    return qGray(image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
}
} // namespace

class TestProgram : public QObject {
    Q_OBJECT
private slots:
    void picture_data();
    void picture();
    void usageErrors_data();
    void usageErrors();
    void answersAboutItself();

private:
    QTemporaryDir m_home;
};

void TestProgram::picture_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QSize>("size");
    QTest::newRow("current, light") << DemoKind::Modern << u"light"_s << QSize(1280, 800);
    QTest::newRow("2006, dark") << DemoKind::Seed << u"dark"_s << QSize(1600, 900);
}

void TestProgram::picture()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, theme);
    QFETCH(QSize, size);
    const QString file = m_home.filePath(u"presence-%1.sqlite"_s.arg(theme));
    const QString png = m_home.filePath(theme + u".png"_s);
    QVERIFY(writeDemoDatabase(kind, file, QDateTime::currentSecsSinceEpoch()));
    const Run run = start(
        {file, u"--tab"_s, u"active_watchers"_s, u"--theme"_s, theme, u"--size"_s,
            u"%1x%2"_s.arg(size.width()).arg(size.height()), u"--screenshot"_s, png, u"--after"_s, u"1.5"_s},
        m_home.path());
    QCOMPARE(run.code, 0);
    const QImage image(png);
    QCOMPARE(image.size(), size);
    QVERIFY(coloursOf(image) > 50);
    QCOMPARE(meanGray(image) < 128, theme == "dark"_L1);
}

void TestProgram::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word"); ///< what the sentence must name
    QTest::newRow("unknown option") << QStringList {u"--sideways"_s} << u"sideways"_s;
    QTest::newRow("size without a cross") << QStringList {u"--size"_s, u"1280"_s} << u"1280x800"_s;
    QTest::newRow("unknown theme") << QStringList {u"--theme"_s, u"pink"_s} << u"pink"_s;
    QTest::newRow("no number of seconds") << QStringList {u"--after"_s, u"soon"_s} << u"soon"_s;
    QTest::newRow("two databases") << QStringList {u"a.sqlite"_s, u"b.sqlite"_s} << u"One database"_s;
    QTest::newRow("demo and a file") << QStringList {u"--demo"_s, u"b.sqlite"_s} << u"One database"_s;
    QTest::newRow("unknown profile") << QStringList {u"--profile"_s, u"nowhere"_s} << u"nowhere"_s;
    QTest::newRow("unknown engine") << QStringList {u"oracle://host/db"_s} << u"oracle"_s;
    QTest::newRow("unknown role") << QStringList {u"--table"_s, u"chairs=my_chairs"_s} << u"chairs"_s;
}

void TestProgram::usageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const Run run =
        start(arguments + QStringList {u"--screenshot"_s, m_home.filePath(u"never.png"_s)}, m_home.path());
    QCOMPARE(run.code, 2);
    QCOMPARE(run.sentences.trimmed().count(u'\n'), 0);
    QVERIFY2(
        run.sentences.contains(word) && run.sentences.trimmed().endsWith(u'.'), qPrintable(run.sentences));
    QVERIFY(run.output.isEmpty());
    QVERIFY(!QFile::exists(m_home.filePath(u"never.png"_s)));
}

void TestProgram::answersAboutItself()
{
    const Run help = start({u"--help"_s}, m_home.path());
    QCOMPARE(help.code, 0);
    for (const char *option : {"--demo", "--tab", "--theme", "--size", "--screenshot", "--after"})
        QVERIFY2(help.output.contains(QLatin1StringView(option)), option);
    const Run version = start({u"--version"_s}, m_home.path());
    QCOMPARE(version.code, 0);
    QVERIFY(version.output.contains(QStringLiteral(PRESENCE_VERSION)));
    const Run cannotWrite =
        start({u"--screenshot"_s, u"/nowhere/at/all.png"_s, u"--after"_s, u"0"_s}, m_home.path());
    QCOMPARE(cannotWrite.code, 3);
    QVERIFY(cannotWrite.sentences.contains(u"/nowhere/at/all.png"_s));
}

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
