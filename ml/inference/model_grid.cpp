// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/model_grid.h"

#include "planning/core/error.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace valvista::ml {

namespace {

/// World axis (0 left-right, 1 front-back, 2 up-down) and whether the letter names its negative LPS side.
struct Side {
  int worldAxis = 0;
  bool negative = false;
};

std::array<Side, 3> sidesOf(const std::string& orientation) {
  constexpr std::string_view kPositive = "LPS", kNegative = "RAI";
  std::array<Side, 3> sides;
  std::array<bool, 3> seen{};
  bool good = orientation.size() == 3;
  for (std::size_t axis = 0; good && axis < 3; ++axis) {
    const std::size_t positive = kPositive.find(orientation[axis]),
                      negative = kNegative.find(orientation[axis]);
    const std::size_t world = std::min(positive, negative);
    good = world < 3 && !seen[world];
    if (!good) break;
    seen[world] = true;
    sides[axis] = {static_cast<int>(world), negative < 3};
  }
  if (!good)
    throw ModelError("The model's orientation \"" + orientation + "\" is none of the 48, such as RAS.");
  return sides;
}

/// The CT's index axis nearest to each world axis, each used once.
std::array<int, 3> nearestAxes(const std::array<Vec3, 3>& directions) {
  // At 45 degrees two assignments are equally near: the second term, which does not depend on the sign or
  // order of the axes, decides alike for every storage order.
  constexpr double kTieBreak = 1e-6;
  std::array<int, 3> order{0, 1, 2}, best = order;
  double bestScore = -1.0;
  do {
    double score = 0.0;
    for (int world = 0; world < 3; ++world) {
      const Vec3& u = directions[static_cast<std::size_t>(order[static_cast<std::size_t>(world)])];
      score += std::abs(u[world]) + kTieBreak * u[world] * u[(world + 1) % 3];
    }
    if (score > bestScore) {
      bestScore = score;
      best = order;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

/// Rounded, with a half always going down whatever the last bit of the spacings.
int voxelsIn(double extent, double spacing) {
  return std::max(1, static_cast<int>(std::floor(extent / spacing + 0.5 - 1e-6)));
}

}  // namespace

ModelGrid modelGrid(const ImageGeometry& ct, const ModelFrame& frame) {
  const std::array<Side, 3> sides = sidesOf(frame.orientation);
  std::array<Vec3, 3> directions = ct.lpsFromIjk.linear.column;
  for (Vec3& direction : directions) direction = normalized(direction);
  const std::array<int, 3> nearest = nearestAxes(directions);
  const Vec3 ctSpacing = ct.spacing();
  ModelGrid grid;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double spacing = frame.spacing[axis];
    if (!(spacing > 0.0)) throw ModelError("The model's spacing must be positive.");
    const Side side = sides[axis];
    const int ctAxis = nearest[static_cast<std::size_t>(side.worldAxis)];
    grid.ctAxis[axis] = ctAxis;
    grid.flipped[axis] =
        (directions[static_cast<std::size_t>(ctAxis)][side.worldAxis] < 0.0) != side.negative;
    grid.ctSize[axis] = ct.size[static_cast<std::size_t>(ctAxis)];
    grid.step[axis] = spacing / ctSpacing[ctAxis];
    grid.size[axis] = voxelsIn(grid.ctSize[axis] * ctSpacing[ctAxis], spacing);
  }
  return grid;
}

}  // namespace valvista::ml
