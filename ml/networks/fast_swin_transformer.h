// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/grid_convolution.h"
#include "ml/networks/fast_network.h"
#include "ml/networks/swin_grid.h"

#include <vector>

namespace valvista::ml {

/// A linear layer: rows times a matrix plus a bias.
struct FastLinear {
  FastLinear() = default;
  FastLinear(const at::Tensor& weight, const at::Tensor& bias, WeightStorage);
  FastLinear(const WeightReader& weights, std::int64_t in, std::int64_t out, WeightStorage storage)
      : FastLinear(weights("weight", {out, in}), weights("bias", {out}), storage) {}
  PackedMatrix matrix;
  std::vector<float> bias;
};

struct FastLayerNorm {
  FastLayerNorm(const WeightReader&, std::int64_t channels);
  void apply(const float* from, float* to) const;  ///< one row
  std::vector<float> scale, shift;
};

/// What of an attention depends on the grid but not on the patch.
struct WindowLayout {
  WindowGrid cut;
  std::vector<std::int64_t> voxels;  ///< of every token of every window; -1 where the grid was filled up
  std::vector<float> regions;        ///< [windows][padded tokens], none where nothing is shifted
  std::vector<float> bias;           ///< [heads][tokens][padded tokens]
};

class FastSwinBlock {
 public:
  FastSwinBlock(const WeightReader&, std::int64_t channels, int heads, bool shifted, WeightStorage);
  void apply(const VoxelGrid& x);  ///< in place

 private:
  void layOut(const GridSize&);
  void attend(const VoxelGrid& x, std::int64_t firstWindow, std::int64_t windows) const;
  void widenAndNarrow(const VoxelGrid& x, std::int64_t first, std::int64_t count) const;

  int heads_;
  bool shifted_;
  FastLayerNorm norm1_, norm2_;
  FastLinear queryKeyValue_, projection_, widen_, narrow_;
  at::Tensor table_;
  WindowLayout layout_;
};

class FastSwinStage {
 public:
  FastSwinStage(const WeightReader&, std::int64_t channels, int heads, PatchMerging, WeightStorage);
  /// Half as many voxels a side, twice as many channels. `state` is used up.
  VoxelGrid apply(const VoxelGrid& state);

 private:
  std::vector<FastSwinBlock> blocks_;
  std::array<std::array<int, 3>, 8> order_;
  FastLayerNorm norm_;
  PackedMatrix reduction_;
};

}  // namespace valvista::ml
