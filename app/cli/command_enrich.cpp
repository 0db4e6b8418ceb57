// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/dataset_answer.h"
#include "app/cli/label_options.h"
#include "planning/pipeline/enrich_dataset.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace valvista::cli {

using namespace planning;
using Json = nlohmann::ordered_json;

namespace {

struct Given {
  std::filesystem::path dataset, out;
  std::string shard;
  LabelOptions labels;
  int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
};

Json incompleteJson(const std::vector<IncompleteCase>& cases) {
  Json incomplete = Json::array();
  for (const IncompleteCase& one : cases) {
    Json findings = Json::array();
    for (const Finding& finding : one.findings)
      findings.push_back(
          {{"id", finding.id}, {"severity", name(finding.severity)}, {"message", finding.message}});
    incomplete.push_back({{"case", one.name}, {"findings", std::move(findings)}});
  }
  return incomplete;
}

Json answerJson(const EnrichedDataset& result) {
  Json answer{{"schema", "valvista.enrich"}, {"version", 1}};
  answer.update(outcomesJson(result.outcomes));
  answer["incomplete"] = incompleteJson(result.incomplete);
  answer["mean_root_cross_section"] = {{"distance_mm", result.curve.distanceMm},
                                       {"mean_area_mm2", result.curve.meanMm2},
                                       {"deviation_mm2", result.curve.deviationMm2},
                                       {"cases", result.curve.cases}};
  return answer;
}

ExitCode enrich(const Given& given, const Answers& answers, const Progress& progress) {
  EnrichRequest request;
  request.dataset = given.dataset;
  request.out = given.out;
  if (!given.labels.scheme.empty()) request.scheme = given.labels.scheme;
  request.rule = given.labels.planOptions().root.rule;
  request.shard = parseShard(given.shard);
  request.jobs = given.jobs;
  refuseSameFolder(request.dataset, request.out);
  const EnrichedDataset result = enrichDataset(request, progress);
  answers.json(answerJson(result).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  answers.table(outcomesTable(result.outcomes) + std::to_string(result.incomplete.size()) +
                " cases without annulus or root end\n");
  return exitCodeOf(result.outcomes, result.incomplete.empty());
}

}  // namespace

RunCommand declareEnrich(CLI::App& options) {
  const auto given = std::make_shared<Given>();
  options
      .add_option("--dataset", given->dataset,
                  "nnU-Net v2 dataset, or folder with one TotalSegmentator case a folder")
      ->type_name("DIR")
      ->required();
  options.add_option("--out", given->out, "nnU-Net v2 dataset to make or to go on with")
      ->type_name("DIR")
      ->required();
  given->labels.addScheme(options);
  given->labels.addRule(options);
  options.add_option("--jobs", given->jobs, "Cases at a time")->type_name("N")->check(CLI::Range(1, 256));
  addShard(options, given->shard);
  options.footer(
      "Example:\n  valvista-cli enrich --dataset Totalsegmentator_dataset --out Dataset010_Tavr --shard "
      "1/20");
  return
      [given](const Answers& answers, const Progress& progress) { return enrich(*given, answers, progress); };
}

}  // namespace valvista::cli
