// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

/// The preprocessor of a Kamailio configuration: what is defined, and which lines count.
class ConfigDefines {
public:
    /// What an unknown name in "#!ifdef" means: with Kamailio's option -A a file can be told more than stands
    /// in it.
    enum class Unknown { IsNotDefined, IsDefined };
    explicit ConfigDefines(Unknown unknown) : m_unknown(unknown) {}

    /// Takes one line, without "#!".
    void take(const QString &directive);
    /// False between an "#!ifdef" that is not true and its end.
    bool linesCount() const { return m_skipped == 0; }

    bool has(const QString &name) const { return m_values.contains(name); }
    /// What stands in the place of a word: its definition as far as it leads, or the word itself.
    QString expanded(const QString &word) const;
    /// A string with the plain words of #!subst and #!substdef replaced.
    QString substituted(QString text) const;

    /// Sentences about what is not understood, none twice.
    QStringList notes() const { return m_notes; }
    /// The names that were only taken for defined, and on which the present line depends.
    QStringList guesses() const;
    /// Those on which the definition of a word depends.
    QStringList guessesBehind(const QString &word) const { return m_guessesBehind.value(word); }

private:
    struct Replacement {
        QString word;
        QString text;
    };

    void takeCondition(const QString &word, const QString &name);
    void define(const QString &name, const QString &value, bool replace);
    void takeSubstitution(const QString &word, const QString &rule);
    void note(const QString &sentence);

    Unknown m_unknown;
    QHash<QString, QString> m_values;
    QList<Replacement> m_replacements;
    /// A block between "#!ifdef" and its end.
    struct Block {
        bool isTrue = true;
        QString guess = {}; ///< the name that was taken for defined
    };

    QList<Block> m_blocks; ///< around the present line, the innermost last
    qsizetype m_skipped = 0; ///< how many of them are not true
    QStringList m_notes;
    QHash<QString, QStringList> m_guessesBehind;
};
