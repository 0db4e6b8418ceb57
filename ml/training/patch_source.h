// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/case_cache.h"
#include "planning/core/training/train_config.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace valvista::ml {

struct CutPatch;

/// What a training step compares with each other.
struct PatchBatch {
  at::Tensor images;  ///< float32 [N, 1, D, H, W], as the network takes them
  at::Tensor labels;  ///< uint8 [N, D, H, W], channel of the voxel's class
  at::Tensor tube;    ///< uint8 [N, D, H, W], undefined where no loss needs it
};

/// Patches of cached cases, cut, changed at random and normalised. Patch p of step s is a pure function of
/// the configuration, s and p: it does not matter which thread or machine makes it or what was made before,
/// so that a resumed training and one spread over machines see what an unbroken one sees.
class PatchSource {
 public:
  /// `cases` are indices into the cache, which must outlive this. Throws std::invalid_argument when there are
  /// none.
  PatchSource(const CaseCache& cache, std::vector<int> cases, const TrainConfig& config);

  /// Patches [first, first + count) of a step (from 0). Safe to call from several threads. Throws LoadError
  /// when a cached case has vanished or is damaged.
  PatchBatch patches(std::int64_t step, int first, int count) const;

 private:
  /// In HU.
  CutPatch patch(std::uint64_t number) const;

  const CaseCache& cache_;
  std::vector<int> cases_;
  TrainConfig config_;
  bool needsTube_ = false;
};

}  // namespace valvista::ml
