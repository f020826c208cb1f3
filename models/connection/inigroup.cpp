// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/inigroup.h"

#include <QCoreApplication>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

void addValues(QSettings &settings, const QString &group, const QVariantMap &values)
{
    settings.beginGroup(group);
    for (auto value = values.begin(); value != values.end(); ++value)
        settings.setValue(value.key(), value.value());
    settings.endGroup();
}

QVariantMap valuesOf(QSettings &settings, const QString &group = {})
{
    QVariantMap values;
    if (!group.isEmpty())
        settings.beginGroup(group);
    for (const QString &key : settings.allKeys())
        values.insert(key, settings.value(key));
    return values;
}

/// QSettings works on files only: texts go in and out through a folder of its own.
class Workbench {
public:
    bool isUsable() const { return m_folder.isValid(); }

    QByteArray text(const QString &group, const QVariantMap &values, const QByteArray &before = {})
    {
        const QString path = fileWith(before);
        {
            QSettings settings(path, QSettings::IniFormat);
            settings.remove(group);
            addValues(settings, group, values);
        }
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QVariantMap values(const QByteArray &text)
    {
        QSettings settings(fileWith(text), QSettings::IniFormat);
        return valuesOf(settings);
    }

private:
    /// A new name each time, because QSettings remembers files that it has read.
    QString fileWith(const QByteArray &text)
    {
        const QString path = m_folder.filePath(QString::number(++m_files));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return path;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

/// The name of the group that a line begins, as QSettings spells it; null when the line begins none.
QString groupBegunBy(const QByteArray &line)
{
    const QByteArray trimmed = line.trimmed();
    if (!trimmed.startsWith('[') || !trimmed.contains(']'))
        return {};
    const QByteArray name = trimmed.mid(1, trimmed.indexOf(']') - 1).trimmed();
    QString group = u""_s;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const bool wide = name.mid(i, 2) == "%U";
        const qsizetype digits = wide ? 4 : 2;
        bool isHex = false;
        const int unit = name.mid(i + (wide ? 2 : 1), digits).toInt(&isHex, 16);
        if (name[i] == '%' && isHex) {
            group += QChar(char16_t(unit));
            i += digits + (wide ? 1 : 0);
        } else {
            const qsizetype next = name.indexOf('%', i + 1);
            const qsizetype length = (next < 0 ? name.size() : next) - i;
            group += QString::fromUtf8(name.mid(i, length));
            i += length - 1;
        }
    }
    return group;
}

/// The lines of @p ini without those of the group, and @p section where the group began.
QByteArray spliced(const QByteArray &ini, const QString &group, const QByteArray &section)
{
    QByteArray text;
    bool inside = false;
    bool placed = section.isEmpty();
    for (qsizetype from = 0; from < ini.size();) {
        const qsizetype end = ini.indexOf('\n', from);
        const QByteArray line = ini.mid(from, end < 0 ? -1 : end - from + 1);
        from += line.size();
        const QString begun = groupBegunBy(line);
        if (!begun.isNull())
            inside = begun == group;
        if (inside && !placed) {
            text += section;
            placed = true;
        }
        if (!inside)
            text += line;
    }
    if (placed)
        return text;
    const bool needsEnd = !text.isEmpty() && !text.endsWith('\n');
    return text + (needsEnd ? "\n" : "") + (text.isEmpty() ? "" : "\n") + section;
}

} // namespace

QVariantMap iniGroup(const QString &file, const QString &group)
{
    QSettings settings(file, QSettings::IniFormat);
    return valuesOf(settings, group);
}

Result<QByteArray> withIniGroup(const QByteArray &ini, const QString &group, const QVariantMap &values)
{
    Workbench bench;
    if (!bench.isUsable())
        return Error {QCoreApplication::translate("IniGroup",
                          "No temporary file can be made. Is there room in the folder for temporary files?"),
            {}, Fault::General};
    const QByteArray rewritten = bench.text(group, values, ini);
    const QByteArray section = values.isEmpty() ? QByteArray() : bench.text(group, values);
    const QByteArray kept = spliced(ini, group, section);
    // A text that reads otherwise than QSettings' own costs the comments, never a value.
    return bench.values(kept) == bench.values(rewritten) ? kept : rewritten;
}
