// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/completionpopup.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QScreen>
#include <QStandardItemModel>

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr int rowsInSight = 10;
constexpr int fewestRows = 5; ///< high enough for what is said beside them
constexpr int listWidth = 240;
constexpr int descriptionWidth = 280;
constexpr int descriptionRole = Qt::UserRole + 1;

/// By Proposal::Kind: the word that says what is proposed.
constexpr std::array kindWords {
    QT_TRANSLATE_NOOP("CompletionPopup", "Element"),
    QT_TRANSLATE_NOOP("CompletionPopup", "Attribute"),
    QT_TRANSLATE_NOOP("CompletionPopup", "Value"),
    QT_TRANSLATE_NOOP("CompletionPopup", "End tag"),
    QT_TRANSLATE_NOOP("CompletionPopup", "Address in this database"),
};
} // namespace

CompletionPopup::CompletionPopup(QWidget *parent)
    : QFrame(parent, Qt::ToolTip | Qt::FramelessWindowHint)
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_description(new PlainLabel({}, this))
{
    setObjectName(u"completionPopup"_s);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    setFrameStyle(QFrame::Box | QFrame::Plain);
    setAutoFillBackground(true);
    m_list->setObjectName(u"completions"_s);
    m_list->setAccessibleName(tr("What may stand here"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setFixedWidth(listWidth);
    m_list->setModel(m_model);
    m_description->setObjectName(u"completionDescription"_s);
    m_description->setWordWrap(true);
    m_description->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_description->setFixedWidth(descriptionWidth);
    m_description->setMargin(6);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(m_description);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompletionPopup::describe);
    connect(
        m_list, &QListView::clicked, this, [this](const QModelIndex &index) { emit chosen(index.row()); });
}

void CompletionPopup::showAt(
    const QList<Proposal> &proposals, const QPoint &place, int lineHeight, bool chooseFirst)
{
    fill(proposals);
    const int rows = qMin(rowsInSight, m_model->rowCount());
    const int rowHeight = qMax(m_list->sizeHintForRow(0), fontMetrics().lineSpacing());
    choose(chooseFirst ? 0 : -1);
    describe();
    setFixedHeight(qMax(rows, fewestRows) * rowHeight + 4);
    adjustSize();
    this->place(place, lineHeight);
    show();
    raise();
}

void CompletionPopup::fill(const QList<Proposal> &proposals)
{
    m_model->clear();
    for (const Proposal &proposal : proposals) {
        const QString label = visibleText(proposal.label);
        const QString kind = tr(kindWords.at(static_cast<size_t>(proposal.kind)));
        auto *item = new QStandardItem(proposal.isRequired ? tr("%1 (required)").arg(label) : label);
        const QString meaning = visibleText(proposal.description);
        item->setData(meaning.isEmpty() ? kind : kind + u": "_s + meaning, descriptionRole);
        m_model->appendRow(item);
    }
}

void CompletionPopup::place(const QPoint &below, int lineHeight)
{
    const QRect free = parentWidget()->screen()->availableGeometry();
    QPoint corner = below + QPoint(0, lineHeight);
    if (corner.y() + height() > free.bottom())
        corner.setY(below.y() - height());
    corner.setX(qMax(free.left(), qMin(corner.x(), free.right() - width())));
    move(corner);
}

int CompletionPopup::current() const
{
    return isVisible() ? m_list->currentIndex().row() : -1;
}

void CompletionPopup::choose(int row)
{
    m_list->setCurrentIndex(m_model->index(row, 0));
}

void CompletionPopup::step(int rows)
{
    const int count = m_model->rowCount();
    const int now = m_list->currentIndex().row();
    if (count > 0)
        choose(now < 0 ? (rows > 0 ? 0 : count - 1) : (now + rows + count) % count);
}

void CompletionPopup::stepPage(int pages)
{
    choose(qBound(0, m_list->currentIndex().row() + pages * (rowsInSight - 1), m_model->rowCount() - 1));
}

void CompletionPopup::describe()
{
    const QModelIndex index = m_list->currentIndex();
    m_description->setText(index.isValid() ? index.data(descriptionRole).toString()
                                           : tr("Choose with the arrow keys, take with Enter or Tab."));
}
