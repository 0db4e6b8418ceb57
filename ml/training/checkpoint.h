// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/tensor_table.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace valvista::ml {

/// How far a training is: together with its tensors all that it goes on from.
struct TrainPosition {
  std::int64_t step = 0;  ///< done
  int validatedEpoch = 0, bestEpoch = 0;
  std::optional<double> bestDice;
  /// Lengths of the files that grow; what stands behind belongs to steps that are done anew.
  std::uint64_t historyBytes = 0, validationBytes = 0, eventBytes = 0;
  std::int64_t stuckSteps = 0;  ///< in a row, of the watch over the tubes
  bool operator==(const TrainPosition&) const = default;
};

/// The checkpoints of a training, one safetensors file each, in one folder. The last three are kept.
class CheckpointFolder {
 public:
  /// `configHash` names the training: checkpoints of another one are refused. Throws SaveError when the
  /// folder cannot be made.
  CheckpointFolder(std::filesystem::path folder, std::string configHash);

  /// Atomic: killed at any moment, the checkpoints before are whole. Throws SaveError.
  void save(const TrainPosition& position, const TensorTable& tensors) const;
  /// Copies the newest whole checkpoint into the tensors; nothing when there is none. One that is damaged is
  /// passed over. Throws LoadError when all are, and when it is of a training with another configuration.
  std::optional<TrainPosition> restore(TensorTable& tensors) const;
  bool empty() const;

  /// Weights of the best validation, as a model's file, and of the validation that is going on.
  std::filesystem::path best() const { return folder_ / "best.safetensors"; }
  std::filesystem::path candidate() const { return folder_ / "candidate.safetensors"; }

 private:
  std::vector<std::filesystem::path> newestFirst() const;

  std::filesystem::path folder_;
  std::string configHash_;
};

}  // namespace valvista::ml
