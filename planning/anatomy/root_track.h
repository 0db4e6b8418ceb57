// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_curve.h"
#include "planning/core/voxel_runs.h"
#include "planning/core/geometry.h"
#include "planning/core/image_geometry.h"
#include "planning/core/progress.h"

#include <optional>
#include <span>
#include <vector>

namespace valvista::planning {

/// Signed distance of voxel centres from a plane, mm, and the grid's step along the plane's normal.
class PlaneDistance {
 public:
  PlaneDistance(const ImageGeometry& geometry, const Plane& plane);
  double operator()(int i, int j, int k) const {
    return offset_ + i * perIndex_.x + j * perIndex_.y + k * perIndex_.z;
  }
  /// Extent of a voxel's edges along the normal, mm.
  const Vec3& edges() const { return edges_; }
  /// One voxel along the normal: the largest of `edges`. Planes this far apart cut every line of voxels of
  /// the axis nearest to the normal exactly once each, so that a slab of this width has neither gaps nor
  /// doubles however the plane is tilted and the voxels are stretched.
  double step() const { return step_; }

 private:
  Vec3 perIndex_, edges_;
  double offset_ = 0.0, step_ = 0.0;
};

/// Slabs of voxels [n step, (n + 1) step) above `plane`, as many as it takes to reach `reach`.
std::vector<VoxelRuns> cutIntoSlabs(std::span<const VoxelRun> runs, const ImageGeometry& geometry,
                                    const Plane& plane, Millimetres reach);

/// The part of the aorta above the annulus that hangs together with it, in slabs.
struct RootTrack {
  std::vector<VoxelRuns> slabs;  ///< voxels of the component that starts at the annulus
  /// First slab in which the component meets the border of the grid; nothing is known beyond it.
  std::optional<std::size_t> cutAt;
};

/// Follows the component from slab to slab: a piece of a slab belongs to it when it touches the component's
/// part of the slab below, or `seeds`. Another limb that crosses the same planes enters only where it joins.
/// Seeds that lie beneath the plane (a person moved it up) are followed up to it first.
RootTrack trackRoot(std::span<const VoxelRun> aorta, std::span<const VoxelRun> seeds,
                    const ImageGeometry& geometry, const Plane& annulus, Millimetres reach,
                    const Progress& progress);

/// Parts of the tracked component from the annulus plane up to `endMm` above it.
VoxelRuns trackedUpTo(const RootTrack& track, const ImageGeometry& geometry, const Plane& annulus,
                      double endMm);

/// The curve of a track in an aorta: of the track's own voxels or, for the literal count, of the whole
/// aorta's.
RootCurve curveOf(const RootTrack& track, std::span<const VoxelRun> aorta, const ImageGeometry& geometry,
                  const Plane& annulus, const RootCurveOptions& options);

}  // namespace valvista::planning
