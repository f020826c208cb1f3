// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class PlainLabel;
class QHBoxLayout;

/// What one can do about a notice.
struct NoticeChoice {
    QString id; ///< object name of the button, too
    QString label; ///< may have a mnemonic
    QString whyNot = {}; ///< not empty: it cannot be chosen now, and this is why
    bool operator==(const NoticeChoice &) const = default;
};

/// A sentence above what it is about, with the ways out as buttons. It covers nothing and takes no focus;
/// hidden while there is nothing to say.
class NoticeBar : public QFrame {
    Q_OBJECT
public:
    /// A remark stands in calm colours, a warning in those of what is about to end.
    enum class Tone { Remark, Warning };

    NoticeBar(const QString &name, Tone tone, QWidget *parent = nullptr);

    void showNotice(const QString &sentence, const QList<NoticeChoice> &choices = {});
    void clear();
    QString sentence() const;

signals:
    void chosen(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();
    void setChoices(const QList<NoticeChoice> &choices);

    Tone m_tone;
    bool m_isDark = false;
    PlainLabel *m_icon;
    PlainLabel *m_sentence;
    QHBoxLayout *m_buttons;
    QList<NoticeChoice> m_choices;
};
