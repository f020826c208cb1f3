// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/validator.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The rules of RFC 3842, each with the place where it is broken.
class TestMessageSummary : public QObject {
    Q_OBJECT

private slots:
    void rules_data();
    void rules();
    void aTypedClassIsRepaired();
};

void TestMessageSummary::rules_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected"); // codes and places, empty: valid

    const auto row = [](const char *name, const QByteArray &text, const char *expected = "") {
        QTest::newRow(name) << text << QString::fromLatin1(expected);
    };
    row("status alone", "Messages-Waiting: yes\r\n");
    row("no line end", "Messages-Waiting: no");
    row("any case, LF",
        "messages-waiting:YES\nmessage-account: sip:alice@vmail.example.com\nVoice-Message: 2/8\n");
    row("all parts",
        "Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\nVoice-Message: 4/8 "
        "(1/2)\r\n"
        "fax-message: 0/0\r\npager-message:1/0( 0/0 )\r\nmultimedia-message : 0 / 1\r\ntext-message: "
        "3/3\r\nnone: 0/0\r\n"
        "\r\nTo: <alice@atlanta.example.com>\r\nSubject: carpool\r\n tomorrow?\r\n\r\nFrom: x\r\n");
    row("trailing empty line", "Messages-Waiting: yes\r\n\r\n");
    row("empty", "", "summary-empty 1:1");
    row("another first line", "Voice-Message: 1/2\r\n", "summary-status 1:1");
    row("empty first line", "\r\nMessages-Waiting: yes\r\n", "summary-status 1:1");
    row("neither yes nor no", "Messages-Waiting: maybe\r\n", "summary-status 1:19");
    row("no value", "Messages-Waiting:\r\n", "summary-status 1:18");
    row("no colon", "Messages-Waiting yes\r\n", "summary-status 1:1");
    row("account without scheme", "Messages-Waiting: yes\r\nMessage-Account: alice\r\n",
        "summary-account 2:18");
    row("account late", "Messages-Waiting: yes\r\nnone: 0/0\r\nMessage-Account: sip:a@b\r\n",
        "summary-line 3:1");
    row("status twice", "Messages-Waiting: yes\r\nMessages-Waiting: no\r\n", "summary-line 2:1");
    row("unknown class", "Messages-Waiting: yes\r\nVideo-Message: 1/2\r\n", "summary-class 2:1");
    row("header without empty line", "Messages-Waiting: yes\r\nSubject: x\r\n",
        "summary-class 2:1, summary-counts 2:10");
    row("class twice", "Messages-Waiting: yes\r\nvoice-message: 1/2\r\nVOICE-MESSAGE: 1/2\r\n",
        "summary-class-twice 3:1");
    row("one number", "Messages-Waiting: yes\r\nvoice-message: 1\r\n", "summary-counts 2:16");
    row("negative", "Messages-Waiting: yes\r\nvoice-message: -1/2\r\n", "summary-counts 2:16");
    row("no numbers", "Messages-Waiting: yes\r\nvoice-message: one/two\r\n", "summary-counts 2:16");
    row("open bracket", "Messages-Waiting: yes\r\nvoice-message: 1/2 (0/0\r\n", "summary-counts 2:16");
    row("more behind", "Messages-Waiting: yes\r\nvoice-message: 1/2 (0/0) x\r\n", "summary-counts 2:16");
    row("other digits", "Messages-Waiting: yes\r\nvoice-message: \xd9\xa1/\xd9\xa2\r\n",
        "summary-counts 2:16");
    row("no line with counts", "Messages-Waiting: yes\r\nhello\r\n", "summary-line 2:1");
    row("folded counts", "Messages-Waiting: yes\r\nvoice-message: 1/2\r\n (0/0)\r\n", "summary-line 3:1");
    row("header without colon", "Messages-Waiting: yes\r\n\r\nSubject\r\n", "summary-header 3:1");
    row("folded first header", "Messages-Waiting: yes\r\n\r\n Subject: x\r\n", "summary-header 3:1");
    row("CR alone", "Messages-Waiting: yes\rnone: 0/0\r\n", "summary-line-end 1:22");
    row("NUL", QByteArray("Messages-Waiting: yes\r\n\0", 24), "summary-encoding 2:1");
    row("no UTF-8", "Messages-Waiting: yes\r\n\r\nSubject: \xe9\r\n", "summary-encoding 3:10");
    row("several faults", "Messages-Waiting: x\r\nvoice-message: 1\r\nvoice-message: 2\r\n",
        "summary-status 1:19, summary-counts 2:16, summary-class-twice 3:1, summary-counts 3:16");
}

void TestMessageSummary::rules()
{
    QFETCH(const QByteArray, text);
    const Verdict verdict = validateDocument(text, *documentTypeOf("message-summary"_L1));
    QStringList found;
    for (const Diagnostic &each : verdict.diagnostics) {
        found.append(u"%1 %2:%3"_s.arg(each.code).arg(each.place.line).arg(each.place.column));
        QCOMPARE(each.severity, Severity::Invalid);
        QVERIFY(each.sentence.endsWith(u'.'));
    }
    QTEST(found.join(u", "_s), "expected");
    QCOMPARE(verdict.isValid, found.isEmpty());
    QVERIFY(!verdict.isWellFormed);
}

void TestMessageSummary::aTypedClassIsRepaired()
{
    const QByteArray text = "Messages-Waiting: yes\r\nVoice-Mesage: 1/2\r\n";
    const DocumentType &type = *documentTypeOf("message-summary"_L1);
    const Verdict verdict = validateDocument(text, type);
    QCOMPARE(verdict.diagnostics.size(), 1);
    const QByteArray repaired = applied(verdict.diagnostics.first().fix.edits, text);
    QCOMPARE(repaired, QByteArray("Messages-Waiting: yes\r\nvoice-message: 1/2\r\n"));
    QVERIFY(validateDocument(repaired, type).isFine());
}

QTEST_GUILESS_MAIN(TestMessageSummary)
#include "tst_messagesummary.moc"
