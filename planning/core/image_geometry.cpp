// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/image_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace valvista {

Vec3 ImageGeometry::spacing() const {
  const auto& c = lpsFromIjk.linear.column;
  return {norm(c[0]), norm(c[1]), norm(c[2])};
}

double ImageGeometry::voxelVolume() const { return std::abs(determinant(lpsFromIjk.linear)); }

double ImageGeometry::meanSpacing() const { return std::cbrt(voxelVolume()); }

std::size_t ImageGeometry::voxelCount() const {
  return static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) * static_cast<std::size_t>(size[2]);
}

ImageGeometry axisAlignedGeometry(const Index3& size, const Vec3& spacing, const Vec3& origin) {
  return {size, {{{{{spacing.x, 0, 0}, {0, spacing.y, 0}, {0, 0, spacing.z}}}}, origin}};
}

double cornerMismatch(const ImageGeometry& a, const ImageGeometry& b) {
  if (a.size != b.size) return std::numeric_limits<double>::infinity();
  double worst = 0.0;
  for (int corner = 0; corner < 8; ++corner) {
    Index3 ijk;
    for (int axis = 0; axis < 3; ++axis) ijk[axis] = (corner >> axis & 1) ? a.size[axis] - 1 : 0;
    worst = std::max(worst, distance(a.lps(ijk), b.lps(ijk)));
  }
  return worst;
}

std::string orientationLetters(const Vec3& direction, double negligible) {
  constexpr char kPositive[] = "LPH", kNegative[] = "RAF";
  const Vec3 unit = normalized(direction);
  std::array<int, 3> order{0, 1, 2};
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return std::abs(unit[a]) > std::abs(unit[b]); });
  std::string letters;
  for (const int axis : order)
    if (std::abs(unit[axis]) > negligible) letters += unit[axis] > 0.0 ? kPositive[axis] : kNegative[axis];
  return letters;
}

std::string orientationCode(const ImageGeometry& geometry) {
  constexpr char kPositive[] = "LPS", kNegative[] = "RAI";
  std::string code;
  for (const Vec3& column : geometry.lpsFromIjk.linear.column) {
    int axis = 0;
    for (int candidate = 1; candidate < 3; ++candidate)
      if (std::abs(column[candidate]) > std::abs(column[axis])) axis = candidate;
    code += column[axis] >= 0 ? kPositive[axis] : kNegative[axis];
  }
  return code;
}

}  // namespace valvista
