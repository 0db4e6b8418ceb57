// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/measure/label_comparison.h"
#include "planning/model/measurement.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace valvista::planning {

/// A segmentation of one case and what was measured on it.
struct EvaluatedSide {
  LabelMap labels;
  Measurements measurements;
};

/// Prediction minus truth, in the measurement's unit; empty where either could not be measured.
struct MeasurementError {
  std::string id;
  std::optional<double> truth, prediction;
  std::optional<double> error() const {
    return truth && prediction ? std::optional(*prediction - *truth) : std::nullopt;
  }
};

/// One case of one set of predictions.
struct CaseEvaluation {
  std::string name;
  /// A is the truth, B the prediction; every class of either side and the background (label 0), by label. The
  /// background has no distances.
  std::vector<ClassAgreement> classes;
  std::vector<MeasurementError> measurements;  ///< every id of the catalogue
};

/// Throws std::invalid_argument for labels on different grids, and Cancelled.
CaseEvaluation evaluateCase(std::string name, const EvaluatedSide& truth, const EvaluatedSide& prediction,
                            const Progress& progress);

/// Means over the cases in which the truth has the class; the distances over those of them in which the
/// prediction has it too.
struct ClassSummary {
  std::uint8_t label = 0;
  std::size_t cases = 0;          ///< with the class in the truth
  std::size_t missed = 0;         ///< of these, without it in the prediction: Dice 0, no distances
  std::size_t onlyPredicted = 0;  ///< cases with the class in the prediction alone, which no mean counts
  std::optional<double> dice, iou, meanSurfaceDistanceMm, hausdorff95Mm;
};

/// Over classes that the truth has.
struct MeanAgreement {
  std::optional<double> dice, iou;
};

struct ErrorSummary {
  std::string id;
  std::size_t cases = 0;  ///< measured on both sides
  std::optional<double> mean;
  std::optional<double> deviation;  ///< of a sample, from two cases on
  std::optional<double> worst;      ///< the error of the largest size, with its sign
};

struct EvaluationSummary {
  std::vector<ClassSummary> classes;       ///< the background first, by label
  MeanAgreement mean, meanWithBackground;  ///< of the rows above
  std::vector<ErrorSummary> measurements;  ///< every id of the catalogue
};

EvaluationSummary summarise(std::span<const CaseEvaluation> cases);

/// Of one case, over its classes.
MeanAgreement meanAgreement(std::span<const ClassAgreement> classes, bool withBackground);

}  // namespace valvista::planning
