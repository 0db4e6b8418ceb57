// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <algorithm>
#include <functional>
#include <numbers>
#include <vector>

namespace valvista::planning {

/// A grid turned out of the patient's axes, with voxels of three sizes; (0, 0, 0) LPS lies in its middle.
inline ImageGeometry obliqueGeometry(const Index3& size, const Vec3& spacing) {
  ImageGeometry geometry{size, {}};
  const Mat3 turned = rotation(normalized({1, 2, 3}), 0.4);
  for (int axis = 0; axis < 3; ++axis)
    geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(axis)] =
        turned.column[static_cast<std::size_t>(axis)] * spacing[axis];
  geometry.lpsFromIjk.offset =
      -(geometry.lpsFromIjk.linear * Vec3{0.5 * (size[0] - 1), 0.5 * (size[1] - 1), 0.5 * (size[2] - 1)});
  return geometry;
}

template <class Visit>
void forEachVoxel(const ImageGeometry& geometry, Visit visit) {
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i) visit(Index3{i, j, k});
}

/// Labels by place (LPS).
inline LabelMap drawn(const ImageGeometry& geometry,
                      const std::function<std::uint8_t(const Vec3&)>& labelAt) {
  LabelMap labels(geometry);
  forEachVoxel(geometry, [&](const Index3& ijk) {
    if (const std::uint8_t label = labelAt(geometry.lps(ijk))) labels.set(ijk, label);
  });
  return labels;
}

inline Volume scanned(const ImageGeometry& geometry, const std::function<double(const Vec3&)>& huAt) {
  std::vector<std::int16_t> hu;
  forEachVoxel(geometry,
               [&](const Index3& ijk) { hu.push_back(static_cast<std::int16_t>(huAt(geometry.lps(ijk)))); });
  return {geometry, std::move(hu)};
}

inline bool sameLabels(const LabelMap& a, const LabelMap& b) {
  for (int k = 0; k < a.geometry().size[2]; ++k)
    if (!std::equal(a.slice(k).begin(), a.slice(k).end(), b.slice(k).begin())) return false;
  return true;
}

inline double volumeOf(const LabelMap& labels, std::uint8_t label) {
  return static_cast<double>(labelCounts(labels)[label]) * labels.geometry().voxelVolume();
}

/// Volume of a ball.
inline double ballVolume(double radius) {
  return 4.0 / 3.0 * std::numbers::pi * radius * radius * radius;
}

}  // namespace valvista::planning
