// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowdialogs.h"

#include "gotorowdialog.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("WindowDialogs", text);
}
} // namespace

void WindowDialogs::chooseDatabaseFile(
    QWidget *parent, const std::function<void(const QString &path)> &chosen)
{
    auto *dialog = new QFileDialog(parent, tr("Open a database file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3 *.sdb)"), tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

void WindowDialogs::chooseRow(QWidget *parent, GridTab &grid)
{
    const qint64 total = grid.controller().model().totalRows();
    if (total == 0)
        return;
    auto *dialog = new GoToRowDialog(total, grid.view().currentIndex().row() + 1, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &GoToRowDialog::rowChosen, &grid,
        [&grid](qint64 number) { grid.view().goToRow(static_cast<int>(number - 1)); });
    dialog->open();
}

void WindowDialogs::showAbout(QWidget *parent)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Presence Inspector"),
        tr("Presence Inspector %1\n\nLooks into the live presence database of Kamailio, OpenSIPS and "
           "OpenSER.\n\nFree software under the GNU General Public License, version 3 or later.")
            .arg(QStringLiteral(PRESENCE_VERSION)),
        QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}
