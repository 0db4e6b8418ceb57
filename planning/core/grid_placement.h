// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"

#include <optional>
#include <string>

namespace valvista {

/// A grid that may be measured on, and what had to be changed for it.
struct PlacedGrid {
  ImageGeometry geometry;
  std::optional<std::string> notice;  ///< set when voxels moved by more than 0.001 mm
};

/// Checks where a file says its voxels lie: finite, between 0.01 and 50 mm apart, within 100 m, at most 2^31
/// - 1 of them, axes at right angles. Axes up to 1e-3 off a right angle (rounded header numbers) are made
/// orthogonal about the centre of the grid; what is further off would need resampling and is refused. Throws
/// std::domain_error with the reason, to be completed by the file's name.
PlacedGrid placeGrid(const Index3& size, const Affine& lpsFromIjk);

}  // namespace valvista
