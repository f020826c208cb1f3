// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/brokenbody.h"

#include <QStringEncoder>

using namespace Qt::StringLiterals;

namespace {

/// A well-formed document with one note, the ground that each breakage starts from.
QString wholeBody(const DemoPerson &person, const QString &note)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"%1\">\n"
           "  <tuple id=\"broken\"><status><basic>open</basic></status></tuple>\n"
           "  <note>%2</note>\n"
           "</presence>\n"_s.arg(person.uri(), note);
}

QByteArray utf8Body(const DemoPerson &person, const QString &note)
{
    return wholeBody(person, note).toUtf8();
}

QByteArray withBytes(const DemoPerson &person, const QByteArray &bytes)
{
    return utf8Body(person, u"HERE"_s).replace("HERE", bytes);
}

QByteArray utf16Body(const DemoPerson &person)
{
    QStringEncoder encode(QStringEncoder::Utf16, QStringEncoder::Flag::WriteBom);
    return encode(wholeBody(person, u"UTF-16 from a desktop client"_s).replace(u"UTF-8"_s, u"UTF-16"_s));
}

/// Exactly as long as a MySQL BLOB may be: the end was lost on the way.
QByteArray blobLimitBody(const DemoPerson &person)
{
    return utf8Body(person, QString(66000, u'x')).left(65535);
}

} // namespace

QList<BrokenBody> brokenBodies(const DemoPerson &person)
{
    const QByteArray whole = utf8Body(person, u"A note that is cut somewhere in the middle"_s);
    return {
        {"cut"_L1, whole.left(whole.size() * 3 / 5)},
        {"empty"_L1, QByteArray("")},
        {"only blanks"_L1, QByteArray("  \r\n")},
        {"not XML"_L1, QByteArray("OK")},
        {"invalid UTF-8"_L1, withBytes(person, QByteArray("caf\xe9 \xff\xfe \xc3"))},
        {"NUL byte"_L1, withBytes(person, QByteArray("before\0after", 12))},
        {"UTF-16"_L1, utf16Body(person)},
        {"Latin-1 declared"_L1,
            withBytes(person,
                QByteArray("Gr\xfc\xdf"
                           "e"))
                .replace("UTF-8", "ISO-8859-1")},
        {"byte order mark"_L1, QByteArray("\xef\xbb\xbf") + whole},
        {"bidi controls"_L1, utf8Body(person, u"\u202Egnirpsffo gpj.exe\u202C \u2066invoice\u2069"_s)},
        {"zero width"_L1, utf8Body(person, u"al\u200Bice\u200D \uFEFFis \u2060here"_s)},
        {"control characters"_L1, withBytes(person, QByteArray("bell \a escape \x1b[31m red"))},
        {"markup in text"_L1,
            utf8Body(person, u"&lt;img src=\"http://example.com/x.png\"&gt;&lt;b&gt;bold&lt;/b&gt;"_s)},
        {"bytes after the root"_L1, whole + "<presence/>"},
        {"wrong root"_L1, QByteArray("<html><body>502 Bad Gateway</body></html>")},
        {"entity in a DTD"_L1,
            QByteArray("<!DOCTYPE presence [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;\">]>")
                + "<presence>&y;</presence>"},
        {"external entity"_L1,
            QByteArray(
                "<!DOCTYPE presence [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><presence>&x;</presence>")},
        {"unclosed prefix"_L1, withBytes(person, QByteArray("</note><rpid:mood/><note>"))},
        {"at the BLOB limit"_L1, blobLimitBody(person)},
        {"emoji and scripts"_L1, utf8Body(person, u"\U0001F4F5 會議中 · в отпуске · في اجتماع"_s)},
    };
}
