// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/window_grid.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <functional>

namespace valvista::ml {

/// A network: windows [N, 1, depth, height, width] to logits [N, classes, depth, height, width], both
/// float32.
using WindowPredictor = std::function<at::Tensor(const at::Tensor&)>;

/// What the windows are cut from. Boxes lie within the volume.
struct WindowedVolume {
  Index3 size{0, 0, 0};                             ///< depth, height, width
  std::function<at::Tensor(const IndexBox&)> read;  ///< the network's input, float32, of a box
  std::function<bool(const IndexBox&)>
      isBackground{};  ///< such a window is not predicted; empty: predict all
};

struct SlidingWindowOptions {
  Index3 roi{96, 96, 96};
  double overlap = 0.25;
  int classes = 2;
  int batch = 1;
  int streamAxis = 0;            ///< axis along which finished rows leave; the longest needs least memory
  at::Device device = at::kCPU;  ///< where windows are predicted
  at::Device blendDevice = at::kCPU;  ///< where their logits are blended
};

/// Receives blended logits [classes, depth, height, width], the next finished rows along the stream axis; the
/// first of them is row `firstRow` of the volume. The tensor is valid during the call.
using LogitSink = std::function<void(int firstRow, const at::Tensor& logits)>;

struct WindowCounts {
  int predicted = 0, skipped = 0;
};

/// Predicts overlapping windows and blends their logits by Gaussian weights, in float32, as MONAI's
/// sliding_window_inference does. Windows run along the stream axis, and only the rows that a window still
/// touches are held: memory does not grow with the length of the volume. A voxel in skipped windows alone has
/// logit 0 in every class. Progress is the share of the windows that are to be predicted; cancelling takes
/// effect before the next batch. Throws ModelError when the network gives anything but logits of `classes`.
WindowCounts slideWindows(const WindowedVolume& volume, const WindowPredictor& predict,
                          const SlidingWindowOptions& options, const LogitSink& sink,
                          const Progress& progress);

}  // namespace valvista::ml
