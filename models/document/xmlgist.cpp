// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlgist.h"

#include "base/visibletext.h"
#include "document/documentkind.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Gist", text);
}

QString kindText(const XmlOutline &outline)
{
    if (const DocumentKind *kind = documentKind(outline))
        return kind->kind;
    return outline.elements.isEmpty() ? u"XML"_s
                                      : u"XML "_s + visibleText(outline.elements.first().name.left(40));
}

QString summaryOf(const XmlOutline &outline)
{
    const DocumentKind *kind = documentKind(outline);
    return kind ? kindText(outline) + u": "_s + kind->summary(outline) : kindText(outline);
}

} // namespace

QString xmlGist(const QByteArray &bytes)
{
    const XmlOutline outline = readXmlOutline(bytes);
    const QString trouble = kindText(outline) + u": "_s;
    switch (outline.end) {
    case XmlEnd::Complete:
        return summaryOf(outline);
    case XmlEnd::Cut:
        return tr("%1 (first 64 kB)").arg(summaryOf(outline));
    case XmlEnd::Broken:
        return trouble + tr("broken at byte %1").arg(outline.byte);
    case XmlEnd::TooDeep:
        return trouble + tr("nested too deeply");
    case XmlEnd::TooManyAttributes:
        return trouble + tr("too many attributes");
    case XmlEnd::HasDoctype:
        return trouble + tr("declares a document type");
    }
    return {};
}
