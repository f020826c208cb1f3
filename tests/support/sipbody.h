// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// What a PUBLISH carries: the event it belongs to, the type of the document and the document.
struct SipBody {
    QByteArray event;
    QByteArray contentType;
    QByteArray bytes;
};

/// A PIDF document with one tuple: "open" or "closed", and a note.
SipBody pidfBody(
    const QByteArray &presentity, const QByteArray &tuple, const QByteArray &basic, const QByteArray &note);

/// A dialog-info document with one dialog in this state ("trying", "early", "confirmed", "terminated").
SipBody dialogInfoBody(const QByteArray &presentity, const QByteArray &dialog, const QByteArray &state);
