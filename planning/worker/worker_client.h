// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"
#include "planning/core/worker_messages.h"
#include "planning/worker/worker_command.h"

#include <chrono>
#include <filesystem>

namespace valvista::planning {

/// What a worker shall do.
struct SegmentationRequest {
  WorkerCommand worker;
  std::filesystem::path model;  ///< its folder on this machine
  SegmentationOptions options;
};

struct SegmentationAnswer {
  LabelMap labels;        ///< on the grid of the CT, in the label values of the model
  SegmentationCost cost;  ///< what it took
  HelloMessage worker;    ///< who did it
};

/// Who the worker is and what it can compute on. All of these throw ModelError, naming worker or model and
/// the reason, and Cancelled; the worker has ended when they return or throw. `patience` is for its first
/// line.
HelloMessage askWorker(const WorkerCommand& worker, std::chrono::milliseconds patience,
                       const Progress& progress);

/// What segmenting a CT of this grid would take; neither voxels nor weights are moved.
SegmentationCost estimateSegmentation(const ImageGeometry& ct, const SegmentationRequest& request,
                                      const Progress& progress);

/// Labels of a CT from a model. Voxels go through shared memory, or through the worker's streams where it
/// does not run on this machine.
SegmentationAnswer segmentVolume(const Volume& ct, const SegmentationRequest& request,
                                 const Progress& progress);

}  // namespace valvista::planning
