// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/findbar.h"

#include "base/visibletext.h"
#include "editor/localkeys.h"
#include "editor/sourceview.h"
#include "editor/textfinder.h"
#include "plainlabel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 longestSelection = 200; ///< longer selections are not what one looks for

QLineEdit *createEdit(QWidget *parent, const QString &name, const QString &placeholder)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(name);
    edit->setAccessibleName(placeholder);
    edit->setPlaceholderText(placeholder);
    edit->setMinimumWidth(120);
    return edit;
}

QLayout *row(const QList<QWidget *> &widgets)
{
    auto *layout = new QHBoxLayout;
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return layout;
}
} // namespace

FindBar::FindBar(SourceView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_finder(new TextFinder(view))
    , m_keys(new LocalKeys(this))
{
    setObjectName(u"findBar"_s);
    createFindRow();
    createReplaceRow();
    layOut();
    createKeys();
    connect(m_finder, &TextFinder::found, this, &FindBar::showState);
    connect(m_finder, &TextFinder::failed, this, [this](const QString &sentence) { say(sentence, true); });
    connect(m_finder, &TextFinder::wrapped, this, [this](int step) {
        say(step < 0 ? tr("Went on from the end.") : tr("Went on from the beginning."));
    });
    connect(m_finder, &TextFinder::reachedEnd, this,
        [this](int step) { say(step < 0 ? tr("This is the first match.") : tr("This is the last match.")); });
    connect(m_finder, &TextFinder::replaced, this, [this](int count, bool isCut) {
        say(isCut ? tr("%1 were replaced, there are more.").arg(count)
                  : (count == 1 ? tr("1 was replaced.") : tr("%1 were replaced.").arg(count)));
    });
    hide();
}

void FindBar::createFindRow()
{
    m_what = createEdit(this, u"findText"_s, tr("Find"));
    m_count = new PlainLabel({}, this);
    m_count->setObjectName(u"findCount"_s);
    m_previous = addButton(u"findPrevious"_s, tr("Previous"), tr("Previous match (Shift+F3)"));
    m_next = addButton(u"findNext"_s, tr("Next"), tr("Next match (F3)"));
    m_case = addOption(u"findCase"_s, tr("Match &case"));
    m_words = addOption(u"findWords"_s, tr("Whole w&ords"));
    m_regex = addOption(u"findRegex"_s, tr("Regular e&xpression"));
    m_wrap = addOption(u"findWrap"_s, tr("Wrap aro&und"));
    m_wrap->setChecked(true);
    m_close = addButton(u"findClose"_s, tr("Close"), tr("Close the find bar (Esc)"));
    m_message = new PlainLabel({}, this);
    m_message->setObjectName(u"findMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    connect(m_what, &QLineEdit::textChanged, this, &FindBar::onWish);
    for (QCheckBox *option : {m_case, m_words, m_regex})
        connect(option, &QCheckBox::toggled, this, &FindBar::onWish);
    connect(m_wrap, &QCheckBox::toggled, m_finder, &TextFinder::setWrapping);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previous);
    connect(m_next, &QToolButton::clicked, this, &FindBar::next);
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::createReplaceRow()
{
    m_with = createEdit(this, u"replaceText"_s, tr("Replace with"));
    m_one = addButton(u"replaceOne"_s, tr("Replace"), tr("Replace this match and go to the next (Enter)"));
    m_all = addButton(u"replaceAll"_s, tr("Replace all"), tr("Replace every match in one step (Ctrl+Enter)"));
    connect(m_one, &QToolButton::clicked, this, [this] { m_finder->replaceOne(m_with->text()); });
    connect(m_all, &QToolButton::clicked, this, [this] { m_finder->replaceAll(m_with->text()); });
}

void FindBar::layOut()
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_what, 0, 0);
    layout->addLayout(row({m_count, m_previous, m_next, m_close}), 0, 1);
    layout->addWidget(m_with, 1, 0);
    layout->addLayout(row({m_one, m_all}), 1, 1, Qt::AlignLeft);
    layout->addLayout(row({m_case, m_words, m_regex, m_wrap}), 2, 0, 1, 2, Qt::AlignLeft);
    layout->addWidget(m_message, 3, 0, 1, 2);
    setTabOrder(m_what, m_with);
}

