// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/core/training/dataset.h"
#include "planning/core/training/train_config.h"
#include "planning/worker/worker_command.h"

#include <cstdint>

namespace valvista::planning {

/// What a few steps of a training took.
struct TrainTrial {
  double secondsPerStep = 0.0;
  double dataSeconds = 0.0;        ///< of a step, waited for patches
  std::uint64_t peakBytes = 0;     ///< of the worker
  double prepareSeconds = 0.0;     ///< of a case
  double validationSeconds = 0.0;  ///< of a case, rough
};

/// Seconds that a training takes.
struct TrainEstimate {
  double preparation = 0.0;  ///< of all cases, before the first step
  double epoch = 0.0;        ///< the steps of one
  double validation = 0.0;   ///< of all cases of that part, once
  double all = 0.0;
};
/// By a trial of the configuration. It leaves out what the trial could not see: checkpoints, and other
/// programs that compute meanwhile.
TrainEstimate estimateTraining(const TrainTrial& trial, const TrainConfig& config, const DatasetSplit& split);

/// Trains a few steps with this configuration in a folder of its own that is removed again. Throws ModelError
/// naming the worker and the reason, SaveError when the folder cannot be made, and Cancelled.
TrainTrial tryTraining(const WorkerCommand& worker, TrainConfig config, int steps, const Progress& progress);

}  // namespace valvista::planning
