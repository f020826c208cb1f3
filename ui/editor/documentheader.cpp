// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentheader.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
struct ViewSpec {
    DocumentViewKind view;
    const char *label;
    const char *tooltip;
};

constexpr std::array views {
    ViewSpec {DocumentViewKind::Text, QT_TRANSLATE_NOOP("DocumentHeader", "Text"),
        QT_TRANSLATE_NOOP("DocumentHeader", "The text of the document")},
    ViewSpec {DocumentViewKind::Form, QT_TRANSLATE_NOOP("DocumentHeader", "Form"),
        QT_TRANSLATE_NOOP("DocumentHeader", "A form beside the text, for what is changed most")},
    ViewSpec {DocumentViewKind::Outline, QT_TRANSLATE_NOOP("DocumentHeader", "Outline"),
        QT_TRANSLATE_NOOP("DocumentHeader", "The elements beside the text")},
    ViewSpec {DocumentViewKind::Hex, QT_TRANSLATE_NOOP("DocumentHeader", "Hex"),
        QT_TRANSLATE_NOOP("DocumentHeader", "The bytes as they are stored")},
    ViewSpec {DocumentViewKind::Diff, QT_TRANSLATE_NOOP("DocumentHeader", "Changes"),
        QT_TRANSLATE_NOOP("DocumentHeader", "What was changed, here and on the server")},
};

int count(const Verdict &verdict, Severity severity)
{
    return static_cast<int>(std::count_if(verdict.diagnostics.begin(), verdict.diagnostics.end(),
        [severity](const Diagnostic &diagnostic) { return diagnostic.severity == severity; }));
}

QString mainWord(const Verdict &verdict)
{
    if (verdict.isBeyondLimit())
        return DocumentHeader::tr("beyond the limits, not checked");
    if (verdict.isWellFormed == false)
        return DocumentHeader::tr("malformed");
    if (verdict.isValid == false) {
        const int faults = count(verdict, Severity::Invalid);
        return faults == 1 ? DocumentHeader::tr("invalid in one place")
                           : DocumentHeader::tr("invalid in %1 places").arg(faults);
    }
    if (verdict.isValid == true)
        return DocumentHeader::tr("valid");
    return verdict.isWellFormed == true ? DocumentHeader::tr("well-formed") : QString();
}
} // namespace

QString verdictText(const Verdict &verdict)
{
    const int stumbles = count(verdict, Severity::Stumble);
    const QString word = mainWord(verdict);
    if (stumbles == 0)
        return word;
    const QString warnings =
        stumbles == 1 ? DocumentHeader::tr("1 warning") : DocumentHeader::tr("%1 warnings").arg(stumbles);
    return word.isEmpty() ? warnings : DocumentHeader::tr("%1, %2").arg(word, warnings);
}

DocumentHeader::DocumentHeader(QWidget *parent)
    : QWidget(parent)
    , m_state(new PlainLabel({}, this))
    , m_columns(new QTabBar(this))
    , m_views(new QTabBar(this))
    , m_commands(new QWidget(this))
{
    setObjectName(u"documentHeader"_s);
    m_state->setObjectName(u"documentState"_s);
    m_columns->setObjectName(u"documentColumns"_s);
    m_columns->setAccessibleName(tr("Document columns of the row"));
    m_columns->setDrawBase(false);
    m_columns->setExpanding(false);
    connect(m_columns, &QTabBar::currentChanged, this,
        [this](int at) { emit columnChosen(m_columns->tabData(at).toString()); });
    createViews();

    auto *commands = new QHBoxLayout(m_commands);
    commands->setContentsMargins(0, 0, 0, 0);
    commands->setSpacing(2);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 4, 2);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_columns);
    layout->addWidget(m_commands);
    layout->addWidget(m_views);
    showNothing();
}

void DocumentHeader::createViews()
{
    m_views->setObjectName(u"documentViews"_s);
    m_views->setAccessibleName(tr("Views of the document"));
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    for (const ViewSpec &spec : views) {
        const int at = m_views->addTab(tr(spec.label));
        m_views->setTabToolTip(at, plainTooltip(tr(spec.tooltip)));
    }
    connect(m_views, &QTabBar::currentChanged, this,
        [this](int at) { emit viewChosen(static_cast<DocumentViewKind>(at)); });
}

void DocumentHeader::showDocument(const OpenDocument &document)
{
    m_measures = document.measures();
    tell();
    for (QWidget *part : {m_commands, static_cast<QWidget *>(m_views)})
        part->setVisible(true);
}

void DocumentHeader::showVerdict(const std::optional<Verdict> &verdict)
{
    m_verdict = verdict ? verdictText(*verdict) : QString();
    tell();
}

void DocumentHeader::showNothing()
{
    m_measures.clear();
    m_verdict.clear();
    tell();
    setColumns({}, {});
    m_commands->hide();
    m_views->hide();
}

void DocumentHeader::setColumns(const QStringList &columns, const QString &current)
{
    const QSignalBlocker blocker(m_columns);
    QStringList shown;
    for (int at = 0; at < m_columns->count(); ++at)
        shown.append(m_columns->tabData(at).toString());
    if (shown != columns) {
        while (m_columns->count() > 0)
            m_columns->removeTab(0);
        for (const QString &column : columns)
            m_columns->setTabData(m_columns->addTab(withoutMnemonic(visibleText(column))), column);
    }
    m_columns->setCurrentIndex(static_cast<int>(columns.indexOf(current)));
    m_columns->setVisible(columns.size() > 1);
}

void DocumentHeader::setView(DocumentViewKind view)
{
    m_views->setCurrentIndex(static_cast<int>(view));
}

DocumentViewKind DocumentHeader::view() const
{
    return static_cast<DocumentViewKind>(m_views->currentIndex());
}

void DocumentHeader::setViewOffered(DocumentViewKind view, bool offered)
{
    m_views->setTabEnabled(static_cast<int>(view), offered);
}

void DocumentHeader::addCommand(QAction *action, const QString &label)
{
    auto *button = new QToolButton(m_commands);
    button->setDefaultAction(action);
    action->setIconText(label);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setObjectName(action->objectName() + "Button"_L1);
    button->setAccessibleName(action->toolTip());
    m_commands->layout()->addWidget(button);
}

void DocumentHeader::tell()
{
    QStringList parts {m_measures, m_verdict};
    parts.removeAll({});
    m_state->setText(parts.join(u" · "_s));
}
