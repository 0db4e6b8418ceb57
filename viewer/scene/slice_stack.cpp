// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_stack.h"

#include <algorithm>
#include <cmath>

namespace valvista::viewer {

int SliceStack::indexOf(double at) const {
  return std::clamp(static_cast<int>(std::lround((at - first) / step)), 0, std::max(count - 1, 0));
}

SliceStack stackAlong(const ImageGeometry& geometry, const Vec3& direction) {
  const Vec3 spacing = geometry.spacing();
  // Millimetres that one voxel step along each storage axis moves along the direction.
  Vec3 travel;
  int nearest = 0;
  for (int axis = 0; axis < 3; ++axis) {
    travel[axis] = dot(geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(axis)], direction);
    if (std::abs(travel[axis]) * spacing[nearest] > std::abs(travel[nearest]) * spacing[axis]) nearest = axis;
  }
  double low = dot(geometry.lpsFromIjk.offset, direction), high = low;
  for (int axis = 0; axis < 3; ++axis) {
    const double way = travel[axis] * (geometry.size[static_cast<std::size_t>(axis)] - 1);
    (way < 0.0 ? low : high) += way;
  }
  SliceStack stack;
  stack.first = low;
  stack.step = spacing[nearest];
  stack.count = static_cast<int>(std::floor((high - low) / stack.step + 1e-6)) + 1;
  return stack;
}

double extentAlong(const ImageGeometry& geometry, const Vec3& direction) {
  double extent = 0.0;
  for (std::size_t axis = 0; axis < 3; ++axis)
    extent += std::abs(dot(geometry.lpsFromIjk.linear.column[axis], direction)) * geometry.size[axis];
  return extent;
}

Vec3 middleVoxel(const ImageGeometry& geometry) {
  return geometry.lps({geometry.size[0] / 2, geometry.size[1] / 2, geometry.size[2] / 2});
}

Vec3 middle(const ImageGeometry& geometry) {
  return geometry.lpsFromIjk(
      {(geometry.size[0] - 1) / 2.0, (geometry.size[1] - 1) / 2.0, (geometry.size[2] - 1) / 2.0});
}

}  // namespace valvista::viewer
