// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace valvista::viewer {

/// A grid that covers the same box of the patient as `axisAlignedGeometry(size, spacing, origin)`, stored
/// with other axes: storage axis a runs along LPS axis `order[a]`, backwards where `flip[a]`.
inline ImageGeometry reordered(const ImageGeometry& lps, const std::array<int, 3>& order,
                               const std::array<bool, 3>& flip) {
  ImageGeometry stored;
  const Vec3 spacing = lps.spacing();
  stored.lpsFromIjk.offset = lps.lpsFromIjk.offset;
  for (std::size_t a = 0; a < 3; ++a) {
    const int axis = order[a];
    const int count = lps.size[static_cast<std::size_t>(axis)];
    stored.size[a] = count;
    Vec3 step;
    step[axis] = flip[a] ? -spacing[axis] : spacing[axis];
    stored.lpsFromIjk.linear.column[a] = step;
    if (flip[a]) stored.lpsFromIjk.offset[axis] += spacing[axis] * (count - 1);
  }
  return stored;
}

template <class Function>
Volume volumeOf(const ImageGeometry& geometry, const Function& huAtLps) {
  std::vector<std::int16_t> hu;
  hu.reserve(geometry.voxelCount());
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i)
        hu.push_back(static_cast<std::int16_t>(std::lround(huAtLps(geometry.lps({i, j, k})))));
  return {geometry, std::move(hu)};
}

template <class Function>
LabelMap labelsOf(const ImageGeometry& geometry, const Function& labelAtLps) {
  LabelMap labels(geometry);
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i)
        if (const std::uint8_t label = labelAtLps(geometry.lps({i, j, k})); label != 0)
          labels.set({i, j, k}, label);
  return labels;
}

}  // namespace valvista::viewer
