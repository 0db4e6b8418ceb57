// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"

#include <array>
#include <vector>

namespace valvista::planning {

/// A grid of 9 x 7 x 5 anisotropic voxels far from the origin, whose index axes run along these patient axes
/// in these directions, turned by `tilt`. A slice of 63 pixels does not fill its last byte of bits.
inline ImageGeometry gridAlong(const std::array<int, 3>& axes, int signs, const Mat3& tilt) {
  const Vec3 spacing{0.4, 0.7123456789, 1.1};
  ImageGeometry grid{{9, 7, 5}, {}};
  for (std::size_t a = 0; a < 3; ++a) {
    Vec3 axis;
    axis[axes[a]] = (signs >> a & 1) != 0 ? -1.0 : 1.0;
    grid.lpsFromIjk.linear.column[a] = tilt * axis * spacing[static_cast<int>(a)];
  }
  grid.lpsFromIjk.offset = {-123.456789, 87.000001, 1043.3333333};
  return grid;
}

/// All 48 storage orders, every second one oblique.
inline std::vector<ImageGeometry> allGrids() {
  const Mat3 oblique = rotation(normalized(Vec3{1, 2, -1}), 0.3);
  std::vector<ImageGeometry> grids;
  for (const std::array<int, 3>& axes :
       std::vector<std::array<int, 3>>{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}})
    for (int signs = 0; signs < 8; ++signs)
      grids.push_back(gridAlong(axes, signs, grids.size() % 2 == 0 ? Mat3{} : oblique));
  return grids;
}

/// Labels 0 to `most` in an order without any symmetry, in border voxels too. Slices `empty` hold none.
inline LabelMap markedLabels(const ImageGeometry& grid, int most, const std::vector<int>& empty = {}) {
  LabelMap labels(grid);
  unsigned state = 1;
  for (int k = 0; k < grid.size[2]; ++k) {
    bool skipped = false;
    for (const int e : empty) skipped = skipped || e == k;
    for (int j = 0; j < grid.size[1]; ++j)
      for (int i = 0; i < grid.size[0]; ++i) {
        state = state * 1664525U + 1013904223U;
        if (!skipped)
          labels.set({i, j, k}, static_cast<std::uint8_t>((state >> 16) % static_cast<unsigned>(most + 1)));
      }
  }
  return labels;
}

/// Voxels that differ; all of them when the sizes do.
inline std::size_t differingVoxels(const LabelMap& a, const LabelMap& b) {
  if (a.geometry().size != b.geometry().size) return a.geometry().voxelCount();
  std::size_t count = 0;
  for (int k = 0; k < a.geometry().size[2]; ++k)
    for (std::size_t at = 0; at < a.slice(k).size(); ++at) count += a.slice(k)[at] != b.slice(k)[at] ? 1 : 0;
  return count;
}

}  // namespace valvista::planning
