// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/curved_reformat.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

namespace valvista::viewer {
namespace {

/// Directions are taken over this distance to both sides: the steps of a traced line do not shake the rows.
constexpr double kTangentReachMm = 2.0;
constexpr double kAtEndMm = 1e-6;
/// Parts of a vessel that run against each other, this far apart sideways, are two limbs. A limb is in the
/// picture beside a row when it passes the row's plane of section this near: vessels are that wide.
constexpr double kLimbsApartMm = 25.0, kBesideMm = 25.0;
constexpr int kBisections = 48;

Polyline withoutRepeats(const Polyline& line) {
  Polyline kept;
  for (const Vec3& point : line)
    if (kept.empty() || distance(point, kept.back()) > 1e-9) kept.push_back(point);
  return kept;
}

Vec3 perpendicularPart(const Vec3& v, const Vec3& unit) {
  return v - unit * dot(v, unit);
}

/// Unit vector perpendicular to `unit`: the patient's left, or the back where that runs along it.
Vec3 sideways(const Vec3& unit) {
  const Vec3 start = std::abs(unit.x) < 0.8 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
  return normalized(perpendicularPart(start, unit));
}

/// The frame vector `across` carried from one point to the next without twist: two reflections (Wang et al.,
/// Computation of rotation minimizing frames, 2008).
Vec3 transported(const Vec3& across, const Vec3& way, const Vec3& tangent, const Vec3& nextTangent) {
  const Vec3 acrossLeft = across - way * (2.0 * dot(way, across) / dot(way, way));
  const Vec3 tangentLeft = tangent - way * (2.0 * dot(way, tangent) / dot(way, way));
  const Vec3 second = nextTangent - tangentLeft;
  const double length = dot(second, second);
  const Vec3 next =
      length < 1e-18 ? acrossLeft : acrossLeft - second * (2.0 * dot(second, acrossLeft) / length);
  return normalized(perpendicularPart(next, nextTangent));
}

/// The direction across which a line bends most: perpendicular to the straight way between its ends.
Vec3 bendDirection(const Polyline& line, const Vec3& main) {
  const Vec3 u = sideways(main), v = cross(main, u);
  Vec3 mean;
  for (const Vec3& p : line) mean += p / static_cast<double>(line.size());
  double uu = 0.0, uv = 0.0, vv = 0.0;
  for (const Vec3& p : line) {
    const double a = dot(p - mean, u), b = dot(p - mean, v);
    uu += a * a;
    uv += a * b;
    vv += b * b;
  }
  const double angle = 0.5 * std::atan2(2.0 * uv, uu - vv);
  const Vec3 across = u * std::cos(angle) + v * std::sin(angle);
  return across.x + across.y < 0.0 ? -across : across;  // left, or back, to the right of the picture
}

/// Fraction of the way from a to b at which the line comes nearest to p, 0 to 1.
double nearestFraction(const Vec3& a, const Vec3& b, const Vec3& p) {
  const Vec3 way = b - a;
  const double length = dot(way, way);
  return length < 1e-18 ? 0.0 : std::clamp(dot(p - a, way) / length, 0.0, 1.0);
}

}  // namespace

CurvedReformat::CurvedReformat(Polyline centreline, ReformatMode mode, double turn)
    : centreline_(withoutRepeats(centreline)), mode_(mode) {
  if (centreline_.size() < 2) throw std::invalid_argument("a reformat needs a line of two points or more");
  nodes_.resize(centreline_.size());
  for (std::size_t n = 1; n < nodes_.size(); ++n)
    nodes_[n].along = nodes_[n - 1].along + distance(centreline_[n - 1], centreline_[n]);
  transportFrames(turn);
  if (mode_ == ReformatMode::curved) sweep(turn);
}

void CurvedReformat::transportFrames(double turn) {
  const double length = nodes_.back().along;
  nodes_.front().tangent = normalized(centreline_[1] - centreline_[0]);
  nodes_.back().tangent = normalized(centreline_.back() - centreline_[centreline_.size() - 2]);
  for (std::size_t n = 1; n + 1 < nodes_.size(); ++n) {
    const double at = nodes_[n].along;
    // As far to one side as to the other: exact on a circle, up to the ends.
    const double reach = std::min({kTangentReachMm, at, length - at});
    const Vec3 way = pointAt(placeAt(at + reach, &Node::along)) - pointAt(placeAt(at - reach, &Node::along));
    // A line that turns back on itself has no direction there.
    nodes_[n].tangent = norm(way) > 1e-9 ? normalized(way) : nodes_[n - 1].tangent;
  }
  std::vector<Vec3> across{sideways(nodes_[0].tangent)};
  for (std::size_t n = 1; n < nodes_.size(); ++n)
    across.push_back(transported(across.back(), centreline_[n] - centreline_[n - 1], nodes_[n - 1].tangent,
                                 nodes_[n].tangent));
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    nodes_[n].across = across[n] * std::cos(turn) + cross(nodes_[n].tangent, across[n]) * std::sin(turn);
    nodes_[n].down = nodes_[n].along;
  }
}

