// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluation_output.h"

#include "planning/core/json.h"
#include "planning/model/tavr_labels.h"
#include "planning/report/csv_cells.h"

#include <algorithm>

namespace valvista::cli {

using namespace planning;

namespace {

/// "aortic_root", as in files.
std::string labelName(std::uint8_t label) {
  if (label == 0) return "background";
  const auto& styles = labelStyles();
  const auto style = std::find_if(styles.begin(), styles.end(),
                                  [label](const LabelStyle& row) { return row.value == label; });
  return style == styles.end() ? "label_" + std::to_string(label) : style->name;
}

Json orNull(const std::optional<double>& value) {
  return value ? Json(*value) : Json();
}

Json json(const MeanAgreement& mean) {
  return Json::Object{{"dice", orNull(mean.dice)}, {"iou", orNull(mean.iou)}};
}

Json json(const ClassAgreement& agreement) {
  // Without the class in the truth the ratios say nothing (they would be 0 for a single voxel).
  const bool inTruth = agreement.voxelsA > 0;
  return Json::Object{{"label", agreement.label},
                      {"name", labelName(agreement.label)},
                      {"voxels_truth", agreement.voxelsA},
                      {"voxels_prediction", agreement.voxelsB},
                      {"dice", inTruth ? orNull(agreement.dice) : Json()},
                      {"iou", inTruth ? orNull(agreement.iou) : Json()},
                      {"mean_surface_distance_mm", orNull(agreement.meanSurfaceDistanceMm)},
                      {"hausdorff95_mm", orNull(agreement.hausdorff95Mm)}};
}

Json json(const ClassSummary& row) {
  return Json::Object{{"label", row.label},
                      {"name", labelName(row.label)},
                      {"cases", row.cases},
                      {"missed", row.missed},
                      {"only_predicted", row.onlyPredicted},
                      {"dice", orNull(row.dice)},
                      {"iou", orNull(row.iou)},
                      {"mean_surface_distance_mm", orNull(row.meanSurfaceDistanceMm)},
                      {"hausdorff95_mm", orNull(row.hausdorff95Mm)}};
}

Json unitOf(const std::string& id) {
  return catalogueEntry(id).unit;
}

Json json(const CaseEvaluation& one);

template <class Row>
Json listed(const std::vector<Row>& rows) {
  Json::Array list;
  for (const Row& row : rows) list.push_back(json(row));
  return list;
}

Json json(const CaseEvaluation& one) {
  Json::Object measurements;
  for (const MeasurementError& measured : one.measurements)
    measurements.push_back({measured.id, Json::Object{{"unit", unitOf(measured.id)},
                                                      {"truth", orNull(measured.truth)},
                                                      {"prediction", orNull(measured.prediction)},
                                                      {"error", orNull(measured.error())}}});
  return Json::Object{{"name", one.name},
                      {"mean", json(meanAgreement(one.classes, false))},
                      {"mean_with_background", json(meanAgreement(one.classes, true))},
                      {"classes", listed(one.classes)},
                      {"measurements", std::move(measurements)}};
}

Json json(const EvaluationSummary& summary) {
  Json::Object measurements;
  for (const ErrorSummary& row : summary.measurements)
    measurements.push_back({row.id, Json::Object{{"unit", unitOf(row.id)},
                                                 {"cases", row.cases},
                                                 {"mean", orNull(row.mean)},
                                                 {"sd", orNull(row.deviation)},
                                                 {"worst", orNull(row.worst)}}});
  return Json::Object{{"mean", json(summary.mean)},
                      {"mean_with_background", json(summary.meanWithBackground)},
                      {"classes", listed(summary.classes)},
                      {"measurements", std::move(measurements)}};
}

Json findingsOf(const PredictionSet& set) {
  Json::Array list;
  for (const SideFindings& side : set.findings)
    for (const Finding& finding : side.findings)
      list.push_back(Json::Object{{"case", side.caseName},
                                  {"of", side.ofTruth ? "truth" : "prediction"},
                                  {"id", finding.id},
                                  {"severity", name(finding.severity)},
                                  {"message", finding.message}});
  return list;
}

/// Rows of the CSV, which all begin with set and case.
class Rows {
 public:
  Rows(std::string& csv, const PredictionSet& set, const CaseEvaluation& one)
      : csv_(csv), front_(textCell(set.name) + ',' + textCell(one.name) + ',') {}

  void add(const std::string& item, const char* quantity, std::string_view unit,
           const std::optional<double>& value) {
    csv_ +=
        front_ + textCell(item) + ',' + quantity + ',' + std::string(unit) + ',' + numberCell(value) + '\n';
  }

 private:
  std::string& csv_;
  std::string front_;
};

}  // namespace

std::string evaluationJson(std::span<const PredictionSet> sets) {
  Json::Array predictions;
  for (const PredictionSet& set : sets)
    predictions.push_back(Json::Object{{"name", set.name},
                                       {"summary", json(summarise(set.cases))},
                                       {"cases", listed(set.cases)},
                                       {"findings", findingsOf(set)}});
  return Json(Json::Object{
                  {"schema", "valvista.evaluation"}, {"version", 1}, {"predictions", std::move(predictions)}})
             .dump(2) +
         "\n";
}

std::string evaluationCsv(std::span<const PredictionSet> sets) {
  std::string csv = "prediction,case,item,quantity,unit,value\n";
  for (const PredictionSet& set : sets) {
    for (const CaseEvaluation& one : set.cases) {
      Rows rows(csv, set, one);
      for (const ClassAgreement& agreement : one.classes) {
        const std::string item = labelName(agreement.label);
        const bool inTruth = agreement.voxelsA > 0;
        rows.add(item, "dice", "1", inTruth ? agreement.dice : std::nullopt);
        rows.add(item, "iou", "1", inTruth ? agreement.iou : std::nullopt);
        rows.add(item, "mean_surface_distance", "mm", agreement.meanSurfaceDistanceMm);
        rows.add(item, "hausdorff95", "mm", agreement.hausdorff95Mm);
      }
      for (const MeasurementError& measured : one.measurements)
        rows.add(measured.id, "error", catalogueEntry(measured.id).unit, measured.error());
    }
  }
  return csv;
}

}  // namespace valvista::cli
