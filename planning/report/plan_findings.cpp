// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/plan_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

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

/// A finding of the labels' reader, and the findings of later steps that only say the same again.
struct SameFact {
  std::string_view read;
  std::array<std::string_view, 5> repeated;
};
// That valve, annulus and root cannot be derived is what the reader says without aorta or ventricle.
constexpr std::array<std::string_view, 3> kNoRoot{"volume.valve.missing", "volume.annulus.missing",
                                                  "volume.aortic_root.missing"};
constexpr std::array kSameFacts{
    SameFact{"labels.no_aorta",
             {"aorta.missing", "volume.aorta.missing", kNoRoot[0], kNoRoot[1], kNoRoot[2]}},
    SameFact{"labels.no_left_ventricle",
             {"ventricle.missing", "volume.left_ventricle.missing", kNoRoot[0], kNoRoot[1], kNoRoot[2]}},
    SameFact{"labels.no_iliac_left", {"iliac.left.missing", "volume.iliac_artery_left.missing"}},
    SameFact{"labels.no_iliac_right", {"iliac.right.missing", "volume.iliac_artery_right.missing"}},
};

/// Each missing structure is told once, by the reader (it knows what the source never holds and what there is
/// instead), as severely as the most severe of those that say it.
void tellOnce(Findings& all) {
  for (const SameFact& fact : kSameFacts) {
    const auto read =
        std::find_if(all.begin(), all.end(), [&](const Finding& f) { return f.id == fact.read; });
    if (read == all.end()) continue;
    const auto repeats = [&](const Finding& f) {
      return std::find(fact.repeated.begin(), fact.repeated.end(), f.id) != fact.repeated.end();
    };
    for (const Finding& finding : all)
      if (repeats(finding)) read->severity = std::max(read->severity, finding.severity);
    std::erase_if(all, repeats);
  }
}

}  // namespace

Findings inputFindings(const Case& inputs) {
  Findings all;
  if (inputs.study) append(all, inputs.study->findings);
  if (inputs.anatomy) append(all, inputs.anatomy->findings);
  return all;
}

Findings allFindings(const Case& inputs, const Derived& derived) {
  Findings all = inputFindings(inputs);
  if (derived.root) append(all, derived.root->findings);
  append(all, derived.findings);
  tellOnce(all);

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

std::vector<std::string> editsUsed(const Derived& derived) {
  std::vector<std::string> edits;
  if (derived.root && derived.root->planeEdited) edits.emplace_back("annulus plane");
  if (derived.root && derived.root->endEdited) edits.emplace_back("root end");
  const auto note = [&](const std::optional<VesselCalibre>& vessel, const char* name) {
    if (vessel && vessel->centrelineEdited) edits.emplace_back(name);
  };
  note(derived.aorta, "aortic centreline");
  note(derived.iliacLeft, "left iliac centreline");
  note(derived.iliacRight, "right iliac centreline");
  return edits;
}

}  // namespace valvista::planning
