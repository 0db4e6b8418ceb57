// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/phantom/root_shape.h"

#include <functional>
#include <vector>

namespace valvista::planning {

/// A tube of round sections perpendicular to a curve: the set of all discs of radius r(s) about c(s). Held as
/// a second-order expansion every quarter of a millimetre of arc length, which is exact to far below a
/// micrometre for the curves used here.
class VesselTube {
 public:
  using Curve = std::function<Vec3(double t)>;     ///< LPS, t in 0..1, no stops
  using Radius = std::function<double(double s)>;  ///< millimetres along the tube -> millimetres

  VesselTube() = default;
  VesselTube(const Curve& curve, const Radius& radius, bool roundEnd);

  double length() const { return step_ * static_cast<double>(samples_.size() - 1); }
  Vec3 centre(double s) const;
  Vec3 tangent(double s) const;
  double radius(double s) const;
  double largestRadius() const { return largestRadius_; }
  /// Smallest bending radius over tube radius; below 1 the discs would cross each other.
  double bendMargin() const;
  /// Integral of the section area from s0 to s1: the volume, since each disc is centred on the curve
  /// (Pappus).
  double volume(double s0, double s1) const;
  Polyline centreline(double s0, double s1, double spacing) const;

  /// Every eighth sample within `reach` of the point, for relation(); empty when the tube is farther away.
  std::vector<int> samplesNear(const Vec3& lps, double reach) const;
  SurfaceRelation relation(const Vec3& lps, const std::vector<int>& candidates) const;
  SurfaceRelation relation(const Vec3& lps) const { return relation(lps, samplesNear(lps, 1e9)); }

 private:
  struct Sample {
    Vec3 centre, tangent, bend;  ///< c, c', c'' by arc length
    double r = 0, dr = 0, ddr = 0;
  };
  struct Foot {
    int sample = 0;
    double offset = 0;  ///< along the curve from the sample
  };
  /// One step from a point towards the surface.
  struct Approach {
    double distance = 0, rho = 0, curvature = 0;
    Vec3 outward;
  };
  Foot footOf(const Vec3& lps, int start) const;
  double alongOf(const Foot& foot) const { return foot.sample * step_ + foot.offset; }
  int nearestOf(const Vec3& lps, const std::vector<int>& candidates) const;
  Approach approach(const Vec3& lps, const Foot& foot) const;

  std::vector<Sample> samples_;
  double step_ = 0.25, largestRadius_ = 0.0;
  bool roundEnd_ = false;
};

}  // namespace valvista::planning
