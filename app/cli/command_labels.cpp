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

std::string labelsJson(const AnatomyLabels& anatomy, const Findings& findings) {
  using Json = nlohmann::ordered_json;
  const Json answer = {
      {"schema", "valvista.labels"},
      {"version", 1},
      {"input", {{"source", anatomy.source}, {"scheme", anatomy.scheme}, {"sha256", anatomy.sha256}}},
      {"labels", Json::parse(labelCountsJson(anatomy.labels))},
      {"findings", Json::parse(findingsJson(findings))}};
  return answer.dump(2) + "\n";
}

/// A DICOM segmentation leaves out empty slices, and without a CT nobody knows how many.
void notePartial(const Plan& plan, Findings& findings) {
  if (!plan.inputs.anatomy->partial || plan.inputs.study) return;
  findings.push_back(
      {"labels.partial", Severity::info,
       "The labels reach only over the slices that the DICOM segmentation holds; name its CT with "
       "--ct to have them on the grid of the CT.",
       std::nullopt});
}

}  // namespace

RunCommand declareLabels(CLI::App& options) {
  struct Given {
    std::string in, out, ct;
    LabelOptions labels;
  };
  const auto given = std::make_shared<Given>();
  options.add_option("IN", given->in, LabelOptions::sources())->required();
  addLabelFile(options, given->out);
  given->labels.addScheme(options);
  options
      .add_option("--ct", given->ct, "The CT of the labels: they are put on its index axes, never resampled")
      ->type_name("FILE|DIR");
  options.footer(
      "Values are those of the TAVR scheme. A DICOM segmentation belongs to the study of its CT.\n"
      "Example:\n  valvista-cli labels labels.nii.gz --ct dicom/ --out labels.dcm");

  return [given](const Answers& answers, const Progress& progress) {
    const std::filesystem::path out = labelFile(given->out);
    PlanSources sources;
    given->labels.applyTo(sources);
    sources.labels = given->in;
    if (!given->ct.empty()) sources.ct = given->ct;
    const Plan plan = runPipeline(sources, {}, Step::labels, progress);
    Findings findings = inputFindings(plan.inputs);
    notePartial(plan, findings);
    writeLabels(out, plan.inputs.anatomy->labels, plan.inputs.study, findings, progress);
    answers.json(labelsJson(*plan.inputs.anatomy, findings));
    answers.table(labelCountsTable(plan.inputs.anatomy->labels, findings));
    return kDone;
  };
}

}  // namespace valvista::cli
