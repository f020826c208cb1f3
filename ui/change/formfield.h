// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/fieldeditor.h"
#include "connection/dialect.h"

#include <QObject>

#include <optional>

class PlainLabel;
class QCheckBox;
class QGridLayout;

/// One column of a row in a form: its editor, the switches for NULL and for the database's own value, what it
/// means and what is wrong with it. A value that nobody touched stays exactly what is stored.
class FormField : public QObject {
    Q_OBJECT
public:
    FormField(const ColumnInfo &column, const Dialect &dialect, const DecodeContext &context, QWidget *form);

    /// The value that is stored; the editor begins with it.
    void setStored(const QVariant &raw);
    /// A new row: begins with what the database would put there, or with NULL where it puts nothing.
    void setNew();
    /// Another wish than what is stored, as if a person had typed it.
    void setWanted(const QVariant &raw);

    /// Puts itself below what is in the layout.
    void addTo(QGridLayout *layout, bool isKey);

    const ColumnInfo &column() const { return m_column; }
    /// What the column shall hold; nothing: the database decides (new rows only). Errors: Usage, with a
    /// sentence.
    Result<std::optional<QVariant>> wanted() const;
    /// What is wrong with it; empty when nothing is.
    QString fault() const;
    bool isTouched() const { return m_isTouched; }
    void focus();

signals:
    void changed();

private:
    enum class Mode { Value, Null, Default };

    void createEditor(const QVariant &raw);
    void createSwitches();
    void setMode(Mode mode);
    void typed();
    void show();
    QString limits() const;
    QString defaultWords() const;

    ColumnInfo m_column;
    const Dialect *m_dialect;
    DecodeContext m_context;
    QWidget *m_form;
    FieldEditor *m_editor = nullptr;
    QCheckBox *m_null = nullptr;
    QCheckBox *m_default = nullptr;
    PlainLabel *m_remark;
    QVariant m_stored;
    Mode m_mode = Mode::Value;
    bool m_isNew = false;
    bool m_isTouched = false;
};
