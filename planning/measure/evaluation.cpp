// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/evaluation.h"

#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace valvista::planning {
namespace {

class Mean {
 public:
  void add(const std::optional<double>& value) {
    if (!value) return;
    sum_ += *value;
    ++count_;
  }
  std::optional<double> value() const {
    return count_ == 0 ? std::nullopt : std::optional(sum_ / static_cast<double>(count_));
  }

 private:
  double sum_ = 0.0;
  std::size_t count_ = 0;
};

/// What is left when all classes are counted.
ClassAgreement background(const LabelComparison& comparison) {
  ClassAgreement own;
  const std::size_t all = comparison.difference.geometry().voxelCount();
  own.voxelsA = own.voxelsB = all;
  for (const ClassAgreement& other : comparison.classes) {
    own.voxelsA -= other.voxelsA;
    own.voxelsB -= other.voxelsB;
  }
  own.voxelsBoth = labelCounts(comparison.difference)[static_cast<std::size_t>(Difference::neither)];
  const auto sum = static_cast<double>(own.voxelsA + own.voxelsB), both = static_cast<double>(own.voxelsBoth);
  if (sum > 0.0) {
    own.dice = 2.0 * both / sum;
    own.iou = both / (sum - both);
  }
  return own;
}

std::optional<double> valueOf(const Measurements& measurements, std::string_view id) {
  const Measured* measured = find(measurements, id);
  return measured != nullptr && measured->value && std::isfinite(*measured->value) ? measured->value
                                                                                   : std::nullopt;
}

/// A class as it is met in case after case.
struct ClassTally {
  ClassSummary summary;
  Mean dice, iou, surface, hausdorff;

  void add(const ClassAgreement& agreement) {
    if (agreement.voxelsA == 0) {
      ++summary.onlyPredicted;
      return;
    }
    ++summary.cases;
    if (agreement.voxelsB == 0) ++summary.missed;
    dice.add(agreement.dice);
    iou.add(agreement.iou);
    surface.add(agreement.meanSurfaceDistanceMm);
    hausdorff.add(agreement.hausdorff95Mm);
  }

  ClassSummary finished(std::uint8_t label) const {
    ClassSummary row = summary;
    row.label = label;
    row.dice = dice.value();
    row.iou = iou.value();
    row.meanSurfaceDistanceMm = surface.value();
    row.hausdorff95Mm = hausdorff.value();
    return row;
  }
};

ErrorSummary summaryOf(std::string_view id, const std::vector<double>& errors) {
  ErrorSummary summary;
  summary.id = id;
  summary.cases = errors.size();
  if (errors.empty()) return summary;
  double sum = 0.0, worst = 0.0, squares = 0.0;
  for (const double error : errors) {
    sum += error;
    if (std::abs(error) > std::abs(worst)) worst = error;
  }
  const auto count = static_cast<double>(errors.size());
  summary.mean = sum / count;
  summary.worst = worst;
  for (const double error : errors) squares += (error - *summary.mean) * (error - *summary.mean);
  if (errors.size() > 1) summary.deviation = std::sqrt(squares / (count - 1.0));
  return summary;
}

}  // namespace

CaseEvaluation evaluateCase(std::string name, const EvaluatedSide& truth, const EvaluatedSide& prediction,
                            const Progress& progress) {
  CaseEvaluation evaluation;
  evaluation.name = std::move(name);
  const LabelComparison comparison = compareLabels(truth.labels, prediction.labels, progress);
  evaluation.classes.push_back(background(comparison));
  evaluation.classes.insert(evaluation.classes.end(), comparison.classes.begin(), comparison.classes.end());
  for (const CatalogueEntry& entry : measurementCatalogue())
    evaluation.measurements.push_back({std::string(entry.id), valueOf(truth.measurements, entry.id),
                                       valueOf(prediction.measurements, entry.id)});
  return evaluation;
}

MeanAgreement meanAgreement(std::span<const ClassAgreement> classes, bool withBackground) {
  Mean dice, iou;
  for (const ClassAgreement& agreement : classes) {
    if (agreement.voxelsA == 0 || (agreement.label == 0 && !withBackground)) continue;
    dice.add(agreement.dice);
    iou.add(agreement.iou);
  }
  return {dice.value(), iou.value()};
}

EvaluationSummary summarise(std::span<const CaseEvaluation> cases) {
  std::map<std::uint8_t, ClassTally> tallies;
  std::map<std::string, std::vector<double>> errors;
  for (const CaseEvaluation& one : cases) {
    for (const ClassAgreement& agreement : one.classes) tallies[agreement.label].add(agreement);
    for (const MeasurementError& measured : one.measurements)
      if (const auto error = measured.error()) errors[measured.id].push_back(*error);
  }
  EvaluationSummary summary;
  std::array<Mean, 2> dice, iou;  // without and with background
  for (const auto& [label, tally] : tallies) {
    summary.classes.push_back(tally.finished(label));
    for (std::size_t background = label == 0 ? 1 : 0; background < 2; ++background) {
      dice[background].add(summary.classes.back().dice);
      iou[background].add(summary.classes.back().iou);
    }
  }
  summary.mean = {dice[0].value(), iou[0].value()};
  summary.meanWithBackground = {dice[1].value(), iou[1].value()};
  for (const CatalogueEntry& entry : measurementCatalogue())
    summary.measurements.push_back(summaryOf(entry.id, errors[std::string(entry.id)]));
  return summary;
}

}  // namespace valvista::planning
