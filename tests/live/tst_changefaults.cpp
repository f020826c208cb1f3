// SPDX-License-Identifier: GPL-3.0-or-later
#include "changelab.h"
#include "faultproxy.h"
#include "serverdatabases.h"
#include "serverlab.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ChangeOutcome::State;

namespace {

const auto presentity = TableRole::Presentity;
const QString body = u"body"_s;

struct Place {
    const char *name;
    const char *engine;
    WirePackets::Protocol protocol;
    bool isSeed; ///< MyISAM: row by row
    int update; ///< the statement that is the first update
    int commit;
};
constexpr std::array places {
    Place {"MariaDB", "mysql", WirePackets::Protocol::Mysql, false, 2, 4},
    // The transaction's number is asked for first.
    Place {"PostgreSQL", "postgres", WirePackets::Protocol::Postgres, false, 3, 5},
    Place {"MyISAM", "mysql", WirePackets::Protocol::Mysql, true, 2, 3},
};

/// A statement of a save, counted from 1.
enum Step { EachStep = 0, UpdateStep, CommitStep };

struct Trouble {
    const char *name;
    Mishap mishap;
    Moment moment;
    Step step; ///< waiting for a frozen server takes its time
};
constexpr std::array troubles {
    Trouble {"lost before each statement", Mishap::Reset, Moment::Before, EachStep},
    Trouble {"lost after an update", Mishap::Drop, Moment::After, UpdateStep},
    Trouble {"lost after the commit", Mishap::Drop, Moment::After, CommitStep},
    Trouble {"frozen before an update", Mishap::Freeze, Moment::Before, UpdateStep},
    Trouble {"frozen before the commit", Mishap::Freeze, Moment::Before, CommitStep},
    Trouble {"frozen after the commit", Mishap::FreezeAnswers, Moment::After, CommitStep},
};

bool isFreeze(Mishap mishap)
{
    return mishap == Mishap::Freeze || mishap == Mishap::FreezeAnswers;
}

} // namespace

/// The server is lost or frozen at each statement of a save: what is said of the rows is so, and stays so.
class TestChangeFaults : public QObject {
    Q_OBJECT

private slots:
    void atEachStatement_data();
    void atEachStatement();
    void frozenUntilPatienceEnds();

private:
    /// A new database with two rows, the proxy in front of it, and a desk.
    void prepare(const Place &place);
    QList<RowChange> changes(const QByteArray &wanted);
    QByteArray bodyOf(const QString &user);
    bool isOfUse();
    /// One save at whose n-th statement it happens.
    void failAt(int statement, const Trouble &trouble);
    void compareWithReport(
        const Result<ChangeReport> &answer, const QByteArray &before, const QByteArray &wanted);

    ServerLab m_lab;
    QString m_database;
    const Place *m_place = nullptr;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<ChangeLab> m_desk;
    int m_count = 0;
};

void TestChangeFaults::prepare(const Place &place)
{
    m_desk.reset();
    m_place = &place;
    m_database = u"faults_%1"_s.arg(++m_count);
    const QString engine = QString::fromLatin1(place.engine);
    ServerMachine &server = m_lab.server(engine);
    QVERIFY(
        place.isSeed ? createSeedDatabase(server, m_database) : createKamailioDatabase(server, m_database));
    for (const QString &user : {u"alice"_s, u"bob"_s})
        QVERIFY(m_lab.exec(engine,
            u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body%2) VALUES "
            "('%1', 'example.com', 'presence', 'a', 4000, 3000, '0'%3)"_s.arg(user,
                place.isSeed ? QString() : u", sender, priority"_s, place.isSeed ? QString() : u", '', 0"_s),
            m_database));
    m_proxy = std::make_unique<FaultProxy>(place.protocol, server.port());
    ConnectionSpec spec = m_lab.spec(engine, m_database);
    const ConnectionSpec direct = spec;
    spec.url.hosts.first().port = m_proxy->port();
    spec.limits = {1s, 1s, 1s};
    m_desk = std::make_unique<ChangeLab>(spec, direct);
    QVERIFY2(m_desk->trouble().isEmpty(), qPrintable(m_desk->trouble()));
}

QList<RowChange> TestChangeFaults::changes(const QByteArray &wanted)
{
    QList<RowChange> set;
    for (const QString &user : {u"alice"_s, u"bob"_s})
        set +=
            m_desk->update(presentity, *m_desk->rowWhere(presentity, u"username"_s, user), {{body, wanted}});
    return set;
}

QByteArray TestChangeFaults::bodyOf(const QString &user)
{
    const QVariant value = valueOf(*m_desk->rowWhere(presentity, u"username"_s, user), body)->value;
    return value.typeId() == QMetaType::QString ? value.toString().toUtf8() : value.toByteArray();
}

