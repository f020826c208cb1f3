// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusline.h"

#include "base/epochtime.h"
#include "base/visibletext.h"
#include "connection/privacystyle.h"
#include "grid/gridtab.h"
#include "plainlabel.h"
#include "refresher.h"
#include "tintedicon.h"

#include <QDateTime>
#include <QEvent>
#include <QLocale>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>

namespace {
/// Clocks that differ by less do so by rounding.
constexpr qint64 noticeableSkewMs = 500;

struct RowsSentence {
    TotalKind kind;
    const char *all;
    const char *filtered;
};

constexpr std::array rowsSentences {
    RowsSentence {TotalKind::Exact, QT_TRANSLATE_NOOP("StatusLine", "%1 rows"),
        QT_TRANSLATE_NOOP("StatusLine", "%1 rows match the filter")},
    RowsSentence {TotalKind::About, QT_TRANSLATE_NOOP("StatusLine", "about %1 rows"),
        QT_TRANSLATE_NOOP("StatusLine", "about %1 rows match the filter")},
    RowsSentence {TotalKind::AtLeast, QT_TRANSLATE_NOOP("StatusLine", "%1 or more rows"),
        QT_TRANSLATE_NOOP("StatusLine", "%1 or more rows match the filter")},
};

/// How many rows there are, as a whole sentence for each case.
QString rowsText(qint64 rows, TotalKind kind, bool filtered)
{
    if (rows == 1 && kind == TotalKind::Exact)
        return filtered ? StatusLine::tr("1 row matches the filter") : StatusLine::tr("1 row");
    const auto *sentence = std::find_if(rowsSentences.begin(), rowsSentences.end(),
        [kind](const RowsSentence &each) { return each.kind == kind; });
    return StatusLine::tr(filtered ? sentence->filtered : sentence->all).arg(QLocale().toString(rows));
}

int findingCount(const DatabaseSchema &schema)
{
    int count = 0;
    for (const TableInfo &table : schema.tables)
        count += static_cast<int>(table.findings.size());
    return count;
}
} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_server(add("statusServer", tr("The database engine and its version.")))
    , m_host(add("statusHost", tr("Which of the hosts answers.")))
    , m_privacy(addButton("statusPrivacy"))
    , m_tables(add("statusTables", tr("Which release of which server made these tables.")))
    , m_findings(addButton("statusFindings"))
    , m_rights(add("statusRights", {}))
    , m_staged(addButton("statusStaged"))
    , m_clock(add("statusClock",
          tr("The server's clock against the clock of this machine. Times count down by the server's "
             "clock.")))
    , m_rows(add("statusRows", tr("Rows of the table, or of the filter when one is set.")))
    , m_age(add("statusAge", tr("When the rows on the screen were read.")))
    , m_cost(add("statusCost", tr("What the last refresh cost the server, and how often it is repeated.")))
{
    setSizeGripEnabled(false);
    m_privacy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPlainTooltip(m_findings, tr("What is unusual about these tables."));
    setPlainTooltip(m_staged, tr("Changes that wait to be written. Click to look at them."));
    connect(m_staged, &QToolButton::clicked, this, &StatusLine::stagedWanted);
    connect(m_findings, &QToolButton::clicked, this, &StatusLine::findingsWanted);
    connect(m_privacy, &QToolButton::clicked, this, [this] { emit privacyExplained(m_privacySentence); });
    clearAll();
}

PlainLabel *StatusLine::add(const char *name, const QString &tooltip)
{
    auto *label = new PlainLabel({}, this);
    label->setObjectName(QString::fromLatin1(name));
    label->setMargin(3);
    // On a narrow screen the words at the end are cut, and the window is not wider than the screen.
    label->setMinimumWidth(1);
    setPlainTooltip(label, tooltip);
    addWidget(label);
    return label;
}

QToolButton *StatusLine::addButton(const char *name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoRaise(true);
    addWidget(button);
    return button;
}

