// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/model_grid.h"
#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <ATen/core/Tensor.h>
#include <array>
#include <limits>
#include <vector>

namespace valvista::ml {

/// Hounsfield units to the values a network expects: clamp(HU, lowHu, highHu) * scale + shift.
struct IntensityScale {
  double lowHu = -std::numeric_limits<double>::infinity();
  double highHu = std::numeric_limits<double>::infinity();
  double scale = 1.0, shift = 0.0;

  /// The window lowHu..highHu to low..high.
  static IntensityScale toRange(double lowHu, double highHu, double low = 0.0, double high = 1.0);
  /// Clipped to lowHu..highHu, then minus mean, divided by deviation.
  static IntensityScale zScore(double lowHu, double highHu, double meanHu, double deviationHu);
  void applyTo(at::Tensor& hu) const;
};

/// Windows with nothing denser than this hold only air: even a voxel that is half soft tissue lies above.
inline constexpr int kAirHu = -500;

/// Gives a CT's Hounsfield units on a model's grid, part by part, so that the resampled volume is never held.
/// Linear interpolation between the CT's voxels; along an axis where the model's grid is coarser, the tent of
/// the interpolation is widened to the model's spacing (a weighted average), which keeps finer detail from
/// aliasing. HU that change linearly stay exactly so. Beyond the outermost voxels the nearest one counts;
/// padding (kPaddingHu) counts as air.
class CtSampler {
 public:
  CtSampler(Volume ct, const ModelGrid& grid);

  const ModelGrid& grid() const { return grid_; }
  /// HU of the box's voxels, float32 [depth, height, width].
  at::Tensor sample(const IndexBox& box) const;
  /// True when every voxel of the CT that takes part in the box lies below `thresholdHu`.
  bool isBelow(const IndexBox& box, int thresholdHu) const;

 private:
  /// Weights of the CT's voxels in each voxel of the grid along one of the CT's axes, `count` for each.
  struct Taps {
    int count = 1;
    std::vector<int> first;      ///< stored index of the first voxel
    std::vector<float> weights;  ///< in stored order
  };
  /// The part of the CT that takes part in a box, in stored indices, and the box along the CT's axes.
  struct Part {
    Index3 begin{}, end{}, ctBegin{}, ctEnd{};
  };
  static Taps tapsAlong(const ModelGrid& grid, int axis);
  Part partOf(const IndexBox& box) const;
  void samplePlane(const Part& part, int k, float* out) const;

  Volume ct_;
  ModelGrid grid_;
  std::array<Taps, 3> taps_;           ///< along the CT's axes i, j, k
  std::array<int, 3> gridAxisOfCt_{};  ///< axis of the grid that runs along the CT's axis
};

}  // namespace valvista::ml
