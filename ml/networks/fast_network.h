// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/matrix.h"
#include "ml/kernels/voxel_grid.h"
#include "ml/networks/weight_reader.h"
#include "planning/core/network_spec.h"

#include <memory>

namespace valvista::ml {

/// A network on the processor by the kernels of ml/kernels. It computes what the module of the same options
/// does.
class FastNetwork {
 public:
  virtual ~FastNetwork() = default;
  /// A patch of one channel to logits, one channel a class.
  virtual VoxelGrid operator()(const VoxelGrid& patch) = 0;
};

std::unique_ptr<FastNetwork> makeFastUNet(const UNetOptions&, int outChannels, const WeightReader&,
                                          WeightStorage);
std::unique_ptr<FastNetwork> makeFastVNet(int outChannels, const WeightReader&, WeightStorage);
std::unique_ptr<FastNetwork> makeFastSwinUnetr(const SwinUnetrOptions&, int outChannels, const WeightReader&,
                                               WeightStorage);

}  // namespace valvista::ml
