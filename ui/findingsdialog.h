// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QDialog>

/// What is unusual about the tables of a database, table by table, as sentences that can be copied.
class FindingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit FindingsDialog(const DatabaseSchema &schema, QWidget *parent = nullptr);
};
