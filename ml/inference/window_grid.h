// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"

#include <ATen/core/Tensor.h>
#include <array>
#include <vector>

namespace valvista::ml {

/// Where the windows of a sliding window lie, as MONAI's sliding_window_inference places them: steps of
/// int(roi * (1 - overlap)), the last window shifted back to the border, a volume smaller than the window
/// padded by half of what lacks on either side. Indices are those of the padded volume.
struct WindowGrid {
  Index3 roi{};
  Index3 padBefore{};   ///< voxels added in front of the volume
  Index3 paddedSize{};  ///< of the volume, at least `roi`
  std::array<std::vector<int>, 3> starts;

  int count() const { return static_cast<int>(starts[0].size() * starts[1].size() * starts[2].size()); }
};

/// The three axes with `streamAxis` first, the others in order.
constexpr std::array<int, 3> streamOrder(int streamAxis) {
  return {streamAxis, streamAxis == 0 ? 1 : 0, streamAxis == 2 ? 1 : 2};
}

/// Throws ModelError when the window is empty or the overlap not in [0, 1).
WindowGrid windowGrid(const Index3& volume, const Index3& roi, double overlap);

/// Weight of each voxel of a window in the blend, float32 [depth, height, width]: a Gaussian of sigma 1/8 of
/// the window about its centre, nowhere below the larger of its least value and 0.001 (MONAI
/// compute_importance_map).
at::Tensor gaussianWeights(const Index3& roi);

}  // namespace valvista::ml
