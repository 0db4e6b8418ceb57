// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/root_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kStraightMm = 2.0;  ///< half height of the cylinder at the annulus
constexpr double kOutflowMm = 32.0;  ///< below this the ventricle is round
constexpr double kAorticWallMm = 1.8;
constexpr int kContourSteps = 720;  ///< periodic trapezoid rule: exact to rounding for these contours

/// Value and derivatives of one variable.
struct Jet {
  double v = 0, d = 0, dd = 0;
};

/// A level place of a profile: height, value, second derivative.
struct Knot {
  double x, v, bend;
};

/// From knot to knot by a polynomial of fifth degree, constant outside: continuous to the second derivative.
Jet smoothStep(double x, const Knot& from, const Knot& to) {
  if (x <= from.x) return {from.v, 0, 0};
  if (x >= to.x) return {to.v, 0, 0};
  const double h = to.x - from.x, t = (x - from.x) / h;
  const double a = from.bend * h * h / 2, b = to.bend * h * h / 2, d = to.v - from.v;
  const double a3 = 10 * d - 3 * a + b, a4 = -15 * d + 3 * a - 2 * b, a5 = 6 * d - a + b;
  return {from.v + t * t * (a + t * (a3 + t * (a4 + t * a5))),
          t * (2 * a + t * (3 * a3 + t * (4 * a4 + t * 5 * a5))) / h,
          (2 * a + t * (6 * a3 + t * (12 * a4 + t * 20 * a5))) / (h * h)};
}

/// Second derivative at the ends of half a cosine wave of this rise and length.
double cosineBend(double rise, double length) {
  return 0.5 * rise * (kPi / length) * (kPi / length);
}

/// Sum of the principal curvatures of the surface axis(w) + r(theta, w), by its two fundamental forms. The
/// slope and second derivative of the axis are given away from it and around it at theta.
double curvature(const RadiusJet& jet, const Vec2& slope, const Vec2& bend) {
  const double r = jet.r;
  // Vectors along: away from the axis, around it, up.
  const Vec3 t{jet.t, r, 0}, w{jet.w + slope.x, slope.y, 1};
  const Vec3 tt{jet.tt - r, 2 * jet.t, 0}, tw{jet.tw, jet.w, 0}, ww{jet.ww + bend.x, bend.y, 0};
  const Vec3 outward = normalized(cross(t, w));
  const double e = dot(t, t), f = dot(t, w), g = dot(w, w);
  const double l = dot(tt, outward), m = dot(tw, outward), n = dot(ww, outward);
  return -(e * n - 2 * f * m + g * l) / (e * g - f * f);
}

Vec3 forwardIn(const PlaneFrame& frame) {
  constexpr Vec3 kFront{0, -1, 0};
  return normalized(Vec3{dot(kFront, frame.u), dot(kFront, frame.v), 0});
}

}  // namespace

