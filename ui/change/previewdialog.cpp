// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/previewdialog.h"

#include "base/visibletext.h"
#include "change/changeview.h"
#include "change/changewords.h"
#include "change/placelabel.h"
#include "grid/statestyle.h"
#include "plainlabel.h"
#include "screenfit.h"
#include "theme.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostStatements = 500;
constexpr qsizetype mostProblems = 8;

PlainLabel *wrapped(const QString &name, const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    return label;
}

QString sqlText(const QStringList &statements)
{
    QStringList shown;
    for (const QString &sql : statements.first(std::min(statements.size(), mostStatements)))
        shown.append(visibleText(sql) + u';');
    if (statements.size() > mostStatements)
        shown.append(
            PreviewDialog::tr("-- … and %1 more statements").arg(statements.size() - mostStatements));
    return shown.join(u"\n\n"_s);
}

/// The tables of a set whose storage engine has no transactions, with that engine.
QStringList tablesWithoutTransactions(const QList<RowChange> &changes, const DatabaseSchema &schema)
{
    QStringList names;
    for (const RowChange &change : changes) {
        const TableInfo *table = schema.table(change.role);
        if (!table || table->storage.isEmpty())
            continue;
        const QString name = u"%1 (%2)"_s.arg(visibleText(table->name), visibleText(table->storage));
        if (table->storage.compare("InnoDB"_L1, Qt::CaseInsensitive) != 0 && !names.contains(name))
            names.append(name);
    }
    return names;
}
} // namespace

PreviewDialog::PreviewDialog(const ChangePlan &plan, const DatabaseSchema &schema, const WritingPlace &place,
    const QString &title, TimeStyle times, QWidget *parent)
    : QDialog(parent)
    , m_plan(plan)
    , m_progress(new QProgressBar(this))
    , m_buttons(new QDialogButtonBox(this))
{
    setObjectName(u"previewDialog"_s);
    setWindowTitle(tr("Preview of a change"));
    auto *layout = new QVBoxLayout(this);
    createHead(layout, place, title);
    createProblems(layout);
    createTabs(layout, schema, times);
    layout->addWidget(wrapped(u"previewManner"_s, manner(schema), this));
    createButtons(layout, place);
    fitToScreen(*this, {820, plan.changes.size() > 3 ? 560 : 440});
}

void PreviewDialog::createHead(QVBoxLayout *layout, const WritingPlace &place, const QString &title)
{
    layout->addWidget(new PlaceLabel(place, this));
    PlainLabel *label = wrapped(u"previewTitle"_s, visibleText(title), this);
    QFont large = label->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    label->setFont(large);
    layout->addWidget(label);
}

void PreviewDialog::createProblems(QVBoxLayout *layout)
{
    if (m_plan.isAllowed())
        return;
    QStringList lines;
    for (const QString &problem : m_plan.problems.first(std::min(m_plan.problems.size(), mostProblems)))
        lines.append(visibleText(problem));
    if (m_plan.problems.size() > mostProblems)
        lines.append(tr("… and %1 more").arg(m_plan.problems.size() - mostProblems));
    lines.append(tr("Nothing can be written until this is put right."));
    PlainLabel *label = wrapped(u"previewProblems"_s, lines.join(u'\n'), this);
    const StateStyle &style = styleOf(ExpiryState::Expired);
    QPalette colours = label->palette();
    colours.setColor(QPalette::WindowText, style.text(isDark(palette())));
    colours.setColor(QPalette::Window, style.tint(isDark(palette())));
    label->setPalette(colours);
    label->setAutoFillBackground(true);
    label->setMargin(6);
    layout->addWidget(label);
}

void PreviewDialog::createTabs(QVBoxLayout *layout, const DatabaseSchema &schema, TimeStyle times)
{
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(u"previewTabs"_s);
    tabs->tabBar()->setObjectName(u"previewTabBar"_s);
    tabs->tabBar()->setAccessibleName(tr("How the change is shown"));
    auto *view = new ChangeView(schema, times, tabs);
    view->showChanges(m_plan.changes);
    auto *sql = new QPlainTextEdit(sqlText(m_plan.sql), tabs);
    sql->setObjectName(u"previewSql"_s);
    sql->setAccessibleName(tr("The statements"));
    sql->setReadOnly(true);
    sql->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    tabs->addTab(view, tr("&Rows"));
    tabs->addTab(sql, tr("&SQL"));
    layout->addWidget(tabs, 1);
}

QString PreviewDialog::manner(const DatabaseSchema &schema) const
{
    const QString proof = tr("A row that has changed since you saw it is not touched. The change is written "
                             "down first, so that it can be undone.");
    if (m_plan.inOneTransaction)
        return tr("In one transaction: all of it or nothing.") + u' ' + proof;
    return tr("Row by row, because there are no transactions in %1: if one fails, those before it stay "
              "written, and you are told which.")
               .arg(tablesWithoutTransactions(m_plan.changes, schema).join(u", "_s))
        + u' ' + proof;
}

void PreviewDialog::createButtons(QVBoxLayout *layout, const WritingPlace &place)
{
    m_progress->setRange(0, 0);
    m_progress->setFormat(tr("Writing…"));
    m_progress->hide();
    layout->addWidget(m_progress);
    m_apply = m_buttons->addButton(
        tr("&Write %1").arg(ChangeWords::rows(m_plan.changes.size())), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(u"previewApply"_s);
    m_apply->setEnabled(m_plan.isAllowed() && !m_plan.changes.isEmpty());
    m_apply->setAccessibleDescription(visibleText(place.name));
    m_apply->setDefault(true);
    m_buttons->addButton(QDialogButtonBox::Cancel);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &PreviewDialog::applyWanted);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &PreviewDialog::reject);
    layout->addWidget(m_buttons);
}

void PreviewDialog::setBusy()
{
    m_busy = true;
    m_progress->show();
    m_buttons->setEnabled(false);
}

void PreviewDialog::reject()
{
    // What is under way cannot be called back; its end closes the dialog.
    if (!m_busy)
        QDialog::reject();
}
