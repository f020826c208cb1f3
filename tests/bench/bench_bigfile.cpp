// SPDX-License-Identifier: GPL-3.0-or-later
// bench_bigfile FILE [ROWS] [modern|seed|nokey]: writes a big presence database to look at, and says how long
// it took.
#include "bigdatabase.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

BigKind kindFrom(const QString &word)
{
    if (word == "seed"_L1)
        return BigKind::Seed;
    return word == "nokey"_L1 ? BigKind::NoKey : BigKind::Modern;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 2) {
        std::fputs("bench_bigfile FILE [ROWS] [modern|seed|nokey]\n", stderr);
        return 2;
    }
    const int rows = words.value(2, u"1000000"_s).toInt();
    QElapsedTimer clock;
    clock.start();
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const bool made = makeBigDatabase(words.at(1), rows, kindFrom(words.value(3)), BigJournal::Wal, now);
    std::printf("%d rows in %.1f s\n", rows, static_cast<double>(clock.elapsed()) / 1000);
    return made ? 0 : 1;
}