RootShape::RootShape(const PhantomSpec& spec, const Plane& annulus)
    : frame_(frameOf(annulus)),
      forward_(forwardIn(frame_)),
      forwardMm_(spec.ventricleForwardMm),
      shape_(spec.annulusShape),
      semiMin_(spec.annulusMinMm / 2),
      semiMax_(spec.annulusMaxMm / 2),
      rotation_(spec.annulusRotationDeg * kPi / 180),
      trefoil_(spec.trefoilMm),
      ventricleRadius_(spec.ventricleDiameterMm / 2),
      ventricleLength_(spec.ventricleLengthMm),
      sinusRadius_(spec.sinusDiameterMm / 2),
      sinusHeight_(spec.sinusHeightMm),
      lobe_(spec.sinusLobeMm),
      stjRadius_(spec.stjDiameterMm / 2),
      stjHeight_(spec.stjHeightMm),
      ascendingRadius_(spec.ascendingDiameterMm / 2) {
  if (semiMin_ > semiMax_) throw std::invalid_argument("annulus_min_mm is larger than annulus_max_mm");
  if (sinusRadius_ <= semiMax_) throw std::invalid_argument("sinus_diameter_mm must exceed annulus_max_mm");
  if (stjRadius_ >= sinusRadius_ || stjRadius_ >= ascendingRadius_)
    throw std::invalid_argument("stj_diameter_mm must be below sinus_diameter_mm and ascending_diameter_mm");
  if (sinusHeight_ <= kStraightMm + 2 || stjHeight_ <= sinusHeight_ + 4)
    throw std::invalid_argument("annulus, sinus_height_mm and stj_height_mm lie too close to each other");
  if (ventricleLength_ < ventricleRadius_ + kOutflowMm / 2)
    throw std::invalid_argument("ventricle_length_mm is too short for ventricle_diameter_mm");
  for (int i = 0; i < kContourSteps; ++i)
    meanRadius_ += annulusRadius(2 * kPi * i / kContourSteps).r / kContourSteps;
  // The same bend on both sides of the waist, so that smoothing a curve does not move its minimum.
  const double rise = std::sqrt((ascendingRadius_ - stjRadius_) / (sinusRadius_ - stjRadius_));
  ascendingHeight_ = stjHeight_ + std::max(4.0, (stjHeight_ - sinusHeight_) * rise);
  top_ = ascendingHeight_ + 14.0;
}

RadiusJet RootShape::annulusRadius(double theta) const {
  const double phi = theta - rotation_;
  if (shape_ != AnnulusShape::ellipse) {
    const double lobes = shape_ == AnnulusShape::trefoil ? trefoil_ : 0.0;
    return {std::sqrt(semiMin_ * semiMax_) + lobes * std::cos(3 * phi),
            -3 * lobes * std::sin(3 * phi),
            0,
            -9 * lobes * std::cos(3 * phi),
            0,
            0};
  }
  const double a2 = semiMax_ * semiMax_, b2 = semiMin_ * semiMin_, c = std::cos(phi), s = std::sin(phi);
  const double q = b2 * c * c + a2 * s * s, dq = 2 * (a2 - b2) * s * c, ddq = 2 * (a2 - b2) * (c * c - s * s);
  const double r = semiMin_ * semiMax_ / std::sqrt(q);
  return {r, -0.5 * r * dq / q, 0, r * (0.75 * dq * dq / q - 0.5 * ddq) / q, 0, 0};
}

RootShape::Bend RootShape::bend(double w) const {
  const Jet jet = smoothStep(w, {apexSphere(), forwardMm_, 0}, {-kStraightMm, 0, 0});
  return {jet.v, jet.d, jet.dd};
}

Vec3 RootShape::axisPoint(double w) const {
  return frame_.toLps({bend(w).mm * forward_.x, bend(w).mm * forward_.y}) + frame_.normal * w;
}

RadiusJet RootShape::radius(double theta, double w) const {
  const double fall = cosineBend(sinusRadius_ - stjRadius_, stjHeight_ - sinusHeight_);
  const Knot sinus{sinusHeight_, sinusRadius_, -fall}, waist{stjHeight_, stjRadius_, fall};
  const Knot widestLobe{sinusHeight_, lobe_, -cosineBend(lobe_, stjHeight_ - sinusHeight_)};
  Jet mean, shape, lobes;
  if (w <= 0) {
    mean = smoothStep(w, {apexSphere(), ventricleRadius_, 0}, {-kStraightMm, meanRadius_, 0});
    shape = smoothStep(w, {std::max(apexSphere(), -kOutflowMm), 0, 0}, {-kStraightMm, 1, 0});
  } else if (w <= sinusHeight_) {
    mean = smoothStep(w, {kStraightMm, meanRadius_, 0}, sinus);
    shape = smoothStep(w, {kStraightMm, 1, 0}, {sinusHeight_, 0, 0});
    lobes = smoothStep(w, {kStraightMm, 0, 0}, widestLobe);
  } else {
    mean = w <= stjHeight_ ? smoothStep(w, sinus, waist)
                           : smoothStep(w, waist, {ascendingHeight_, ascendingRadius_, 0});
    lobes = smoothStep(w, widestLobe, {stjHeight_, 0, 0});
  }
  RadiusJet jet{mean.v, 0, mean.d, 0, 0, mean.dd};
  if (shape.v != 0) {
    const RadiusJet a = annulusRadius(theta);
    const double offset = a.r - meanRadius_;
    jet.r += shape.v * offset, jet.t += shape.v * a.t, jet.tt += shape.v * a.tt;
    jet.w += shape.d * offset, jet.tw += shape.d * a.t, jet.ww += shape.dd * offset;
  }
  if (lobes.v != 0) {
    const double c = std::cos(3 * theta), s = std::sin(3 * theta);
    jet.r += lobes.v * c, jet.t -= 3 * lobes.v * s, jet.tt -= 9 * lobes.v * c;
    jet.w += lobes.d * c, jet.tw -= 3 * lobes.d * s, jet.ww += lobes.dd * c;
  }
  return jet;
}

