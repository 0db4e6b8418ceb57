// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/label_options.h"
#include "app/cli/output_file.h"
#include "app/cli/plan_table.h"
#include "app/cli/text_table.h"
#include "planning/core/nifti_file.h"
#include "planning/model/tavr_labels.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"
#include "planning/report/report_text.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace valvista::cli {

using namespace planning;

namespace {

std::string deriveJson(const Plan& plan, const std::vector<std::size_t>& counts) {
  using Json = nlohmann::ordered_json;
  Json labels = Json::object(), findings = Json::array();
  for (const LabelStyle& style : labelStyles()) {
    if (style.value == 0) continue;
    labels[style.name] = {{"value", style.value}, {"voxels", counts[style.value]}};
  }
  for (const Finding& finding : allFindings(plan.inputs, plan.derived)) {
    findings.push_back(
        {{"id", finding.id}, {"severity", name(finding.severity)}, {"message", finding.message}});
  }
  const AnatomyLabels& anatomy = *plan.inputs.anatomy;
  const Json answer = {
      {"schema", "valvista.derive"},
      {"version", 1},
      {"input", {{"source", anatomy.source}, {"scheme", anatomy.scheme}, {"sha256", anatomy.sha256}}},
      {"labels", std::move(labels)},
      {"findings", std::move(findings)}};
  return answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string deriveTable(const Plan& plan, const std::vector<std::size_t>& counts) {
  const double voxelMm3 = plan.derived.root->labels.geometry().voxelVolume();
  std::vector<std::vector<std::string>> rows{{"label", "value", "voxels", "volume"}};
  for (const LabelStyle& style : labelStyles()) {
    if (style.value == 0) continue;
    const std::size_t count = counts[style.value];
    rows.push_back({style.name, std::to_string(style.value), std::to_string(count),
                    formatWithUnit(static_cast<double>(count) * voxelMm3, "mm3")});
  }
  const std::string findings = findingsTable(allFindings(plan.inputs, plan.derived));
  return textTable(rows, {1, 2, 3}) + (findings.empty() ? "" : "\n" + findings);
}

/// Everything the command is for: an annulus, a valve and a root with an end.
bool derivedAll(const RootLabels& root) {
  return root.interface && root.curve && root.curve->rootEndMm;
}

}  // namespace

RunCommand declareDerive(CLI::App& options) {
  struct Given {
    std::string out;
    LabelOptions labels;
  };
  const auto given = std::make_shared<Given>();
  given->labels.addLabels(options)->required();
  given->labels.addScheme(options);
  given->labels.addRule(options);
  options.add_option("--out", given->out, "TAVR label map to write, .nii or .nii.gz")
      ->type_name("FILE")
      ->required();
  options.footer("Example:\n  valvista-cli derive --labels totalsegmentator/ --out labels.nii.gz");

  return [given](const Answers& answers, const Progress& progress) {
    const std::filesystem::path out = given->out;
    if (!out.string().ends_with(".nii") && !out.string().ends_with(".nii.gz")) {
      throw std::invalid_argument("--out: the label map is written as .nii or .nii.gz");
    }
    PlanSources sources;
    given->labels.applyTo(sources);
    const Plan plan = runPipeline(sources, given->labels.planOptions(), Step::rootLabels, progress);
    const RootLabels& root = *plan.derived.root;
    makeFolderOf(out);
    writeNifti(out, root.labels);
    const std::vector<std::size_t> counts = labelCounts(root.labels);
    answers.json(deriveJson(plan, counts));
    answers.table(deriveTable(plan, counts));
    return derivedAll(root) ? kDone : kNotAllMeasured;
  };
}

}  // namespace valvista::cli
