// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/profilelist.h"

#include "base/visibletext.h"
#include "connection/environmentstyle.h"
#include "plainlabel.h"

#include <QAction>
#include <QGridLayout>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace {
constexpr int narrowest = 150;
constexpr int dotSize = 12;

/// A dot in the environment's colour; the words stand in the tooltip.
QIcon dot(const Profile &profile)
{
    const EnvironmentStyle style = environmentStyle(profile);
    QPixmap pixmap(dotSize * 2, dotSize * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    if (!style.label.isEmpty()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.ground);
        painter.drawEllipse(1, 1, dotSize - 2, dotSize - 2);
    }
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // Qt's own would be tinted with the colour of the selection
    return icon;
}

QString nameOf(const ProfileDraft &draft)
{
    const QString name =
        draft.profile.name.isEmpty() ? ProfileList::tr("New connection") : visibleText(draft.profile.name);
    if (!draft.isReadable())
        return ProfileList::tr("%1 (cannot be read)").arg(name);
    return draft.changed ? ProfileList::tr("%1 (not saved)").arg(name) : name;
}

QString tooltipOf(const ProfileDraft &draft)
{
    const QString label = environmentStyle(draft.profile).label;
    const QString address = draft.profile.url.display();
    QStringList lines {draft.profile.name};
    for (const QString &line : {label, address})
        if (!line.isEmpty())
            lines.append(line);
    return plainTooltip(visibleText(lines.join(u" · "_s)));
}

void fill(QListWidgetItem *item, const ProfileDraft &draft)
{
    item->setText(nameOf(draft));
    item->setIcon(dot(draft.profile));
    item->setToolTip(tooltipOf(draft));
    const QString label = environmentStyle(draft.profile).label;
    item->setData(
        Qt::AccessibleTextRole, label.isEmpty() ? item->text() : item->text() + u", "_s + visibleText(label));
}
} // namespace

ProfileList::ProfileList(QWidget *parent) : QWidget(parent), m_list(new QListWidget(this))
{
    m_list->setObjectName(u"profiles"_s);
    m_list->setAccessibleName(tr("Saved connections"));
    m_list->setMinimumWidth(narrowest);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *caption = new PlainLabel(tr("Sa&ved connections"), this);
    caption->setBuddy(m_list);
    auto *add = addButton(u"newProfile"_s, tr("Ne&w"));
    m_duplicate = addButton(u"duplicateProfile"_s, tr("Dup&licate"));
    m_delete = addButton(u"deleteProfile"_s, tr("Delete"));
    auto *import = addButton(u"importProfiles"_s, tr("&Import…"));
    setPlainTooltip(import, tr("Reads the connections out of a kamailio.cfg or kamctlrc."));

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(caption, 0, 0, 1, 2);
    layout->addWidget(m_list, 1, 0, 1, 2);
    layout->addWidget(add, 2, 0);
    layout->addWidget(m_duplicate, 2, 1);
    layout->addWidget(m_delete, 3, 0);
    layout->addWidget(import, 3, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &ProfileList::chosen);
    connect(m_list, &QListWidget::itemActivated, this, &ProfileList::activated);
    connect(add, &QPushButton::clicked, this, &ProfileList::newWanted);
    connect(m_duplicate, &QPushButton::clicked, this, &ProfileList::duplicateWanted);
    connect(m_delete, &QPushButton::clicked, this, &ProfileList::deleteWanted);
    connect(import, &QPushButton::clicked, this, &ProfileList::importWanted);
    auto *removal = new QAction(this);
    removal->setShortcut(QKeySequence::Delete);
    removal->setShortcutContext(Qt::WidgetShortcut);
    connect(removal, &QAction::triggered, this, &ProfileList::deleteWanted);
    m_list->addAction(removal);
}

QPushButton *ProfileList::addButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

void ProfileList::showDrafts(const QList<ProfileDraft> &drafts, int current)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const ProfileDraft &draft : drafts)
        fill(new QListWidgetItem(m_list), draft);
    m_list->setCurrentRow(current);
    m_duplicate->setEnabled(current >= 0 && drafts.at(current).isReadable());
    m_delete->setEnabled(current >= 0);
}

void ProfileList::showDraft(int row, const ProfileDraft &draft)
{
    if (QListWidgetItem *item = m_list->item(row))
        fill(item, draft);
}
