// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/charset.h"

#include "document/xmlcharacters.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>

using namespace Qt::StringLiterals;

namespace {

/// A name as documents write it, and as the system's converter wants it.
struct Spelling {
    QLatin1StringView name;
    const char *converter;
};

// Sets that combine letters across bytes (windows-1255, -1258) are not among them.
constexpr std::array spellings {
    Spelling {"us-ascii"_L1, "US-ASCII"},
    Spelling {"ascii"_L1, "US-ASCII"},
    Spelling {"ansi_x3.4-1968"_L1, "US-ASCII"},
    Spelling {"iso646-us"_L1, "US-ASCII"},
    Spelling {"iso-8859-1"_L1, "ISO-8859-1"},
    Spelling {"iso8859-1"_L1, "ISO-8859-1"},
    Spelling {"iso_8859-1"_L1, "ISO-8859-1"},
    Spelling {"latin1"_L1, "ISO-8859-1"},
    Spelling {"iso-latin-1"_L1, "ISO-8859-1"},
    Spelling {"l1"_L1, "ISO-8859-1"},
    Spelling {"iso-8859-2"_L1, "ISO-8859-2"},
    Spelling {"iso-8859-3"_L1, "ISO-8859-3"},
    Spelling {"iso-8859-4"_L1, "ISO-8859-4"},
    Spelling {"iso-8859-5"_L1, "ISO-8859-5"},
    Spelling {"iso-8859-6"_L1, "ISO-8859-6"},
    Spelling {"iso-8859-7"_L1, "ISO-8859-7"},
    Spelling {"iso-8859-8"_L1, "ISO-8859-8"},
    Spelling {"iso-8859-9"_L1, "ISO-8859-9"},
    Spelling {"iso-8859-10"_L1, "ISO-8859-10"},
    Spelling {"iso-8859-13"_L1, "ISO-8859-13"},
    Spelling {"iso-8859-14"_L1, "ISO-8859-14"},
    Spelling {"iso-8859-15"_L1, "ISO-8859-15"},
    Spelling {"iso-8859-16"_L1, "ISO-8859-16"},
    Spelling {"windows-1250"_L1, "WINDOWS-1250"},
    Spelling {"windows-1251"_L1, "WINDOWS-1251"},
    Spelling {"windows-1252"_L1, "WINDOWS-1252"},
    Spelling {"windows-1253"_L1, "WINDOWS-1253"},
    Spelling {"windows-1254"_L1, "WINDOWS-1254"},
    Spelling {"windows-1256"_L1, "WINDOWS-1256"},
    Spelling {"windows-1257"_L1, "WINDOWS-1257"},
    Spelling {"cp1252"_L1, "WINDOWS-1252"},
    Spelling {"koi8-r"_L1, "KOI8-R"},
    Spelling {"koi8-u"_L1, "KOI8-U"},
    Spelling {"utf-16le"_L1, "UTF-16LE"},
    Spelling {"utf-16be"_L1, "UTF-16BE"},
};

constexpr auto replacement = "\xef\xbf\xbd"_L1;

/// One converter of the system, for as long as one text takes.
class Converter {
public:
    Converter(const char *to, const char *from) : m_handle(iconv_open(to, from)) {}
    ~Converter()
    {
        if (isOpen())
            iconv_close(m_handle);
    }
    Q_DISABLE_COPY_MOVE(Converter)

    /// Appends what can be converted; how many bytes of @p rest that were.
    qsizetype convert(QByteArrayView rest, QByteArray &result)
    {
        std::array<char, 4096> buffer {};
        auto *in = const_cast<char *>(rest.data()); // iconv only reads
        auto left = static_cast<size_t>(rest.size());
        while (isOpen() && left > 0) {
            char *out = buffer.data();
            size_t room = buffer.size();
            const bool failed = iconv(m_handle, &in, &left, &out, &room) == static_cast<size_t>(-1);
            const int reason = errno;
            result.append(buffer.data(), static_cast<qsizetype>(buffer.size() - room));
            if (failed && reason != E2BIG)
                break;
        }
        return rest.size() - static_cast<qsizetype>(left);
    }

private:
    bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    iconv_t m_handle;
};

} // namespace

std::optional<Charset> Charset::named(const QString &name)
{
    const auto found = std::ranges::find_if(spellings,
        [&](const Spelling &spelling) { return name.compare(spelling.name, Qt::CaseInsensitive) == 0; });
    if (found == spellings.end())
        return std::nullopt;
    return Charset(found->converter);
}

QByteArray Charset::decoded(const QByteArray &bytes) const
{
    const qsizetype unit = QLatin1StringView(m_name).startsWith("UTF-16"_L1) ? 2 : 1;
    Converter converter("UTF-8", m_name);
    QByteArray result;
    qsizetype at = 0;
    while (at < bytes.size()) {
        at += converter.convert(QByteArrayView(bytes).sliced(at), result);
        if (at < bytes.size()) {
            result += replacement;
            at += std::min(unit, bytes.size() - at);
        }
    }
    return result;
}

std::optional<QByteArray> Charset::encoded(const QByteArray &utf8) const
{
    Converter converter(m_name, "UTF-8");
    QByteArray result;
    if (converter.convert(utf8, result) != utf8.size())
        return std::nullopt;
    return result;
}

qsizetype firstBadUtf8(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const int length = characterAt(bytes, at).length;
        if (length == 0)
            return at;
        at += length;
    }
    return -1;
}

QByteArray repairedUtf8(const QByteArray &bytes)
{
    QByteArray result;
    QByteArrayView rest(bytes);
    for (qsizetype bad = firstBadUtf8(rest); bad >= 0; bad = firstBadUtf8(rest)) {
        result += rest.first(bad);
        result += replacement;
        rest = rest.sliced(bad + 1);
    }
    return result + rest.toByteArray();
}
