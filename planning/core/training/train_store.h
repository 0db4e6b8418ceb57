// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/training/train_config.h"
#include "planning/core/training/train_run.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace valvista {

/// A training of the store as its folder tells.
struct ListedTraining {
  TrainRunFolder run;
  std::optional<TrainConfig> config;  ///< none when it cannot be read
  std::optional<TrainStatus> status;  ///< none before the worker has said anything, or when unreadable
  bool alive = false;                 ///< a process is at work on it
  std::string problem;                ///< why config or status cannot be read
  bool hasCheckpoint = false;         ///< to go on from

  /// It should be at work, or never ended, but no process is.
  bool isInterrupted() const { return problem.empty() && !alive && (!status || isUnderWay(status->state)); }
  /// It is not at work and can go on: one that was interrupted, and one that was stopped early or failed
  /// after its first checkpoint.
  bool mayResume() const {
    return isInterrupted() ||
           (problem.empty() && !alive && hasCheckpoint && status->state != TrainState::finished);
  }
};

/// $VALVISTA_TRAINING, else valvista/training in $XDG_DATA_HOME, else in ~/.local/share. It need not exist.
/// Throws LoadError when none of the three is set.
std::filesystem::path trainStoreFolder();

/// Every training of the store, the newest first; none when there is no store.
std::vector<ListedTraining> listTrainings(const std::filesystem::path& store);

/// Makes a folder for the training, named after its model and the time, and writes its configuration there,
/// with `out` set to it. For the user alone (0700): the names of files in it are those of cases. Throws
/// SaveError, and std::domain_error for a configuration that cannot be written.
TrainRunFolder makeTrainRun(TrainConfig config, const std::filesystem::path& store);

/// The last lines of training.log, what the worker said before it ended; empty without one.
std::string lastWords(const TrainRunFolder& run);

}  // namespace valvista
