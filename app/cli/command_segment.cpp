// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/label_answer.h"
#include "app/cli/model_options.h"
#include "app/cli/segment_dataset.h"
#include "planning/io/label_export.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace valvista::cli {

using namespace planning;

namespace {

std::string segmentJson(const Plan& plan, const Findings& findings) {
  using Json = nlohmann::ordered_json;
  const Json answer = {{"schema", "valvista.segment"},
                       {"version", 1},
                       {"input", Json::parse(inputJson(plan.inputs))},
                       {"labels", Json::parse(labelCountsJson(plan.inputs.anatomy->labels))},
                       {"findings", Json::parse(findingsJson(findings))}};
  return answer.dump(2) + "\n";
}

struct Given {
  std::string ct, out, shard;
  ModelOptions model;
};

ExitCode segmentOne(const Given& given, const Answers& answers, const Progress& progress) {
  if (!given.shard.empty()) throw std::invalid_argument("--shard is for a dataset, and CT is a single scan");
  const std::filesystem::path out = labelFile(given.out);
  PlanSources sources;
  sources.ct = given.ct;
  sources.model = given.model.request();
  const Plan plan = runPipeline(sources, {}, Step::labels, progress);
  Findings findings = inputFindings(plan.inputs);
  writeLabels(out, plan.inputs.anatomy->labels, plan.inputs.study, findings, progress);
  answers.json(segmentJson(plan, findings));
  answers.table(labelCountsTable(plan.inputs.anatomy->labels, findings));
  return kDone;
}

}  // namespace

RunCommand declareSegment(CLI::App& options) {
  const auto given = std::make_shared<Given>();
  options
      .add_option("CT", given->ct,
                  "DICOM folder or file, NIfTI, NRRD or MetaImage; or a dataset (see enrich)")
      ->required();
  given->model.addModel(options)->required();
  options
      .add_option("--out", given->out,
                  "Label map to write: " + labelFileEndings() + "; of a dataset the folder for them")
      ->type_name("FILE|DIR")
      ->required();
  given->model.addHow(options);
  addShard(options, given->shard);
  options.footer(
      "Example:\n  valvista-cli segment ct.nii.gz --model tavr-swin-unetr --out anatomy.nii.gz\n"
      "  valvista-cli segment Dataset010_Tavr --model tavr-swin-unetr --out predictions --shard 1/20");

  return [given](const Answers& answers, const Progress& progress) {
    if (!isDataset(given->ct)) return segmentOne(*given, answers, progress);
    return segmentDataset({given->ct, given->out, given->model.request(), parseShard(given->shard)}, answers,
                          progress);
  };
}

}  // namespace valvista::cli