SurfaceRelation RootShape::relation(const Vec3& lps) const {
  const Vec3 d = lps - frame_.origin;
  const Vec3 local{dot(d, frame_.u), dot(d, frame_.v), dot(d, frame_.normal)};
  if (local.z > top_) return {};
  if (local.z >= apexSphere()) return aboveApex(local);
  const Vec3 middle = forward_ * forwardMm_ + Vec3{0, 0, apexSphere()};
  return {norm(local - middle) - ventricleRadius_, 2 / ventricleRadius_, local.z};
}

SurfaceRelation RootShape::aboveApex(const Vec3& local) const {
  constexpr double kRefineWithinMm = 4.0;
  Bend axis = bend(local.z);
  const Vec3 fromAxis = local - forward_ * axis.mm;
  double rho = std::hypot(fromAxis.x, fromAxis.y), theta = std::atan2(fromAxis.y, fromAxis.x), w = local.z;
  double distance = 0;
  RadiusJet jet = radius(theta, w);
  // The bend along the axes of the cylinder coordinates: away from the axis and around it.
  const auto away = [&] { return forward_.x * std::cos(theta) + forward_.y * std::sin(theta); };
  const auto around = [&] { return forward_.y * std::cos(theta) - forward_.x * std::sin(theta); };
  // F = rho - r(theta, w); F / |grad F| is the distance to first order, a second step from there to second.
  for (int step = 0; step < 2; ++step) {
    const double safeRho = std::max(rho, 1.0);
    const double gt = -jet.t / safeRho, gw = -jet.w - axis.w * (away() + gt * around());
    const double length = std::sqrt(1 + gt * gt + gw * gw);
    const double move = (rho - jet.r) / length;
    distance += move;
    if (step == 1 || std::abs(move) > kRefineWithinMm || rho < 1.0) break;
    const double up = -move * gw / length, forward = axis.w * up;
    const double outward = -move / length - forward * away();
    theta += (-move * gt / length - forward * around()) / safeRho;
    w += up;
    rho += outward;
    axis = bend(w);
    jet = radius(theta, w);
  }
  return {distance,
          curvature(jet, {axis.w * away(), axis.w * around()}, {axis.ww * away(), axis.ww * around()}),
          local.z};
}

double RootShape::area(double w) const {
  double sum = 0.0;
  for (int i = 0; i < kContourSteps; ++i) {
    const double r = radius(2 * kPi * i / kContourSteps, w).r;
    sum += r * r;
  }
  return kPi * sum / kContourSteps;
}

double RootShape::ventricleVolume() const {
  const double height = ventricleLength_ - ventricleRadius_;
  constexpr int kLayers = 500;
  double sum = 0.0;
  for (int i = 0; i < kLayers; ++i) sum += area(-height * (i + 0.5) / kLayers);
  return sum * height / kLayers + 2.0 / 3.0 * kPi * std::pow(ventricleRadius_, 3);
}

double RootShape::wallThickness(double w) const {
  return smoothStep(w, {-22.0, kMyocardiumMm, 0}, {-kStraightMm, kAorticWallMm, 0}).v;
}

}  // namespace valvista::planning
