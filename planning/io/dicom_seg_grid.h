// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/io/dicom_header.h"

#include <optional>
#include <vector>

namespace valvista::planning {

/// The grid that the frames of a file lie on, and the slice k of each of them. Slices without a frame may lie
/// between and none before the first or after the last.
struct PlacedFrames {
  ImageGeometry geometry;
  std::vector<int> sliceOfFrame;
};

/// Places frames by ImagePositionPatient and ImageOrientationPatient; several may lie on one slice. Their
/// distance is `sliceDistanceMm` (SpacingBetweenSlices), or the smallest gap, or SliceThickness, whichever
/// the positions are multiples of first. Every corner voxel is then within kMostWorldErrorMm of where its own
/// frame puts it. Throws LoadError naming file, frame and reason for what is not on such a grid.
PlacedFrames placeFrames(const DicomHeader& header, const std::optional<double>& sliceDistanceMm);

}  // namespace valvista::planning
