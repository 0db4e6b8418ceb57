// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/grid_placement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace valvista {

namespace {

constexpr double kSmallestSpacing = 0.01, kLargestSpacing = 50.0;
constexpr double kFarthestMm = 1e5;
constexpr double kLargestShear = 1e-3;
/// Below this the columns are orthogonal as far as doubles can say.
constexpr double kExactShear = 1e-12;
constexpr double kNoticedMm = 1e-3;

std::string text(double number) {
  std::ostringstream stream;
  stream.imbue(std::locale::classic());
  stream.precision(3);
  stream << number;
  return stream.str();
}

void checkSize(const Index3& size) {
  std::uint64_t voxels = 1;
  for (const int n : size) {
    if (n < 1) throw std::domain_error("an axis has no voxels");
    voxels *= static_cast<std::uint64_t>(n);
    if (voxels > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()))
      throw std::domain_error("it claims more than 2147483647 voxels");
  }
}

bool finite(const Vec3& v) {
  return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

void checkNumbers(const ImageGeometry& grid) {
  const auto& columns = grid.lpsFromIjk.linear.column;
  if (!finite(grid.lpsFromIjk.offset) || !std::all_of(columns.begin(), columns.end(), finite))
    throw std::domain_error("its position or orientation is not a number");
  for (const Vec3& column : columns) {
    const double spacing = norm(column);
    if (!(spacing >= kSmallestSpacing && spacing <= kLargestSpacing))
      throw std::domain_error("a voxel size of " + text(spacing) + " mm is not that of a CT");
  }
  for (int corner = 0; corner < 8; ++corner) {
    Index3 ijk;
    for (int axis = 0; axis < 3; ++axis) ijk[axis] = (corner >> axis & 1) ? grid.size[axis] - 1 : 0;
    if (!(norm(grid.lps(ijk)) <= kFarthestMm))
      throw std::domain_error("it lies more than 100 m from its origin");
  }
}

double shearOf(const Mat3& directions) {
  const auto& [a, b, c] = directions.column;
  return std::max({std::abs(dot(a, b)), std::abs(dot(a, c)), std::abs(dot(b, c))});
}

/// Nearest orthonormal matrix by Newton's iteration for the polar decomposition (Higham 1986).
Mat3 orthonormalised(Mat3 m) {
  for (int step = 0; step < 20 && shearOf(m) > 1e-15; ++step) {
    const Mat3 t = transposed(inverse(m));
    for (int axis = 0; axis < 3; ++axis) m.column[axis] = (m.column[axis] + t.column[axis]) * 0.5;
  }
  return m;
}

}  // namespace

PlacedGrid placeGrid(const Index3& size, const Affine& lpsFromIjk) {
  checkSize(size);
  PlacedGrid placed{{size, lpsFromIjk}, std::nullopt};
  ImageGeometry& grid = placed.geometry;
  checkNumbers(grid);

  const Vec3 spacing = grid.spacing();
  Mat3 directions;
  for (int axis = 0; axis < 3; ++axis)
    directions.column[axis] = lpsFromIjk.linear.column[axis] / spacing[axis];
  const double shear = shearOf(directions);
  if (shear <= kExactShear) return placed;
  if (shear > kLargestShear)
    throw std::domain_error("its axes are not at right angles (cosine " + text(shear) +
                            "); resample it to a rectangular grid first");

  directions = orthonormalised(directions);
  const Vec3 middle{(size[0] - 1) * 0.5, (size[1] - 1) * 0.5, (size[2] - 1) * 0.5};
  for (int axis = 0; axis < 3; ++axis)
    grid.lpsFromIjk.linear.column[axis] = directions.column[axis] * spacing[axis];
  grid.lpsFromIjk.offset = lpsFromIjk(middle) - grid.lpsFromIjk.linear * middle;
  const double moved = cornerMismatch(grid, {size, lpsFromIjk});
  if (moved > kNoticedMm)
    placed.notice = "Its axes were not quite at right angles (cosine " + text(shear) +
                    ") and were made so; voxels moved by up to " + text(moved) + " mm.";
  return placed;
}

}  // namespace valvista
