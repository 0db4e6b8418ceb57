// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "viewer/scene/slice_geometry.h"

namespace valvista::viewer {

/// The slices of a scan along a direction: positions are millimetres along it, `dot(lps, direction)`. Where
/// the direction is a storage axis they are the stored slices; else they are as close as the nearest storage
/// axis'.
struct SliceStack {
  double first = 0.0, step = 1.0;
  int count = 0;

  double position(int index) const { return first + index * step; }
  /// The nearest slice, 0 to count - 1.
  int indexOf(double position) const;
};
SliceStack stackAlong(const ImageGeometry& geometry, const Vec3& direction);

/// Extent in mm of the whole scan (voxel borders) along a unit direction.
double extentAlong(const ImageGeometry& geometry, const Vec3& direction);

/// Centre of the voxel nearest to the middle of the scan.
Vec3 middleVoxel(const ImageGeometry& geometry);
/// Middle of the scan.
Vec3 middle(const ImageGeometry& geometry);

}  // namespace valvista::viewer
