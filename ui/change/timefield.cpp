// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/timefield.h"

#include "base/visibletext.h"
#include "schema/storedvalue.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace {
/// What a calendar shows: beyond it a number is no date that anybody meant.
constexpr qint64 lastDay = 253'402'300'799; ///< the end of the year 9999
} // namespace

TimeField::TimeField(const ColumnInfo &column, const DecodeContext &context, QWidget *parent)
    : FieldEditor(column, context, parent)
    , m_date(new QDateTimeEdit(this))
    , m_epoch(new QLineEdit(this))
{
    setMain(m_epoch);
    const bool isUtc = context.timeStyle == TimeStyle::Utc;
    m_date->setObjectName(u"date_"_s + column.name);
    m_date->setAccessibleName(tr("%1 as a date").arg(visibleText(column.name)));
    m_date->setTimeSpec(isUtc ? Qt::UTC : Qt::LocalTime);
    m_date->setDisplayFormat(isUtc ? u"yyyy-MM-dd HH:mm:ss'Z'"_s : u"yyyy-MM-dd HH:mm:ss"_s);
    m_date->setCalendarPopup(true);
    m_epoch->setToolTip(plainTooltip(tr("Epoch seconds, now+1h, or a date")));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_date, 1);
    layout->addWidget(m_epoch, 1);
    setTabOrder(m_date, m_epoch);
    connect(m_date, &QDateTimeEdit::dateTimeChanged, this, &TimeField::followDate);
    connect(m_epoch, &QLineEdit::textEdited, this, [this] {
        followEpoch();
        emit edited();
    });
}

void TimeField::setStored(const QVariant &raw)
{
    m_epoch->setPlaceholderText({});
    m_epoch->setText(raw.toString());
    followEpoch();
}

void TimeField::setNothing(const QString &inItsPlace)
{
    m_epoch->clear();
    m_epoch->setPlaceholderText(inItsPlace);
    followEpoch();
}

Result<QVariant> TimeField::typed() const
{
    return encodeWord(column(), m_epoch->text(), context());
}

void TimeField::followEpoch()
{
    const QSignalBlocker quiet(m_date);
    const auto value = typed();
    const auto seconds = value ? storedNumber(*value) : std::nullopt;
    const bool isDate = seconds && *seconds > 0 && *seconds <= lastDay;
    const qint64 shown = isDate ? *seconds : context().now;
    m_date->setDateTime(QDateTime::fromSecsSinceEpoch(shown, m_date->timeSpec()));
    // What is no date keeps a calendar beside it from which one can be taken.
    QPalette colours = palette();
    if (!isDate)
        colours.setColor(QPalette::Text, colours.color(QPalette::PlaceholderText));
    m_date->setPalette(colours);
}

void TimeField::followDate()
{
    m_epoch->setText(QString::number(m_date->dateTime().toSecsSinceEpoch()));
    m_date->setPalette(palette());
    emit edited();
}
