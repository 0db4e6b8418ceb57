// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "planning/core/geometry.h"

namespace valvista {

/// Triangles for display and export, LPS millimetres, normals outward. Never measured on.
struct SurfaceMesh {
  std::vector<Vec3> points;
  std::vector<Vec3> normals;  ///< one per point
  std::vector<std::array<std::uint32_t, 3>> triangles;
};

}  // namespace valvista
