// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/textsearch.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace {
// How many steps the matcher may take from one place. With the window below, one call takes a second or two
// at the very worst.
constexpr auto bounds = "(*ANYCRLF)(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=5000)"_L1;
constexpr qsizetype window = 4096;
constexpr int patience = 2000; ///< ms for a whole search
constexpr qsizetype longestPattern = 4096;

QString translated(const char *text)
{
    return QCoreApplication::translate("TextSearch", text);
}

/// A pattern in its own words, without what we put before it.
QString ownPattern(const SearchWish &wish)
{
    const QString core = wish.isRegex ? wish.what : QRegularExpression::escape(wish.what);
    return wish.wholeWords ? u"(?<!\\w)(?:"_s + core + u")(?!\\w)"_s : core;
}

QRegularExpression::PatternOptions optionsOf(const SearchWish &wish)
{
    QRegularExpression::PatternOptions options =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!wish.matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return options;
}

QString faultOf(const SearchWish &wish)
{
    if (wish.what.size() > longestPattern)
        return translated("The search text is longer than 4096 characters. Use a shorter one.");
    const QRegularExpression plain(ownPattern(wish), optionsOf(wish));
    if (plain.isValid())
        return {};
    return translated("At character %1 of the expression: %2.")
        .arg(qMax<qsizetype>(1, plain.patternErrorOffset()))
        .arg(plain.errorString());
}

/// With a byte order mark as the character that it is here.
QString decoded(const QByteArray &utf8)
{
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(utf8);
}

/// Walks through a text in windows that grow while a match might go on past their end, so that a result is
/// the same as in one go and the search can be ended in between.
class Walk {
public:
    Walk(const QByteArray &utf8, const SearchWish &wish, StopFlag stop)
        : m_text(decoded(utf8))
        , m_expression(bounds + ownPattern(wish), optionsOf(wish))
        , m_stop(std::move(stop))
    {
    }

    /// The next match that is not empty; nothing at the end, or when it was given up.
    std::optional<QRegularExpressionMatch> next()
    {
        while (m_at <= m_text.size() && goesOn()) {
            const QRegularExpressionMatch match = matchInWindow();
            if (!match.isValid()) {
                giveUp(translated("The expression needs too many steps here. Use a simpler one."));
            } else if (match.hasPartialMatch()) {
                m_at = qMax(m_at, match.capturedStart());
                m_reach *= 2;
            } else if (!match.hasMatch()) {
                m_at = qMax(following(m_at), windowEnd());
                m_reach = window;
            } else {
                m_at = match.capturedLength() > 0 ? match.capturedEnd() : following(match.capturedEnd());
                m_reach = window;
                if (match.capturedLength() > 0)
                    return match;
            }
        }
        return std::nullopt;
    }
    TextMatch placeOf(const QRegularExpressionMatch &match)
    {
        return {byteOf(match.capturedStart()), match.captured().toUtf8().size()};
    }
    const QString &fault() const { return m_fault; }

private:
    qsizetype following(qsizetype at) const
    {
        const bool isPair = at < m_text.size() && m_text[at].isHighSurrogate();
        return at + (isPair ? 2 : 1);
    }
    qsizetype windowEnd() const
    {
        const qsizetype end = qMin(m_text.size(), m_at + m_reach);
        const bool splits = end < m_text.size() && end > 0 && m_text[end - 1].isHighSurrogate();
        return splits ? end + 1 : end;
    }
    QRegularExpressionMatch matchInWindow() const
    {
        const qsizetype end = windowEnd();
        const auto kind = end == m_text.size() ? QRegularExpression::NormalMatch
                                               : QRegularExpression::PartialPreferFirstMatch;
        return m_expression.match(QStringView(m_text).first(end), m_at, kind,
            QRegularExpression::DontCheckSubjectStringMatchOption);
    }
    bool goesOn()
    {
        if (m_stop && *m_stop)
            return false;
        if (m_deadline.hasExpired())
            giveUp(translated("The search takes too long and was given up. Use a simpler expression."));
        return m_fault.isEmpty();
    }
    void giveUp(const QString &why) { m_fault = why; }
    /// Bytes are counted on from the last match.
    qint64 byteOf(qsizetype at)
    {
        m_byte += QStringView(m_text).sliced(m_counted, at - m_counted).toUtf8().size();
        m_counted = at;
        return m_byte;
    }

    QString m_text;
    QRegularExpression m_expression;
    StopFlag m_stop;
    QDeadlineTimer m_deadline {patience};
    QString m_fault;
    qsizetype m_at = 0;
    qsizetype m_reach = window;
    qsizetype m_counted = 0;
    qint64 m_byte = 0;
};

/// What a sign after a backslash stands for.
QChar escaped(QChar sign)
{
    switch (sign.unicode()) {
    case u'n':
        return u'\n';
    case u'r':
        return u'\r';
    case u't':
        return u'\t';
    default:
        return sign;
    }
}

QString expanded(const QString &with, const QRegularExpressionMatch &match)
{
    QString out;
    for (qsizetype at = 0; at < with.size(); ++at) {
        const QChar sign = with[at];
        const QChar following = at + 1 < with.size() ? with[at + 1] : QChar();
        if (sign == u'$' && following >= u'0' && following <= u'9')
            out += match.captured(following.unicode() - u'0'), ++at;
        else if (sign == u'$' && following == u'$')
            out += sign, ++at;
        else if (sign == u'\\' && !following.isNull())
            out += escaped(following), ++at;
        else
            out += sign;
    }
    return out;
}
} // namespace

QString searchFault(const SearchWish &wish)
{
    return wish.what.isEmpty() ? QString() : faultOf(wish);
}

SearchResult searchText(const QByteArray &utf8, const SearchWish &wish, const StopFlag &stop)
{
    if (wish.what.isEmpty())
        return {};
    if (const QString fault = faultOf(wish); !fault.isEmpty())
        return {{}, false, fault};
    SearchResult result;
    Walk walk(utf8, wish, stop);
    while (const auto match = walk.next()) {
        if (result.matches.size() == searchLimit) {
            result.isCut = true;
            break;
        }
        result.matches << walk.placeOf(*match);
    }
    result.fault = walk.fault();
    return result;
}

ReplaceResult replaceInText(
    const QByteArray &utf8, const SearchWish &wish, const QString &with, const StopFlag &stop, qint64 only)
{
    if (wish.what.isEmpty())
        return {};
    if (const QString fault = faultOf(wish); !fault.isEmpty())
        return {{}, false, fault};
    ReplaceResult result;
    Walk walk(utf8, wish, stop);
    while (const auto match = walk.next()) {
        if (result.edits.size() == searchLimit) {
            result.isCut = true;
            break;
        }
        const TextMatch place = walk.placeOf(*match);
        if (only >= 0 && place.byte > only)
            break;
        if (only >= 0 && place.byte < only)
            continue;
        const QString text = wish.isRegex ? expanded(with, *match) : with;
        result.edits << TextEdit {place.byte, place.length, text.toUtf8()};
    }
    result.fault = walk.fault();
    return result;
}
