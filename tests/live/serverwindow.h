// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../ui/stallmeter.h"
#include "connection/profile.h"
#include "grid/gridroles.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "mainwindow.h"
#include "serverdatabases.h"
#include "settings.h"
#include "tabset.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// The real main window over a database of a private server. It refreshes by itself every second; reads may
/// take a second, opening one.
class ServerWindow {
public:
    static constexpr int longEnough = 30'000; // milliseconds: a machine that does much else
    static constexpr auto database = "presence";

    /// @p server is the caller's and has the database already, see prepare().
    explicit ServerWindow(ServerMachine &server, const ServerAccount &account = readerAccount)
        : m_server(server)
        , m_account(account)
        , m_rows(server, QString::fromLatin1(database))
        , m_profile(profileFor(server.url(QString::fromLatin1(database), account)))
    {
        using namespace Qt::StringLiterals;
        m_profile.limits = {std::chrono::seconds(1), std::chrono::seconds(1), std::chrono::seconds(1)};
        m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        Settings::refreshSeconds.store(*m_settings, 1);
        Settings::markSeconds.store(*m_settings, 1);
        m_window = std::make_unique<MainWindow>(*m_settings);
        m_window->resize(1200, 700);
    }
    ~ServerWindow() { m_window.reset(); }
    Q_DISABLE_COPY_MOVE(ServerWindow)

    /// Makes the presence tables anew with so many subscriptions.
    static bool prepare(const ServerMachine &server, int subscriptions)
    {
        const QString name = QString::fromLatin1(database);
        auto done = createKamailioDatabase(server, name);
        if (done)
            done = fillActiveWatchers(server, name, subscriptions, QDateTime::currentSecsSinceEpoch());
        if (!done)
            qWarning().noquote() << done.error().message << done.error().detail;
        return bool(done);
    }

    Profile &profile() { return m_profile; }
    MainWindow &window() { return *m_window; }
    GridTab &grid() { return *m_window->tabs().currentGrid(); }
    GridView &view() { return grid().view(); }
    LiveGridModel &model() { return grid().controller().model(); }
    ServerRows &truth() { return m_rows; }

    void startOpening()
    {
        m_window->openProfile(m_profile, Secret(m_account.password));
        m_window->show();
    }
    /// True when the subscriptions are on the screen.
    bool open()
    {
        startOpening();
        return waitForGrid();
    }
    bool waitForGrid()
    {
        if (!QTest::qWaitFor([this] { return !m_window->tabs().grids().isEmpty(); }, longEnough))
            return false;
        m_window->tabs().showTable(TableRole::ActiveWatchers);
        return QTest::qWaitFor([this] { return grid().controller().hasLoaded(); }, longEnough);
    }
    /// Shows this row at the top.
    void look(int row) { view().verticalScrollBar()->setValue(row); }
    void refresh() { m_window->actions()[Command::Refresh]->trigger(); }
    /// Drops the window while whatever is under way is under way; how long that takes, in milliseconds.
    qint64 close()
    {
        QElapsedTimer time;
        time.start();
        m_window.reset();
        return time.elapsed();
    }

    /// What the message bar says; empty while it says nothing.
    QString message() const { return shown(u"messageBar", u"message"); }
    /// What the bar over old rows says; empty while they are fresh.
    QString oldData() const { return shown(u"oldDataBar", u"oldData"); }
    /// What the page without a database says.
    QString startSentence() const
    {
        const auto *label = m_window->findChild<QLabel *>(QStringLiteral("startSentence"));
        return label && label->isVisible() ? label->text() : QString();
    }
    QString text(const QString &label) const { return m_window->findChild<QLabel *>(label)->text(); }

