// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/listsform.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QComboBox>
#include <QCompleter>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStringListModel>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

enum Column { Address, Name };

QString titleOf(const ListEntry &list)
{
    const QString name = list.displayName.isEmpty() ? list.name : list.displayName;
    const QString shown = visibleText(name.simplified().left(80));
    return QString(qsizetype(list.depth) * 2, u' ')
        + (shown.isEmpty() ? ListsForm::tr("(a list without a name)") : shown);
}

} // namespace

ListsForm::ListsForm(QWidget *parent)
    : FormSection(parent)
    , m_uris(new QStringListModel(this))
    , m_lists(new QComboBox(this))
    , m_newList(new QPushButton(tr("New &list"), this))
    , m_members(new QTableWidget(0, 2, this))
{
    m_lists->setObjectName(u"lists"_s);
    m_lists->setAccessibleName(tr("Which list"));
    connect(m_lists, &QComboBox::currentIndexChanged, this, &ListsForm::showMembers);
    m_newList->setObjectName(u"listAdd"_s);
    connect(
        m_newList, &QPushButton::clicked, this, [this] { emit editsWanted(m_form.addList(u"buddies"_s)); });
    createTable();
    auto *top = new QHBoxLayout;
    top->addWidget(m_lists, 1);
    top->addWidget(m_newList);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_members, 1);
    layout->addWidget(createAdding());
}

void ListsForm::createTable()
{
    m_members->setObjectName(u"members"_s);
    m_members->setAccessibleName(tr("Members of the list"));
    m_members->setHorizontalHeaderLabels({tr("Address"), tr("Name")});
    m_members->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_members->verticalHeader()->hide();
    m_members->setSelectionBehavior(QAbstractItemView::SelectRows);
    connect(m_members, &QTableWidget::cellChanged, this, &ListsForm::changeCell);
    auto *shortcut = new QShortcut(QKeySequence::Delete, m_members);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &ListsForm::removeSelected);
}

QWidget *ListsForm::createAdding()
{
    auto *line = new QWidget(this);
    m_address = new QLineEdit(line);
    m_address->setObjectName(u"memberAddress"_s);
    m_address->setAccessibleName(tr("Address of the new member"));
    m_address->setPlaceholderText(tr("Address, such as sip:bob@example.com"));
    auto *completer = new QCompleter(m_uris, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_address->setCompleter(completer);
    m_name = new QLineEdit(line);
    m_name->setObjectName(u"memberName"_s);
    m_name->setAccessibleName(tr("Name of the new member"));
    m_name->setPlaceholderText(tr("Name"));
    m_add = new QPushButton(tr("&Add"), line);
    m_add->setObjectName(u"memberAdd"_s);
    m_remove = new QPushButton(tr("&Remove"), line);
    m_remove->setObjectName(u"memberRemove"_s);
    connect(m_add, &QPushButton::clicked, this, &ListsForm::addTyped);
    connect(m_address, &QLineEdit::returnPressed, this, &ListsForm::addTyped);
    connect(m_name, &QLineEdit::returnPressed, this, &ListsForm::addTyped);
    connect(m_remove, &QPushButton::clicked, this, &ListsForm::removeSelected);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_address, 2);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_add);
    layout->addWidget(m_remove);
    return line;
}

void ListsForm::showForm(const DocumentForm &form)
{
    m_form = form;
    showLists();
    showMembers();
}

void ListsForm::showLists()
{
    const QSignalBlocker quiet(m_lists);
    const int index = qMax(0, m_lists->currentIndex());
    QStringList titles;
    for (const ListEntry &list : m_form.lists)
        titles.append(titleOf(list));
    QStringList shown;
    for (int at = 0; at < m_lists->count(); ++at)
        shown.append(m_lists->itemText(at));
    if (titles != shown) {
        m_lists->clear();
        m_lists->addItems(titles);
        m_lists->setCurrentIndex(qMin(index, m_lists->count() - 1));
    }
    const bool hasLists = !titles.isEmpty();
    m_add->setEnabled(m_editable && hasLists);
    m_remove->setEnabled(m_editable && hasLists);
    m_newList->setEnabled(m_editable && !m_form.addList(u"buddies"_s).isEmpty());
}

void ListsForm::showMembers()
{
    const QSignalBlocker quiet(m_members);
    const QList<MemberEntry> members = current() ? current()->members : QList<MemberEntry>();
    // Members that came or went would leave an open editor with somebody else's row.
    const int row = m_members->currentRow();
    const int column = m_members->currentColumn();
    if (m_members->rowCount() != members.size()) {
        m_members->setRowCount(0);
        m_members->setRowCount(int(members.size()));
    }
    for (int at = 0; at < members.size(); ++at) {
        setCell(at, Address, members.at(at).uri);
        setCell(at, Name, members.at(at).displayName);
    }
    if (m_members->currentRow() < 0 && row >= 0)
        m_members->setCurrentCell(qMin(row, int(members.size()) - 1), column);
}

// Text that hides something is shown as what it is and cannot be edited here.
void ListsForm::setCell(int row, int column, const QString &text)
{
    QTableWidgetItem *item = m_members->item(row, column);
    if (!item) {
        item = new QTableWidgetItem;
        m_members->setItem(row, column, item);
    }
    const QString visible = visibleText(text);
    const bool isEditable = m_editable && visible == text;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    item->setFlags(isEditable ? flags | Qt::ItemIsEditable : flags);
    if (item->text() != visible)
        item->setText(visible);
}

void ListsForm::changeCell(int row, int column)
{
    const ListEntry *const list = current();
    if (!list || row >= list->members.size())
        return;
    const MemberEntry &member = list->members.at(row);
    const QString text = m_members->item(row, column)->text();
    if (text == (column == Address ? member.uri : member.displayName))
        return;
    emit editsWanted(
        column == Address ? m_form.setMemberUri(member, text) : m_form.setMemberName(member, text));
}

void ListsForm::addTyped()
{
    const QString address = m_address->text().trimmed();
    const QString name = m_name->text().trimmed();
    if (address.isEmpty() || !current() || !m_editable)
        return;
    m_address->clear();
    m_name->clear();
    m_address->setFocus();
    emit editsWanted(m_form.addMember(*current(), address, name));
}

void ListsForm::removeSelected()
{
    const int row = m_members->currentRow();
    const ListEntry *const list = current();
    if (m_editable && list && row >= 0 && row < list->members.size())
        emit editsWanted(m_form.removeMember(list->members.at(row)));
}

const ListEntry *ListsForm::current() const
{
    const int index = m_lists->currentIndex();
    return index >= 0 && index < m_form.lists.size() ? &m_form.lists.at(index) : nullptr;
}

void ListsForm::setEditable(bool editable)
{
    m_editable = editable;
    m_address->setReadOnly(!editable);
    m_name->setReadOnly(!editable);
    showForm(m_form);
}

void ListsForm::setKnownUris(const QStringList &uris)
{
    m_uris->setStringList(uris);
}
