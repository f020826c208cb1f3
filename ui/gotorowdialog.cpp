// SPDX-License-Identifier: GPL-3.0-or-later
#include "gotorowdialog.h"

#include "plainlabel.h"

#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

GoToRowDialog::GoToRowDialog(qint64 total, qint64 current, QWidget *parent)
    : QDialog(parent)
    , m_number(new QSpinBox(this))
{
    setObjectName(u"goToRowDialog"_s);
    setWindowTitle(tr("Go to row"));
    const int last = static_cast<int>(qBound(qint64(1), total, qint64(std::numeric_limits<int>::max())));
    m_number->setObjectName(u"rowNumber"_s);
    m_number->setAccessibleName(tr("Row number"));
    m_number->setRange(1, last);
    m_number->setGroupSeparatorShown(true);
    m_number->setValue(static_cast<int>(qBound(qint64(1), current, qint64(last))));
    m_number->selectAll();

    auto *label =
        new PlainLabel(tr("&Row number, 1 to %1:").arg(QLocale().toString(qMax<qint64>(1, total))), this);
    label->setBuddy(m_number);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Go"));
    connect(buttons, &QDialogButtonBox::accepted, this, &GoToRowDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &GoToRowDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_number);
    layout->addWidget(buttons);
}

void GoToRowDialog::accept()
{
    emit rowChosen(m_number->value());
    QDialog::accept();
}
