// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/plan_report.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace valvista::planning {

namespace {

bool hasValue(const Derived& derived, std::string_view id) {
  const Measured* measured = find(derived.measurements, id);
  return measured != nullptr && measured->value && std::isfinite(*measured->value);
}

std::string unmeasuredIds(const Derived& derived) {
  std::string ids;
  for (const CatalogueEntry& entry : measurementCatalogue()) {
    if (hasValue(derived, entry.id)) continue;
    if (!ids.empty()) ids += ", ";
    ids += entry.id;
  }
  return ids;
}

void append(Findings& all, const Findings& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

Findings allFindings(const Case& inputs, const Derived& derived) {
  Findings all;
  if (inputs.study) append(all, inputs.study->findings);
  if (inputs.anatomy) append(all, inputs.anatomy->findings);
  if (derived.root) append(all, derived.root->findings);
  append(all, derived.findings);

  // A reader must never meet an empty value without a reason, whatever measuring forgot to say.
  const std::string unmeasured = unmeasuredIds(derived);
  const bool explained = std::any_of(
      all.begin(), all.end(), [](const Finding& finding) { return finding.severity != Severity::info; });
  if (!unmeasured.empty() && !explained) {
    all.push_back({"plan.incomplete", Severity::warning, "Not measured: " + unmeasured + ".", std::nullopt});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  return all;
}

}  // namespace valvista::planning
