// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/checkpoint.h"
#include "planning/core/descriptor.h"
#include "planning/core/progress.h"
#include "planning/core/training/train_config.h"
#include "planning/core/training/train_run.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace valvista::ml {

/// A file that only grows. Throws SaveError naming it and the reason, a full disk for example.
class GrowingFile {
 public:
  /// Cuts an older file back to `bytes`; with 0 it is begun anew. Throws LoadError when it is shorter.
  GrowingFile(const std::filesystem::path& file, std::uint64_t bytes);
  void add(std::string_view text);
  /// Puts on the disk what was added: a checkpoint must not be ahead of it after a power cut.
  void flush();
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::string name_;
  Descriptor descriptor_;
  std::uint64_t bytes_ = 0;
};

/// What a training writes of its course: history.csv, validation.csv and the same for TensorBoard.
class RunJournal {
 public:
  /// Goes on behind the lengths of `position`; what stands behind them is of steps that are done anew.
  RunJournal(const TrainRunFolder& folder, const TrainConfig& config, const TrainPosition& position);

  void add(const TrainStep& step);
  void add(const std::vector<ValidatedCase>& cases, std::int64_t step);
  /// Notes how long the files are.
  void tell(TrainPosition& position);

 private:
  void event(std::int64_t step, std::string_view tag, double value);

  std::vector<std::string> terms_, classes_;
  GrowingFile history_, validation_, events_;
};

/// status.json, written at most once a second, and at once when the state changes.
class RunStatus {
 public:
  RunStatus(TrainRunFolder folder, const TrainConfig& config);

  TrainStatus& now() { return status_; }
  /// Throws SaveError.
  void tell(TrainState state, const std::string& what);
  void tellProgress(double fraction, std::string_view what);
  /// Kept once each.
  void warn(const std::string& sentence);

 private:
  void write();

  TrainRunFolder folder_;
  TrainStatus status_;
  double writtenAt_ = 0.0;
};

/// Seconds since 1970.
double wallTime();

/// Throws Cancelled when whoever follows the training has asked it to stop, or `progress` is cancelled.
void throwIfStopped(const TrainRunFolder& folder, const Progress& progress);

}  // namespace valvista::ml
