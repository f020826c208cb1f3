// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changereport.h"
#include "schema/decode.h"

#include <QDialog>

/// What became of each row of a set of changes, with a way to take back what was written.
class ReportDialog : public QDialog {
    Q_OBJECT
public:
    ReportDialog(
        const ChangeReport &report, const DatabaseSchema &schema, TimeStyle times, QWidget *parent = nullptr);

signals:
    void undoWanted(const QString &journalId);
};
