// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tablessection.h"

#include "schema/tablespec.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {
QString fieldOf(TableRole role)
{
    return "table_"_L1 + roleName(role);
}
} // namespace

TablesSection::TablesSection(QWidget *parent) : ProfileSection(parent)
{
    addRemark(u"tablesRemark"_s,
        tr("Fill in only what the server's configuration names differently, for example by the parameter "
           "%1 of a module. A table in another database of the same server is written database.table.")
            .arg(u"watchers_table"_s));
    for (const TableSpec &spec : tableSpecs()) {
        auto *line = new QLineEdit(this);
        line->setPlaceholderText(roleName(spec.role));
        // A table's name has no mnemonic; the keyboard reaches it by Tab.
        addField(fieldOf(spec.role), tr("%1:").arg(roleName(spec.role)), line,
            tr("The name that the server uses for the table %1.").arg(roleName(spec.role)));
        connect(line, &QLineEdit::textEdited, this, &FieldForm::edited);
        m_names.insert(spec.role, line);
    }
}

void TablesSection::load(const Profile &profile)
{
    for (auto line = m_names.cbegin(); line != m_names.cend(); ++line)
        line.value()->setText(profile.tables.value(line.key()));
}

void TablesSection::store(Profile &profile) const
{
    profile.tables.clear();
    for (auto line = m_names.cbegin(); line != m_names.cend(); ++line)
        if (const QString name = line.value()->text().trimmed();
            !name.isEmpty() && name != roleName(line.key()))
            profile.tables.insert(line.key(), name);
}

QList<FieldFault> TablesSection::faults() const
{
    QList<FieldFault> faults;
    for (auto line = m_names.cbegin(); line != m_names.cend(); ++line) {
        const QStringList parts = line.value()->text().trimmed().split(u'.');
        if (parts.size() > 2 || (parts.size() == 2 && parts.contains(QString())))
            faults.append({fieldOf(line.key()), tr("Write the table's name, or database.table.")});
    }
    return faults;
}
