// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlparser.h"

#include "base/visibletext.h"
#include "document/schemasource.h"
#include "document/xmltree.h"

#include <QCoreApplication>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemastypes.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// libxml2 asks this for everything that it wants to open. It gets our schemas; to all else the answer is
/// that there is nothing.
xmlParserInputPtr openOwnSchema(const char *url, const char *, xmlParserCtxtPtr context)
{
    const std::optional<QByteArray> source = schemaSource(QString::fromUtf8(url));
    if (!source)
        return nullptr;
    xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(
        source->constData(), static_cast<int>(source->size()), XML_CHAR_ENCODING_NONE);
    xmlParserInputPtr input = buffer ? xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) : nullptr;
    if (input)
        input->filename = reinterpret_cast<char *>(xmlStrdup(reinterpret_cast<const xmlChar *>(url)));
    return input;
}

void stayQuiet(void *, const char *, ...) {}

/// What goes wrong is told where it is asked for; by itself libxml2 would print it.
bool silence()
{
    xmlSetGenericErrorFunc(nullptr, stayQuiet);
    return true;
}

bool prepare()
{
    xmlInitParser();
    xmlSchemaInitTypes();
    xmlSetExternalEntityLoader(openOwnSchema);
    return true;
}

/// What libxml2 calls an error of namespaces, although it goes on. An odd URI is none: the URI is only a
/// name.
constexpr std::array namespaceFaults {XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_UNDEFINED_NAMESPACE,
    XML_NS_ERR_QNAME, XML_NS_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_EMPTY, XML_NS_ERR_COLON};

bool counts(const xmlError &error)
{
    return error.level == XML_ERR_FATAL
        || std::ranges::find(namespaceFaults, error.code) != namespaceFaults.end();
}

/// The first complaint of a parser and where it had got to.
struct Complaint {
    bool isMade = false;
    qint64 byte = 0;
    QString text;
};

void takeComplaint(void *context, xmlErrorPtr error)
{
    auto *parser = static_cast<xmlParserCtxtPtr>(context);
    auto *complaint = static_cast<Complaint *>(parser->_private);
    if (complaint->isMade || !counts(*error))
        return;
    *complaint = {
        true, std::max<qint64>(xmlByteConsumed(parser), 0), QString::fromUtf8(error->message).trimmed()};
}

/// One parser for one text.
class Parser {
public:
    Parser() : m_context((prepareXmlParser(), xmlNewParserCtxt()))
    {
        m_context->_private = &m_complaint;
        m_context->sax->serror = takeComplaint;
    }
    ~Parser() { xmlFreeParserCtxt(m_context); }
    Q_DISABLE_COPY_MOVE(Parser)

    XmlDocument parse(const QByteArray &utf8)
    {
        constexpr int options =
            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC;
        XmlDocument document(xmlCtxtReadMemory(
            m_context, utf8.constData(), static_cast<int>(utf8.size()), nullptr, nullptr, options));
        return m_complaint.isMade ? nullptr : std::move(document);
    }

    const Complaint &complaint() const { return m_complaint; }

private:
    Complaint m_complaint;
    xmlParserCtxtPtr m_context;
};

Diagnostic diagnosticOf(const Complaint &complaint, const QByteArray &utf8)
{
    const QString sentence = complaint.isMade
        ? QCoreApplication::translate("Document", "The document is not well-formed: %1.")
              .arg(visibleText(complaint.text.left(300)))
        : QCoreApplication::translate("Document", "The document could not be parsed.");
    return {Severity::Malformed, u"xml-syntax"_s, sentence, placeAt(utf8, complaint.byte)};
}

} // namespace

void XmlDocumentDeleter::operator()(_xmlDoc *document) const
{
    xmlFreeDoc(document);
}

void prepareXmlParser()
{
    static const bool isReady = prepare();
    thread_local const bool isSilent = silence(); // libxml2 keeps this setting for each thread
    Q_UNUSED(isReady)
    Q_UNUSED(isSilent)
}

ParsedXml parseXml(const QByteArray &utf8)
{
    Parser parser;
    ParsedXml parsed {parser.parse(utf8), std::nullopt};
    if (!parsed.document)
        parsed.fault = diagnosticOf(parser.complaint(), utf8);
    return parsed;
}

std::optional<Diagnostic> parserFault(const QByteArray &utf8)
{
    return parseXml(utf8).fault;
}
