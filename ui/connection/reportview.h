// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/connectionreport.h"

#include <QFrame>
#include <QTimer>

class PlainLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

/// What a test of a connection says, sentence by sentence, and its progress while it is under way. Hidden as
/// long as there is nothing to say.
class ReportView : public QFrame {
    Q_OBJECT
public:
    explicit ReportView(QWidget *parent = nullptr);

    void showProgress(const QString &sentence);
    void showReport(const ConnectionReport &report);
    /// A failure: its sentence, with the driver's text below.
    void showError(const Error &error);
    void showNote(const QString &sentence);
    void clear();

signals:
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showLines(const QList<ReportLine> &lines, const QString &detail = {});
    void addLine(const ReportLine &line);
    void addDetail(const QString &detail);
    void tell();

    QWidget *m_busy;
    PlainLabel *m_busySentence;
    QWidget *m_sentences;
    QVBoxLayout *m_stack;
    QList<ReportLine> m_lines;
    QString m_detail;
};
