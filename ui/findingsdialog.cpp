// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingsdialog.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace {
QString textOf(const DatabaseSchema &schema)
{
    QStringList lines;
    for (const TableInfo &table : schema.tables) {
        if (table.findings.isEmpty())
            continue;
        lines.append(table.generation.isEmpty()
                ? visibleText(table.name)
                : QStringLiteral("%1 (%2)").arg(visibleText(table.name), table.generation));
        for (const Finding &finding : table.findings)
            lines.append(QStringLiteral("   • ") + visibleText(finding.sentence));
        lines.append(QString());
    }
    return lines.join(u'\n');
}
} // namespace

FindingsDialog::FindingsDialog(const DatabaseSchema &schema, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Findings about the tables"));
    setObjectName(QStringLiteral("findingsDialog"));
    const QString text = textOf(schema);
    auto *label = new PlainLabel(text.isEmpty() ? tr("Nothing is unusual about these tables.")
                                                : tr("These tables are taken for: %1").arg(schema.label),
        this);
    label->setWordWrap(true);
    auto *list = new QPlainTextEdit(text, this);
    list->setObjectName(QStringLiteral("findings"));
    list->setAccessibleName(tr("Findings"));
    list->setReadOnly(true);
    list->setVisible(!text.isEmpty());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
    resize(680, text.isEmpty() ? 120 : 380);
}