    /// Empty when the screen shows what the server has there, else what differs.
    QString difference()
    {
        using namespace Qt::StringLiterals;
        const QStringList columns {u"id"_s, u"callid"_s, u"expires"_s, u"status"_s, u"contact"_s};
        const QList<QByteArrayList> seen = onScreen(columns);
        if (seen.isEmpty() || seen.contains(QByteArrayList()))
            return u"rows on the screen are not known"_s;
        const auto rows = m_rows.select(
            u"SELECT %1 FROM active_watchers WHERE id >= %2 ORDER BY id LIMIT %3"_s.arg(columns.join(u", "_s),
                QString::fromLatin1(seen.first().first()), QString::number(seen.size())));
        if (!rows)
            return rows.error().detail;
        for (qsizetype row = 0; row < seen.size(); ++row) {
            QByteArrayList stored;
            for (const QVariant &value : rows->value(row))
                stored.append(value.toByteArray());
            if (stored != seen[row])
                return u"row %1 shows %2, stored is %3"_s.arg(QString::number(row),
                    QString::fromUtf8(seen[row].join(' ')), QString::fromUtf8(stored.join(' ')));
        }
        return {};
    }
    /// Nothing is wrong on the screen: no message, no old rows, and what is there is what the server has.
    QString trouble()
    {
        for (const QString &said : {message(), oldData()})
            if (!said.isEmpty())
                return said;
        return difference();
    }
    bool waitUntilWell()
    {
        return QTest::qWaitFor(
            [this] { return m_window->tabs().currentGrid() && trouble().isEmpty(); }, longEnough);
    }
    /// Waits until the server's clock and the rows were read once more from now on.
    bool waitForAnswers()
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        return QTest::qWaitFor([&] { return grid().lastAnswerMs() > now; }, longEnough);
    }

    /// Values of all rows on the screen but ghosts; nothing for a placeholder.
    QList<QByteArrayList> onScreen(const QStringList &columns)
    {
        QList<QByteArrayList> found;
        const int last = std::min(view().lastVisibleRow(), model().rowCount() - 1);
        for (int row = view().firstVisibleRow(); row <= last; ++row) {
            const GridEntry *entry = model().entryAt(row);
            if (entry && entry->isGhost())
                continue;
            QByteArrayList values;
            if (entry)
                for (const QString &column : columns)
                    values.append(
                        model().index(row, grid().table().indexOf(column)).data(RawValueRole).toByteArray());
            found.append(values);
        }
        return found;
    }

private:
    QString shown(QStringView bar, QStringView label) const
    {
        const auto *frame = m_window->findChild<QWidget *>(bar.toString());
        return frame && frame->isVisible() ? text(label.toString()) : QString();
    }

    ServerMachine &m_server;
    ServerAccount m_account;
    ServerRows m_rows;
    Profile m_profile;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

/// Somebody who scrolls, jumps, selects and refreshes without waiting, one deed every few milliseconds.
class RestlessPerson : public QObject {
public:
    explicit RestlessPerson(ServerWindow &lab, int deeds = 100) : m_lab(lab), m_left(deeds)
    {
        m_timer.setInterval(10);
        connect(&m_timer, &QTimer::timeout, this, &RestlessPerson::act);
        m_timer.start();
    }
    bool isDone() const { return m_left == 0; }

private:
    void act()
    {
        if (m_left == 0)
            return m_timer.stop();
        --m_left;
        QScrollBar *bar = m_lab.view().verticalScrollBar();
        if (m_left % 20 == 0)
            bar->setValue(int(qint64(bar->maximum()) * (m_left * 37 % 100) / 100));
        else if (m_left % 20 == 7)
            m_lab.refresh();
        else if (m_left % 20 == 13)
            QTest::keyClick(&m_lab.view(), Qt::Key_PageDown, Qt::ShiftModifier);
        else
            bar->setValue(bar->value() + 3);
    }

    ServerWindow &m_lab;
    int m_left;
    QTimer m_timer;
};

/// The longest time in milliseconds for which the window was not there for such a person; -1: never done.
inline qint64 longestStall(ServerWindow &lab)
{
    StallMeter meter;
    const RestlessPerson person(lab);
    return QTest::qWaitFor([&person] { return person.isDone(); }, ServerWindow::longEnough) ? meter.longest()
                                                                                            : -1;
}

/// Both servers, as data rows for initTestCase_data().
inline void addServerEngines()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("MariaDB") << QStringLiteral("mysql");
    QTest::newRow("PostgreSQL") << QStringLiteral("postgres");
}
