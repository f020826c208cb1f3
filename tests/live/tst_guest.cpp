// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "kamailioload.h"

#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;

/// The program as a guest of a live server: whatever it reads, no publication is lost and no page is torn.
class TestGuest : public QObject {
    Q_OBJECT

private slots:
    void everyPublicationSurvivesTheReader_data();
    void everyPublicationSurvivesTheReader();
};

namespace {

constexpr int quietDocuments = 2'000;
constexpr int publishers = 4;
constexpr int changes = 400;
constexpr int pageRows = 200;
constexpr int patience = 120'000; // milliseconds; 400 commits on a slow disk

/// What the reader saw, told after its end.
struct Readings {
    int counts = 0;
    int pages = 0;
    qint64 slowest = 0; ///< milliseconds
    QStringList failures; ///< reads that gave an error, with its text
    QStringList torn; ///< answers that no state of the table can give
};

/// Reads through the program's own connection in a tight loop on a thread of its own.
class TightReader {
public:
    explicit TightReader(const QString &path) : m_thread(QThread::create([this, path] { run(path); }))
    {
        m_thread->start();
    }
    ~TightReader() { finish(); }
    Q_DISABLE_COPY_MOVE(TightReader)

    Readings finish()
    {
        m_thread->requestInterruption();
        m_thread->wait();
        return m_readings;
    }

private:
    void run(const QString &path)
    {
        auto connection = openConnection({.url = {u"sqlite"_s, path}});
        if (!connection) {
            m_readings.failures.append(connection.error().message + u' ' + connection.error().detail);
            return;
        }
        while (!QThread::currentThread()->isInterruptionRequested()) {
            readCount(**connection);
            readPages(**connection);
        }
    }

    Result<RowSet> timed(Connection &connection, const Statement &statement)
    {
        QElapsedTimer timer;
        timer.start();
        auto rows = connection.select(statement);
        m_readings.slowest = std::max(m_readings.slowest, timer.elapsed());
        if (!rows)
            m_readings.failures.append(rows.error().message + u' ' + rows.error().detail);
        return rows;
    }

    void readCount(Connection &connection)
    {
        const auto rows = timed(connection, {u"SELECT count(*), count(DISTINCT ruid) FROM presentity"_s, {}});
        if (!rows)
            return;
        ++m_readings.counts;
        const QVariantList expected {quietDocuments + publishers, quietDocuments + publishers};
        if (rows->rows.value(0) != expected)
            m_readings.torn.append(u"a count of %1"_s.arg(rows->rows.value(0).value(0).toString()));
    }

    void readPages(Connection &connection)
    {
        qlonglong last = 0;
        int seen = 0;
        while (!QThread::currentThread()->isInterruptionRequested()) {
            const auto page = timed(connection,
                {u"SELECT id, username, domain, body FROM presentity WHERE id > ? ORDER BY id LIMIT ?"_s,
                    {last, pageRows}});
            if (!page)
                return;
            ++m_readings.pages;
            for (const QVariantList &row : page->rows) {
                checkRow(row, last);
                last = row[0].toLongLong();
            }
            seen += int(page->rows.size());
            if (page->rows.size() < pageRows) {
                if (seen != quietDocuments + publishers)
                    m_readings.torn.append(u"%1 rows page by page"_s.arg(seen));
                return;
            }
        }
    }

    void checkRow(const QVariantList &row, qlonglong previous)
    {
        const QByteArray entity = "entity=\"sip:" + row[1].toByteArray() + '@' + row[2].toByteArray() + '"';
        if (row[0].toLongLong() <= previous || !row[3].toByteArray().contains(entity))
            m_readings.torn.append(u"row %1"_s.arg(row[0].toString()));
    }

    Readings m_readings; // the thread's own until finish()
    std::unique_ptr<QThread> m_thread;
};

QByteArray firstOf(const QStringList &texts)
{
    return (QString::number(texts.size()) + u": "_s + texts.value(0)).toLocal8Bit();
}

} // namespace

void TestGuest::everyPublicationSurvivesTheReader_data()
{
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("rollback journal") << QString();
    QTest::newRow("WAL") << u"WAL"_s;
}

void TestGuest::everyPublicationSurvivesTheReader()
{
    QFETCH(QString, journalMode);
    KamailioFixture live;
    KamailioOptions options;
    options.journalMode = journalMode;
    options.seedSql = KamailioLoad::seedSql(quietDocuments);
    const auto started = live.start(options);
    QVERIFY2(started, started ? "" : explain(started.error()).constData());
    KamailioLoad load(live.agent, publishers);
    load.publishAll();
    QTRY_VERIFY_WITH_TIMEOUT(load.isDone(), patience);
    QCOMPARE(live.agent.answerCounts(), (QHash<int, int> {{200, publishers}}));

    TightReader reader(live.databasePath());
    QElapsedTimer timer;
    timer.start();
    load.changeDocuments(changes);
    QTRY_VERIFY_WITH_TIMEOUT(load.isDone(), patience);
    const qint64 duration = timer.elapsed();
    const Readings readings = reader.finish();

    qInfo("%d changes in %lld ms beside %d counts and %d pages, slowest read %lld ms, %d repeated requests",
        changes, duration, readings.counts, readings.pages, readings.slowest, live.agent.retransmissions());
    QCOMPARE(live.agent.answerCounts(), (QHash<int, int> {{200, publishers + changes}}));
    QVERIFY2(live.server.databaseComplaints().isEmpty(), firstOf(live.server.databaseComplaints()));
    for (const QString &etag : load.etags())
        QCOMPARE(live.rows->value(u"SELECT count(*) FROM presentity WHERE etag = ?"_s, {etag}), 1);
    QCOMPARE(live.count(u"presentity"_s), quietDocuments + publishers);
    QVERIFY2(readings.failures.isEmpty(), firstOf(readings.failures));
    QVERIFY2(readings.torn.isEmpty(), firstOf(readings.torn));
    QVERIFY(readings.counts >= 10);
    QVERIFY(readings.pages >= 100);
}

QTEST_GUILESS_MAIN(TestGuest)
#include "tst_guest.moc"
