// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/phantom/vessel_tube.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr double kSampleMm = 0.25;
constexpr int kCoarse = 8;
constexpr double kNowhere = SurfaceRelation{}.distance;

/// Curve parameters at equal arc length; the last one is at the curve's end.
std::vector<double> equalArcs(const VesselTube::Curve& curve, double& step) {
  constexpr int kFine = 20000;
  std::vector<double> arc(kFine + 1, 0.0);
  Vec3 before = curve(0);
  for (int i = 1; i <= kFine; ++i) {
    const Vec3 here = curve(static_cast<double>(i) / kFine);
    arc[static_cast<std::size_t>(i)] = arc[static_cast<std::size_t>(i - 1)] + distance(before, here);
    before = here;
  }
  const int count = std::max(8, static_cast<int>(std::lround(arc.back() / kSampleMm)));
  step = arc.back() / count;
  std::vector<double> parameters;
  std::size_t at = 0;
  for (int i = 0; i <= count; ++i) {
    const double target = std::min(i * step, arc.back());
    while (at + 1 < arc.size() - 1 && arc[at + 1] < target) ++at;
    const double share = (target - arc[at]) / (arc[at + 1] - arc[at]);
    parameters.push_back((static_cast<double>(at) + share) / kFine);
  }
  return parameters;
}

}  // namespace

VesselTube::VesselTube(const Curve& curve, const Radius& radius, bool roundEnd) : roundEnd_(roundEnd) {
  const std::vector<double> parameters = equalArcs(curve, step_);
  const double h = 1e-4 * parameters.back();
  constexpr double kRadiusStep = 1e-3;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const double t = parameters[i], s = static_cast<double>(i) * step_;
    const Vec3 before = curve(t - h), here = curve(t), after = curve(t + h);
    const Vec3 first = (after - before) / (2 * h), second = (after - here * 2 + before) / (h * h);
    Sample sample{here, normalized(first), {}, radius(s), 0, 0};
    sample.bend = (second - sample.tangent * dot(second, sample.tangent)) / dot(first, first);
    const double low = radius(s - kRadiusStep), high = radius(s + kRadiusStep);
    sample.dr = (high - low) / (2 * kRadiusStep);
    sample.ddr = (high - 2 * sample.r + low) / (kRadiusStep * kRadiusStep);
    largestRadius_ = std::max(largestRadius_, sample.r);
    samples_.push_back(sample);
  }
}

Vec3 VesselTube::centre(double s) const {
  const int i =
      std::clamp(static_cast<int>(std::lround(s / step_)), 0, static_cast<int>(samples_.size()) - 1);
  const Sample& sample = samples_[static_cast<std::size_t>(i)];
  const double offset = s - i * step_;
  return sample.centre + sample.tangent * offset + sample.bend * (0.5 * offset * offset);
}

Vec3 VesselTube::tangent(double s) const {
  const int i =
      std::clamp(static_cast<int>(std::lround(s / step_)), 0, static_cast<int>(samples_.size()) - 1);
  const Sample& sample = samples_[static_cast<std::size_t>(i)];
  return normalized(sample.tangent + sample.bend * (s - i * step_));
}

double VesselTube::radius(double s) const {
  const int i =
      std::clamp(static_cast<int>(std::lround(s / step_)), 0, static_cast<int>(samples_.size()) - 1);
  const Sample& sample = samples_[static_cast<std::size_t>(i)];
  const double offset = s - i * step_;
  return sample.r + offset * (sample.dr + 0.5 * offset * sample.ddr);
}

double VesselTube::bendMargin() const {
  double least = 1e9;
  for (const Sample& sample : samples_)
    least = std::min(least, 1 / (std::max(norm(sample.bend), 1e-9) * sample.r));
  return least;
}

double VesselTube::volume(double s0, double s1) const {
  constexpr int kSteps = 4000;
  const double h = (s1 - s0) / kSteps;
  double sum = 0.0;
  for (int i = 0; i < kSteps; ++i) sum += std::pow(radius(s0 + (i + 0.5) * h), 2);
  return std::numbers::pi * sum * h;
}

