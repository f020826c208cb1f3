// SPDX-License-Identifier: GPL-3.0-or-later
#include "missingtab.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

MissingTab::MissingTab(const TableInfo &table, const QStringList &candidates, QWidget *parent)
    : QWidget(parent)
    , m_candidates(new QComboBox(this))
{
    auto *sentence =
        new PlainLabel(tr("This database has no table “%1”.").arg(visibleText(table.name)), this);
    sentence->setObjectName(QStringLiteral("missingSentence"));
    auto *question = new PlainLabel(candidates.isEmpty()
            ? tr("There is no other table that could be it.")
            : tr("If the server calls it differently (a module parameter such as %1_table), choose it here:")
                  .arg(roleName(table.role)),
        this);
    question->setWordWrap(true);
    question->setAlignment(Qt::AlignCenter);
    m_candidates->setObjectName(QStringLiteral("missingCandidates"));
    m_candidates->setAccessibleName(tr("Tables of this database"));
    for (const QString &name : candidates)
        m_candidates->addItem(visibleText(name), name);
    auto *use = new QPushButton(tr("&Use this table"), this);
    use->setObjectName(QStringLiteral("missingUse"));
    connect(use, &QPushButton::clicked, this,
        [this, role = table.role] { emit tableChosen(role, m_candidates->currentData().toString()); });
    m_candidates->setVisible(!candidates.isEmpty());
    use->setVisible(!candidates.isEmpty());

    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_candidates);
    row->addWidget(use);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addWidget(sentence, 0, Qt::AlignHCenter);
    layout->addWidget(question);
    layout->addLayout(row);
    layout->addStretch();
}
