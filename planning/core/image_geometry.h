// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "planning/core/geometry.h"

namespace valvista {

/// A voxel index (i, j, k), i fastest in memory.
using Index3 = std::array<int, 3>;

/// Where a grid of voxels lies in the patient. `lpsFromIjk` maps the index of a voxel to its centre in LPS
/// millimetres; its columns are orthogonal (readers resample or refuse anything else).
struct ImageGeometry {
  Index3 size{0, 0, 0};
  Affine lpsFromIjk;

  /// Edge lengths of a voxel in millimetres along i, j, k.
  Vec3 spacing() const;
  double voxelVolume() const;
  /// Edge of the cube with a voxel's volume, millimetres.
  double meanSpacing() const;
  std::size_t voxelCount() const;
  bool contains(const Index3& ijk) const {
    return ijk[0] >= 0 && ijk[1] >= 0 && ijk[2] >= 0 && ijk[0] < size[0] && ijk[1] < size[1] && ijk[2] < size[2];
  }
  Vec3 lps(const Index3& ijk) const {
    return lpsFromIjk({static_cast<double>(ijk[0]), static_cast<double>(ijk[1]), static_cast<double>(ijk[2])});
  }
  Affine ijkFromLps() const { return inverse(lpsFromIjk); }
};

/// Geometry with axes along LPS: voxel (0, 0, 0) centred at `origin`.
ImageGeometry axisAlignedGeometry(const Index3& size, const Vec3& spacing, const Vec3& origin = {});

/// Largest distance in millimetres between the corner voxels of two grids of one size; infinity otherwise.
double cornerMismatch(const ImageGeometry& a, const ImageGeometry& b);

/// Sides of the patient that a direction points to, the strongest first, DICOM letters (L, R, P, A, H, F): "L",
/// "HA". Components under `negligible` of the
/// vector's length are left out.
std::string orientationLetters(const Vec3& direction, double negligible = 0.1);

/// The storage order as three letters, the side each index axis points to: "LPS", "RAS", "PIR".
std::string orientationCode(const ImageGeometry& geometry);

}  // namespace valvista