Polyline VesselTube::centreline(double s0, double s1, double spacing) const {
  const int count = std::max(1, static_cast<int>(std::ceil((s1 - s0) / spacing)));
  Polyline line;
  for (int i = 0; i <= count; ++i) line.push_back(centre(s0 + (s1 - s0) * i / count));
  return line;
}

std::vector<int> VesselTube::samplesNear(const Vec3& lps, double reach) const {
  std::vector<int> near;
  const int count = static_cast<int>(samples_.size());
  for (int i = 0; i < count; i += kCoarse)
    if (distance(samples_[static_cast<std::size_t>(i)].centre, lps) < reach) near.push_back(i);
  return near;
}

VesselTube::Foot VesselTube::footOf(const Vec3& lps, int start) const {
  const int last = static_cast<int>(samples_.size()) - 1;
  Foot foot{start, 0};
  for (int iteration = 0; iteration < 4; ++iteration) {
    const Sample& sample = samples_[static_cast<std::size_t>(foot.sample)];
    const Vec3 d = lps - sample.centre;
    foot.offset = dot(d, sample.tangent) / std::max(0.2, 1 - dot(d, sample.bend));
    const int jump = static_cast<int>(std::lround(foot.offset / step_));
    const int next = std::clamp(foot.sample + jump, 0, last);
    if (next == foot.sample) break;
    foot.sample = next;
  }
  return foot;
}

int VesselTube::nearestOf(const Vec3& lps, const std::vector<int>& candidates) const {
  double least = 1e18;
  int nearest = 0;
  for (const int i : candidates) {
    const Vec3 d = samples_[static_cast<std::size_t>(i)].centre - lps;
    const double square = dot(d, d);
    if (square < least) least = square, nearest = i;
  }
  return nearest;
}

VesselTube::Approach VesselTube::approach(const Vec3& lps, const Foot& foot) const {
  const Sample& sample = samples_[static_cast<std::size_t>(foot.sample)];
  const double o = foot.offset;
  const double r = sample.r + o * (sample.dr + 0.5 * o * sample.ddr), dr = sample.dr + o * sample.ddr;
  const Vec3 radial = lps - sample.centre - sample.tangent * o - sample.bend * (0.5 * o * o);
  const double rho = std::max(norm(radial), 1e-6), bend = dot(radial, sample.bend) / rho;
  // F = rho - r(s): F / |grad F| is the distance to first order, grad F the way to the surface.
  const double slope = dr / std::max(0.2, 1 - bend * rho), steepness = std::sqrt(1 + slope * slope);
  const Vec3 outward = (radial / rho - normalized(sample.tangent + sample.bend * o) * slope) / steepness;
  const double curvature =
      1 / (r * steepness) - sample.ddr / (steepness * steepness * steepness) - bend / (1 - bend * r);
  return {(rho - r) / steepness, rho, curvature, outward};
}

SurfaceRelation VesselTube::relation(const Vec3& lps, const std::vector<int>& candidates) const {
  constexpr double kRefineWithinMm = 4.0, kAxisMm = 0.3;
  if (candidates.empty()) return {};
  const Foot foot = footOf(lps, nearestOf(lps, candidates));
  const double along = alongOf(foot);
  if (along > length() && roundEnd_) {
    const Sample& last = samples_.back();
    return {distance(lps, last.centre) - last.r, 2 / last.r, along};
  }
  if (along < 0 || along > length()) return {kNowhere, 0, along};
  const Approach first = approach(lps, foot);
  if (std::abs(first.distance) > kRefineWithinMm || first.rho < kAxisMm)
    return {first.distance, first.curvature, along};
  // A second step, from the first one's end, makes the distance exact to second order.
  const Vec3 surface = lps - first.outward * first.distance;
  const Foot secondFoot = footOf(surface, foot.sample);
  const double secondAlong = alongOf(secondFoot);
  if (secondAlong < 0 || secondAlong > length()) return {first.distance, first.curvature, along};
  const Approach second = approach(surface, secondFoot);
  return {first.distance + second.distance, second.curvature, along};
}

}  // namespace valvista::planning
