// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/model_comparison.h"

#include "planning/core/error.h"
#include "planning/core/model_store.h"
#include "planning/io/label_schemes.h"
#include "planning/pipeline/run_pipeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace valvista::planning {

namespace {

constexpr std::array<std::string_view, 4> kJudged{"annulus.diameter.area_derived", "root.length",
                                                  "iliac.left.diameter.min", "iliac.right.diameter.min"};
/// Half of the last decimal that millimetres are shown with.
constexpr double kNoticeable = 0.05;

EvaluatedSide measured(const LabelMap& labels, const Progress& progress) {
  Plan plan;
  plan.inputs.anatomy.emplace();
  plan.inputs.anatomy->labels = labels;
  plan.inputs.anatomy->source = "model";
  plan.inputs.anatomy->scheme = "tavr";
  describeLabels(*plan.inputs.anatomy);
  runStep(Step::rootLabels, {}, plan, Progress(progress, 0.0, 0.5));
  runStep(Step::measure, {}, plan, Progress(progress, 0.5, 1.0));
  return {labels, std::move(plan.derived.measurements)};
}

/// Labels of one model in the values that another one has for the classes of the same name.
LabelMap renumbered(const LabelMap& labels, const std::vector<ModelClass>& from,
                    const std::vector<ModelClass>& to) {
  std::array<std::uint8_t, 256> target{};
  bool same = true;
  for (const ModelClass& own : from) {
    const auto found =
        std::find_if(to.begin(), to.end(), [&](const ModelClass& other) { return other.name == own.name; });
    target[own.label] = found == to.end() ? std::uint8_t{0} : found->label;
    same = same && target[own.label] == own.label;
  }
  if (same) return labels;
  LabelMap result = labels;
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    if (labels.isBackground(k)) continue;
    for (std::uint8_t& label : result.mutableSlice(k)) label = target[label];
  }
  return result;
}

const ErrorSummary* rowOf(const EvaluationSummary& summary, std::string_view id) {
  const auto found = std::find_if(summary.measurements.begin(), summary.measurements.end(),
                                  [&](const ErrorSummary& row) { return row.id == id; });
  return found == summary.measurements.end() ? nullptr : &*found;
}

}  // namespace

ModelComparisonRequest comparisonOf(const Dataset& dataset, const SegmentationRequest& worker,
                                    const std::filesystem::path& after, const std::filesystem::path& before,
                                    std::vector<std::string> cases) {
  const std::vector<ModelClass> classes = readManifest(after).classes;
  ModelComparisonRequest request{std::move(cases), after, before, {}, {}};
  request.read = [dataset, classes](const std::string& name, const Progress& progress) {
    const auto found = std::find_if(dataset.cases.begin(), dataset.cases.end(),
                                    [&](const DatasetCase& one) { return one.name == name; });
    if (found == dataset.cases.end()) throw LoadError(name + " is no longer in the dataset.");
    return readCase(dataset, *found, classes, progress);
  };
  request.segment = [worker, classes](const Volume& ct, const std::filesystem::path& model,
                                      const Progress& progress) {
    SegmentationRequest own = worker;
    own.model = model;
    return renumbered(segmentVolume(ct, own, progress).labels, readManifest(model).classes, classes);
  };
  return request;
}

ComparedModels compareModels(const ModelComparisonRequest& request, const Progress& progress) {
  ComparedModels compared;
  const auto count = static_cast<double>(request.cases.size());
  for (std::size_t i = 0; i < request.cases.size(); ++i) {
    const std::string& name = request.cases[i];
    const auto at = static_cast<double>(i);
    const Progress whole(progress, at / count, (at + 1.0) / count);
    whole.report(0.0, "case " + std::to_string(i + 1) + " of " + std::to_string(request.cases.size()));
    const DatasetVoxels voxels = request.read(name, Progress(whole, 0.0, 0.1));
    const EvaluatedSide truth = measured(voxels.labels, Progress(whole, 0.1, 0.2));
    const auto evaluated = [&](const std::filesystem::path& model, double from, double to) {
      const Progress part(whole, from, to);
      const LabelMap labels = request.segment(voxels.ct, model, Progress(part, 0.0, 0.7));
      return evaluateCase(name, truth, measured(labels, Progress(part, 0.7, 0.9)), Progress(part, 0.9, 1.0));
    };
    if (!request.before.empty()) compared.before.push_back(evaluated(request.before, 0.2, 0.6));
    compared.after.push_back(evaluated(request.after, 0.6, 1.0));
  }
  return compared;
}

std::span<const std::string_view> judgedMeasurements() {
  return kJudged;
}

std::optional<double> rootMeanSquare(const ErrorSummary& errors) {
  if (!errors.mean || errors.cases == 0) return std::nullopt;
  const auto count = static_cast<double>(errors.cases);
  const double deviation = errors.deviation.value_or(0.0);
  return std::sqrt(*errors.mean * *errors.mean + deviation * deviation * (count - 1.0) / count);
}

namespace {

/// The judged measurements that fail where the truth has them.
std::vector<WorseMeasurement> failedMeasurements(const std::vector<CaseEvaluation>& cases) {
  std::vector<WorseMeasurement> failed;
  for (const std::string_view id : kJudged) {
    double wanted = 0.0, measuredToo = 0.0;
    for (const CaseEvaluation& one : cases)
      for (const MeasurementError& row : one.measurements)
        if (row.id == id && row.truth) {
          ++wanted;
          if (row.prediction) ++measuredToo;
        }
    if (measuredToo < wanted)
      failed.push_back({std::string(id), WorseMeasurement::Why::unmeasured, wanted, measuredToo});
  }
  return failed;
}

}  // namespace

std::vector<WorseMeasurement> worseMeasurements(const ComparedModels& compared) {
  if (compared.before.empty()) return failedMeasurements(compared.after);
  std::vector<WorseMeasurement> worse;
  const EvaluationSummary before = summarise(compared.before), after = summarise(compared.after);
  for (const std::string_view id : kJudged) {
    const ErrorSummary* old = rowOf(before, id);
    const ErrorSummary* own = rowOf(after, id);
    if (old == nullptr || own == nullptr) continue;
    if (own->cases < old->cases) {
      worse.push_back({std::string(id), WorseMeasurement::Why::unmeasured, static_cast<double>(old->cases),
                       static_cast<double>(own->cases)});
      continue;
    }
    const auto oldError = rootMeanSquare(*old), ownError = rootMeanSquare(*own);
    if (oldError && ownError && *ownError > *oldError + kNoticeable)
      worse.push_back({std::string(id), WorseMeasurement::Why::error, *oldError, *ownError});
  }
  return worse;
}

}  // namespace valvista::planning
