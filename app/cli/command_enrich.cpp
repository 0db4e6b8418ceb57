// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/dataset_run.h"
#include "app/cli/label_answer.h"
#include "app/cli/label_options.h"
#include "app/cli/linked_file.h"
#include "app/cli/nnunet_dataset.h"
#include "app/cli/output_file.h"
#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/number_text.h"
#include "planning/io/dataset.h"
#include "planning/io/volume_file.h"
#include "planning/measure/mean_curve.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
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

struct CaseFiles {
  std::filesystem::path image, labels;
};

CaseFiles filesOf(const Given& given, const ListedCase& one) {
  const std::string part = one.test ? "Ts" : "Tr";
  return {given.out / ("images" + part) / nnunetImageName(one.name),
          given.out / ("labels" + part) / nnunetLabelName(one.name)};
}

/// What the record keeps of the derivation.
Json derivedJson(const Plan& plan) {
  Json findings = Json::array();
  for (const Finding& finding : allFindings(plan.inputs, plan.derived))
    findings.push_back(
        {{"id", finding.id}, {"severity", name(finding.severity)}, {"message", finding.message}});
  const RootLabels& root = *plan.derived.root;
  Json record{{"scheme", plan.inputs.anatomy->scheme},
              {"labels", labelCountsJson(root.labels)},
              {"complete", root.interface && root.curve && root.curve->rootEndMm},
              {"findings", std::move(findings)}};
  if (root.curve)
    record["root_cross_section"] = {{"distance_mm", root.curve->distanceMm},
                                    {"area_mm2", root.curve->areaMm2}};
  return record;
}

Json enrichCase(const Given& given, const ListedCase& one, const Progress& progress) {
  if (!one.labels) throw LoadError(one.ct.filename().string() + " has no labels in the dataset.");
  PlanSources sources;
  given.labels.applyTo(sources);
  sources.labels = *one.labels;
  const Plan plan = runPipeline(sources, given.labels.planOptions(), Step::rootLabels, progress);
  const CaseFiles files = filesOf(given, one);
  for (const std::filesystem::path& file : {files.image, files.labels}) makeFolderOf(file);
  if (one.ct.string().ends_with(".nii.gz")) {
    linkOrCopy(one.ct, files.image);
  } else {
    writeNifti(files.image, loadVolumeFile(one.ct, progress).volume);
  }
  writeNifti(files.labels, plan.derived.root->labels);
  return derivedJson(plan);
}

DatasetWork workOf(const Given& given) {
  return {
      [&given](const ListedCase& one) {
        std::vector<std::filesystem::path> files{one.ct};
        if (one.labels) files.push_back(*one.labels);
        return Json{{"files", fingerprint(files)},
                    {"scheme", given.labels.scheme},
                    {"rule", given.labels.rule},
                    {"version", VALVISTA_VERSION}};
      },
      [&given](const ListedCase& one) {
        const CaseFiles files = filesOf(given, one);
        return std::filesystem::exists(files.image) && std::filesystem::exists(files.labels);
      },
      [&given](const ListedCase& one, const Progress& progress) { return enrichCase(given, one, progress); }};
}

/// Over every case with a record, of whichever shard.
MeanCurve cohortCurve(const Given& given, const CaseRecords& records) {
  std::vector<CrossSections> cohort;
  for (const ListedCase& one : datasetCases(given.dataset)) {
    const std::optional<Json> record = records.find(one);
    if (!record || !record->contains("root_cross_section")) continue;
    const Json& curve = (*record)["root_cross_section"];
    cohort.push_back({curve.at("distance_mm").get<std::vector<double>>(),
                      curve.at("area_mm2").get<std::vector<double>>()});
  }
  return meanCurve(cohort);
}

std::string curveCsv(const MeanCurve& curve) {
  std::string csv = "distance_mm,mean_area_mm2,deviation_mm2,cases\n";
  for (std::size_t i = 0; i < curve.distanceMm.size(); ++i)
    csv += formatExact(curve.distanceMm[i]) + ',' + formatExact(curve.meanMm2[i]) + ',' +
           formatExact(curve.deviationMm2[i]) + ',' + std::to_string(curve.cases[i]) + '\n';
  return csv;
}

Json answerJson(const std::vector<CaseOutcome>& outcomes, const MeanCurve& curve) {
  Json answer{{"schema", "valvista.enrich"}, {"version", 1}};
  answer.update(outcomesJson(outcomes));
  Json incomplete = Json::array();
  for (const CaseOutcome& one : outcomes)
    if (one.state != CaseState::refused && !one.record.value("complete", false))
      incomplete.push_back({{"case", one.name}, {"findings", one.record.value("findings", Json::array())}});
  answer["incomplete"] = std::move(incomplete);
  answer["mean_root_cross_section"] = {{"distance_mm", curve.distanceMm},
                                       {"mean_area_mm2", curve.meanMm2},
                                       {"deviation_mm2", curve.deviationMm2},
                                       {"cases", curve.cases}};
  return answer;
}

ExitCode enrich(const Given& given, const Answers& answers, const Progress& progress) {
  const Shard shard = given.shard.empty() ? Shard{} : parseShard(given.shard);
  refuseSameFolder(given.dataset, given.out);
  const CaseRecords records(given.out);
  const std::vector<CaseOutcome> outcomes =
      runCases(casesOfShard(given.dataset, shard), records, workOf(given), given.jobs, progress);
  const MeanCurve curve = cohortCurve(given, records);
  const Json answer = answerJson(outcomes, curve);
  writeTextFile(given.out / "mean_root_curve.csv", curveCsv(curve));
  writeNnunetDataset(given.out, {{"made_by", "enrich"}, {"rule", given.labels.rule}});
  answers.json(answer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  answers.table(outcomesTable(outcomes) + std::to_string(answer["incomplete"].size()) +
                " cases without annulus or root end\n");
  return exitCodeOf(outcomes, answer["incomplete"].empty());
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
