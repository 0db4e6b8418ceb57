// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <functional>
#include <vector>

namespace valvista::planning {

/// An implicit shape in body coordinates (millimetres): roughly the signed distance to its surface, negative
/// inside; nothing of it lies outside the box. A pure function.
struct BodyShape {
  Vec3 low, high;
  std::function<double(const Vec3&)> distance;
};

BodyShape ellipsoid(const Vec3& centre, const Vec3& radii, const Mat3& bodyFromAxes = {});

struct TubePoint {
  Vec3 centre;
  double radius = 1;
};
/// A round tube along a smooth curve through the points, with round ends.
BodyShape tube(const std::vector<TubePoint>& points);

/// The layer of `thickness` around the shape's surface.
BodyShape shell(const BodyShape& shape, double thickness);
/// The shape made larger all round; smaller where `mm` is negative.
BodyShape grown(const BodyShape& shape, double mm);
/// What both hold, in the box of the first.
BodyShape intersection(const BodyShape& shape, std::function<double(const Vec3&)> other);

}  // namespace valvista::planning
