// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"

#include <array>
#include <string>

namespace valvista::ml {

/// The grid a model was trained on. Arrays run over the axes of its tensors: depth, height, width.
struct ModelFrame {
  std::string orientation = "RAS";               ///< the side of the patient each axis points to
  std::array<double, 3> spacing{1.5, 1.5, 1.5};  ///< millimetres
};

/// A model's grid laid over a CT: the same centre, axes along the nearest axes of the CT (an oblique CT is
/// not turned), as many voxels as fit its extent, rounded. It depends on the voxels' places in the patient
/// alone, so that all 48 storage orders of a CT give the same grid. Arrays run over depth, height, width.
struct ModelGrid {
  Index3 size{0, 0, 0};
  Index3 ctSize{0, 0, 0};               ///< voxels of the CT along the same axes
  std::array<int, 3> ctAxis{0, 1, 2};   ///< index axis of the CT (i, j, k) along which each axis runs
  std::array<bool, 3> flipped{};        ///< the CT stores that axis the other way round
  std::array<double, 3> step{1, 1, 1};  ///< voxels of the CT from one voxel of the grid to the next

  /// Where voxel `at` of the grid lies among the CT's voxels, counted in the direction of the grid's axis.
  double ctPosition(int axis, double at) const {
    const auto a = static_cast<std::size_t>(axis);
    return (at - 0.5 * (size[a] - 1)) * step[a] + 0.5 * (ctSize[a] - 1);
  }
  /// The inverse of ctPosition.
  double gridPosition(int axis, double at) const {
    const auto a = static_cast<std::size_t>(axis);
    return (at - 0.5 * (ctSize[a] - 1)) / step[a] + 0.5 * (size[a] - 1);
  }
  /// Index as the CT stores it of the CT voxel `at` counted in the direction of the grid's axis.
  int storedIndex(int axis, int at) const {
    const auto a = static_cast<std::size_t>(axis);
    return flipped[a] ? ctSize[a] - 1 - at : at;
  }
};

/// Throws ModelError when the orientation is not one of the 48 or a spacing is not positive.
ModelGrid modelGrid(const ImageGeometry& ct, const ModelFrame& frame);

}  // namespace valvista::ml
