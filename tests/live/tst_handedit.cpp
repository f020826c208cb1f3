// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changedesk.h"
#include "change/editablerow.h"
#include "kamailiofixture.h"
#include "machines.h"
#include "schema/storedvalue.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What is written by hand is taken by a real Kamailio, on every engine: a body and a rules document.
class TestHandEdit : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();

    void editedBodyReachesTheWatcher();
    void editedRulesLetTheWatcherIn();
    void undoneRulesShutTheWatcherOut();

private:
    bool startServer(KamailioOptions options);
    bool openDesk();
    std::optional<RowChange> changeOf(
        TableRole role, const QString &column, const QByteArray &from, const QByteArray &to);
    std::optional<ChangeReport> write(const QFuture<Result<ChangeReport>> &answer);
    std::optional<ChangeReport> edit(
        TableRole role, const QString &column, const QByteArray &from, const QByteArray &to);
    bool refreshWatchers(int type);
    bool isPending(int task) { return m_live->agent.task(task).state.startsWith("pending"); }

    Machines m_machines;
    QTemporaryDir m_folder;
    std::unique_ptr<KamailioFixture> m_live;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ChangeDesk> m_desk;
};

namespace {

const QByteArray alice = "sip:alice@example.com";
const QByteArray bob = "sip:bob@example.net";
constexpr int longEnough = 15'000; // milliseconds: a server under sanitizers and load

/// Rules that know carol only; a comment of the kind that Kamailio takes well.
const QByteArray rules = R"(<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
  <rule id="friends">
    <conditions><!-- who may see me --><identity><one id="sip:carol@example.org"/></identity></conditions>
    <actions><pr:sub-handling>allow</pr:sub-handling></actions>
  </rule>
</ruleset>
)";

QString rulesSql()
{
    return u"INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port) VALUES "
           u"('alice', "
           "'example.com', '%1', 2, 'e1', 0, '/pres-rules/users/sip:alice@example.com/index', 0);"_s.arg(
               QString::fromLatin1(rules));
}

template <typename T>
T waitFor(const QFuture<T> &future)
{
    QFuture<T> copy = future;
    copy.waitForFinished();
    return copy.result();
}

} // namespace

void TestHandEdit::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("rollback journal") << u"sqlite"_s << QString();
    QTest::newRow("WAL") << u"sqlite"_s << u"WAL"_s;
    QTest::newRow("MariaDB") << u"mysql"_s << QString();
    QTest::newRow("PostgreSQL") << u"postgres"_s << QString();
}

void TestHandEdit::init()
{
    m_live = std::make_unique<KamailioFixture>();
}

void TestHandEdit::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo().noquote() << m_live->server.log().right(4'000);
    m_desk.reset();
    m_session.reset();
    QVERIFY2(m_live->server.databaseComplaints().isEmpty(),
        m_live->server.databaseComplaints().join(u'\n').toLocal8Bit());
    QVERIFY(m_live->server.stop());
    m_live.reset();
}

bool TestHandEdit::startServer(KamailioOptions options)
{
    QFETCH_GLOBAL(QString, engine);
    QFETCH_GLOBAL(QString, journalMode);
    options.journalMode = journalMode;
    if (engine != "sqlite"_L1)
        options.machine = m_machines.running(engine);
    if (engine != "sqlite"_L1 && !options.machine)
        return false;
    if (const auto started = m_live->start(options); !started) {
        qWarning().noquote() << explain(started.error());
        return false;
    }
    return openDesk();
}

bool TestHandEdit::openDesk()
{
    ConnectionSpec spec;
    spec.url = m_live->server.databaseUrl();
    spec.tls.mode = TlsMode::Off; // all on this machine
    spec.password = Secret(kamAccount.password);
    m_session = std::make_unique<Session>(spec);
    const auto schema = waitFor(m_session->reader().run(
        [](Connection &connection) -> Result<DatabaseSchema> { return readSchema(connection); }));
    if (!schema) {
        qWarning().noquote() << explain(schema.error());
        return false;
    }
    m_desk =
        std::make_unique<ChangeDesk>(*m_session, *schema, ChangeJournal(m_folder.filePath(u"journal"_s)));
    m_desk->gate().setLevel(WriteGate::Level::Open);
    return true;
}

