// SPDX-License-Identifier: GPL-3.0-or-later
#include "machines.h"
#include "serverwindow.h"

using namespace Qt::StringLiterals;

/// A server that hangs, dies or restarts under the window costs a sentence: the window stays alive, old rows
/// stay and are marked, and when the server is back they are right again without anybody's help.
class TestLostServer : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data() { addServerEngines(); }
    void init();
    void cleanup();

    void lostWhileBrowsing_data();
    void lostWhileBrowsing();
    void closesAtOnceWhileFrozen();

private:
    Machines m_machines;
    ServerMachine *m_server = nullptr;
    QSet<QString> m_prepared;
};

namespace {

/// What happens to a server, and how it ends.
struct Blow {
    bool (*hurt)(ServerMachine &server);
    bool (*heal)(ServerMachine &server);
    /// What the message bar may say: one of these words stands in the sentence.
    QStringList words;
};

bool freeze(ServerMachine &server)
{
    server.freeze();
    return true;
}

bool thaw(ServerMachine &server)
{
    server.thaw();
    return true;
}

bool kill(ServerMachine &server)
{
    server.kill();
    return true;
}

bool start(ServerMachine &server)
{
    return bool(server.start());
}

} // namespace

Q_DECLARE_METATYPE(Blow)

void TestLostServer::init()
{
    QFETCH_GLOBAL(QString, engine);
    m_server = m_machines.running(engine);
    QVERIFY(m_server);
    if (!m_prepared.contains(engine))
        QVERIFY(ServerWindow::prepare(*m_server, 20'000));
    m_prepared.insert(engine);
}

void TestLostServer::cleanup()
{
    if (!m_server)
        return;
    m_server->thaw();
    if (QTest::currentTestFailed())
        qInfo().noquote() << m_server->log().right(2'000);
}

void TestLostServer::lostWhileBrowsing_data()
{
    QTest::addColumn<Blow>("blow");
    const QStringList frozen {u"may be frozen"_s};
    const QStringList gone {u"was lost"_s, u"ended the connection"_s, u"Nobody answers"_s};
    QTest::newRow("frozen") << Blow {freeze, thaw, frozen};
    QTest::newRow("killed") << Blow {kill, start, gone};
}

void TestLostServer::lostWhileBrowsing()
{
    QFETCH(Blow, blow);
    ServerWindow lab(*m_server);
    QVERIFY(lab.open());
    const int rows = lab.truth().value(u"SELECT count(*) FROM active_watchers"_s).toInt();
    QTRY_COMPARE_WITH_TIMEOUT(lab.model().rowCount(), rows, ServerWindow::longEnough);
    const qint64 usual = longestStall(lab);
    lab.look(12'000);
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));

    QVERIFY(blow.hurt(*m_server));
    // Who browses on waits for nothing. Other programs may stall a run; waiting for the server stalls all.
    qint64 stalled = longestStall(lab);
    for (int attempt = 0; attempt < 2 && stalled > usual + 200; ++attempt)
        stalled = longestStall(lab);
    qInfo("longest stall: %lld ms with a healthy server, %lld ms with this one", usual, stalled);
#ifndef __SANITIZE_ADDRESS__
    QVERIFY(stalled <= usual + 200);
#endif
    const auto isSaid = [&] {
        return std::any_of(blow.words.begin(), blow.words.end(),
            [&lab](const QString &words) { return lab.message().contains(words); });
    };
    QVERIFY2(QTest::qWaitFor(isSaid, ServerWindow::longEnough), qPrintable(lab.message()));
    qInfo().noquote() << lab.message();
    lab.look(12'000);
    QVERIFY2(QTest::qWaitFor([&lab] { return !lab.oldData().isEmpty(); }, ServerWindow::longEnough),
        "not marked old");
    QVERIFY(lab.view().isOld());
    QCOMPARE(lab.model().rowCount(), rows);

    QVERIFY(blow.heal(*m_server));
    const auto ids = lab.onScreen({u"id"_s});
    QVERIFY(
        m_server->exec(u"DELETE FROM active_watchers WHERE id = %1; "
                       "UPDATE active_watchers SET expires = expires + 77 WHERE id = %2"_s.arg(
                           QString::fromLatin1(ids.at(2).first()), QString::fromLatin1(ids.at(4).first())),
            QString::fromLatin1(ServerWindow::database)));
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
    QVERIFY(!lab.view().isOld());
    QTRY_COMPARE_WITH_TIMEOUT(lab.model().rowCount(), rows - 1, ServerWindow::longEnough);
}

void TestLostServer::closesAtOnceWhileFrozen()
{
    ServerWindow lab(*m_server);
    QVERIFY(lab.open());
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
    m_server->freeze();
    lab.look(9'000); // a read is under way
    QVERIFY(QTest::qWaitFor([&lab] { return lab.grid().controller().isBusy(); }));
    const qint64 reading = lab.close();
    ServerWindow another(*m_server);
    another.startOpening(); // and now the opening of a connection
    QVERIFY(QTest::qWaitFor([&another] { return !another.startSentence().isEmpty(); }));
    const qint64 opening = another.close();
    m_server->thaw();
    qInfo("closed in %lld ms while reading, in %lld ms while opening", reading, opening);
    const qint64 bound = DatabaseThread::farewell.count() + 500;
    QVERIFY(reading < bound && opening < bound);
}

QTEST_MAIN(TestLostServer)
#include "tst_lostserver.moc"
