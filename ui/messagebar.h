// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFrame>
#include <QList>

#include <functional>

class PlainLabel;
class QHBoxLayout;
class QToolButton;

/// Something that a message offers to do.
struct MessageOffer {
    QString name; ///< object name of its button
    QString text;
    std::function<void()> take;
};

/// One line above the grids that says what went wrong, with the driver's text behind "Details". It takes no
/// focus and covers nothing.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showError(const Error &error);
    /// A plain remark without details.
    void showNote(const QString &sentence);
    /// A remark with what can be done about it.
    void showOffer(const QString &sentence, const QList<MessageOffer> &offers);
    void clear();
    /// Hides the bar when this is what it shows: the trouble is over.
    void withdraw(const Error &error);
    const Error &shown() const { return m_error; }

private:
    void showDetails(bool on);
    void setOffers(const QList<MessageOffer> &offers);

    QHBoxLayout *m_offers;
    Error m_error;
    PlainLabel *m_sentence;
    PlainLabel *m_detail;
    QToolButton *m_details;
    QToolButton *m_close;
};