void TestChangeFaults::compareWithReport(
    const Result<ChangeReport> &answer, const QByteArray &before, const QByteArray &wanted)
{
    const QList<QByteArray> bodies {bodyOf(u"alice"_s), bodyOf(u"bob"_s)};
    const JournalEntry entry = m_desk->journal().entries()->value(0);
    if (!answer) {
        QCOMPARE(bodies, QList<QByteArray>({before, before}));
        return;
    }
    if (!m_place->isSeed)
        QCOMPARE(bodies.at(0), bodies.at(1));
    for (qsizetype i = 0; i < bodies.size(); ++i) {
        const State state = answer->outcomes.at(i).state;
        QVERIFY(bodies.at(i) == before || bodies.at(i) == wanted);
        QVERIFY(state != State::Conflict && state != State::Gone);
        if (state == State::Saved)
            QCOMPARE(bodies.at(i), wanted);
        else if (state != State::Unknown)
            QCOMPARE(bodies.at(i), before);
        if (state != State::Unknown)
            QCOMPARE(entry.isMade(i), state == State::Saved);
    }
}

bool TestChangeFaults::isOfUse()
{
    m_desk->session().retryNow();
    const auto asked = m_desk->session().writer().run([](Connection &connection) -> Result<bool> {
        const auto rows = connection.select({u"SELECT 1"_s, {}});
        return rows ? Result<bool>(true) : rows.error();
    });
    return QTest::qWaitFor([&asked] { return asked.isFinished(); }) && asked.result();
}

void TestChangeFaults::failAt(int statement, const Trouble &trouble)
{
    const QByteArray before = bodyOf(u"alice"_s);
    const QByteArray wanted = "<w n='" + QByteArray::number(++m_count) + "'/>";
    const QList<RowChange> set = changes(wanted);
    m_proxy->failAt(statement, trouble.mishap, trouble.moment);
    const auto answer = m_desk->desk().apply(set, u"test"_s);
    if (isFreeze(trouble.mishap)) {
        // Until it has given the connection up, and has tried in vain to find out on another one.
        QTRY_VERIFY_WITH_TIMEOUT(answer.isFinished() || m_desk->session().trouble(), 20'000);
        m_proxy->thaw();
    }
    const auto report = ChangeLab::await(answer);
    QVERIFY(m_proxy->hasFailed());
    compareWithReport(report, before, wanted);
    // The session is of use again, and what was said has stayed so.
    QTRY_VERIFY_WITH_TIMEOUT(isOfUse(), 20'000);
    compareWithReport(report, before, wanted);
    if (bodyOf(u"alice"_s) != bodyOf(u"bob"_s)) {
        const auto evened = m_desk->apply(changes(wanted));
        QVERIFY(evened && evened->isSaved());
    }
}

void TestChangeFaults::atEachStatement_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("trouble");
    for (int i = 0; i < int(places.size()); ++i)
        for (int j = 0; j < int(troubles.size()); ++j) {
            // Waiting for a frozen server takes its time, and without transactions a commit is nothing.
            if (places[size_t(i)].isSeed && isFreeze(troubles[size_t(j)].mishap)
                && troubles[size_t(j)].step == CommitStep)
                continue;
            QTest::addRow("%s %s", places[size_t(i)].name, troubles[size_t(j)].name) << i << j;
        }
}

void TestChangeFaults::atEachStatement()
{
    QFETCH(int, place);
    QFETCH(int, trouble);
    prepare(places[size_t(place)]);
    // Opens the writer, and tells how many statements a save takes.
    const auto first = m_desk->apply(changes("<first/>"));
    QVERIFY(first && first->isSaved());
    const int opened = m_proxy->statements();
    const auto second = m_desk->apply(changes("<second/>"));
    QVERIFY(second && second->isSaved());
    const int count = m_proxy->statements() - opened;
    QVERIFY(count >= 6);
    const Trouble &kind = troubles[size_t(trouble)];
    const int only = kind.step == UpdateStep ? m_place->update : m_place->commit;
    const int from = kind.step == EachStep ? 1 : only;
    const int to = kind.step == EachStep ? count : only;
    for (int statement = from; statement <= to; ++statement) {
        failAt(statement, kind);
        if (QTest::currentTestFailed()) {
            qWarning("at statement %d of %d", statement, count);
            return;
        }
    }
}

void TestChangeFaults::frozenUntilPatienceEnds()
{
    prepare(places[1]);
    const auto first = m_desk->apply(changes("<first/>"));
    QVERIFY(first && first->isSaved());
    m_desk->desk().setPatience(2s);
    m_proxy->failAt(m_place->commit, Mishap::FreezeAnswers, Moment::After);
    const auto answer = m_desk->apply(changes("<second/>"));
    QVERIFY(answer);
    QCOMPARE(answer->outcomes.at(0).state, State::Unknown);
    QVERIFY2(answer->sentence.contains("not known"_L1), qPrintable(answer->sentence));
    QVERIFY(!answer->journalId.isEmpty());
    QCOMPARE(m_desk->journal().entry(answer->journalId)->state, JournalEntry::State::Unknown);
    m_proxy->thaw();
    QCOMPARE(bodyOf(u"alice"_s), "<second/>");
}

QTEST_GUILESS_MAIN(TestChangeFaults)
#include "tst_changefaults.moc"
