// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/model_store.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"
#include "planning/core/worker_messages.h"

#include <cstdint>

namespace valvista::ml {

struct SegmentOutcome {
  LabelMap labels;        ///< values of the model's classes, on the CT's grid
  SegmentationCost cost;  ///< what it took
};

/// What a segmentation would take with a model of so many numbers. Throws ModelError when it cannot be done
/// within the limits, with the memory needed, or on the device.
SegmentationCost estimateSegmentation(const ImageGeometry& ct, const ModelManifest& manifest,
                                      std::uint64_t parameters, const SegmentationOptions& options);

/// Segments a CT. The model is moved in so that its weights are held no longer than needed. Cancels before
/// the next windows. Throws ModelError saying what to do; nothing is held afterwards.
SegmentOutcome segmentVolume(const Volume& ct, Model model, const SegmentationOptions& options,
                             const Progress& progress);

}  // namespace valvista::ml
