// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/peers.h"
#include "planning/core/progress.h"
#include "planning/core/training/train_config.h"
#include "planning/core/training/train_run.h"

#include <cstdint>

namespace valvista::ml {

/// A whole training: checks and caches the dataset, trains, and leaves the folder of the run as
/// planning/core/training/train_run.h says. With `resume` it goes on from the last checkpoint, if there is
/// one. Cancelling stops with a checkpoint. Gives finished or stopped. Throws LoadError, ModelError with
/// advice, SaveError, Cancelled (while preparing); status.json has the message too.
TrainState runTraining(const TrainConfig& config, bool resume, Peers& peers, const Progress& progress);

/// What a step of a training costs here.
struct TrainingProbe {
  double secondsPerStep = 0.0, dataSeconds = 0.0;  ///< medians; of them waited for patches
  std::uint64_t peakBytes = 0;                     ///< of the process
  int patches = 0;                                 ///< in a step
  double prepareSeconds = 0.0;                     ///< of a case of average size: to check and to cache it
  double validationSeconds = 0.0;                  ///< of a case of average size, rough
};

/// Prepares at most two cases and times steps; nothing but the cache is written. Throws as above.
TrainingProbe probeTraining(const TrainConfig& config, int steps, const Progress& progress);

}  // namespace valvista::ml
