// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_series.h"

namespace valvista::planning {

/// Largest distance in millimetres that a voxel may have from where its own header puts it.
inline constexpr double kMostWorldErrorMm = 0.01;

/// True when a frame says where it lies in a way that can be computed with.
bool hasSanePlace(const FrameHeader& header);

/// Position of a slice along row x column direction, millimetres; for slices with hasSanePlace.
double positionAlongNormal(const DicomSlice& slice);

/// True when two of the slices lie at one position.
bool hasDuplicatePositions(const std::vector<DicomSlice>& slices);

/// True when the slices, at least three, follow each other at one distance.
bool areEvenlySpaced(const std::vector<DicomSlice>& slices);

/// Sorts the slices of a series and sets its geometry, or adds the error findings that say which file
/// prevents it: missing spacing, position or orientation, duplicates, missing or uneven slices, gantry tilt.
/// Every corner voxel is then within kMostWorldErrorMm of PS3.3 equation C.7.6.2.1-1 for its own slice.
void placeSeries(DicomSeries& series);

}  // namespace valvista::planning
