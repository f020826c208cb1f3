// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/subhandling.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
// In the order in which the server tries them.
constexpr std::array table {
    SubHandling {"block"_L1, RuleStep::ActionBlocks, 3, "rejected"_L1},
    SubHandling {"confirm"_L1, RuleStep::ActionConfirms, 2, ""_L1},
    SubHandling {"polite-block"_L1, RuleStep::ActionBlocksPolitely, 1, "polite-block"_L1},
    SubHandling {"allow"_L1, RuleStep::ActionAllows, 1, ""_L1},
};

template <typename Test>
const SubHandling *firstOf(Test test)
{
    const auto found = std::ranges::find_if(table, test);
    return found == table.end() ? nullptr : &*found;
}
} // namespace

const SubHandling *subHandlingOf(const QString &text)
{
    return firstOf([&text](const SubHandling &entry) { return text.startsWith(entry.word); });
}

const SubHandling *meantSubHandling(const QString &text)
{
    const QString word = text.trimmed();
    return firstOf(
        [&word](const SubHandling &entry) { return word.compare(entry.word, Qt::CaseInsensitive) == 0; });
}
