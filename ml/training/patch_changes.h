// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/core/random_stream.h"
#include "planning/core/training/train_config.h"

#include <array>
#include <cstddef>
#include <cstdint>

// What is changed at random in a patch, drawn first and made afterwards.
namespace valvista::ml {

/// The changes of one patch; as constructed, none.
struct PatchChanges {
  bool mirrored = false;                ///< left and right
  std::array<double, 3> turn{0, 0, 0};  ///< about depth, height, width, one after the other, radians
  double scale = 1.0;                   ///< of the anatomy's size
  double gain = 1.0, shiftHu = 0.0;     ///< hu * gain + shift
  double blurMm = 0.0, noiseHu = 0.0;   ///< sigma, standard deviation
  std::uint64_t noiseSeed = 0;

  bool moves() const { return mirrored || scale != 1.0 || turn != std::array<double, 3>{0, 0, 0}; }
};

/// Each change with the probability of the options, its size evenly up to theirs.
PatchChanges drawChanges(const AugmentationOptions& options, RandomDraws& draws);

/// Convolves a patch with a Gaussian, `sigma` in voxels along depth, height, width; beyond its border the
/// outermost voxel goes on.
void blur(float* hu, const Index3& size, const std::array<double, 3>& sigma);

/// Adds normal noise to `count` values, a pure function of the seed: one of 4096 quantiles of the normal
/// distribution a value, so up to 3.7 standard deviations.
void addNoise(float* hu, std::size_t count, double deviation, std::uint64_t seed);

}  // namespace valvista::ml
