// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_table.h"

#include "app/cli/text_table.h"
#include "planning/report/plan_report.h"
#include "planning/report/report_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace valvista::cli {

using namespace planning;

std::string findingsTable(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text +=
        std::string(name(finding.severity)) + ": " + printable(finding.message) + " [" + finding.id + "]\n";
  }
  return text;
}

std::string planTable(const Plan& plan) {
  std::vector<std::vector<std::string>> rows{{"measurement", "value", "1 SD", "method"}};
  for (const CatalogueEntry& entry : measurementCatalogue()) {
    const Measured* measured = find(plan.derived.measurements, entry.id);
    rows.push_back({std::string(entry.id), measured ? formatValue(*measured) : "not measured",
                    measured ? formatUncertainty(*measured) : "", measured ? measured->method : ""});
  }
  const std::string findings = findingsTable(allFindings(plan.inputs, plan.derived));
  return textTable(rows, {1, 2}) + (findings.empty() ? "" : "\n" + findings);
}

ExitCode measuredAll(const Plan& plan) {
  const auto catalogue = measurementCatalogue();
  const bool all = std::all_of(catalogue.begin(), catalogue.end(), [&](const CatalogueEntry& entry) {
    const Measured* measured = find(plan.derived.measurements, entry.id);
    return measured != nullptr && measured->value && std::isfinite(*measured->value);
  });
  return all ? kDone : kNotAllMeasured;
}

}  // namespace valvista::cli
