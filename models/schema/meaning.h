// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the value of a column says, and so how it is decoded, filtered and highlighted.
enum class Meaning {
    Plain, ///< shown as it is
    Time, ///< epoch seconds, UTC, in the past (received_time, inserted_time)
    Expiry, ///< epoch seconds, UTC, until which the row is valid; -1 permanent, 0 never
    DesiredExpiry, ///< pua.desired_expires: 0 means "refresh for ever"
    Status, ///< subscription status, number or word by generation
    Reason, ///< reason of a status
    DocType, ///< kind of XCAP document, numbered by generation
    PuaEvent, ///< event bits of pua, numbered by family
    PuaFlag, ///< origin bits of pua, numbered by family
    UpdatedSlot, ///< -1 nothing to send, else the slot of a notifier
    UpdatedWinfo, ///< -1 nothing to send, else winfo is due
    AuthState, ///< rls_presentity.auth_state bits
    XcapSource, ///< 0 written here, 1 cached from an XCAP server
    Etag, ///< server-made entity tag, "*#-OFFLINE-#*" is special
    Document, ///< an XML or text document
    HeaderLines, ///< SIP header lines separated by CRLF
    BranchFlags, ///< script flags as bits
};
