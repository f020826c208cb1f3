// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowlab.h"

#include "details/detailsdock.h"
#include "details/detailspane.h"
#include "grid/filterbar.h"
#include "messagebar.h"

#include <QClipboard>
#include <QPushButton>

using namespace Qt::StringLiterals;

/// What the window says when something fails, and that it recovers by itself.
class TestTroubles : public QObject {
    Q_OBJECT
private slots:
    void aNoteIsNotWipedAwayByTheNextAnswer()
    {
        WindowLab lab(DemoKind::Modern);
        lab.window().showTableLater(u"no_such_table"_s);
        QVERIFY(lab.open());
        QVERIFY(lab.tick());
        auto *messages = lab.find<MessageBar>(u"messageBar"_s);
        QVERIFY(messages->isVisible());
        QVERIFY(messages->shown().message.contains(u"no_such_table"_s));
    }

    void aFilterThatFailedIsTriedAgain()
    {
        WindowLab lab(DemoKind::Modern);
        QVERIFY(lab.open());
        const auto *messages = lab.find<MessageBar>(u"messageBar"_s);
        const QString event = lab.ask(u"SELECT event FROM active_watchers"_s).toString();
        lab.write(u"ALTER TABLE active_watchers RENAME TO gone"_s);
        lab.grid().filterBar().setFilter({{{u"event"_s, FilterOp::Equal, {event}}}, {}});
        QTRY_VERIFY(messages->isVisible());
        QVERIFY(lab.grid().controller().filter().isEmpty());
        lab.write(u"ALTER TABLE gone RENAME TO active_watchers"_s);
        lab.grid().refresh();
        QTRY_VERIFY(!lab.grid().controller().filter().isEmpty());
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(),
            lab.ask(u"SELECT count(*) FROM active_watchers WHERE event = ?"_s, {event}).toLongLong());
        QTRY_VERIFY(!messages->isVisible());
    }

    void aCopyThatIsNotWholeSaysSo()
    {
        WindowLab lab(DemoKind::Modern);
        lab.write(
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
            "INSERT INTO watchers (presentity_uri, watcher_username, watcher_domain, event, status, "
            "inserted_time) SELECT 'sip:many@example.com', 'w' || i, 'example.com', 'presence', 1, 1 FROM n"_s);
        QVERIFY(lab.open(TableRole::Watchers));
        const auto *messages = lab.find<MessageBar>(u"messageBar"_s);
        QVERIFY(lab.look(4000));
        lab.window().actions()[Command::SelectAll]->trigger();
        lab.window().actions()[Command::CopyRows]->trigger();
        QVERIFY(messages->isVisible());
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.count(u'\n') >= 300);
        const int name = lab.grid().table().indexOf(u"watcher_username"_s);
        const QString shown = lab.model().index(lab.view().firstVisibleRow(), name).data().toString();
        QVERIFY(shown.startsWith(u'w'));
        QVERIFY(text.contains(shown));
    }

    void detailsTellRowsOfTwoTablesWithOneKeyApart()
    {
        WindowLab lab(DemoKind::Modern);
        QVERIFY(lab.open());
        DetailsDock &dock = lab.window().details();
        const auto links = [&dock] {
            QStringList labels;
            for (const auto *button : dock.findChildren<QPushButton *>())
                if (button->objectName().startsWith("link-"_L1) && !button->isHidden())
                    labels.append(button->text());
            return labels;
        };
        lab.view().goToRow(0);
        QTRY_VERIFY(!links().isEmpty());
        const QStringList before = links();
        const QVariant key = lab.model().index(0, lab.grid().table().indexOf(u"id"_s)).data(RawValueRole);
        QVERIFY(lab.bringToFront(TableRole::Watchers));
        lab.view().goToRow(0);
        QCOMPARE(lab.model().index(0, lab.grid().table().indexOf(u"id"_s)).data(RawValueRole), key);
        QTRY_VERIFY(links() != before);
    }
};

QTEST_MAIN(TestTroubles)
#include "tst_troubles.moc"
