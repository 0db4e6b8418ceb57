// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/core/training/train_config.h"
#include "planning/worker/worker_command.h"

#include <cstdint>

namespace valvista::planning {

/// What a few steps of a training took.
struct TrainTrial {
  double secondsPerStep = 0.0;
  double dataSeconds = 0.0;     ///< of a step, waited for patches
  std::uint64_t peakBytes = 0;  ///< of the worker
};

/// Trains a few steps with this configuration in a folder of its own that is removed again. Throws ModelError
/// naming the worker and the reason, SaveError when the folder cannot be made, and Cancelled.
TrainTrial tryTraining(const WorkerCommand& worker, TrainConfig config, int steps, const Progress& progress);

}  // namespace valvista::planning
