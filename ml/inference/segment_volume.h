// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/predictor.h"
#include "planning/core/label_map.h"
#include "planning/core/model_store.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ml {

struct SegmentOptions {
  std::string device = "auto";                    ///< "auto", "cpu", "cuda:0", ...
  std::optional<Precision> precision;             ///< none: the fastest that gives the labels of float32
  std::optional<double> overlap;                  ///< none: the model's
  std::optional<std::uint64_t> memoryLimitBytes;  ///< of the process
  bool skipAir = true;
  bool keepLargest = false, fillHoles = false;
  std::vector<std::string> cleanUpClasses;  ///< names of classes that the two apply to; none: all
  int threads = 0;                          ///< 0: one for each processor
};

struct SegmentEstimate {
  std::string device;
  Precision precision = Precision::float32;
  int windows = 0, batch = 1;   ///< windows of the whole CT, air included
  std::uint64_t peakBytes = 0;  ///< of the process
  double seconds = 0.0;         ///< rough
};

struct SegmentOutcome {
  LabelMap labels;       ///< values of the model's classes, on the CT's grid
  SegmentEstimate used;  ///< what was done
  int windowsSkipped = 0;
  double seconds = 0.0;
};

/// What a segmentation would take. Throws ModelError when it cannot be done within the limits, with the
/// memory needed, or on the device.
SegmentEstimate estimateSegmentation(const ImageGeometry& ct, const Model& model,
                                     const SegmentOptions& options);

/// Segments a CT. The model is moved in so that its weights are held no longer than needed. Cancels before
/// the next windows. Throws ModelError saying what to do; nothing is held afterwards.
SegmentOutcome segmentVolume(const Volume& ct, Model model, const SegmentOptions& options,
                             const Progress& progress);

}  // namespace valvista::ml
