// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/decode.h"

#include "document/gist.h"
#include "schema/codeword.h"
#include "schema/decodetime.h"
#include "schema/storedvalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCell = 256;
constexpr qsizetype longestRaw = 4096;
constexpr qsizetype gistBytes = 64 * 1024 + 1; // one more than is looked at, so that the cut is noticed

QString tr(const char *text)
{
    return QCoreApplication::translate("Decode", text);
}

QString nullText()
{
    return u"NULL"_s;
}

QString emptyText()
{
    return tr("(empty)");
}

// A stored text that spells one of our own marks must not pass for it.
QString plainCell(const QVariant &raw)
{
    const QString text = storedText(raw, longestCell);
    return text == nullText() || text == emptyText() ? u'"' + text + u'"' : text;
}

QString statusCell(const ColumnInfo &column, const QVariant &raw, const DecodeContext &context)
{
    const auto number = storedNumber(raw);
    return number ? codeText(column.meaning, *number, context) : plainCell(raw);
}

QString slotCell(const ColumnInfo &column, const QVariant &raw, const DecodeContext &context)
{
    const auto number = storedNumber(raw);
    if (number && *number >= 0)
        return tr("due, slot %1").arg(*number);
    return statusCell(column, raw, context);
}

QString etagCell(const ColumnInfo &, const QVariant &raw, const DecodeContext &)
{
    const QString text = plainCell(raw);
    return text == "*#-OFFLINE-#*"_L1 ? tr("%1 (closed document, kept until all watchers are told)").arg(text)
                                      : text;
}

QString documentCell(const ColumnInfo &, const QVariant &raw, const DecodeContext &)
{
    const QString gist = documentGist(storedBytes(raw, gistBytes));
    const QString size = sizeText(storedSize(raw));
    const qsizetype room = longestCell - size.size() - 3;
    return (gist.size() <= room ? gist : gist.left(room - 1) + u'…') + u" · "_s + size;
}

QString branchFlagsCell(const ColumnInfo &, const QVariant &raw, const DecodeContext &)
{
    const auto number = storedNumber(raw);
    if (!number || *number < 0)
        return plainCell(raw);
    QStringList set;
    for (int bit = 0; bit < 63; ++bit)
        if (*number >> bit & 1)
            set.append(QString::number(bit));
    return set.isEmpty() ? tr("none (0)") : tr("flags %1").arg(set.join(u", "_s));
}

QString timeCell(const ColumnInfo &column, const QVariant &raw, const DecodeContext &context)
{
    const auto number = storedNumber(raw);
    return number ? decodedTime(column.meaning, *number, context) : plainCell(raw);
}

/// How the cells of one meaning are read. What is not listed is shown as it is stored.
struct Decoder {
    Meaning meaning;
    QString (*text)(const ColumnInfo &column, const QVariant &raw, const DecodeContext &context);
    bool saysMore; ///< worth showing beside the stored value
};

QString asStored(const ColumnInfo &, const QVariant &raw, const DecodeContext &)
{
    return plainCell(raw);
}

constexpr std::array decoders {
    Decoder {Meaning::Plain, asStored, false},
    Decoder {Meaning::Time, timeCell, true},
    Decoder {Meaning::Expiry, timeCell, true},
    Decoder {Meaning::DesiredExpiry, timeCell, true},
    Decoder {Meaning::Status, statusCell, true},
    Decoder {Meaning::Reason, asStored, true},
    Decoder {Meaning::DocType, statusCell, true},
    Decoder {Meaning::PuaEvent, statusCell, true},
    Decoder {Meaning::PuaFlag, statusCell, true},
    Decoder {Meaning::UpdatedSlot, slotCell, true},
    Decoder {Meaning::UpdatedWinfo, statusCell, true},
    Decoder {Meaning::AuthState, statusCell, true},
    Decoder {Meaning::XcapSource, statusCell, true},
    Decoder {Meaning::Etag, etagCell, false},
    Decoder {Meaning::Document, documentCell, true},
    Decoder {Meaning::HeaderLines, asStored, false},
    Decoder {Meaning::BranchFlags, branchFlagsCell, true},
};

const Decoder &decoderOf(Meaning meaning)
{
    const auto found = std::ranges::find(decoders, meaning, &Decoder::meaning);
    return found == decoders.end() ? decoders.front() : *found;
}

bool isEmptyText(const QVariant &raw)
{
    return storedBytes(raw, 1).isEmpty();
}

} // namespace

QString decodeCell(const ColumnInfo &column, const QVariant &raw, const DecodeContext &context)
{
    if (raw.isNull())
        return nullText();
    if (isEmptyText(raw))
        return emptyText();
    return decoderOf(column.meaning).text(column, raw, context);
}

QString rawCell(const QVariant &raw)
{
    return raw.isNull() ? nullText() : storedText(raw, longestRaw);
}

bool isDecoded(const ColumnInfo &column)
{
    return decoderOf(column.meaning).saysMore;
}
