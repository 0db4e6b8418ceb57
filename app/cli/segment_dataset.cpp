// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/segment_dataset.h"

#include "planning/core/nifti_file.h"
#include "planning/core/output_file.h"
#include "planning/io/nnunet_dataset.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace valvista::cli {

using namespace planning;
using Json = nlohmann::ordered_json;

namespace {

std::filesystem::path labelsOf(const DatasetSegmentation& given, const ListedCase& one) {
  return given.out / (one.test ? "labelsTs" : "labelsTr") / nnunetLabelName(one.name);
}

std::string textOf(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string segmentCase(const DatasetSegmentation& given, const ListedCase& one, const Progress& progress) {
  PlanSources sources;
  sources.ct = one.ct;
  sources.model = given.request;
  const Plan plan = runPipeline(sources, {}, Step::labels, progress);
  const std::filesystem::path file = labelsOf(given, one);
  makeFolderOf(file);
  writeNifti(file, plan.inputs.anatomy->labels);
  return textOf({{"input", Json::parse(inputJson(plan.inputs))},
                 {"labels", Json::parse(labelCountsJson(plan.inputs.anatomy->labels))},
                 {"findings", Json::parse(findingsJson(inputFindings(plan.inputs)))}});
}

}  // namespace

ExitCode segmentDataset(const DatasetSegmentation& given, const Answers& answers, const Progress& progress) {
  refuseSameFolder(given.dataset, given.out);
  const DatasetWork work{
      [&](const ListedCase& one) {
        return textOf({{"files", Json::parse(fingerprint({one.ct, given.request.model}))},
                       {"options", Json::parse(toJson(given.request.options).dump())},
                       {"version", VALVISTA_VERSION}});
      },
      [&](const ListedCase& one) { return std::filesystem::exists(labelsOf(given, one)); },
      [&](const ListedCase& one, const Progress& part) { return segmentCase(given, one, part); }};
  // One case at a time: the worker takes all of the machine.
  const std::vector<CaseOutcome> outcomes =
      runCases(casesOfShard(given.dataset, given.shard), CaseRecords(given.out), work, 1, progress);
  Json answer{{"schema", "valvista.segment-dataset"}, {"version", 1}};
  answer.update(outcomesJson(outcomes));
  answers.json(answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  answers.table(outcomesTable(outcomes));
  return exitCodeOf(outcomes, true);
}

}  // namespace valvista::cli
