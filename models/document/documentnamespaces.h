// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

// Namespaces of the documents that have a form.
inline constexpr QLatin1StringView pidfNamespace("urn:ietf:params:xml:ns:pidf");
inline constexpr QLatin1StringView dataModelNamespace("urn:ietf:params:xml:ns:pidf:data-model");
inline constexpr QLatin1StringView rpidNamespace("urn:ietf:params:xml:ns:pidf:rpid");
inline constexpr QLatin1StringView commonPolicyNamespace("urn:ietf:params:xml:ns:common-policy");
inline constexpr QLatin1StringView presRulesNamespace("urn:ietf:params:xml:ns:pres-rules");
inline constexpr QLatin1StringView resourceListsNamespace("urn:ietf:params:xml:ns:resource-lists");