void FindBar::createKeys()
{
    m_keys->add(Qt::Key_F3, [this] { next(); });
    m_keys->add(Qt::SHIFT | Qt::Key_F3, [this] { previous(); });
    m_keys->add(Qt::Key_Escape, [this] { close(); });
    m_keys->add(Qt::CTRL | Qt::Key_F, [this] { open(false); });
    m_keys->add(Qt::CTRL | Qt::Key_H, [this] { open(true); });
    for (QWidget *widget : findChildren<QWidget *>()) {
        if (widget->focusPolicy() != Qt::NoFocus)
            m_keys->watch(widget);
    }
    connect(m_what, &QLineEdit::returnPressed, this, &FindBar::next);
    connect(m_with, &QLineEdit::returnPressed, m_one, &QToolButton::click);
    auto *replacing = new LocalKeys(this);
    for (const int enter : {Qt::Key_Return, Qt::Key_Enter}) {
        replacing->add(QKeySequence(Qt::CTRL | Qt::Key(enter)), [this] { m_all->click(); });
        replacing->add(QKeySequence(Qt::SHIFT | Qt::Key(enter)), [this] { previous(); });
    }
    replacing->watch(m_what);
    replacing->watch(m_with);
}

QToolButton *FindBar::addButton(const QString &name, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    setPlainTooltip(button, tip);
    return button;
}

QCheckBox *FindBar::addOption(const QString &name, const QString &text)
{
    auto *option = new QCheckBox(text, this);
    option->setObjectName(name);
    return option;
}

void FindBar::find()
{
    takeSelection();
    open(false);
}

void FindBar::replace()
{
    takeSelection();
    open(true);
}

void FindBar::takeSelection()
{
    const qint64 from = qMin(m_view.anchor(), m_view.cursor());
    const qint64 length = qMax(m_view.anchor(), m_view.cursor()) - from;
    if (length == 0 || length > longestSelection)
        return;
    const QByteArrayView selected = m_view.view().sliced(from, length);
    if (!selected.contains('\n') && !selected.contains('\r'))
        m_what->setText(QString::fromUtf8(selected));
}

void FindBar::open(bool replacing)
{
    const bool canReplace = replacing && !m_view.isReadOnly();
    for (QWidget *widget :
        {static_cast<QWidget *>(m_with), static_cast<QWidget *>(m_one), static_cast<QWidget *>(m_all)})
        widget->setVisible(canReplace);
    show();
    QLineEdit *edit = canReplace && m_what->hasFocus() ? m_with : m_what;
    edit->setFocus(Qt::ShortcutFocusReason);
    edit->selectAll();
    onWish();
}

void FindBar::close()
{
    hide();
    m_finder->clear();
    m_view.setFocus(Qt::OtherFocusReason);
}

void FindBar::next()
{
    goOn(1);
}

void FindBar::previous()
{
    goOn(-1);
}

/// With the bar closed the last search goes on.
void FindBar::goOn(int step)
{
    if (m_what->text().isEmpty()) {
        find();
        return;
    }
    say({});
    onWish();
    m_finder->go(step);
}

void FindBar::onWish()
{
    const SearchWish wish {m_what->text(), m_regex->isChecked(), m_case->isChecked(), m_words->isChecked()};
    if (wish == m_finder->wish())
        return;
    say({});
    m_finder->setWish(wish);
    if (m_what->hasFocus())
        m_finder->go(0);
    showState();
}

void FindBar::showState()
{
    const SearchResult &result = m_finder->result();
    const int current = m_finder->current() + 1;
    const QString total =
        result.isCut ? tr("more than %1").arg(result.matches.size()) : QString::number(result.matches.size());
    QString text;
    if (m_finder->isBusy())
        text = tr("Searching …");
    else if (!m_what->text().isEmpty() && result.matches.isEmpty())
        text = tr("Not found");
    else if (!m_what->text().isEmpty())
        text = current > 0 ? tr("%1 of %2").arg(current).arg(total) : tr("%1 found").arg(total);
    m_count->setText(text);
    const bool any = !result.matches.isEmpty();
    m_one->setEnabled(any);
    m_all->setEnabled(any);
    if (!result.fault.isEmpty())
        say(result.fault, true);
}

void FindBar::say(const QString &sentence, bool isFault)
{
    QPalette colours = palette();
    if (isFault)
        colours.setColor(QPalette::WindowText, colours.color(QPalette::BrightText));
    m_message->setPalette(colours);
    m_message->setText(visibleText(sentence));
    m_message->setVisible(!sentence.isEmpty());
}
