// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"

#include <filesystem>
#include <optional>

namespace valvista::ml {

/// `valvista-worker train --config FILE [--resume] [--probe STEPS]`
struct TrainOrder {
  std::filesystem::path config;
  bool resume = false;
  std::optional<int> probeSteps;
};

/// Trains by a configuration (planning/core/training/train_config.h) and leaves a folder as
/// planning/core/training/train_run.h says. A probe prints one line of JSON in place of that:
/// seconds_per_step, data_seconds, peak_bytes, patches. Cancelling stops with a checkpoint and then throws
/// Cancelled; a stop that was requested through the folder is a good end. Throws LoadError, ModelError,
/// SaveError.
void trainByFile(const TrainOrder& order, const Progress& progress);

}  // namespace valvista::ml
