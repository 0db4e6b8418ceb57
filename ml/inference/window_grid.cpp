// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/window_grid.h"

#include "planning/core/error.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace valvista::ml {

namespace {

std::vector<int> startsAlong(int size, int roi, double overlap) {
  const int step = size == roi ? roi : std::max(1, static_cast<int>(roi * (1.0 - overlap)));
  std::vector<int> starts;
  for (int start = 0;; start += step) {
    starts.push_back(std::min(start, size - roi));
    if (start + roi >= size) return starts;
  }
}

}  // namespace

WindowGrid windowGrid(const Index3& volume, const Index3& roi, double overlap) {
  if (!(overlap >= 0.0 && overlap < 1.0))
    throw ModelError("The overlap of windows must be from 0 to below 1.");
  WindowGrid grid;
  grid.roi = roi;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (roi[axis] < 1 || volume[axis] < 1) throw ModelError("A window or volume without voxels.");
    grid.paddedSize[axis] = std::max(volume[axis], roi[axis]);
    grid.padBefore[axis] = (grid.paddedSize[axis] - volume[axis]) / 2;
    grid.starts[axis] = startsAlong(grid.paddedSize[axis], roi[axis], overlap);
  }
  return grid;
}

at::Tensor gaussianWeights(const Index3& roi) {
  constexpr double kSigma = 0.125, kLeast = 1e-3;
  std::array<at::Tensor, 3> profiles;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double sigma = kSigma * roi[axis];
    const at::Tensor x = at::arange(roi[axis], at::kFloat).sub_(0.5 * (roi[axis] - 1));
    profiles[axis] = x.square().div_(-2.0 * sigma * sigma).exp_();
  }
  const at::Tensor weights =
      profiles[0].view({-1, 1, 1}) * profiles[1].view({1, -1, 1}) * profiles[2].view({1, 1, -1});
  return weights.clamp_min(std::max(weights.min().item<double>(), kLeast));
}

}  // namespace valvista::ml
