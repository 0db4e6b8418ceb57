// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/measure/live_measure.h"
#include "planning/pipeline/run_pipeline.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace valvista::ui {

/// A tiny case in which everything tells whose it is: patient, HU, label value, measured value all follow
/// from `number` (1 or more).
inline planning::Study smallStudy(int number) {
  planning::Study study;
  study.sha256 = "ct" + std::to_string(number);
  study.patient.name = "Patient " + std::to_string(number);
  study.patient.id = std::to_string(number);
  const ImageGeometry geometry = axisAlignedGeometry({12, 12, 12}, {1.0, 1.0, 1.0});
  study.volume =
      Volume(geometry, std::vector<std::int16_t>(geometry.voxelCount(), static_cast<std::int16_t>(number)));
  return study;
}

inline planning::AnatomyLabels smallLabels(int number) {
  planning::AnatomyLabels anatomy;
  anatomy.labels = LabelMap(axisAlignedGeometry({12, 12, 12}, {1.0, 1.0, 1.0}));
  const auto label = static_cast<std::uint8_t>(1 + number % 7);
  for (int k = 3; k < 9; ++k)
    for (int j = 3; j < 9; ++j)
      for (int i = 3; i < 9; ++i) anatomy.labels.set({i, j, k}, label);
  anatomy.source = "file";
  anatomy.scheme = "tavr";
  anatomy.sha256 = std::to_string(number);
  return anatomy;
}

/// The number in a path such as "case7".
inline int numberOf(const std::filesystem::path& path) {
  return std::stoi(path.string().substr(4));
}

/// A measurement that tells whose it is and with which edit it was made.
inline planning::Measured smallLength(const planning::Case& inputs) {
  planning::Measured length;
  length.id = "iliac.right.length";
  length.unit = "mm";
  length.value = 1000.0 * std::stod(inputs.anatomy->sha256) + inputs.review.edits.rootEndMm.value_or(0.0);
  return length;
}

/// Steps that need no files: sources are named "case7", "caseX" with X < 0 cannot be read, and labels of
/// another case than the CT's do not lie on its grid.
inline void runSmallStep(planning::Step step, const planning::PlanSources& sources, planning::Plan& plan,
                         const Progress& progress) {
  using planning::Step;
  progress.throwIfCancelled();
  if (step == Step::load || step == Step::labels) {
    const int number = numberOf(step == Step::load ? *sources.ct : *sources.labels);
    if (number < 0) throw LoadError("broken.nii: the header is damaged");
    if (step == Step::load) plan.inputs.study = smallStudy(number);
    if (step == Step::labels && plan.inputs.study && plan.inputs.study->patient.id != std::to_string(number))
      throw LoadError("The labels do not lie on the grid of the CT.");
    if (step == Step::labels) plan.inputs.anatomy = smallLabels(number);
  }
  if (step == Step::rootLabels) {
    plan.derived = {};
    plan.derived.root.emplace();
    plan.derived.root->labels = plan.inputs.anatomy->labels;
  }
  if (step == Step::measure) {
    planning::Measured area;
    area.id = "annulus.area";
    area.unit = "mm2";
    area.value = std::stod(plan.inputs.anatomy->sha256);
    area.evidence.focus = Vec3{5.0, 6.0, 7.0};
    plan.derived.measurements = {area, smallLength(plan.inputs)};
  }
}

/// Stands for planning::measureLive.
inline planning::LiveMeasures smallLive(const planning::Case& inputs, const planning::PlanEdits&,
                                        const planning::Derived&, const Progress& progress) {
  progress.throwIfCancelled();
  planning::LiveMeasures live;
  live.measurements = {smallLength(inputs)};
  return live;
}

/// An edit that tells whose it is; `at` from 0 to 9 tells edits of a case apart.
inline planning::Review smallEdit(int number, int at) {
  planning::Review review;
  review.edits.rootEndMm = 10.0 * number + at;
  return review;
}

inline planning::PlanSources smallSources(int number) {
  planning::PlanSources sources;
  sources.ct = sources.labels = "case" + std::to_string(number);
  return sources;
}

}  // namespace valvista::ui
