// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/enrich_dataset.h"

#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/number_text.h"
#include "planning/core/output_file.h"
#include "planning/core/training/dataset.h"
#include "planning/io/linked_file.h"
#include "planning/io/nnunet_dataset.h"
#include "planning/io/volume_file.h"
#include "planning/model/tavr_labels.h"
#include "planning/pipeline/dataset_plan.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

namespace valvista::planning {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kMadeBy = "enrich";

std::string textOf(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const char* nameOf(DistanceRule rule) {
  return rule == DistanceRule::metric ? "metric" : "paper";
}

bool isDerived(std::uint8_t label) {
  return label == value(TavrLabel::aorticRoot) || label == value(TavrLabel::valve) ||
         label == value(TavrLabel::annulus);
}

struct CaseFiles {
  fs::path image, labels;
  bool areThere() const { return fs::exists(image) && fs::exists(labels); }
};

CaseFiles filesOf(const fs::path& out, const ListedCase& one) {
  const std::string part = one.test ? "Ts" : "Tr";
  return {out / ("images" + part) / nnunetImageName(one.name),
          out / ("labels" + part) / nnunetLabelName(one.name)};
}

/// What the record keeps of the derivation.
Json derivedJson(const Plan& plan) {
  Json findings = Json::array();
  for (const Finding& finding : allFindings(plan.inputs, plan.derived))
    findings.push_back(
        {{"id", finding.id}, {"severity", name(finding.severity)}, {"message", finding.message}});
  const RootLabels& root = *plan.derived.root;
  Json record{{"scheme", plan.inputs.anatomy->scheme},
              {"labels", Json::parse(labelCountsJson(root.labels))},
              {"complete", root.interface && root.curve && root.curve->rootEndMm},
              {"findings", std::move(findings)}};
  if (root.curve)
    record["root_cross_section"] = {{"distance_mm", root.curve->distanceMm},
                                    {"area_mm2", root.curve->areaMm2}};
  return record;
}

Findings findingsOf(const Json& record) {
  Findings findings;
  for (const Json& one : record.value("findings", Json::array())) {
    Finding finding{one.value("id", ""), Severity::info, one.value("message", ""), std::nullopt};
    for (const Severity severity : {Severity::warning, Severity::error})
      if (one.value("severity", "") == name(severity)) finding.severity = severity;
    findings.push_back(std::move(finding));
  }
  return findings;
}

class Enrichment {
 public:
  explicit Enrichment(const EnrichRequest& request) : request_(request), records_(request.out) {
    if (request_.byNames) named_ = readDataset(request_.dataset, faults_);
  }

  EnrichedDataset run(const Progress& progress) {
    std::vector<ListedCase> cases = casesOfShard(request_.dataset, request_.shard);
    if (request_.byNames) std::erase_if(cases, [](const ListedCase& one) { return one.test && !one.labels; });
    EnrichedDataset result;
    result.outcomes = runCases(cases, records_, work(), request_.jobs, progress);
    result.incomplete = incompleteOf(result.outcomes);
    result.curve = cohortCurve();
    writeTextFile(request_.out / "mean_root_curve.csv", curveCsv(result.curve));
    writeNnunetDataset(request_.out, facts());
    return result;
  }

 private:
  DatasetWork work() const {
    return {[this](const ListedCase& one) { return textOf(inputsOf(one)); },
            [this](const ListedCase& one) { return filesOf(request_.out, one).areThere(); },
            [this](const ListedCase& one, const Progress& progress) { return make(one, progress); }};
  }

  Json inputsOf(const ListedCase& one) const {
    std::vector<fs::path> files{one.ct};
    if (one.labels) files.push_back(*one.labels);
    Json inputs{{"files", Json::parse(fingerprint(files))},
                {"scheme", request_.scheme.value_or("")},
                {"rule", nameOf(request_.rule)},
                {"version", VALVISTA_VERSION}};
    if (request_.byNames) {
      Json names = Json::object();
      for (const ModelClass& own : named_.classes) names[own.name] = own.label;
      inputs["names"] = std::move(names);
    }
    return inputs;
  }

  std::string make(const ListedCase& one, const Progress& progress) const {
    if (!one.labels) throw LoadError(one.ct.filename().string() + " has no labels in the dataset.");
    const Plan plan = derive(one, progress);
    const CaseFiles files = filesOf(request_.out, one);
    for (const fs::path& file : {files.image, files.labels}) makeFolderOf(file);
    if (one.ct.string().ends_with(".nii.gz")) {
      linkOrCopy(one.ct, files.image);
    } else {
      writeNifti(files.image, loadVolumeFile(one.ct, progress).volume);
    }
    writeNifti(files.labels, plan.derived.root->labels);
    return textOf(derivedJson(plan));
  }

  Plan derive(const ListedCase& one, const Progress& progress) const {
    PlanOptions options;
    options.root.rule = request_.rule;
    if (!request_.byNames) {
      PlanSources sources;
      sources.labels = *one.labels;
      sources.scheme = request_.scheme;
      return runPipeline(sources, options, Step::rootLabels, progress);
    }
    Plan plan = planOfCase(named_, {one.name, one.name, one.ct, *one.labels}, tavrClasses(),
                           Progress(progress, 0.0, 0.6));
    plan.inputs.options = options;
    runStep(Step::rootLabels, {}, plan, Progress(progress, 0.6, 1.0));
    return plan;
  }

  static std::vector<IncompleteCase> incompleteOf(const std::vector<CaseOutcome>& outcomes) {
    std::vector<IncompleteCase> incomplete;
    for (const CaseOutcome& one : outcomes) {
      if (one.state == CaseResult::refused) continue;
      const Json record = Json::parse(one.record);
      if (!record.value("complete", false)) incomplete.push_back({one.name, findingsOf(record)});
    }
    return incomplete;
  }

  MeanCurve cohortCurve() const {
    std::vector<CrossSections> cohort;
    for (const ListedCase& one : datasetCases(request_.dataset)) {
      const std::optional<std::string> text = records_.find(one);
      if (!text) continue;
      const Json record = Json::parse(*text);
      if (!record.contains("root_cross_section")) continue;
      const Json& curve = record["root_cross_section"];
      cohort.push_back({curve.at("distance_mm").get<std::vector<double>>(),
                        curve.at("area_mm2").get<std::vector<double>>()});
    }
    return meanCurve(cohort);
  }

  static std::string curveCsv(const MeanCurve& curve) {
    std::string csv = "distance_mm,mean_area_mm2,deviation_mm2,cases\n";
    for (std::size_t i = 0; i < curve.distanceMm.size(); ++i)
      csv += formatExact(curve.distanceMm[i]) + ',' + formatExact(curve.meanMm2[i]) + ',' +
             formatExact(curve.deviationMm2[i]) + ',' + std::to_string(curve.cases[i]) + '\n';
    return csv;
  }

  NnunetFacts facts() const {
    NnunetFacts facts;
    facts.origin = textOf({{"made_by", kMadeBy}, {"rule", nameOf(request_.rule)}});
    if (!request_.byNames) return facts;
    // A class that no case has would stop a training.
    std::erase_if(facts.classes, [this](const ModelClass& one) {
      return one.label != 0 && !isDerived(one.label) &&
             std::ranges::find(named_.classes, one.name, &ModelClass::name) == named_.classes.end();
    });
    // Who is who, where the dataset says so: a training must not divide a patient.
    for (const DatasetCase& one : named_.cases)
      if (one.patient != one.name && filesOf(request_.out, {one.name, false, one.ct, {}}).areThere())
        facts.patients[one.name] = one.patient;
    return facts;
  }

  const EnrichRequest& request_;
  CaseRecords records_;
  Dataset named_;                     ///< empty unless by names
  std::vector<DatasetFault> faults_;  ///< of single cases, which are refused when their turn comes
};

/// Whether the dataset.json of a folder is of an earlier run; none is no objection.
bool mayGoOn(const fs::path& out) {
  std::error_code error;
  if (!fs::is_directory(out / CaseRecords::kFolder, error)) return false;
  std::ifstream file(out / "dataset.json");
  if (!file) return true;
  const Json dataset = Json::parse(file, nullptr, false);
  if (!dataset.is_object() || !dataset.contains("valvista") || !dataset["valvista"].is_object()) return false;
  return dataset["valvista"].value("made_by", Json()) == kMadeBy;
}

}  // namespace

EnrichedDataset enrichDataset(const EnrichRequest& request, const Progress& progress) {
  return Enrichment(request).run(progress);
}

void beginEnrichedDataset(const fs::path& out) {
  std::error_code error;
  const bool isThere = fs::exists(out, error);
  const bool holdsNothing = !isThere || (fs::is_directory(out, error) && fs::is_empty(out, error));
  if (error) throw SaveError(out.filename().string() + " cannot be made: " + error.message() + ".");
  if (!holdsNothing && !mayGoOn(out))
    throw SaveError(
        out.filename().string() +
        " is there already and is not from an earlier run. Rename or remove it, and derive again.");
  makeFolder(out);
  makeFolder(out / CaseRecords::kFolder);
}

}  // namespace valvista::planning
