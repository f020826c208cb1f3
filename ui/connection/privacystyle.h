// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"

/// How the privacy of a connection is shown: an icon, a few words and what they mean.
struct PrivacyStyle {
    const char *icon; ///< name in ":/icons"
    QString words; ///< "TLS verified"
    QString meaning; ///< a sentence
};

PrivacyStyle privacyStyle(Privacy privacy);
/// What a person reads who points at the words: meaning, cipher, who vouches for the certificate, and whom
/// one speaks to.
QString privacyTooltip(const ServerIdentity &server, const QString &caFile);
