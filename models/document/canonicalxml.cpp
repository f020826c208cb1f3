// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/canonicalxml.h"

#include <libxml/c14n.h>
#include <libxml/parser.h>

#include <memory>
#include <vector>

namespace {

struct FreeDocument {
    void operator()(xmlDoc *document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;

/// What the library would print goes nowhere: the answer says enough. Errors are a matter of the thread.
class Quiet {
public:
    Quiet() : m_handler(xmlStructuredError), m_context(xmlStructuredErrorContext)
    {
        xmlSetStructuredErrorFunc(nullptr, [](void *, xmlErrorPtr) {});
    }
    ~Quiet() { xmlSetStructuredErrorFunc(m_context, m_handler); }
    Q_DISABLE_COPY_MOVE(Quiet)

private:
    xmlStructuredErrorFunc m_handler;
    void *m_context;
};

bool isBlankText(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE && xmlIsBlankNode(node) == 1;
}

// Elements and blanks, comments, instructions: no text, no CDATA section.
bool holdsOnlyElements(const xmlNode *element)
{
    bool hasElement = false;
    for (const xmlNode *child = element->children; child; child = child->next) {
        if (child->type == XML_CDATA_SECTION_NODE || (child->type == XML_TEXT_NODE && !isBlankText(child)))
            return false;
        hasElement = hasElement || child->type == XML_ELEMENT_NODE;
    }
    return hasElement;
}

void removeBlanks(xmlNode *element)
{
    xmlNode *child = element->children;
    while (child) {
        xmlNode *const next = child->next;
        if (isBlankText(child)) {
            xmlUnlinkNode(child);
            xmlFreeNode(child);
        }
        child = next;
    }
}

// Without recursion: each element waits for its turn.
void removeInsignificantBlanks(xmlNode *root)
{
    std::vector<xmlNode *> waiting {root};
    while (!waiting.empty()) {
        xmlNode *const element = waiting.back();
        waiting.pop_back();
        if (holdsOnlyElements(element) && xmlNodeGetSpacePreserve(element) != 1)
            removeBlanks(element);
        for (xmlNode *child = element->children; child; child = child->next) {
            if (child->type == XML_ELEMENT_NODE)
                waiting.push_back(child);
        }
    }
}

} // namespace

std::optional<QByteArray> canonicalXml(const QByteArray &utf8)
{
    const Quiet quiet;
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    const Document document(xmlReadMemory(utf8.constData(), int(utf8.size()), nullptr, "UTF-8", options));
    xmlNode *const root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    if (!root || document->intSubset)
        return {};
    removeInsignificantBlanks(root);
    xmlChar *form = nullptr;
    const int length = xmlC14NDocDumpMemory(document.get(), nullptr, XML_C14N_1_0, nullptr, 1, &form);
    if (length < 0 || !form)
        return {};
    QByteArray bytes(reinterpret_cast<const char *>(form), length);
    xmlFree(form);
    return bytes;
}
