// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/voxel_runs.h"
#include "planning/core/geometry.h"
#include "planning/core/image_geometry.h"

#include <optional>
#include <span>
#include <vector>

namespace valvista::planning {

/// The interface of left ventricle and aorta: every pair of face neighbours, one of each.
struct AnnulusInterface {
  /// Least-squares plane of the face centres, which lie half-way between the two voxels of a pair; its origin
  /// is their mean, its normal points from the ventricle to the aorta.
  Plane plane;
  std::vector<Vec3> faceCentres;  ///< LPS, of the largest connected patch
  double rmsResidual = 0.0;       ///< mm, of the face centres about the plane
  double areaMm2 = 0.0;           ///< of the patch, projected onto the plane
};

/// A patch of face neighbours that hangs together; faces count as neighbours up to two voxels apart, so that
/// a missing voxel or a slit one voxel wide does not tear it.
struct ContactPatch {
  VoxelRuns aorta;                ///< its aorta voxels, sorted, one run per voxel
  std::vector<Vec3> faceCentres;  ///< LPS
  std::vector<Vec3> areaVectors;  ///< mm2, of each face, from the ventricle to the aorta
  double areaMm2 = 0.0;           ///< length of the summed area vectors
};

/// Every patch in which the two sets touch, largest first.
std::vector<ContactPatch> contactPatches(std::span<const VoxelRun> ventricle, std::span<const VoxelRun> aorta,
                                         const ImageGeometry& geometry);

/// Nothing when the faces do not span a plane (fewer than three, or all on one line).
std::optional<AnnulusInterface> fitInterface(const ContactPatch& patch);

}  // namespace valvista::planning
