// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace valvista::viewer {

/// Which views are shown, and where.
enum class ViewLayout : std::uint8_t {
  fourUp,        ///< axial, coronal, sagittal and 3D in a square
  onePlusThree,  ///< axial large, the others beside it
  root,          ///< annulus plane large, its two perpendicular planes and 3D beside it
  access,        ///< reformat of a vessel with its diameter profile large, cross section and 3D beside it
  compare,       ///< labels A, labels B, their difference, and 3D
};

/// What a key does to the view that has the focus.
enum class ViewCommand : std::uint8_t {
  nextSlice,
  previousSlice,
  tenSlicesOn,
  tenSlicesBack,
  firstSlice,
  lastSlice,
  zoomIn,
  zoomOut,
  showWhole,
  maximize,
  turnLeft,
  turnRight,
};

}  // namespace valvista::viewer
