// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/label_answer.h"
#include "app/cli/label_options.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::cli {

using namespace planning;

namespace {

std::string deriveJson(const Plan& plan, const Findings& all) {
  using Json = nlohmann::ordered_json;
  const AnatomyLabels& anatomy = *plan.inputs.anatomy;
  const Json answer = {
      {"schema", "valvista.derive"},
      {"version", 1},
      {"input", {{"source", anatomy.source}, {"scheme", anatomy.scheme}, {"sha256", anatomy.sha256}}},
      {"labels", Json::parse(labelCountsJson(plan.derived.root->labels))},
      {"findings", Json::parse(findingsJson(all))}};
  return answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
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
  addLabelFile(options, given->out);
  options.footer("Example:\n  valvista-cli derive --labels totalsegmentator/ --out labels.nii.gz");

  return [given](const Answers& answers, const Progress& progress) {
    const std::filesystem::path out = labelFile(given->out);
    PlanSources sources;
    given->labels.applyTo(sources);
    const Plan plan = runPipeline(sources, given->labels.planOptions(), Step::rootLabels, progress);
    const RootLabels& root = *plan.derived.root;
    Findings findings = allFindings(plan.inputs, plan.derived);
    writeLabels(out, root.labels, plan.inputs.study, findings, progress);
    answers.json(deriveJson(plan, findings));
    answers.table(labelCountsTable(root.labels, findings));
    return derivedAll(root) ? kDone : kNotAllMeasured;
  };
}

}  // namespace valvista::cli
