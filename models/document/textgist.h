// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// The gist of a document that is text and no XML: a message summary, a multipart, or nothing that we know.
QString textGist(const QByteArray &bytes, const QString &event);
