// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/edit/paint_rules.h"

#include <cstdint>

namespace valvista::planning {

enum class BrushShape : std::uint8_t {
  disc,   ///< in the slice that is painted on: every voxel that its plane cuts
  sphere  ///< through neighbouring slices
};

struct Brush {
  BrushShape shape = BrushShape::disc;
  double radiusMm = 5.0;
  /// Keeps to the side of the image's edge on which the middle of the brush lies: voxels that are joined to
  /// the middle and on its side of the threshold that parts the brush's HU best (Otsu 1979).
  bool adaptive = false;
};

/// The way of the brush's middle between two positions of the mouse, LPS, and the normal of the slice.
struct BrushMove {
  Vec3 from, to, normal;
};

/// Paints the voxels whose centre the brush passes over on its straight way, on a slice of any direction. The
/// same for every storage order of the labels. An adaptive brush needs a CT on the labels' grid and is an
/// ordinary one without.
PaintOutcome paintBrush(LabelMap& labels, const Volume& ct, const Brush& brush, const BrushMove& move,
                        const PaintRules& rules);

/// The voxel whose box a place lies in; it may lie outside the grid.
Index3 nearestVoxel(const ImageGeometry& geometry, const Vec3& lps);

/// Half of what a voxel measures along a unit direction, mm: voxels whose centre is at most so far from a
/// plane are those that the plane cuts.
double halfVoxelAlong(const ImageGeometry& geometry, const Vec3& direction);

/// The voxels whose centre lies within `radiusMm` of a place, clipped to the grid.
IndexBox boxAround(const ImageGeometry& geometry, const Vec3& lps, double radiusMm);

}  // namespace valvista::planning