/// The one row of the table with that text in its column, as it becomes with the other text.
std::optional<RowChange> TestHandEdit::changeOf(
    TableRole role, const QString &column, const QByteArray &from, const QByteArray &to)
{
    const TableInfo table = *m_desk->schema().table(role);
    const auto row = waitFor(m_session->reader().run(
        [table, id = m_live->rows->value(u"SELECT id FROM "_s + table.name)](Connection &connection) {
            return readRowForEdit(connection, table, {{u"id"_s, id.toLongLong()}});
        }));
    if (!row || !*row)
        return {};
    const NamedValue *seen = valueOf(**row, column);
    const QByteArray before = storedBytes(seen->value, 100'000);
    QByteArray after = before;
    after.replace(from, to);
    if (after == before)
        return {};
    const bool isText = seen->value.typeId() == QMetaType::QString;
    const QVariant wanted = isText ? QVariant(QString::fromUtf8(after)) : QVariant(after);
    return RowChange {ChangeKind::Update, role, table.name, table.database,
        {{u"id"_s, valueOf(**row, u"id"_s)->value}}, {*seen}, {{column, wanted}}, u"by hand"_s};
}

std::optional<ChangeReport> TestHandEdit::write(const QFuture<Result<ChangeReport>> &answer)
{
    const QFuture<Result<ChangeReport>> pending = answer;
    if (!QTest::qWaitFor([&] { return pending.isFinished(); }, longEnough))
        return {};
    const Result<ChangeReport> report = pending.result();
    if (!report) {
        qWarning().noquote() << explain(report.error());
        return {};
    }
    if (!report->isSaved())
        qWarning().noquote() << report->sentence << report->outcomes.constFirst().sentence;
    return *report;
}

std::optional<ChangeReport> TestHandEdit::edit(
    TableRole role, const QString &column, const QByteArray &from, const QByteArray &to)
{
    const auto change = changeOf(role, column, from, to);
    return change ? write(m_desk->apply({*change}, u"An edit by hand"_s)) : std::nullopt;
}

/// 0: who may see alice; 1: what is seen of her.
bool TestHandEdit::refreshWatchers(int type)
{
    const auto answer = m_live->server.call(
        u"presence.refreshWatchers"_s, QJsonArray {QString::fromLatin1(alice), u"presence"_s, type});
    if (!answer)
        qWarning().noquote() << explain(answer.error());
    return bool(answer);
}

void TestHandEdit::editedBodyReachesTheWatcher()
{
    QVERIFY(startServer({}));
    const int watch = m_live->agent.subscribe(bob, alice, "presence", 300);
    m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "at my desk"), 300);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(watch).document.contains("at my desk"), longEnough);
    const auto report = edit(TableRole::Presentity, u"body"_s, "at my desk", "out at sea 🚢");
    QVERIFY(report && report->isSaved());
    QVERIFY(refreshWatchers(1));
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(watch).document.contains("out at sea 🚢"), longEnough);
}

void TestHandEdit::editedRulesLetTheWatcherIn()
{
    KamailioOptions options;
    options.forceActive = false;
    options.seedSql = rulesSql();
    QVERIFY(startServer(options));
    const int watch = m_live->agent.subscribe(bob, alice, "presence", 300);
    QTRY_VERIFY_WITH_TIMEOUT(isPending(watch), longEnough);
    const QByteArray more = "<one id=\"sip:carol@example.org\"/><one id=\"" + bob + "\"/>";
    const auto report = edit(TableRole::Xcap, u"doc"_s, "<one id=\"sip:carol@example.org\"/>", more);
    QVERIFY(report && report->isSaved());
    QVERIFY(refreshWatchers(0));
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(watch).state.startsWith("active"), longEnough);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"watchers"_s, u"status = 1"_s), 1, longEnough);
}

void TestHandEdit::undoneRulesShutTheWatcherOut()
{
    KamailioOptions options;
    options.forceActive = false;
    options.seedSql = rulesSql();
    QVERIFY(startServer(options));
    const auto report = edit(TableRole::Xcap, u"doc"_s, "sip:carol@example.org", bob);
    QVERIFY(report && report->isSaved());
    const int watch = m_live->agent.subscribe(bob, alice, "presence", 300);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(watch).state.startsWith("active"), longEnough);
    const auto entry = m_desk->journal().entry(report->journalId);
    QVERIFY(entry);
    const auto undone = write(m_desk->undo(*entry));
    QVERIFY(undone && undone->isSaved());
    QCOMPARE(m_live->rows->value(u"SELECT doc FROM xcap"_s).toByteArray(), rules);
    QVERIFY(refreshWatchers(0));
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(watch).state.startsWith("terminated"), longEnough);
}

QTEST_GUILESS_MAIN(TestHandEdit)
#include "tst_handedit.moc"
