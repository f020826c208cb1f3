// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

/// What an XML declaration says, and where it breaks a rule.
struct XmlDeclaration {
    qsizetype length = 0; ///< bytes up to behind "?>", 0: the text begins with none
    QString version;
    QString encoding; ///< empty: not named
    qsizetype encodingAt = -1; ///< byte of the name
    QString fault; ///< a sentence, empty: it is right
    qsizetype faultAt = 0;
};

/// Reads the declaration at the very beginning of a text, as far as it can be understood.
XmlDeclaration xmlDeclaration(QByteArrayView text);
