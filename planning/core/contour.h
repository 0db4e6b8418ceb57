// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "planning/core/geometry.h"

namespace valvista {

/// A closed contour in a plane; `points` are in the plane's frame and do not repeat the first.
struct Contour {
  PlaneFrame frame;
  std::vector<Vec2> points;
};

}  // namespace valvista
