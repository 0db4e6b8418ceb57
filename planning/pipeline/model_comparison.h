// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/core/training/dataset.h"
#include "planning/measure/evaluation.h"
#include "planning/worker/worker_client.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace valvista::planning {

/// What two models are compared on, and how cases and labels come about. Labels have the values of the model
/// that was trained.
struct ModelComparisonRequest {
  using Read = std::function<DatasetVoxels(const std::string& name, const Progress&)>;
  using Segment =
      std::function<LabelMap(const Volume& ct, const std::filesystem::path& model, const Progress&)>;

  std::vector<std::string> cases;  ///< that neither was trained on
  std::filesystem::path after;     ///< folder of the model that was trained
  std::filesystem::path before;    ///< of the one it started from; empty without one
  Read read;
  Segment segment;
};

/// Cases of a dataset, and labels from the worker. Labels of the older model are renumbered to the classes of
/// the same name of the newer one.
ModelComparisonRequest comparisonOf(const Dataset& dataset, const SegmentationRequest& worker,
                                    const std::filesystem::path& after, const std::filesystem::path& before,
                                    std::vector<std::string> cases);

struct ComparedModels {
  std::vector<CaseEvaluation> before, after;  ///< in the order of the cases; `before` empty without a model
};

/// Segments every case with both models and measures truth and predictions on their labels alone: with the CT
/// both would be drawn to the same edges. Throws LoadError, ModelError and Cancelled.
ComparedModels compareModels(const ModelComparisonRequest&, const Progress&);

/// The measurements that a model is judged by, ids of the catalogue: what sizes the valve and the access.
std::span<const std::string_view> judgedMeasurements();

/// What a measurement of the newer model is worse in.
struct WorseMeasurement {
  enum class Why : std::uint8_t {
    error,      ///< its root mean square error grew by more than 0.05 of its unit
    unmeasured  ///< it could be measured in fewer cases
  };
  std::string id;
  Why why = Why::error;
  double before = 0.0, after = 0.0;  ///< root mean square error, or number of cases
};

/// Of the judged measurements. A model without an older one is held against the truth: it must measure what
/// can be measured there.
std::vector<WorseMeasurement> worseMeasurements(const ComparedModels&);

/// sqrt(mean^2 + variance): what bias and spread of the errors come to; none where nothing was measured.
std::optional<double> rootMeanSquare(const ErrorSummary&);

}  // namespace valvista::planning
