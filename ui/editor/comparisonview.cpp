// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/comparisonview.h"

#include "base/background.h"
#include "base/visibletext.h"
#include "base/whendone.h"
#include "editor/versionview.h"
#include "plainlabel.h"

#include <QHeaderView>
#include <QSplitter>
#include <QTabBar>
#include <QTableWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int mostFacts = 500;
constexpr qsizetype longestValue = 300;

QTableWidgetItem *itemOf(const std::optional<QString> &value)
{
    const QString absent = ComparisonView::tr("(not there)");
    auto *item = new QTableWidgetItem(value ? visibleText(value->left(longestValue)) : absent);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (!value) {
        QFont font;
        font.setItalic(true);
        item->setFont(font);
    }
    return item;
}

QString sentenceFor(const Comparison &comparison)
{
    if (!comparison.versions.theirs)
        return comparison.mine.isSame() ? ComparisonView::tr("Nothing is changed.") : QString();
    if (comparison.merged)
        return ComparisonView::tr("The changes do not touch each other: they can be merged.");
    return ComparisonView::tr("Both changed the same places: choose one, or bring them together by hand.");
}
} // namespace

ComparisonView::ComparisonView(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QTabWidget(this))
    , m_sentence(new PlainLabel({}, this))
    , m_base(new VersionView(u"versionBase"_s, this))
    , m_theirs(new VersionView(u"versionTheirs"_s, this))
    , m_mine(new VersionView(u"versionMine"_s, this))
    , m_facts(new QTableWidget(this))
{
    setObjectName(u"comparisonView"_s);
    m_sentence->setObjectName(u"comparisonSentence"_s);
    m_facts->setObjectName(u"comparedElements"_s);
    m_facts->setAccessibleName(tr("Elements and attributes that differ"));
    m_facts->setColumnCount(4);
    m_facts->verticalHeader()->hide();
    m_facts->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_facts->setTabKeyNavigation(false);
    m_facts->setWordWrap(false);
    m_facts->setTextElideMode(Qt::ElideMiddle);
    m_facts->verticalHeader()->setDefaultSectionSize(m_facts->fontMetrics().height() + 6);

    auto *texts = new QSplitter(Qt::Horizontal, this);
    texts->setChildrenCollapsible(false);
    for (VersionView *view : {m_base, m_theirs, m_mine})
        texts->addWidget(view);
    m_pages->setObjectName(u"comparisonPages"_s);
    m_pages->setDocumentMode(true);
    m_pages->tabBar()->setObjectName(u"comparisonTabs"_s);
    m_pages->tabBar()->setAccessibleName(tr("Comparison as text or by element"));
    m_pages->addTab(texts, tr("As &text"));
    m_pages->addTab(m_facts, QString());
    m_pages->setCornerWidget(m_sentence);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(m_pages);
}

void ComparisonView::showVersions(const ComparedVersions &versions)
{
    if (versions == m_wanted)
        return;
    m_wanted = versions;
    const auto job = [versions] { return Result(compareVersions(versions)); };
    whenDone(inBackground(job), this, [this](const Result<Comparison> &answer) {
        if (answer && answer->versions == m_wanted)
            show(*answer);
    });
}

void ComparisonView::clear()
{
    m_wanted.reset();
}

void ComparisonView::show(const Comparison &comparison)
{
    m_sentence->setText(sentenceFor(comparison));
    const bool isConflict = comparison.versions.theirs.has_value();
    m_base->showSide(
        isConflict ? tr("As it was read first") : tr("Stored"), comparison.base, VersionView::Side::Before);
    m_theirs->setVisible(isConflict);
    if (isConflict)
        m_theirs->showSide(tr("On the server now"), comparison.theirs, VersionView::Side::After);
    m_mine->showSide(tr("In the editor"), comparison.mine, VersionView::Side::After);
    showFacts(comparison);
    emit compared(comparison);
}

void ComparisonView::showFacts(const Comparison &comparison)
{
    const bool isConflict = comparison.versions.theirs.has_value();
    const int rows = static_cast<int>(std::min<qsizetype>(comparison.facts.size(), mostFacts));
    m_facts->setHorizontalHeaderLabels(
        {tr("Element or attribute"), tr("Before"), tr("On the server now"), tr("In the editor")});
    m_facts->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const FactChange &fact = comparison.facts.at(row);
        m_facts->setItem(row, 0, itemOf(fact.path));
        m_facts->setItem(row, 1, itemOf(fact.base));
        m_facts->setItem(row, 2, itemOf(fact.theirs));
        m_facts->setItem(row, 3, itemOf(fact.mine));
    }
    m_facts->setColumnHidden(2, !isConflict);
    m_pages->setTabText(1, tr("By &element (%1)").arg(comparison.facts.size()));
    m_pages->setTabEnabled(1, rows > 0);
    m_facts->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
}
