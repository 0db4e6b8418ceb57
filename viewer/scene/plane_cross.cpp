// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/plane_cross.h"

#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kStraightCosine = 1.0 - 1e-9;  ///< of an angle of 0.003 degrees
constexpr double kSidewaysCosine = 0.95;        ///< of a plane that is nearly sagittal

}  // namespace

Mat3 rotationOnto(const Vec3& normal) {
  const Vec3 unit = normalized(normal);
  const Vec3 into = unit.z < 0.0 ? -unit : unit;
  // On a nearly sagittal plane left and right are not seen; there the front goes to the screen's top.
  const Vec3 right = std::abs(into.x) < kSidewaysCosine
                         ? normalized(Vec3{1, 0, 0} - into * into.x)
                         : normalized(cross(Vec3{0, 1, 0} - into * into.y, into));
  return {{right, cross(into, right), into}};
}

Mat3 turned(const Mat3& cross_, const Vec3& axis, double radians) {
  Mat3 result = rotation(axis, radians) * cross_;
  auto& [x, y, z] = result.column;
  z = normalized(z);
  x = normalized(x - z * dot(x, z));
  y = cross(z, x);
  return result;
}

SliceAxes rolled(const SliceAxes& axes, double radians) {
  const double c = std::cos(radians), s = std::sin(radians);
  return {axes.right * c + axes.down * s, axes.down * c - axes.right * s};
}

bool isStraight(SliceOrientation orientation, const Mat3& cross) {
  return dot(axesOf(orientation).into(), axesOf(orientation, cross).into()) > kStraightCosine;
}

}  // namespace valvista::viewer
