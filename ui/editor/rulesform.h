// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/formsection.h"

class FormLine;
class PlainLabel;
class QComboBox;
class QCompleter;
class QGroupBox;
class QPushButton;
class QStringListModel;
class QToolButton;
class QVBoxLayout;

/// Somebody whom a rule is about.
class IdentityRow : public QWidget {
    Q_OBJECT

public:
    IdentityRow(qsizetype number, QCompleter *completer, QWidget *parent);
    void showIdentity(const IdentityEntry &identity, const QString &rule, bool editable, bool isRemovable);

signals:
    void uriChanged(const QString &uri);
    void removeWanted();

private:
    FormLine *m_uri;
    PlainLabel *m_many;
    QToolButton *m_remove;
};

/// One rule: its name, what it does, and for whom.
class RuleBox : public QWidget {
    Q_OBJECT

public:
    RuleBox(qsizetype number, QCompleter *completer, QWidget *parent);
    void showRule(const DocumentForm &form, const RuleEntry &rule, bool editable);

signals:
    void editsWanted(const QList<TextEdit> &edits);

private:
    QWidget *createHead(qsizetype number);
    IdentityRow *createRow(qsizetype number);
    void addTyped();

    DocumentForm m_form;
    RuleEntry m_rule;
    QCompleter *m_completer;
    QGroupBox *m_box;
    FormLine *m_id = nullptr;
    QComboBox *m_action = nullptr;
    QToolButton *m_remove = nullptr;
    QVBoxLayout *m_rowLayout;
    QList<IdentityRow *> m_rows;
    PlainLabel *m_conditions = nullptr;
    FormLine *m_new = nullptr;
};

/// The rules of a pres-rules document.
class RulesForm : public FormSection {
    Q_OBJECT

public:
    explicit RulesForm(QWidget *parent);
    void showForm(const DocumentForm &form) override;
    void setEditable(bool editable) override;
    void setKnownUris(const QStringList &uris) override;

private:
    QWidget *createAdding();
    void addTyped();

    DocumentForm m_form;
    bool m_editable = true;
    QStringListModel *m_uris;
    QCompleter *m_completer;
    QVBoxLayout *m_ruleLayout;
    QList<RuleBox *> m_rules;
    FormLine *m_new = nullptr;
    QComboBox *m_newAction = nullptr;
    QPushButton *m_add = nullptr;
};
