// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/body_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace valvista::planning {

namespace {

/// A straight piece of a tube.
struct TubePiece {
  Vec3 from, along;
  double fromRadius = 0, moreRadius = 0, inverseSquare = 0;
  double distance(const Vec3& p) const {
    const Vec3 d = p - from;
    const double t = std::clamp(dot(d, along) * inverseSquare, 0.0, 1.0);
    return norm(d - along * t) - (fromRadius + moreRadius * t);
  }
};

constexpr int kPieces = 5;
constexpr double kFarMm = 8;  ///< farther away the distance need only be larger than this

/// The pieces between two points, and the ball that holds them.
struct TubeSpan {
  std::array<TubePiece, kPieces> pieces;
  Vec3 middle;
  double reach = 0;
};

TubePoint onSpline(const std::vector<TubePoint>& points, std::size_t i, double t) {
  const auto at = [&](std::size_t j) { return points[std::min(j, points.size() - 1)]; };
  const TubePoint before = points[i == 0 ? 0 : i - 1], a = at(i), b = at(i + 1), after = at(i + 2);
  const double t2 = t * t, t3 = t2 * t;
  const auto blend = [&](auto p, auto q, auto r, auto s) {
    return (q * 2.0 + (r - p) * t + (p * 2.0 - q * 5.0 + r * 4.0 - s) * t2 +
            (q * 3.0 - p - r * 3.0 + s) * t3) *
           0.5;
  };
  return {blend(before.centre, a.centre, b.centre, after.centre), a.radius + (b.radius - a.radius) * t};
}

void addToBox(BodyShape& shape, const Vec3& p, double radius) {
  for (int axis = 0; axis < 3; ++axis) {
    shape.low[axis] = std::min(shape.low[axis], p[axis] - radius);
    shape.high[axis] = std::max(shape.high[axis], p[axis] + radius);
  }
}

}  // namespace

BodyShape ellipsoid(const Vec3& centre, const Vec3& radii, const Mat3& bodyFromAxes) {
  Vec3 reach;
  for (int axis = 0; axis < 3; ++axis) {
    const auto& column = bodyFromAxes.column;
    reach[axis] = norm({column[0][axis] * radii.x, column[1][axis] * radii.y, column[2][axis] * radii.z});
  }
  const Mat3 axesFromBody = transposed(bodyFromAxes);
  const double least = std::min({radii.x, radii.y, radii.z});
  return {centre - reach, centre + reach, [=](const Vec3& p) {
            const Vec3 q = axesFromBody * (p - centre);
            const Vec3 scaled{q.x / radii.x, q.y / radii.y, q.z / radii.z};
            const double k = norm(scaled);
            if (k < 0.05) return -least;
            // To first order: value of the quadric over the length of its gradient.
            return k * (k - 1) / norm({scaled.x / radii.x, scaled.y / radii.y, scaled.z / radii.z});
          }};
}

BodyShape tube(const std::vector<TubePoint>& points) {
  constexpr double kAnywhere = 1e9;
  BodyShape shape{{kAnywhere, kAnywhere, kAnywhere}, {-kAnywhere, -kAnywhere, -kAnywhere}, {}};
  std::vector<TubeSpan> spans;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    TubeSpan span;
    span.middle = onSpline(points, i, 0.5).centre;
    for (int k = 0; k < kPieces; ++k) {
      const TubePoint a = onSpline(points, i, static_cast<double>(k) / kPieces);
      const TubePoint b = onSpline(points, i, static_cast<double>(k + 1) / kPieces);
      const Vec3 along = b.centre - a.centre;
      span.pieces[static_cast<std::size_t>(k)] = {a.centre, along, a.radius, b.radius - a.radius,
                                                  1 / std::max(dot(along, along), 1e-9)};
      for (const TubePoint& end : {a, b}) {
        addToBox(shape, end.centre, end.radius);
        span.reach = std::max(span.reach, distance(end.centre, span.middle) + end.radius);
      }
    }
    spans.push_back(span);
  }
  shape.distance = [spans = std::move(spans)](const Vec3& p) {
    double least = kFarMm;
    for (const TubeSpan& span : spans) {
      if (distance(p, span.middle) - span.reach > least) continue;
      for (const TubePiece& piece : span.pieces) least = std::min(least, piece.distance(p));
    }
    return least;
  };
  return shape;
}

BodyShape shell(const BodyShape& shape, double thickness) {
  const Vec3 more{thickness, thickness, thickness};
  return {shape.low - more, shape.high + more,
          [inner = shape.distance, thickness](const Vec3& p) { return std::abs(inner(p)) - thickness / 2; }};
}

BodyShape grown(const BodyShape& shape, double mm) {
  const Vec3 more{mm, mm, mm};
  return {shape.low - more, shape.high + more,
          [inner = shape.distance, mm](const Vec3& p) { return inner(p) - mm; }};
}

BodyShape intersection(const BodyShape& shape, std::function<double(const Vec3&)> other) {
  return {shape.low, shape.high, [inner = shape.distance, other = std::move(other)](const Vec3& p) {
            const double d = inner(p);
            return d > kFarMm ? d : std::max(d, other(p));
          }};
}

}  // namespace valvista::planning
