// SPDX-License-Identifier: GPL-3.0-or-later
#include "sipbody.h"

SipBody pidfBody(
    const QByteArray &presentity, const QByteArray &tuple, const QByteArray &basic, const QByteArray &note)
{
    const QByteArray document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\""
        + presentity + "\">\n <tuple id=\"" + tuple + "\">\n  <status><basic>" + basic
        + "</basic></status>\n  <note>" + note + "</note>\n </tuple>\n</presence>\n";
    return {"presence", "application/pidf+xml", document};
}

SipBody dialogInfoBody(const QByteArray &presentity, const QByteArray &dialog, const QByteArray &state)
{
    const QByteArray document =
        "<?xml version=\"1.0\"?>\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\""
        " version=\"0\" state=\"full\" entity=\""
        + presentity + "\">\n <dialog id=\"" + dialog + "\" direction=\"initiator\">\n  <state>" + state
        + "</state>\n </dialog>\n</dialog-info>\n";
    return {"dialog", "application/dialog-info+xml", document};
}
