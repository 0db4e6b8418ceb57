// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/sliding_window.h"

#include <ATen/ATen.h>
#include <cmath>
#include <vector>

namespace valvista::ml::tests {

/// What MONAI's sliding_window_inference does, written down plainly and apart from the code under test: the
/// whole volume [depth, height, width] padded, every window in turn, logits of the whole volume added up and
/// divided.
inline at::Tensor plainSlidingWindow(const at::Tensor& volume, const WindowPredictor& predict,
                                     const Index3& roi, double overlap) {
  std::vector<std::int64_t> pads, before, padded;
  for (std::int64_t axis = 2; axis >= 0; --axis) {
    const std::int64_t lacking =
        std::max<std::int64_t>(roi[static_cast<std::size_t>(axis)] - volume.size(axis), 0);
    pads.insert(pads.end(), {lacking / 2, lacking - lacking / 2});
    before.insert(before.begin(), lacking / 2);
    padded.insert(padded.begin(), volume.size(axis) + lacking);
  }
  const at::Tensor input = at::constant_pad_nd(volume, pads, 0.0);
  std::vector<std::vector<std::int64_t>> starts(3);
  at::Tensor weights = at::ones({1, 1, 1});
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const std::int64_t size = padded[axis], window = roi[axis];
    std::int64_t step =
        size == window ? window : static_cast<std::int64_t>(static_cast<double>(window) * (1.0 - overlap));
    if (step < 1) step = 1;
    for (std::int64_t at = 0; starts[axis].empty() || starts[axis].back() + window < size; at += step)
      starts[axis].push_back(std::min(at, size - window));
    const double sigma = 0.125 * static_cast<double>(window);
    at::Tensor profile = at::empty({window}, at::kFloat);
    for (std::int64_t at = 0; at < window; ++at) {
      const double x = static_cast<double>(at) - 0.5 * static_cast<double>(window - 1);
      profile[at] = std::exp(-x * x / (2.0 * sigma * sigma));
    }
    std::vector<std::int64_t> shape{1, 1, 1};
    shape[axis] = window;
    weights = weights * profile.view(shape);
  }
  weights = weights.clamp_min(std::max(weights.min().item<double>(), 1e-3));
  at::Tensor sums, counts = at::zeros(padded);
  for (const std::int64_t d : starts[0])
    for (const std::int64_t h : starts[1])
      for (const std::int64_t w : starts[2]) {
        const auto cut = [&](const at::Tensor& tensor) {
          return tensor.slice(-3, d, d + roi[0]).slice(-2, h, h + roi[1]).slice(-1, w, w + roi[2]);
        };
        const at::Tensor logits = predict(cut(input).contiguous().view({1, 1, roi[0], roi[1], roi[2]}))[0];
        if (!sums.defined()) sums = at::zeros({logits.size(0), padded[0], padded[1], padded[2]});
        cut(sums).add_(logits * weights);
        cut(counts).add_(weights);
      }
  const at::Tensor blended = sums / counts;
  return blended.slice(1, before[0], before[0] + volume.size(0))
      .slice(2, before[1], before[1] + volume.size(1))
      .slice(3, before[2], before[2] + volume.size(2));
}

/// A network made of formulas: three classes that depend on the voxel's value, on its neighbours and on its
/// place in the window, so that a wrong window, order, weight or axis shows.
inline at::Tensor formulaNetwork(const at::Tensor& windows) {
  const at::Tensor d = at::linspace(-1, 1, windows.size(2)).view({1, 1, -1, 1, 1});
  const at::Tensor h = at::linspace(-1, 1, windows.size(3)).view({1, 1, 1, -1, 1});
  const at::Tensor w = at::linspace(-1, 1, windows.size(4)).view({1, 1, 1, 1, -1});
  const at::Tensor mean = windows.mean({2, 3, 4}, true);
  return at::cat({(windows - mean) * (1.5 + d), windows.roll(1, 4) * (1.2 - h) + 0.1 * w,
                  (windows * windows + 0.2 * d * w) * (1.1 + 0.5 * h)},
                 1);
}

}  // namespace valvista::ml::tests
