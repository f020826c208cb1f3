// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/comparison.h"

#include <QWidget>

class PlainLabel;
class QTableWidget;
class QTabWidget;
class VersionView;

/// ComparedVersions of one document side by side, as text and by element. Compares in the background.
class ComparisonView : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonView(QWidget *parent = nullptr);

    void showVersions(const ComparedVersions &versions);
    void clear();

signals:
    /// A comparison with what others wrote is shown.
    void compared(const Comparison &comparison);

private:
    void show(const Comparison &comparison);
    void showFacts(const Comparison &comparison);

    QTabWidget *m_pages;
    PlainLabel *m_sentence;
    VersionView *m_base;
    VersionView *m_theirs;
    VersionView *m_mine;
    QTableWidget *m_facts;
    std::optional<ComparedVersions> m_wanted;
};
