// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/aortic_anatomy.h"

#include "planning/core/random_stream.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kIliacRunOffMm =
    25.0;  ///< the vessel goes on beyond its label, as the external iliac artery does
constexpr double kAorticWallMm = 1.8, kIliacWallMm = 1.2;
constexpr double kFarMm = 1e9;

/// Streams of the seed.
enum Draw : std::uint64_t {
  leanAngle,
  leanDirection,
  turn,
  azimuth,
  shiftX,
  shiftY,
  shiftZ,
  calciumPlace = 100
};

double draw(const PhantomSpec& spec, std::uint64_t counter, double low, double high) {
  return low + (high - low) * uniformAt(spec.seed, counter);
}

/// Where the patient lies on the table: a few degrees off the axes, never on the grid.
Affine drawPose(const PhantomSpec& spec) {
  const double direction = draw(spec, leanDirection, 0, 2 * kPi);
  const double lean = draw(spec, leanAngle, 5, 7) * kPi / 180, turnZ = draw(spec, turn, -4, 4) * kPi / 180;
  const Mat3 linear =
      rotation({std::cos(direction), std::sin(direction), 0}, lean) * rotation({0, 0, 1}, turnZ);
  return {linear, {draw(spec, shiftX, -8, 8), draw(spec, shiftY, -38, -22), draw(spec, shiftZ, 90, 110)}};
}

/// Cubic Hermite chain through points; the directions are in units of the chord to the next point.
struct Waypoint {
  Vec3 point, direction;
};

Vec3 hermite(const std::vector<Waypoint>& way, double t) {
  const double scaled = t * static_cast<double>(way.size() - 1);
  const auto i =
      static_cast<std::size_t>(std::clamp(std::floor(scaled), 0.0, static_cast<double>(way.size() - 2)));
  const double x = scaled - static_cast<double>(i), x2 = x * x, x3 = x2 * x;
  const Waypoint &a = way[i], &b = way[i + 1];
  const double chord = distance(a.point, b.point);
  return a.point * (2 * x3 - 3 * x2 + 1) + a.direction * (chord * (x3 - 2 * x2 + x)) +
         b.point * (3 * x2 - 2 * x3) + b.direction * (chord * (x3 - x2));
}

double cosineBlend(double x, double x0, double x1) {
  const double t = std::clamp((x - x0) / (x1 - x0), 0.0, 1.0);
  return 0.5 - 0.5 * std::cos(kPi * t);
}

const Vec3 kBifurcation{6, 48, -265};

/// Up, to the right and forward, tilted from the long axis.
Vec3 annulusNormal(const PhantomSpec& spec) {
  const double tilt = spec.tiltDeg * kPi / 180, low = spec.forwardDeg - 10;
  const double forward = draw(spec, azimuth, low, low + 20) * kPi / 180;
  return {-std::sin(tilt) * std::cos(forward), -std::sin(tilt) * std::sin(forward), std::cos(tilt)};
}

VesselTube buildAorta(const PhantomSpec& spec, const Affine& pose, const RootShape& root) {
  const Vec3 normal = annulusNormal(spec);
  const Vec3 start = normal * root.straightFrom(), straightEnd = normal * root.top();
  const Vec3 top = {(straightEnd.x + 18) / 2, (straightEnd.y + 62) / 2, std::max(96.0, straightEnd.z + 42)};
  const Vec3 across = normalized({18 - straightEnd.x, 62 - straightEnd.y, 0});
  const std::vector<Waypoint> way{{straightEnd, normal * 1.5},
                                  {top, across * 1.35},
                                  {{18, 62, 35}, {0, 0, -1}},
                                  {{14, 64, -90}, {-0.03, -0.02, -1}},
                                  {kBifurcation, {-0.04, -0.05, -1}}};
  // The straight run shares its surface with the root, so that the union has no seam.
  const double straight = distance(start, straightEnd), scale = 0.03;
  const auto curve = [=](double t) {
    const Vec3 body =
        t <= scale ? start + (straightEnd - start) * (t / scale) : hermite(way, (t - scale) / (1 - scale));
    return pose(body);
  };
  const double ascending = spec.ascendingDiameterMm / 2, descending = spec.descendingDiameterMm / 2;
  const double lower = spec.bifurcationDiameterMm / 2;
  const auto radius = [=](double s) {
    return ascending + (descending - ascending) * cosineBlend(s, straight + 20, straight + 170) +
           (lower - descending) * cosineBlend(s, straight + 230, straight + 420);
  };
  return {curve, radius, true};
}

