// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemaset.h"

#include "document/documenttype.h"
#include "document/schemasource.h"
#include "document/xmlparser.h"

#include <libxml/xmlschemas.h>

#include <deque>
#include <memory>
#include <mutex>

namespace {

void takeFault(void *fault, xmlErrorPtr error)
{
    auto *text = static_cast<QString *>(fault);
    if (text->isEmpty())
        *text = QString::fromUtf8(error->message).trimmed();
}

const _xmlSchema *compile(const QString &url, QString &fault)
{
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(url.toUtf8().constData());
    xmlSchemaSetParserStructuredErrors(parser, takeFault, &fault);
    const _xmlSchema *schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    return schema;
}

std::unique_ptr<const CompiledSchema> compile(QLatin1StringView driver)
{
    prepareXmlParser();
    auto schema =
        std::make_unique<CompiledSchema>(CompiledSchema {nullptr, nullptr, SchemaModel(driver), {}});
    schema->whole = compile(schemaScheme + driver, schema->fault);
    schema->singles = compile(singlesScheme + driver, schema->fault);
    return schema;
}

/// A place for each driver, filled by the first who asks.
struct Slot {
    explicit Slot(QLatin1StringView driverName) : driver(driverName) {}

    QLatin1StringView driver;
    std::once_flag isCompiled;
    std::unique_ptr<const CompiledSchema> schema;
};

std::deque<Slot> emptySlots()
{
    std::deque<Slot> all;
    for (const DocumentType &type : documentTypes())
        if (!type.schema.isEmpty())
            all.emplace_back(type.schema);
    return all;
}

} // namespace

const CompiledSchema *compiledSchema(QLatin1StringView driver)
{
    // Left alone at the end of the program: a thread may still validate then.
    static std::deque<Slot> &all = *new std::deque<Slot>(emptySlots());
    for (Slot &slot : all)
        if (slot.driver == driver) {
            std::call_once(slot.isCompiled, [&slot] { slot.schema = compile(slot.driver); });
            return slot.schema.get();
        }
    return nullptr;
}
