// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/codefield.h"

#include "schema/codeword.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

CodeField::CodeField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent)
    : FieldEditor(column, context, parent)
    , m_words(new QComboBox(this))
{
    setMain(m_words);
    m_words->setEditable(true);
    m_words->setInsertPolicy(QComboBox::NoInsert);
    for (const CodeWord *word : codeWords(column.meaning, context)) {
        const auto value = encodeWord(column, QString::fromLatin1(word->word), context);
        if (!value)
            continue;
        const QString text = value->toString();
        m_words->addItem(text == QLatin1StringView(word->word)
                ? text
                : u"%1 (%2)"_s.arg(text, QString::fromLatin1(word->word)),
            *value);
    }
    m_words->setCurrentIndex(-1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_words);
    connect(m_words, &QComboBox::activated, this, &FieldEditor::edited);
    connect(m_words->lineEdit(), &QLineEdit::textEdited, this, &FieldEditor::edited);
}

void CodeField::setStored(const QVariant &raw)
{
    const QSignalBlocker quiet(m_words);
    const int known = m_words->findData(raw);
    m_words->setCurrentIndex(known);
    if (known < 0)
        m_words->setEditText(raw.toString());
}

void CodeField::setNothing(const QString &inItsPlace)
{
    const QSignalBlocker quiet(m_words);
    m_words->setCurrentIndex(-1);
    m_words->clearEditText();
    m_words->lineEdit()->setPlaceholderText(inItsPlace);
}

Result<QVariant> CodeField::typed() const
{
    const QString text = m_words->currentText();
    const int known = m_words->findText(text);
    return known >= 0 ? Result<QVariant>(m_words->itemData(known)) : encodeWord(column(), text, context());
}