VesselTube buildIliac(const PhantomSpec& spec, const Affine& pose, bool left, double begin) {
  const Vec3 down = normalized(left ? Vec3{0.60, 0.20, -0.85} : Vec3{-0.52, 0.26, -0.85});
  const Vec3 side = normalized(cross(down, {0, 1, 0})), front = cross(side, down);
  const double total = begin + spec.iliacLengthMm + kIliacRunOffMm, wave = spec.iliacWaveMm;
  const double period = left ? 52.0 : 46.0;
  const auto curve = [=](double t) {
    const double x = t * total;
    const double sway = std::sin(kPi * x / period), roll = std::sin(kPi * x / (1.3 * period));
    return pose(kBifurcation + down * x + side * (wave * sway * sway) + front * (0.6 * wave * roll * roll));
  };
  const double start = (left ? spec.iliacLeftDiameterMm : spec.iliacRightDiameterMm) / 2;
  const bool narrowed = spec.stenosis == (left ? StenosisSide::left : StenosisSide::right);
  const double depth = narrowed ? 1.0 : 0.0, at = begin + 0.55 * spec.iliacLengthMm;
  const auto radius = [=](double s) {
    const double healthy = start - spec.iliacTaperMm / 2 * cosineBlend(s, begin, begin + spec.iliacLengthMm);
    const double x = std::clamp((s - at) / (2 * spec.stenosisLengthMm), -0.5, 0.5), bump = std::cos(kPi * x);
    return healthy + depth * bump * bump * (spec.stenosisDiameterMm / 2 - healthy);
  };
  return {curve, radius, false};
}

/// First place from which every disc of the tube keeps clear of the aorta and of the other iliac artery.
double clearFrom(const VesselTube& tube, const VesselTube& other, const VesselTube& aorta) {
  constexpr double kClearMm = 1.5;
  double begin = 0;
  for (double s = 0; s < 60; s += 0.25) {
    const Vec3 c = tube.centre(s), t = tube.tangent(s), u = frameOf({c, t}).u, v = cross(t, u);
    const double r = tube.radius(s);
    const std::vector<int> nearOther = other.samplesNear(c, 40), nearAorta = aorta.samplesNear(c, 40);
    double gap = kFarMm;
    for (int i = 0; i < 48; ++i) {
      const double angle = 2 * kPi * i / 48;
      const Vec3 rim = c + u * (r * std::cos(angle)) + v * (r * std::sin(angle));
      gap = std::min({gap, other.relation(rim, nearOther).distance, aorta.relation(rim, nearAorta).distance});
    }
    if (gap < kClearMm) begin = s + 0.25;
  }
  return begin;
}

void placeIliacs(const PhantomSpec& spec, AorticAnatomy& anatomy) {
  // Where a tube gets clear hangs on its radius there, which is given from that place on: two rounds settle
  // it.
  std::array<double, 2> begin{16, 16};
  for (int round = 0; round < 3; ++round) {
    for (const std::size_t side : {0U, 1U})
      anatomy.iliac[side] = buildIliac(spec, anatomy.lpsFromBody, side == 0, begin[side]);
    for (const std::size_t side : {0U, 1U})
      begin[side] = clearFrom(anatomy.iliac[side], anatomy.iliac[1 - side], anatomy.aorta);
  }
  for (const std::size_t side : {0U, 1U})
    anatomy.iliacExtent[side] = {begin[side], begin[side] + spec.iliacLengthMm};
}

