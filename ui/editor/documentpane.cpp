// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentpane.h"

#include "base/visibletext.h"
#include "document/formatter.h"
#include "editor/comparisonview.h"
#include "editor/documentchecker.h"
#include "editor/documenteditor.h"
#include "editor/documentviews.h"
#include "editor/localkeys.h"
#include "editor/newestjob.h"
#include "noticebar.h"
#include "plainlabel.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr int comparePause = 400; ///< ms without a key before the text is compared

/// What stands above a document, in the order of the menu.
constexpr std::array headerCommands {
    std::pair {Command::SaveDocument, QT_TRANSLATE_NOOP("DocumentPane", "Save…")},
    std::pair {Command::RevertDocument, QT_TRANSLATE_NOOP("DocumentPane", "Discard")},
    std::pair {Command::FormatDocument, QT_TRANSLATE_NOOP("DocumentPane", "Format")},
    std::pair {Command::NewDocument, QT_TRANSLATE_NOOP("DocumentPane", "New…")},
};

bool isSameContent(const OpenDocument &a, const OpenDocument &b)
{
    return a.isNull == b.isNull && a.stored() == b.stored();
}

/// The one edit that makes @p after of @p before: what is the same at both ends stays, and the cursor with
/// it.
QList<TextEdit> replacement(const QByteArray &before, const QByteArray &after)
{
    const auto starts = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto ends = std::mismatch(before.rbegin(), std::make_reverse_iterator(starts.first), after.rbegin(),
        std::make_reverse_iterator(starts.second));
    const qint64 from = starts.first - before.begin();
    return {{from, ends.first.base() - starts.first, after.mid(from, ends.second.base() - starts.second)}};
}
} // namespace

