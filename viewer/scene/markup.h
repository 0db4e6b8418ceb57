// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "viewer/scene/view_colours.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace valvista::viewer {

enum class MarkupKind : std::uint8_t {
  hinges,      ///< three points, each of which can be dragged
  plane,       ///< a plane, drawn as its trace: the middle moves it along its normal, the ends tilt it
  level,       ///< a plane that only moves along `plane->normal`: the root's end
  centreline,  ///< points that a line goes through
  distance,    ///< 2 points
  angle,       ///< 3 points, the middle one is the vertex
  polygon,     ///< 3 or more
  landmark,    ///< 1 point
};

/// Something drawn on the views that can be moved by its points or by its plane. LPS millimetres.
struct Markup {
  std::string id;  ///< unique, for example "annulus.plane"
  MarkupKind kind = MarkupKind::landmark;
  std::vector<Vec3> points;
  std::optional<Plane> plane;
  double radiusMm = 20.0;  ///< how much of a plane is drawn
  std::string name;        ///< UTF-8, drawn beside it
  std::vector<std::string> pointNames;
  Rgb colour{255, 255, 255};
  bool edited = false;     ///< differs from its proposal; drawn with a filled handle
  bool removable = false;  ///< Delete removes it
};

/// What a markup measures: "23.4 mm", "45.2°", "312 mm², 64.1 mm"; empty for the others. UTF-8, dot as
/// decimal sign.
std::string measureText(const Markup& markup);

}  // namespace valvista::viewer