void StatusLine::clearAll()
{
    for (PlainLabel *label : {m_server, m_host, m_tables, m_rights, m_clock, m_rows, m_age, m_cost})
        label->clear();
    m_host->hide();
    m_findings->hide();
    showStaged(0);
    m_privacy->hide();
}

void StatusLine::showDatabase(const LiveDatabase &database)
{
    m_tables->setText(database.schema().label);
    setPlainTooltip(m_rights, database.facts().manners);
    showServer(database);
    showClock(database.facts().clock);
    showFindings(database.schema());
}

void StatusLine::showRights(const QString &text)
{
    m_rights->setText(text);
}

void StatusLine::showStaged(int count)
{
    m_staged->setText(count == 1 ? tr("1 staged change") : tr("%1 staged changes").arg(count));
    m_staged->setVisible(count > 0);
}

void StatusLine::showServer(const LiveDatabase &database)
{
    const ServerIdentity &server = database.facts().server;
    m_server->setText(visibleText(database.facts().description));
    m_host->setText(visibleText(server.address));
    m_host->setVisible(!database.url().isFile() && !server.address.isEmpty());
    const PrivacyStyle style = privacyStyle(server.privacy);
    m_shownPrivacy = server.privacy;
    m_privacySentence = privacyTooltip(server, database.profile().tls.caFile);
    m_privacy->setText(withoutMnemonic(style.words));
    m_privacy->setAccessibleName(tr("Privacy: %1").arg(style.words));
    setPlainTooltip(m_privacy, m_privacySentence);
    m_privacy->show();
    paintLock();
}

void StatusLine::showClock(const ServerClock &clock)
{
    const qint64 skew = clock.skewMs;
    m_clock->setText(std::abs(skew) < noticeableSkewMs
            ? tr("clock ±0 s")
            : tr("clock %1 s")
                  .arg((skew > 0 ? QStringLiteral("+") : QString())
                      + QLocale().toString(skew / 1000.0, 'f', 1)));
}

void StatusLine::showFindings(const DatabaseSchema &schema)
{
    const int findings = findingCount(schema);
    m_findings->setText(findings == 1 ? tr("1 finding") : tr("%1 findings").arg(findings));
    m_findings->setVisible(findings > 0);
}

void StatusLine::paintLock()
{
    m_privacy->setIcon(tintedIcon(privacyStyle(m_shownPrivacy).icon, palette()));
}

void StatusLine::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_privacy)
        paintLock();
}

void StatusLine::showGrid(GridTab *grid)
{
    if (!grid) {
        m_rows->clear();
        return;
    }
    GridController &controller = grid->controller();
    const LiveGridModel &model = controller.model();
    const qint64 rows = model.totalRows() - model.ghostCount();
    m_rows->setText(rowsText(rows, controller.totalKind(), !controller.filter().isEmpty()));
}

void StatusLine::showPace(const Refresher &refresher)
{
    const Pace &pace = refresher.pace();
    // Nothing is read, so nothing costs anything.
    if (m_server->text().isEmpty())
        return m_cost->clear();
    if (refresher.isPaused())
        m_cost->setText(tr("paused"));
    else if (pace.isOff())
        m_cost->setText(tr("refresh %1 ms, by hand only").arg(pace.costMs));
    else if (pace.isStretched())
        m_cost->setText(tr("refresh %1 ms: slow, so only every %2 s")
                            .arg(pace.costMs)
                            .arg((refresher.delayMs() + 999) / 1000));
    else
        m_cost->setText(tr("refresh %1 ms, every %2 s").arg(pace.costMs).arg(pace.periodMs / 1000));
}

void StatusLine::showAge(qint64 lastAnswerMs)
{
    if (lastAnswerMs == 0)
        return m_age->clear();
    const qint64 seconds = std::max<qint64>(0, (QDateTime::currentMSecsSinceEpoch() - lastAnswerMs) / 1000);
    m_age->setText(tr("data %1 s old").arg(seconds));
    if (seconds >= 120)
        m_age->setText(tr("data %1 old").arg(countdown(seconds)));
}
