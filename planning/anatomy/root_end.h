// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_curve.h"

namespace valvista::planning {

/// Sets firstMaximumMm and rootEndMm of a curve whose other vectors are complete. Both extrema are found on
/// the smoothed area; ripples that the grid alone can make are passed over. `voxelEdgeMm` is the edge of the
/// cube with a voxel's volume.
///
/// A moving average draws the minimum of a waist towards its flatter side, by more than 1 mm for a window of
/// 5 mm. The positions are therefore those of two half parabolas with one apex, one for each side, fitted to
/// the areas before smoothing.
void findRootEnd(RootCurve& curve, double voxelEdgeMm);

}  // namespace valvista::planning
