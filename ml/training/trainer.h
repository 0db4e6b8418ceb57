// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/checkpoint.h"
#include "ml/training/patch_loader.h"
#include "ml/training/peers.h"
#include "ml/training/run_journal.h"
#include "ml/training/step_computer.h"
#include "ml/training/validation.h"
#include "planning/core/progress.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ml {

/// What a training sees.
struct TrainInputs {
  PatchFunction patches;
  int validationCases = 0;
  std::function<CachedCase(int index)> validationCase;
};

/// Names a training: what its result depends on, and not where or how fast it is computed.
std::string trainingHash(const TrainConfig& config);

/// The course of a training from its start or its last checkpoint to its end.
class Trainer {
 public:
  /// Everything must outlive it.
  Trainer(const TrainConfig& config, const TrainMachine& machine, TrainInputs inputs, Peers& peers,
          RunStatus& status);

  /// Trains until all epochs are done (finished), or a request or `progress` asks to stop (stopped, with a
  /// checkpoint). Throws ModelError with advice, SaveError, LoadError; the last checkpoint is whole then.
  TrainState run(bool resume, const Progress& progress);
  /// The weights as they are now, as a model's file.
  void writeWeights(const std::filesystem::path& file) const;
  const TrainPosition& position() const { return position_; }
  const CheckpointFolder& checkpoints() const { return checkpoints_; }

 private:
  enum class Wish : std::int64_t { goOn, stop };
  void checkPeersAgree();
  Wish hear(const Progress& progress);
  bool validationIsDue() const;
  bool checkpointIsDue() const;
  void validate(const Progress& progress);
  std::vector<ValidatedCase> validateCases(const Progress& progress);
  void keepIfBest(int epoch, double meanDice);
  void tellBest();
  void save();
  void train(PatchLoader& loader);
  void watchTubes(const std::optional<double>& median);
  void tellStep(const TrainStep& step);
  double secondsLeft() const;

  const TrainConfig& config_;
  TrainMachine machine_;
  TrainInputs inputs_;
  Peers& peers_;
  RunStatus& status_;
  TrainRunFolder folder_;
  CheckpointFolder checkpoints_;
  StepComputer computer_;
  std::vector<PatchRange> ranges_;
  TrainPosition position_;
  std::optional<RunJournal> journal_;  ///< of the first process
  std::int64_t steps_ = 0, savedStep_ = 0, firstStep_ = 0;
  double startedAt_ = 0.0;
  double asideSeconds_ = 0.0;                ///< since then, paused or validating
  std::optional<double> validationSeconds_;  ///< the last one took
  Index3 validationSize_{0, 0, 0};           ///< of one of the cases
};

}  // namespace valvista::ml
