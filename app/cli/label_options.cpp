// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/label_options.h"

#include "planning/io/label_schemes.h"

#include <vector>

namespace valvista::cli {

std::string LabelOptions::sources() {
  return "Label map (NIfTI, NRRD, MetaImage), DICOM segmentation, or folder with one mask per structure";
}

CLI::Option* LabelOptions::addLabels(CLI::App& options) {
  return options.add_option("--labels", labels, sources())->type_name("FILE|DIR");
}

void LabelOptions::addScheme(CLI::App& options) {
  std::vector<std::string> names;
  for (const planning::LabelScheme& known : planning::labelSchemes()) names.push_back(known.name);
  options.add_option("--scheme", scheme, "How the labels are numbered; found from the values without it")
      ->check(CLI::IsMember(names));
}

void LabelOptions::addRule(CLI::App& options) {
  options
      .add_option("--rule", rule,
                  "How far valve and annulus reach: paper counts 3 and 1 voxels, metric takes 4.5 and 1.5 mm")
      ->check(CLI::IsMember(std::vector<std::string>{"paper", "metric"}))
      ->capture_default_str();
}

void LabelOptions::applyTo(planning::PlanSources& sources) const {
  if (!labels.empty()) sources.labels = labels;
  if (!scheme.empty()) sources.scheme = scheme;
}

planning::PlanOptions LabelOptions::planOptions() const {
  planning::PlanOptions options;
  options.root.rule = rule == "metric" ? planning::DistanceRule::metric : planning::DistanceRule::paper;
  return options;
}

}  // namespace valvista::cli
