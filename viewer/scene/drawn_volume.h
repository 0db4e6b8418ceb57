// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/volume.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace valvista::viewer {

/// A CT made small for drawing in 3D, with the range of HU of each brick of it, so that rays leap over what
/// is transparent. Never measured on.
struct DrawnVolume {
  static constexpr int kBrick = 8;  ///< voxels along an edge

  ImageGeometry geometry;
  std::vector<std::int16_t> hu;
  Index3 bricks{0, 0, 0};
  std::vector<std::int16_t> lowest, highest;  ///< of each brick and the voxels that touch it
};

/// The mean of blocks of voxels, so that no side has more than 256; padding counts as air. Some tenths of a
/// second for a large CT: not for the thread of the window. nullptr when stopped.
std::shared_ptr<const DrawnVolume> drawnVolume(const Volume& volume, const std::stop_token& stop);

}  // namespace valvista::viewer