void placeCalcium(const PhantomSpec& spec, AorticAnatomy& anatomy) {
  const bool atAnnulus = spec.calcium == CalciumSite::annulus || spec.calcium == CalciumSite::both;
  const bool atIliac = spec.calcium == CalciumSite::iliac || spec.calcium == CalciumSite::both;
  const double radius = CalciumBall{}.radius;
  std::uint64_t counter = calciumPlace;
  for (int i = 0; atAnnulus && i < 5; ++i) {
    const double theta = draw(spec, counter++, 0, 2 * kPi), w = draw(spec, counter++, -1.5, 3);
    const PlaneFrame& frame = anatomy.root.frame();
    const double rho = anatomy.root.radius(theta, w).r + radius;
    anatomy.calcium.push_back(
        {frame.toLps({rho * std::cos(theta), rho * std::sin(theta)}) + frame.normal * w, radius});
  }
  for (int i = 0; atIliac && i < 8; ++i) {
    const auto side = static_cast<std::size_t>(i % 2);
    const IliacExtent& extent = anatomy.iliacExtent[side];
    const double s = draw(spec, counter++, extent.begin + 4, extent.end - 4),
                 angle = draw(spec, counter++, 0, 2 * kPi);
    const VesselTube& tube = anatomy.iliac[side];
    const PlaneFrame frame = frameOf({tube.centre(s), tube.tangent(s)});
    const double rho = tube.radius(s) + radius;
    anatomy.calcium.push_back({frame.toLps({rho * std::cos(angle), rho * std::sin(angle)}), radius});
  }
}

}  // namespace

AorticAnatomy buildAnatomy(const PhantomSpec& spec) {
  const Affine pose = drawPose(spec);
  const Plane annulus{pose({0, 0, 0}), normalized(pose.linear * annulusNormal(spec))};
  const RootShape root(spec, annulus);
  AorticAnatomy anatomy{pose, inverse(pose), annulus, root, buildAorta(spec, pose, root), {}, {}, {}};
  placeIliacs(spec, anatomy);
  placeCalcium(spec, anatomy);
  for (const VesselTube* tube : {&anatomy.aorta, &anatomy.iliac[0], &anatomy.iliac[1]})
    if (tube->bendMargin() < 1.1)
      throw std::invalid_argument("a vessel bends more sharply than its own radius");
  return anatomy;
}

NearbyParts partsNear(const AorticAnatomy& anatomy, const Vec3& lps, double marginMm) {
  NearbyParts parts;
  const double reachMm = marginMm + RootShape::kMyocardiumMm;
  const PlaneFrame& frame = anatomy.root.frame();
  const double w = dot(lps - frame.origin, frame.normal);
  constexpr double kWidestMm = 40.0;
  parts.root = w > anatomy.root.apex() - reachMm && w < anatomy.root.top() + reachMm &&
               distance(lps, anatomy.root.axisPoint(w)) < kWidestMm + reachMm;
  parts.aorta = anatomy.aorta.samplesNear(lps, anatomy.aorta.largestRadius() + kAorticWallMm + marginMm);
  for (const std::size_t side : {0U, 1U})
    parts.iliac[side] =
        anatomy.iliac[side].samplesNear(lps, anatomy.iliac[side].largestRadius() + kIliacWallMm + marginMm);
  for (const CalciumBall& ball : anatomy.calcium)
    if (distance(ball.centre, lps) < ball.radius + marginMm) parts.calcium.push_back(&ball);
  return parts;
}

LumenRelation relateToLumen(const AorticAnatomy& anatomy, const NearbyParts& parts, const Vec3& lps) {
  LumenRelation result;
  const auto join = [&](const SurfaceRelation& part, double wall, TavrLabel label) {
    if (part.distance < 0) result.label = value(label);
    if (part.distance < result.distance) {
      result.distance = part.distance, result.curvature = part.curvature;
      result.ofRoot = false, result.along = part.along;
    }
    result.wallDistance = std::min(result.wallDistance, part.distance - wall);
  };
  constexpr std::array kIliacLabels{TavrLabel::iliacLeft, TavrLabel::iliacRight};
  for (const std::size_t side : {0U, 1U}) {
    const SurfaceRelation part = anatomy.iliac[side].relation(lps, parts.iliac[side]);
    const IliacExtent& extent = anatomy.iliacExtent[side];
    // The vessel goes on beyond the label.
    const TavrLabel label = part.along < extent.begin ? TavrLabel::aorta
                            : part.along > extent.end ? TavrLabel::background
                                                      : kIliacLabels[side];
    join(part, kIliacWallMm, label);
  }
  join(anatomy.aorta.relation(lps, parts.aorta), kAorticWallMm, TavrLabel::aorta);
  if (parts.root) {
    const SurfaceRelation part = anatomy.root.relation(lps);
    join(part, anatomy.root.wallThickness(part.along),
         part.along < 0 ? TavrLabel::leftVentricle : TavrLabel::aorta);
    result.ofRoot = part.distance <= result.distance;
  }
  return result;
}

}  // namespace valvista::planning
