// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/democonnection.h"
#include "demo/demodatabase.h"
#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "mainwindow.h"
#include "settings.h"
#include "tabset.h"
#include "theme.h"

#include <QAction>
#include <QApplication>
#include <QDateTime>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// The real main window over a real file, and a connection that plays the server. Refreshes by hand only, so
/// that a test knows when something may happen.
class WindowLab {
public:
    /// Over a demo database that was written a moment ago.
    explicit WindowLab(DemoKind kind) : m_kind(kind)
    {
        using namespace Qt::StringLiterals;
        m_path = m_folder.filePath(u"presence.sqlite"_s);
        if (const auto written = writeDemoDatabase(kind, m_path, QDateTime::currentSecsSinceEpoch());
            !written)
            qFatal("%s", qPrintable(written.error().message));
        prepare();
    }
    /// Over a file of the caller's.
    WindowLab(const QString &path, DemoKind kind) : m_kind(kind), m_path(path) { prepare(); }
    ~WindowLab()
    {
        m_window.reset();
        m_writer.reset();
    }
    Q_DISABLE_COPY_MOVE(WindowLab)

    MainWindow &window() { return *m_window; }
    TabSet &tabs() { return m_window->tabs(); }
    LiveDatabase &database() { return *m_window->database(); }
    QSettings &settings() { return *m_settings; }
    GridTab &grid() { return *tabs().currentGrid(); }
    GridView &view() { return grid().view(); }
    LiveGridModel &model() { return grid().controller().model(); }
    QString path() const { return m_path; }
    DemoKind kind() const { return m_kind; }
    bool isSeed() const { return m_kind == DemoKind::Seed; }

    /// Opens the file in the window; true when the tables are there and the first rows of this one, too.
    bool open(TableRole role = TableRole::ActiveWatchers)
    {
        m_window->openDatabase({QStringLiteral("sqlite"), m_path});
        QSignalSpy checked(&database(), &LiveDatabase::checked);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        return QTest::qWaitForWindowActive(m_window.get())
            && QTest::qWaitFor([this, &checked] { return tabs().currentGrid() && !checked.isEmpty(); })
            && hurryFilters() && bringToFront(role);
    }
    bool bringToFront(TableRole role)
    {
        tabs().showTable(role);
        view().setFocus();
        return grid().table().role == role && settle();
    }
    /// Waits until the table in front has its rows and nothing is under way.
    bool settle()
    {
        return QTest::qWaitFor(
            [this] {
                GridController &controller = grid().controller();
                return controller.hasLoaded() && !controller.isBusy() && !controller.isCounting();
            },
            20'000);
    }
    /// One refresh by hand, with everything that it sets off.
    bool tick()
    {
        QSignalSpy answered(&grid(), &GridTab::answered);
        QSignalSpy checked(&database(), &LiveDatabase::checked);
        m_window->actions()[Command::Refresh]->trigger();
        return QTest::qWaitFor([&] { return !answered.isEmpty() && !checked.isEmpty(); }, 20'000) && settle();
    }
    /// Shows this row at the top and waits for what is there.
    bool look(int row)
    {
        view().verticalScrollBar()->setValue(row);
        return settle();
    }
    /// Reads the whole table into the window; it must not be longer than a window.
    bool readWhole()
    {
        for (int row = 0; row < model().rowCount(); row += 200)
            if (!look(row))
                return false;
        return look(model().rowCount()) && model().windowSize() == model().rowCount();
    }

    /// What the server does. A failure ends the test run: nothing after it would mean anything.
    void write(const QString &sql, const QVariantList &values = {})
    {
        if (const auto done = m_writer->run(sql, values); !done)
            qFatal("%s: %s", qPrintable(sql), qPrintable(done.error().detail));
    }
    QVariant ask(const QString &sql, const QVariantList &values = {}) const
    {
        const auto rows = askRows(sql, values);
        return rows.isEmpty() ? QVariant() : rows.constFirst().constFirst();
    }
    QList<QVariantList> askRows(const QString &sql, const QVariantList &values = {}) const
    {
        const auto rows = m_writer->rows(sql, values);
        if (!rows)
            qFatal("%s: %s", qPrintable(sql), qPrintable(rows.error().detail));
        return *rows;
    }

    /// A widget of the window by its object name.
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    /// A widget of the tab in front by its object name.
    template <typename Widget>
    Widget *findInGrid(const QString &name)
    {
        return grid().findChild<Widget *>(name);
    }

private:
    /// Nobody types here: filters need not wait for the next letter.
    bool hurryFilters()
    {
        for (GridTab *grid : tabs().grids())
            grid->filterBar().setDelay(0);
        return true;
    }
    void prepare()
    {
        using namespace Qt::StringLiterals;
        m_writer = std::make_unique<DemoConnection>(m_path, 5000);
        m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        Settings::refreshSeconds.store(*m_settings, 0);
        Settings::theme.store(*m_settings, u"light"_s);
        Settings::utcTimes.store(*m_settings, true);
        m_window = std::make_unique<MainWindow>(*m_settings);
        m_window->resize(1280, 800);
    }

    QTemporaryDir m_folder;
    DemoKind m_kind;
    QString m_path;
    std::unique_ptr<DemoConnection> m_writer;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

Q_DECLARE_METATYPE(DemoKind)

/// Both kinds of database, as data rows.
inline void addBothKinds()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::newRow("tables of a current Kamailio") << DemoKind::Modern;
    QTest::newRow("tables of 2006") << DemoKind::Seed;
}