void CurvedReformat::sweep(double turn) {
  const Vec3 between = centreline_.back() - centreline_.front();
  const Vec3 main = norm(between) > 1e-6 ? normalized(between) : nodes_.front().tangent;
  const Vec3 bend = bendDirection(centreline_, main);
  const Vec3 across = bend * std::cos(turn) + cross(main, bend) * std::sin(turn);
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    nodes_[n].across = across;
    if (n > 0)
      nodes_[n].down =
          nodes_[n - 1].down + norm(perpendicularPart(centreline_[n] - centreline_[n - 1], across));
    low = std::min(low, dot(centreline_[n], across));
    high = std::max(high, dot(centreline_[n], across));
  }
  middle_ = across * ((low + high) / 2);
  courseWidthMm_ = high - low;
  endRowsBetweenLimbs();
}

void CurvedReformat::endRowsBetweenLimbs() {
  const Vec3& across = nodes_.front().across;
  struct Course {
    Vec3 place, direction;
    double x;
  };
  std::vector<Course> course;
  for (std::size_t n = 0; n < nodes_.size(); ++n)
    course.push_back({perpendicularPart(centreline_[n], across), perpendicularPart(nodes_[n].tangent, across),
                      dot(centreline_[n] - middle_, across)});
  for (std::size_t n = 0; n < nodes_.size(); ++n)
    for (std::size_t other = 0; other < nodes_.size(); ++other) {
      const double apart = course[other].x - course[n].x;
      if (std::abs(apart) < kLimbsApartMm || dot(course[n].direction, course[other].direction) >= 0.0 ||
          distance(course[n].place, course[other].place) > kBesideMm)
        continue;
      double& end = apart > 0.0 ? nodes_[n].right : nodes_[n].left;
      const double half = course[n].x + apart / 2;
      end = apart > 0.0 ? std::min(end, half) : std::max(end, half);
    }
}

bool CurvedReformat::isInRow(const Place& place, double x) const {
  const Node& node = nodes_[place.segment + (place.fraction < 0.5 ? 0 : 1)];
  return x >= node.left && x <= node.right;
}

double CurvedReformat::lengthMm() const {
  return empty() ? 0.0 : nodes_.back().along;
}

double CurvedReformat::heightMm() const {
  return empty() ? 0.0 : nodes_.back().down;
}

CurvedReformat::Place CurvedReformat::placeAt(double value, double Node::*measure) const {
  const auto after = std::upper_bound(nodes_.begin() + 1, nodes_.end() - 1, value,
                                      [&](double at, const Node& node) { return at < node.*measure; });
  const Node &upper = *after, &lower = *(after - 1);
  const double span = upper.*measure - lower.*measure;
  return {static_cast<std::size_t>(after - nodes_.begin()) - 1,
          span > 0.0 ? std::clamp((value - lower.*measure) / span, 0.0, 1.0) : 0.0};
}

Vec3 CurvedReformat::pointAt(const Place& place) const {
  const Vec3 &a = centreline_[place.segment], &b = centreline_[place.segment + 1];
  return a + (b - a) * place.fraction;
}

Vec3 CurvedReformat::tangentAt(const Place& place) const {
  const Vec3 &a = nodes_[place.segment].tangent, &b = nodes_[place.segment + 1].tangent;
  const Vec3 mixed = a + (b - a) * place.fraction;
  return norm(mixed) > 1e-9 ? normalized(mixed) : a;
}

Vec3 CurvedReformat::acrossAt(const Place& place) const {
  const Vec3 &a = nodes_[place.segment].across, &b = nodes_[place.segment + 1].across;
  if (mode_ == ReformatMode::curved) return a;
  const Vec3 mixed = perpendicularPart(a + (b - a) * place.fraction, tangentAt(place));
  return norm(mixed) > 1e-9 ? normalized(mixed) : a;
}

double CurvedReformat::alongAt(const Place& place) const {
  return std::lerp(nodes_[place.segment].along, nodes_[place.segment + 1].along, place.fraction);
}

double CurvedReformat::downAt(const Place& place) const {
  return std::lerp(nodes_[place.segment].down, nodes_[place.segment + 1].down, place.fraction);
}

Vec3 CurvedReformat::rowOrigin(const Place& place) const {
  const Vec3 point = pointAt(place);
  return mode_ == ReformatMode::stretched ? point : perpendicularPart(point, acrossAt(place)) + middle_;
}

void CurvedReformat::points(double mmPerPixel, const Vec2& centreMm, int width, int height,
                            std::vector<Vec3>& points) const {
  constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();
  points.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                {kAbsent, kAbsent, kAbsent});
  if (empty()) return;
  for (int row = 0; row < height; ++row) {
    const double y = centreMm.y + (row + 0.5 - height / 2.0) * mmPerPixel;
    if (y < 0.0 || y > heightMm()) continue;
    const Place place = placeAt(y, &Node::down);
    const Vec3 origin = rowOrigin(place), across = acrossAt(place);
    for (int column = 0; column < width; ++column) {
      const double x = centreMm.x + (column + 0.5 - width / 2.0) * mmPerPixel;
      if (isInRow(place, x))
        points[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(column)] = origin + across * x;
    }
  }
}

