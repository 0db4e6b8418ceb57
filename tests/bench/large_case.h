// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/label_schemes.h"
#include "planning/phantom/aortic_phantom.h"
#include "planning/pipeline/run_pipeline.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace valvista {

inline constexpr Index3 kLargeSize{512, 512, 600};

/// A phantom in a grid of 512 x 512 x 600.
inline planning::Plan largeCase() {
  planning::PhantomSpec spec;
  spec.spacing = {0.5, 0.5, 0.78};
  const planning::Phantom phantom = planning::makePhantom(spec, Progress());
  ImageGeometry grid = phantom.ct.geometry();
  const Index3 small = grid.size;
  Index3 off{};
  for (std::size_t axis = 0; axis < 3; ++axis) off[axis] = std::max(0, (kLargeSize[axis] - small[axis]) / 2);
  grid.size = kLargeSize;
  grid.lpsFromIjk.offset = phantom.ct.geometry().lps({-off[0], -off[1], -off[2]});
  std::vector<std::int16_t> hu(grid.voxelCount(), std::int16_t{-1000});
  LabelMap labels(grid);
  for (int k = 0; k < std::min(small[2], kLargeSize[2]); ++k)
    for (int j = 0; j < small[1]; ++j)
      for (int i = 0; i < small[0]; ++i) {
        const Index3 to{i + off[0], j + off[1], k + off[2]};
        hu[(static_cast<std::size_t>(to[2]) * kLargeSize[1] + static_cast<std::size_t>(to[1])) *
               kLargeSize[0] +
           static_cast<std::size_t>(to[0])] = phantom.ct.at({i, j, k});
        if (const std::uint8_t label = phantom.anatomy.at({i, j, k})) labels.set(to, label);
      }
  planning::Plan plan;
  planning::Study study;
  study.volume = Volume(grid, std::move(hu));
  planning::AnatomyLabels anatomy;
  anatomy.labels = std::move(labels);
  anatomy.source = "phantom";
  anatomy.scheme = "tavr";
  planning::describeLabels(anatomy);
  plan.inputs.study = std::move(study);
  plan.inputs.anatomy = std::move(anatomy);
  return plan;
}

}  // namespace valvista
