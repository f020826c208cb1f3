// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/neighbours.h"

#include "document/xmloutline.h"
#include "grid/cellbytes.h"
#include "grid/sqlparts.h"
#include "schema/columnsql.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

/// More rows of the same users than this are no longer looked through.
constexpr int mostRows = 20'000;
constexpr int mostBodies = 400;
constexpr int bodyBytes = 16 * 1024;

/// Whose document it is and of which kind: the columns that neighbours share.
struct Subject {
    int user = -1;
    int domain = -1;
    int kind = -1;

    bool isWhole() const { return user >= 0 && domain >= 0 && kind >= 0; }
    QByteArray keyOf(const QVariantList &cells) const
    {
        return encodeKey(
            {cellBytes(cells.value(user)), cellBytes(cells.value(domain)), cellBytes(cells.value(kind))});
    }
};

Subject subjectOf(const TableInfo &table, const QString &kind)
{
    const int user = table.indexOf(u"username"_s);
    return {user >= 0 ? user : table.indexOf(u"user"_s), table.indexOf(u"domain"_s), table.indexOf(kind)};
}

/// The rows of the same users, as the wanted expressions.
Statement rowsOfUsers(const Dialect &dialect, const TableInfo &table, const Subject &subject,
    const QVariantList &users, const QStringList &expressions, int most)
{
    const Statement where = oneOf(dialect, table.columns.at(subject.user), users);
    return {"SELECT "_L1 + expressions.join(", "_L1) + " FROM "_L1
            + dialect.tableName(table.database, table.name) + whereOf(where) + " LIMIT "_L1
            + QString::number(most),
        where.values};
}

QStringList subjectColumns(const Dialect &dialect, const TableInfo &table, const Subject &subject)
{
    QStringList names;
    for (const int column : {subject.user, subject.domain, subject.kind})
        names.append(dialect.quoted(table.columns.at(column).name));
    return names;
}

QVariantList distinctUsers(const QList<GridRow> &rows, const Subject &subject)
{
    QVariantList users;
    for (const GridRow &row : rows)
        if (const QVariant user = row.cells.value(subject.user); !user.isNull() && !users.contains(user))
            users.append(user);
    return users;
}

/// How many documents of each kind the users have.
Result<QHash<QByteArray, int>> countDocuments(Connection &connection, const TableInfo &table,
    const Subject &subject, const QVariantList &users, ReadLimit limit)
{
    const QStringList columns = subjectColumns(connection.dialect(), table, subject);
    const auto answer =
        connection.select(rowsOfUsers(connection.dialect(), table, subject, users, columns, mostRows), limit);
    if (!answer)
        return answer.error();
    QHash<QByteArray, int> counts;
    for (const QVariantList &cells : answer->rows)
        ++counts[Subject {0, 1, 2}.keyOf(cells)];
    return counts;
}

QStringList tupleIdsOf(const QByteArray &body)
{
    QStringList ids;
    const XmlOutline outline = readXmlOutline(body);
    for (const XmlElement &element : outline.elements)
        if (element.name == "tuple"_L1 && element.attributes.hasAttribute("id"_L1))
            ids.append(element.attributes.value("id"_L1).toString());
    return ids;
}

/// A document with the tuples in it, of one of the users.
struct Publication {
    QByteArray subject;
    QByteArray row;
    QStringList tuples;
};

/// Where the table has no key, documents are told apart by their content.
QByteArray rowMark(const TableInfo &table, const QVariantList &cells, const QVariant &body)
{
    QVariantList key;
    for (const QString &name : table.keyKind == KeyKind::Columns ? table.key : QStringList())
        key.append(cells.value(table.indexOf(name)));
    return encodeKey(key.isEmpty() ? QVariantList {cellBytes(body).left(bodyBytes)} : key);
}

Result<QList<Publication>> readPublications(Connection &connection, const TableInfo &table,
    const Subject &subject, const QVariantList &users, ReadLimit limit)
{
    const Dialect &dialect = connection.dialect();
    QStringList expressions;
    for (const ColumnInfo &column : table.columns)
        expressions.append(column.meaning == Meaning::Document ? dialect.headOf(column.name, bodyBytes)
                                                               : dialect.quoted(column.name));
    const auto answer =
        connection.select(rowsOfUsers(dialect, table, subject, users, expressions, mostBodies), limit);
    if (!answer)
        return answer.error();
    const int body = table.indexOf(Meaning::Document);
    QList<Publication> publications;
    for (const QVariantList &cells : answer->rows)
        publications.append({subject.keyOf(cells), rowMark(table, cells, cells.value(body)),
            tupleIdsOf(cellBytes(cells.value(body)))});
    return publications;
}

QVariantList usersWithSeveral(
    const QList<GridRow> &rows, const Subject &subject, const QHash<QByteArray, int> &counts)
{
    QList<GridRow> several;
    for (const GridRow &row : rows)
        if (counts.value(subject.keyOf(row.cells)) > 1
            && cellBytes(row.cells.value(subject.kind)) == "presence")
            several.append(row);
    return distinctUsers(several, subject);
}

Result<QList<DocumentNeighbours>> presenceNeighbours(
    Connection &connection, const TableInfo &table, const QList<GridRow> &rows, ReadLimit limit)
{
    QList<DocumentNeighbours> neighbours(rows.size());
    const Subject subject = subjectOf(table, u"event"_s);
    const int body = table.indexOf(Meaning::Document);
    const QVariantList users = subject.isWhole() && body >= 0 ? distinctUsers(rows, subject) : QVariantList();
    if (users.isEmpty())
        return neighbours;
    const auto counts = countDocuments(connection, table, subject, users, limit);
    if (!counts)
        return counts.error();
    const QVariantList several = usersWithSeveral(rows, subject, *counts);
    if (several.isEmpty())
        return neighbours;
    const auto publications = readPublications(connection, table, subject, several, limit);
    if (!publications)
        return publications.error();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QVariantList &cells = rows.at(i).cells;
        const QByteArray own = rowMark(table, cells, cells.value(body));
        const QByteArray key = subject.keyOf(cells);
        for (const Publication &other : *publications)
            if (other.subject == key && other.row != own)
                neighbours[i].otherTupleIds += other.tuples;
    }
    return neighbours;
}

Result<QList<DocumentNeighbours>> xcapNeighbours(
    Connection &connection, const TableInfo &table, const QList<GridRow> &rows, ReadLimit limit)
{
    QList<DocumentNeighbours> neighbours(rows.size());
    const Subject subject = subjectOf(table, u"doc_type"_s);
    const QVariantList users = subject.isWhole() ? distinctUsers(rows, subject) : QVariantList();
    if (users.isEmpty())
        return neighbours;
    const auto counts = countDocuments(connection, table, subject, users, limit);
    if (!counts)
        return counts.error();
    for (qsizetype i = 0; i < rows.size(); ++i)
        neighbours[i].presRulesDocuments = counts->value(subject.keyOf(rows.at(i).cells), 1);
    return neighbours;
}

} // namespace

Result<QList<DocumentNeighbours>> readNeighbours(
    Connection &connection, const TableInfo &table, const QList<GridRow> &rows, ReadLimit limit)
{
    if (table.role == TableRole::Presentity)
        return presenceNeighbours(connection, table, rows, limit);
    if (table.role == TableRole::Xcap || table.role == TableRole::XcapXml)
        return xcapNeighbours(connection, table, rows, limit);
    return QList<DocumentNeighbours>(rows.size());
}