std::optional<Vec3> CurvedReformat::lpsFromPicture(const Vec2& mm) const {
  if (empty() || !(mm.y >= 0.0 && mm.y <= heightMm())) return std::nullopt;
  const Place place = placeAt(mm.y, &Node::down);
  if (!isInRow(place, mm.x)) return std::nullopt;
  return rowOrigin(place) + acrossAt(place) * mm.x;
}

std::optional<Vec2> CurvedReformat::pictureFromLps(const Vec3& lps) const {
  if (empty()) return std::nullopt;
  return mode_ == ReformatMode::stretched ? stretchedFromLps(lps) : curvedFromLps(lps);
}

double CurvedReformat::aheadOf(const Place& place, const Vec3& lps) const {
  return dot(lps - pointAt(place), tangentAt(place));
}

std::optional<Vec2> CurvedReformat::stretchedFromLps(const Vec3& lps) const {
  // The cross sections through the point; where there are several, that of the nearest part of the vessel.
  std::optional<Vec2> seen;
  double nearest = std::numeric_limits<double>::infinity();
  const auto consider = [&](const Place& place) {
    const Vec3 away = lps - pointAt(place);
    if (norm(away) >= nearest) return;
    nearest = norm(away);
    seen = Vec2{dot(away, acrossAt(place)), alongAt(place)};
  };
  for (std::size_t segment = 0; segment + 1 < nodes_.size(); ++segment) {
    Place low{segment, 0.0}, high{segment, 1.0};
    const double atLow = aheadOf(low, lps), atHigh = aheadOf(high, lps);
    if (std::abs(atLow) < kAtEndMm) consider(low);
    if (std::abs(atHigh) < kAtEndMm) consider(high);
    if (!(atLow > 0.0 && atHigh < 0.0)) continue;
    for (int halving = 0; halving < kBisections; ++halving) {
      const Place half{segment, (low.fraction + high.fraction) / 2};
      (aheadOf(half, lps) > 0.0 ? low : high) = half;
    }
    consider(low);
  }
  return seen;
}

CurvedReformat::Place CurvedReformat::footOnCourse(const Vec3& lps) const {
  // Where parts of the course cover each other a point is seen more than once: of parts of the surface that
  // are as near, the one whose vessel is nearer counts.
  constexpr double kWeightOfVessel = 0.004;
  const Vec3& across = nodes_.front().across;
  Place best;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t n = 0; n + 1 < nodes_.size(); ++n) {
    const Vec3 a = perpendicularPart(centreline_[n] - lps, across),
               b = perpendicularPart(centreline_[n + 1] - lps, across);
    const Place foot{n, nearestFraction(a, b, {})};
    const double away = norm(a + (b - a) * foot.fraction) + kWeightOfVessel * distance(lps, pointAt(foot));
    if (away >= least) continue;
    least = away;
    best = foot;
  }
  return best;
}

std::optional<Vec2> CurvedReformat::curvedFromLps(const Vec3& lps) const {
  const Vec3& across = nodes_.front().across;
  const Place foot = footOnCourse(lps);
  const Vec3 direction = perpendicularPart(centreline_[foot.segment + 1] - centreline_[foot.segment], across);
  const double beyond = dot(lps - pointAt(foot), direction);
  if (foot.segment == 0 && foot.fraction <= 0.0 && beyond < -kAtEndMm) return std::nullopt;
  if (foot.segment + 2 == nodes_.size() && foot.fraction >= 1.0 && beyond > kAtEndMm) return std::nullopt;
  return Vec2{dot(lps - middle_, across), downAt(foot)};
}

double CurvedReformat::alongFromPicture(const Vec2& mm) const {
  return empty() ? 0.0 : alongAt(placeAt(mm.y, &Node::down));
}

Vec2 CurvedReformat::pictureFromAlong(double alongMm) const {
  if (empty()) return {};
  const Place place = placeAt(alongMm, &Node::along);
  return {mode_ == ReformatMode::stretched ? 0.0 : dot(pointAt(place) - middle_, acrossAt(place)),
          downAt(place)};
}

Plane CurvedReformat::planeAt(double alongMm) const {
  if (empty()) return {};
  const Place place = placeAt(alongMm, &Node::along);
  return {pointAt(place), tangentAt(place)};
}

Vec3 CurvedReformat::acrossAt(double alongMm) const {
  return empty() ? Vec3{1, 0, 0} : acrossAt(placeAt(alongMm, &Node::along));
}

double CurvedReformat::alongNearest(const Vec3& lps) const {
  double along = 0.0, nearest = std::numeric_limits<double>::infinity();
  for (std::size_t segment = 0; segment + 1 < nodes_.size(); ++segment) {
    const Place place{segment, nearestFraction(centreline_[segment], centreline_[segment + 1], lps)};
    const double away = distance(lps, pointAt(place));
    if (away >= nearest) continue;
    nearest = away;
    along = alongAt(place);
  }
  return along;
}

}  // namespace valvista::viewer
