// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class LocalKeys;
class PlainLabel;
class QCheckBox;
class QLineEdit;
class QToolButton;
class SourceView;
class TextFinder;

/// Find and replace below a text: Ctrl+F, Ctrl+H, F3, Shift+F3, Esc.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(SourceView &view, QWidget *parent = nullptr);

    void find(); ///< shows itself with what is selected
    void replace();
    void close();
    void next();
    void previous();
    TextFinder &finder() { return *m_finder; }

private:
    void createFindRow();
    void createReplaceRow();
    void createKeys();
    void layOut();
    QToolButton *addButton(const QString &name, const QString &text, const QString &tip);
    QCheckBox *addOption(const QString &name, const QString &text);
    void open(bool replacing);
    void takeSelection();
    void onWish();
    void showState();
    void say(const QString &sentence, bool isFault = false);
    void goOn(int step);

    SourceView &m_view;
    TextFinder *m_finder;
    LocalKeys *m_keys;
    QLineEdit *m_what = nullptr;
    QLineEdit *m_with = nullptr;
    QCheckBox *m_case = nullptr;
    QCheckBox *m_words = nullptr;
    QCheckBox *m_regex = nullptr;
    QCheckBox *m_wrap = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_close = nullptr;
    QToolButton *m_one = nullptr;
    QToolButton *m_all = nullptr;
    PlainLabel *m_count = nullptr;
    PlainLabel *m_message = nullptr;
};
