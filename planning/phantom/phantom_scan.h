// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/phantom/aortic_anatomy.h"

namespace valvista::planning {

/// The grid of the scan: a box along LPS around the region, stored in the order of `spec.orientation`.
/// Isotropic voxels lie at the same places for all 48 orders. Throws std::invalid_argument for an unknown
/// order.
ImageGeometry scanGeometry(const PhantomSpec& spec, const AorticAnatomy& anatomy);

/// HU at a point before noise: every boundary between tissues is a surface convolved with the Gaussian point
/// spread, to second order in the surface's curvature (erf of the signed distance, shifted by half the
/// variance times the curvature); calcium balls are convolved exactly.
double tissueHu(const PhantomSpec& spec, const AorticAnatomy& anatomy, const NearbyParts& parts,
                const Vec3& lps);

/// CT and labels of the whole grid, on all processors.
Phantom scanAnatomy(const PhantomSpec& spec, const AorticAnatomy& anatomy, const Progress& progress);

}  // namespace valvista::planning
