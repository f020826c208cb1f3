// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xsdsource.h"

#include <QFile>
#include <QFileInfo>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

constexpr auto xsdNamespace = "http://www.w3.org/2001/XMLSchema"_L1;

/// Another file that a schema names, and the namespace of who names it.
struct Wish {
    QString path;
    QString includer;
};

class FileReading {
public:
    explicit FileReading(const QString &path) : m_source(path) { m_file.path = path; }

    XsdFile run()
    {
        if (!m_source.open(QIODevice::ReadOnly))
            return m_file;
        m_reader.setDevice(&m_source);
        while (!m_reader.atEnd())
            take(m_reader.readNext());
        return m_file;
    }

private:
    void take(QXmlStreamReader::TokenType token)
    {
        if (token == QXmlStreamReader::StartElement)
            open();
        else if (token == QXmlStreamReader::EndElement)
            m_open.removeLast();
        else if (token == QXmlStreamReader::Characters && !m_open.isEmpty())
            m_file.nodes[m_open.last()].text += m_reader.text();
    }

    void open()
    {
        const QXmlStreamNamespaceDeclarations declared = m_reader.namespaceDeclarations();
        for (const QXmlStreamNamespaceDeclaration &one : declared)
            m_file.prefixes.insert(one.prefix().toString(), one.namespaceUri().toString());
        XsdNode node;
        node.kind = m_reader.namespaceUri() == xsdNamespace ? m_reader.name().toString() : QString();
        const QXmlStreamAttributes attributes = m_reader.attributes();
        for (const QXmlStreamAttribute &attribute : attributes)
            node.attributes.insert(attribute.qualifiedName().toString(), attribute.value().toString());
        const int index = int(m_file.nodes.size());
        if (m_open.isEmpty())
            m_file.targetNamespace = node.value("targetNamespace"_L1);
        else
            m_file.nodes[m_open.last()].children.append(index);
        m_file.nodes.append(node);
        m_open.append(index);
    }

    QFile m_source;
    QXmlStreamReader m_reader;
    XsdFile m_file;
    QList<int> m_open;
};

QList<Wish> wishesOf(const XsdFile &file)
{
    QList<Wish> wishes;
    const QString folder = QFileInfo(file.path).path();
    for (const int child : file.nodes.constFirst().children) {
        const XsdNode &node = file.nodes.at(child);
        const QString location = node.value("schemaLocation"_L1);
        if (location.isEmpty())
            continue;
        if (node.kind == "include"_L1)
            wishes.append({folder + u'/' + location, file.targetNamespace});
        else if (node.kind == "import"_L1)
            wishes.append({folder + u'/' + location, {}});
    }
    return wishes;
}

bool isThere(const QList<XsdFile> &files, const XsdFile &file)
{
    return std::any_of(files.begin(), files.end(), [&file](const XsdFile &other) {
        return other.path == file.path && other.targetNamespace == file.targetNamespace;
    });
}

} // namespace

QString XsdNode::value(QLatin1StringView name, const QString &otherwise) const
{
    return attributes.value(name, otherwise);
}

QualifiedName XsdFile::resolved(const QString &name) const
{
    const qsizetype colon = name.indexOf(u':');
    const QString prefix = colon < 0 ? QString() : name.left(colon);
    if (prefix == "xml"_L1)
        return {u"http://www.w3.org/XML/1998/namespace"_s, name.mid(colon + 1)};
    if (prefix.isEmpty() && isChameleon && !prefixes.contains(prefix))
        return {targetNamespace, name};
    return {prefixes.value(prefix), name.mid(colon + 1)};
}

QList<XsdFile> readXsdFiles(const QString &driver)
{
    QList<XsdFile> files;
    QList<Wish> wishes {{driver, {}}};
    while (!wishes.isEmpty()) {
        const Wish wish = wishes.takeFirst();
        XsdFile file = FileReading(wish.path).run();
        if (file.nodes.isEmpty())
            continue;
        if (file.targetNamespace.isEmpty() && !wish.includer.isEmpty()) {
            file.targetNamespace = wish.includer;
            file.isChameleon = true;
        }
        if (isThere(files, file))
            continue;
        wishes += wishesOf(file);
        files.append(file);
    }
    return files;
}