DocumentPane::DocumentPane(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_header(new DocumentHeader(this))
    , m_views(new DocumentViews(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new PlainLabel({}, this))
    , m_stayBar(new NoticeBar(u"stayBar"_s, NoticeBar::Tone::Warning, this))
    , m_conflictBar(new NoticeBar(u"conflictBar"_s, NoticeBar::Tone::Warning, this))
    , m_kindBar(new NoticeBar(u"kindBar"_s, NoticeBar::Tone::Remark, this))
    , m_reasonBar(new NoticeBar(u"reasonBar"_s, NoticeBar::Tone::Remark, this))
    , m_remarkBar(new NoticeBar(u"remarkBar"_s, NoticeBar::Tone::Remark, this))
    , m_checker(new DocumentChecker(this))
    , m_format(new NewestJob(this))
{
    setObjectName(u"documentPane"_s);
    m_empty->setObjectName(u"documentEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(12);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_views);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    for (NoticeBar *bar : {m_stayBar, m_conflictBar, m_kindBar, m_reasonBar, m_remarkBar}) {
        layout->addWidget(bar);
        connect(bar, &NoticeBar::chosen, this, &DocumentPane::act);
    }
    layout->addWidget(m_pages, 1);
    createCommands(actions);
    connectViews();
    showNothing(tr("Select a row to see its document."));
}

void DocumentPane::createCommands(const Actions &actions)
{
    for (const auto &[command, label] : headerCommands)
        m_header->addCommand(actions[command], tr(label));
    // The grid sorts with the same key: here it saves.
    auto *keys = new LocalKeys(this);
    keys->add(QKeySequence::Save, [this] {
        if (isEdited())
            emit saveWanted();
    });
    keys->watch(this);
    for (QWidget *part : m_views->findChildren<QWidget *>()) // the text keeps keys that it does not know
        keys->watch(part);
}

void DocumentPane::connectViews()
{
    connect(m_header, &DocumentHeader::viewChosen, this, &DocumentPane::setView);
    connect(m_header, &DocumentHeader::columnChosen, this, &DocumentPane::showColumn);
    connect(&editor(), &DocumentEditor::edited, this, &DocumentPane::onEdited);
    connect(&m_views->comparison(), &ComparisonView::compared, this, [this](const Comparison &comparison) {
        m_merged = comparison.merged;
        tellConflict();
    });
    connect(m_checker, &DocumentChecker::checked, this, &DocumentPane::takeVerdict);
    m_compareSoon.setSingleShot(true);
    m_compareSoon.setInterval(comparePause);
    connect(&m_compareSoon, &QTimer::timeout, this, &DocumentPane::compare);
}

void DocumentPane::setKnownUris(const QStringList &uris)
{
    m_views->setKnownUris(uris);
}

DocumentEditor &DocumentPane::editor()
{
    return m_views->editor();
}

bool DocumentPane::isEdited() const
{
    return m_document && m_views->editor().isModified();
}

QByteArray DocumentPane::text() const
{
    return m_views->editor().utf8();
}

std::optional<QByteArray> DocumentPane::bytes() const
{
    return m_document ? m_document->text.encode(text()) : std::nullopt;
}

void DocumentPane::setView(DocumentViewKind view)
{
    m_header->setView(view);
    m_views->setView(view);
    compare();
}

// What the grid does

void DocumentPane::gridIsAt(const std::optional<StoredRow> &row)
{
    m_isElsewhere = isEdited() && !m_document->row.isNew() && !(row && row->isSameRow(m_document->row));
    tellAll();
}

void DocumentPane::showRow(const StoredRow &row, const QList<OpenDocument> &documents)
{
    if (isEdited()) {
        for (const OpenDocument &document : documents)
            if (document.isSameDocument(*m_document))
                setTheirs(document);
        return;
    }
    if (documents.isEmpty())
        return showNothing(tr("The rows of %1 have no documents.").arg(visibleText(row.table.name)));
    m_documents = documents;
    const auto chosen = std::find_if(documents.begin(), documents.end(),
        [this](const OpenDocument &document) { return document.column == m_column; });
    const OpenDocument &document = chosen == documents.end() ? documents.first() : *chosen;
    const bool isSame = m_document && m_document->isSameDocument(document);
    if (isSame && isSameContent(*m_document, document)) {
        const TypeDecision decision = m_document->decision; // perhaps a person's
        const bool isJudgedAnew = m_document->neighbours != document.neighbours;
        m_document = document;
        m_document->decision = decision;
        if (isJudgedAnew)
            checkDocument();
        return;
    }
    show(document, isSame);
}

void DocumentPane::showNothing(const QString &why)
{
    if (isEdited())
        return;
    m_document.reset();
    m_theirs.reset();
    m_documents.clear();
    m_compareSoon.stop();
    m_checker->cancel();
    m_verdict.reset();
    m_header->showNothing();
    m_empty->setText(why);
    m_pages->setCurrentWidget(m_empty);
    tellAll();
}

void DocumentPane::show(const OpenDocument &document, bool keepPlace)
{
    QStringList columns;
    for (const OpenDocument &other : m_documents)
        columns.append(other.column);
    m_document = document;
    m_theirs.reset();
    m_merged.reset();
    m_isElsewhere = false;
    m_isGone = false;
    m_header->setColumns(columns, document.column);
    m_views->showDocument(document, keepPlace);
    m_header->showVerdict(std::nullopt);
    const bool isText = document.text.isExact;
    for (const DocumentViewKind view : {DocumentViewKind::Form, DocumentViewKind::Outline})
        m_header->setViewOffered(view, isText && !document.isTooDeep);
    if (!keepPlace && !isText)
        setView(DocumentViewKind::Hex);
    else if (!keepPlace && m_header->view() == DocumentViewKind::Hex)
        setView(DocumentViewKind::Text);
    m_pages->setCurrentWidget(m_views);
    if (!keepPlace)
        m_remarkBar->clear();
    tellAll();
    checkDocument();
    compare();
}

void DocumentPane::showColumn(const QString &column)
{
    if (isEdited()) {
        m_header->setColumns({m_document->column}, m_document->column);
        return;
    }
    m_column = column;
    for (const OpenDocument &document : std::as_const(m_documents))
        if (document.column == column)
            show(document, false);
}

// What a person does

void DocumentPane::onEdited()
{
    if (m_wasEdited != isEdited()) {
        m_wasEdited = isEdited();
        // The other columns wait until this one is saved or discarded.
        if (m_wasEdited)
            m_header->setColumns({m_document->column}, m_document->column);
        emit editedChanged(m_wasEdited);
    }
    m_remarkBar->clear();
    m_verdict.reset();
    m_checker->check(text(), editor().revision());
    m_compareSoon.start();
    tellAll();
    emit textChanged();
}

void DocumentPane::startNew(const OpenDocument &document, const QByteArray &text)
{
    m_documents = {document};
    show(document, false);
    setView(DocumentViewKind::Text);
    replaceText(text);
}

void DocumentPane::replaceText(const QByteArray &text)
{
    editor().applyEdits(replacement(this->text(), text));
}

void DocumentPane::restore(
    const OpenDocument &base, const QByteArray &text, const std::optional<OpenDocument> &now)
{
    startNew(base, text);
    if (now)
        setTheirs(*now);
    else if (!base.row.isNew())
        setGone();
}

void DocumentPane::discard()
{
    if (!m_document)
        return;
    const std::optional<OpenDocument> theirs = m_theirs;
    const bool leaves = m_document->row.isNew() || m_isGone;
    const OpenDocument document = theirs.value_or(*m_document);
    show(document, true); // the editor is unmodified from here on
    onEdited();
    emit discarded();
    if (leaves)
        showNothing(tr("Select a row to see its document."));
}

void DocumentPane::setKind(const DocumentType *kind)
{
    if (!m_document || !kind)
        return;
    m_document->decision.chosen = kind;
    m_views->setType(*m_document);
    tellAll();
    checkDocument();
}

void DocumentPane::act(const QString &choice)
{
    static const QHash<QString, void (DocumentPane::*)()> actions {
        {u"staySave"_s, &DocumentPane::saveWanted},
        {u"stayGo"_s, &DocumentPane::goToRowWanted},
        {u"stayDiscard"_s, &DocumentPane::discard},
        {u"goneDiscard"_s, &DocumentPane::discard},
        {u"newRow"_s, &DocumentPane::becomeNewRow},
        {u"keepMine"_s, &DocumentPane::keepMine},
        {u"takeTheirs"_s, &DocumentPane::takeTheirs},
        {u"mergeBoth"_s, &DocumentPane::merge},
        {u"storeAnyway"_s, &DocumentPane::storeAnywayWanted},
        {u"closeRemark"_s, &DocumentPane::clearRemark},
    };
    if (choice == "compareBoth"_L1)
        setView(DocumentViewKind::Diff);
    else if (choice == "goToFault"_L1 && m_verdict && m_verdict->firstError())
        editor().goTo(m_verdict->firstError()->place);
    else if (choice == "kindOfRow"_L1)
        setKind(m_document->decision.byRow);
    else if (choice == "kindOfContent"_L1)
        setKind(m_document->decision.byContent);
    else if (const auto action = actions.value(choice))
        (this->*action)();
}

// What the server does

bool DocumentPane::isOf(const StoredRow &row) const
{
    if (!m_document || m_document->row.table.role != row.table.role)
        return false;
    return m_document->row.isNew() || m_document->row.isSameRow(row);
}

void DocumentPane::setStored(const StoredRow &row)
{
    OpenDocument document = openDocument(row, m_document->column);
    document.decision.chosen = m_document->decision.chosen;
    document.neighbours = m_document->neighbours; // a save touches one row
    const bool isTypedOn = bytes() != document.stored();
    const QByteArray mine = text();
    m_documents = {document};
    m_column = document.column;
    show(document, true);
    if (isTypedOn)
        replaceText(mine);
    onEdited();
}

void DocumentPane::setTheirs(const OpenDocument &theirs)
{
    m_isGone = false;
    if (isSameContent(theirs, *m_document)) {
        m_document->row = theirs.row; // other columns may be new
        m_theirs.reset();
    } else if (!m_theirs || !isSameContent(theirs, *m_theirs)) {
        m_theirs = theirs;
        m_merged.reset();
        compare();
    }
    tellAll();
}

void DocumentPane::setGone()
{
    m_isGone = true;
    tellAll();
}

/// The next save replaces what they wrote, if that is still the same then.
void DocumentPane::keepMine()
{
    const QByteArray mine = text();
    const DocumentText encoding = m_document->text;
    OpenDocument rebased = *m_theirs;
    rebased.decision.chosen = m_document->decision.chosen;
    show(rebased, true);
    m_document->text.encoding = encoding.encoding;
    m_document->text.byteOrderMark = encoding.byteOrderMark;
    m_document->text.declared = encoding.declared;
    replaceText(mine);
}

/// With all that the row had; it is stored when that is saved.
void DocumentPane::becomeNewRow()
{
    m_document->row.rowKey.clear();
    m_document->row.key.clear();
    m_isGone = false;
    tellAll();
}

void DocumentPane::takeTheirs()
{
    discard();
}

void DocumentPane::merge()
{
    const QByteArray merged = m_merged.value_or(QByteArray());
    keepMine();
    replaceText(merged);
    setView(DocumentViewKind::Diff);
}

void DocumentPane::compare()
{
    if (!m_document || !(m_theirs || m_header->view() == DocumentViewKind::Diff))
        return;
    m_views->comparison().showVersions(
        {m_document->text.utf8, m_theirs ? std::optional(m_theirs->text.utf8) : std::nullopt, text()});
}

// What is said about it

/// Another document, or the same one taken for another kind.
void DocumentPane::checkDocument()
{
    m_verdict.reset();
    m_checker->setDocument(m_document->text, m_document->type(), m_document->context, m_document->neighbours);
    checkNow();
}

void DocumentPane::checkNow()
{
    m_checker->checkNow(text(), editor().revision());
}

void DocumentPane::takeVerdict(const Verdict &verdict, int revision)
{
    if (!m_document || revision != editor().revision())
        return;
    m_verdict = verdict;
    if (m_document->isNull && !isEdited())
        m_verdict = Verdict();
    m_header->showVerdict(m_verdict);
    m_views->setVerdict(*m_verdict);
    emit checked(*m_verdict);
}

void DocumentPane::format()
{
    if (!m_document || !m_document->readOnlyReason().isEmpty())
        return;
    m_format->run([text = text()] { return std::pair(text, prettyPrinted(text)); },
        [this](const std::pair<QByteArray, Result<QByteArray>> &answer) {
            const auto &[before, formatted] = answer;
            if (!m_document || before != text())
                return; // typed meanwhile
            if (!formatted)
                return showRemark(visibleText(formatted.error().message));
            replaceText(*formatted);
            if (*formatted == before)
                showRemark(tr("Nothing to do: the text is laid out like this already."));
        });
}

void DocumentPane::tellAll()
{
    const bool edited = isEdited();
    if (m_document)
        m_header->showDocument(*m_document);
    tellTitle();
    tellReason();
    if (m_isElsewhere && edited)
        m_stayBar->showNotice(
            tr("Unsaved changes in %1. The grid is at another row.").arg(m_document->title()),
            {{u"stayGo"_s, tr("&Go to its row")}, {u"staySave"_s, tr("Sa&ve…")},
                {u"stayDiscard"_s, tr("Disca&rd")}});
    else
        m_stayBar->clear();
    tellKind();
    tellConflict();
    m_actions[Command::SaveDocument]->setEnabled(edited);
    m_actions[Command::RevertDocument]->setEnabled(edited);
    m_actions[Command::FormatDocument]->setEnabled(m_document && m_document->readOnlyReason().isEmpty());
}

void DocumentPane::tellTitle()
{
    if (!m_document)
        emit titleChanged(tr("Document"));
    else if (m_document->row.isNew())
        emit titleChanged(tr("New: %1").arg(m_document->title()));
    else
        emit titleChanged(
            isEdited() ? tr("%1 · unsaved changes").arg(m_document->title()) : m_document->title());
}

void DocumentPane::tellReason()
{
    const QString reason = m_document ? m_document->readOnlyReason() : QString();
    const QString why = m_document && reason.isEmpty() ? m_document->limit : reason;
    if (why.isEmpty())
        m_reasonBar->clear();
    else
        m_reasonBar->showNotice(why);
}

void DocumentPane::tellKind()
{
    if (!m_document || m_document->decision.disagreement.isEmpty())
        return m_kindBar->clear();
    const TypeDecision &decision = m_document->decision;
    QList<NoticeChoice> choices;
    const auto offer = [&choices, &decision](const QString &id, const DocumentType *kind) {
        if (kind)
            choices.append({id, tr("Take it for: %1").arg(withoutMnemonic(kind->titleText())),
                kind == decision.chosen ? tr("It is taken for that now.") : QString()});
    };
    offer(u"kindOfRow"_s, decision.byRow);
    offer(u"kindOfContent"_s, decision.byContent);
    m_kindBar->showNotice(decision.disagreement, choices);
}

void DocumentPane::tellConflict()
{
    if (m_isGone && isEdited())
        return m_conflictBar->showNotice(
            tr("The row of this document is no longer in the database. Your text is still here."),
            {{u"newRow"_s, tr("Make it a &new row")}, {u"goneDiscard"_s, tr("Disca&rd")}});
    if (!m_theirs)
        return m_conflictBar->clear();
    const QString clash = tr("Both changed the same places, so that they cannot be merged by themselves.");
    m_conflictBar->showNotice(
        tr("The server has changed this document while you edited it. Nothing of it is overwritten unseen."),
        {{u"compareBoth"_s, tr("Com&pare")},
            {u"mergeBoth"_s, tr("&Merge both"), m_merged ? QString() : clash},
            {u"keepMine"_s, tr("&Keep mine")}, {u"takeTheirs"_s, tr("&Take theirs")}});
}

void DocumentPane::showRemark(const QString &sentence)
{
    m_remarkBar->showNotice(sentence, {{u"closeRemark"_s, tr("Cl&ose")}});
}

void DocumentPane::askAboutMalformed(const Verdict &verdict)
{
    const Diagnostic *error = verdict.firstError();
    const QString what = error ? error->sentence : QString();
    m_remarkBar->showNotice(tr("Not saved: the text is malformed, and no server can read it. %1").arg(what),
        {{u"goToFault"_s, tr("&Go there")}, {u"storeAnyway"_s, tr("Store it although it is &malformed…")},
            {u"closeRemark"_s, tr("Cl&ose")}});
}

void DocumentPane::clearRemark()
{
    m_remarkBar->clear();
}
