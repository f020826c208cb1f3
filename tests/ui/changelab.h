// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changesection.h"
#include "change/formfield.h"
#include "change/rowform.h"
#include "windowlab.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>

/// Keeps journals and staged changes of a test away from those of the person who runs it.
class PrivateData {
public:
    PrivateData() { qputenv("XDG_DATA_HOME", m_folder.path().toUtf8()); }

private:
    QTemporaryDir m_folder;
};

/// A window and hands that change rows in it.
class ChangeLab : public WindowLab {
public:
    using WindowLab::WindowLab;

    ChangeSection &changes() { return *window().changes(); }
    WriteGate &gate() { return changes().desk().gate(); }
    QAction *action(Command command) { return window().actions()[command]; }

    /// The open dialog of that name, waited for.
    template <typename Dialog = QDialog>
    Dialog *dialog(const QString &name)
    {
        Dialog *found = nullptr;
        const bool isThere = QTest::qWaitFor(
            [&] {
                found = nullptr;
                for (Dialog *each : window().findChildren<Dialog *>(name))
                    if (each->isVisible())
                        found = each;
                return found != nullptr;
            },
            20'000);
        // Before it has the keyboard, keys would still be the grid's.
        const auto hasKeyboard = [found] { return QApplication::activeWindow() == found; };
        return isThere && QTest::qWaitFor(hasKeyboard, 20'000) ? found : nullptr;
    }
    bool isOpen(const QString &name) const
    {
        for (const QDialog *each : const_cast<ChangeLab *>(this)->window().findChildren<QDialog *>(name))
            if (each->isVisible())
                return true;
        return false;
    }
    /// Presses a button by its name with the keyboard, once it can be pressed.
    bool press(QWidget *dialog, const QString &name)
    {
        auto *button = dialog ? dialog->findChild<QAbstractButton *>(name) : nullptr;
        if (!button || !QTest::qWaitFor([button] { return button->isEnabled(); }, 20'000))
            return false;
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        return true;
    }
    /// The button of a message above the grids.
    bool pressOffer(const QString &name)
    {
        return QTest::qWaitFor([&] { return offer(name) != nullptr; }, 20'000)
            && (QTest::mouseClick(offer(name), Qt::LeftButton), true);
    }
    QString message() const { return find<QLabel>(QStringLiteral("message"))->text(); }

    void unlock(WriteGate::Level level) { gate().setLevel(level); }
    /// Puts the cursor on the row with this value in a column.
    bool goTo(const QString &column, const QVariant &value)
    {
        const int at = grid().table().indexOf(column);
        for (int row = 0; row < model().rowCount(); ++row)
            if (model().index(row, at).data(RawValueRole) == value) {
                view().setCurrentIndex(model().index(row, at));
                return true;
            }
        return false;
    }
    /// A key in the grid, which gets the keyboard back from a dialog.
    void pressInGrid(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QApplication::setActiveWindow(&window());
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeWindow() == &window(), 20'000);
        view().setFocus();
        QTest::keyClick(&view(), key, modifiers);
    }
    /// The form of the current row, opened by its key.
    RowForm *openForm()
    {
        pressInGrid(Qt::Key_F4);
        return dialog<RowForm>(QStringLiteral("rowForm"));
    }
    /// Types into the field of a column, in the place of what is there.
    static void type(QWidget *form, const QString &column, const QString &text)
    {
        auto *field = form->findChild<QWidget *>(QStringLiteral("field_") + column);
        if (auto *combo = qobject_cast<QComboBox *>(field))
            field = combo->lineEdit();
        field->setFocus();
        if (auto *line = qobject_cast<QLineEdit *>(field))
            line->selectAll();
        if (auto *lines = qobject_cast<QPlainTextEdit *>(field))
            lines->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }

private:
    QToolButton *offer(const QString &name) const
    {
        for (auto *each : const_cast<ChangeLab *>(this)->window().findChildren<QToolButton *>(name))
            if (each->isVisible())
                return each;
        return nullptr;
    }
};
