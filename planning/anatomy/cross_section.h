// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/radial_curve.h"
#include "planning/core/contour.h"
#include "planning/core/label_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace valvista::planning {

/// A set of labels seen as one lumen.
using LabelSet = std::array<bool, 256>;
LabelSet labelSet(std::initializer_list<std::uint8_t> labels);

/// Length of a voxel along a direction: what a slab needs to hold voxels everywhere.
double voxelExtent(const ImageGeometry& geometry, const Vec3& unitDirection);

/// A disc of some thickness around a plane: where a cross section is read.
struct Slab {
  PlaneFrame frame;
  double radius = 0.0, halfThickness = 0.0;  ///< mm
};

/// Calls visit(ijk, p, z) for every voxel centre of the grid within the slab; p is its place in the plane's
/// frame and z its height above the plane, mm. Voxels are used where they are: nothing is interpolated, so
/// the result does not depend on the order of storage.
template <class Visit>
void forEachVoxel(const ImageGeometry& geometry, const Affine& ijkFromLps, const Slab& slab, Visit&& visit) {
  const PlaneFrame& frame = slab.frame;
  const Vec3 centre = ijkFromLps(frame.origin);
  const Vec3 along = ijkFromLps.linear * frame.normal, u = ijkFromLps.linear * frame.u,
             v = ijkFromLps.linear * frame.v;
  Index3 begin, end;
  for (int axis = 0; axis < 3; ++axis) {
    const double reach =
        slab.radius * std::hypot(u[axis], v[axis]) + slab.halfThickness * std::abs(along[axis]);
    begin[axis] = static_cast<int>(std::ceil(std::max(0.0, centre[axis] - reach)));
    end[axis] = static_cast<int>(std::floor(std::min(geometry.size[axis] - 1.0, centre[axis] + reach))) + 1;
  }
  const Vec3& step = geometry.lpsFromIjk.linear.column[0];
  const double rise = dot(step, frame.normal);
  for (int k = begin[2]; k < end[2]; ++k)
    for (int j = begin[1]; j < end[1]; ++j) {
      const Vec3 start = geometry.lps({0, j, k}) - frame.origin;
      const double z0 = dot(start, frame.normal);
      int first = begin[0], last = end[0];
      if (std::abs(rise) * (last - first) > 1e-9) {
        const double a = (-slab.halfThickness - z0) / rise, b = (slab.halfThickness - z0) / rise;
        const double low = std::floor(std::min(a, b)), high = std::ceil(std::max(a, b));
        first = static_cast<int>(std::clamp(low, static_cast<double>(first), static_cast<double>(last)));
        last =
            static_cast<int>(std::clamp(high + 1.0, static_cast<double>(first), static_cast<double>(last)));
      }
      for (int i = first; i < last; ++i) {
        const Vec3 p = start + step * static_cast<double>(i);
        const double z = dot(p, frame.normal);
        if (std::abs(z) > slab.halfThickness) continue;
        const Vec2 inPlane{dot(p, frame.u), dot(p, frame.v)};
        if (inPlane.x * inPlane.x + inPlane.y * inPlane.y > slab.radius * slab.radius) continue;
        visit(Index3{i, j, k}, inPlane, z);
      }
    }
}

/// The share of a lumen around a point, 0..1: its voxels smoothed by a Gaussian of 0.7 voxels along every
/// storage axis, evaluated where it is asked for. Its level 0.5 passes between the voxels of a straight face.
class LumenField {
 public:
  LumenField(const LabelMap& labels, const LabelSet& lumen);
  double at(const Vec3& lps) const;

 private:
  const LabelMap& labels_;
  LabelSet lumen_;
  Affine ijkFromLps_;
};

/// Distance from the frame's origin to where the lumen ends, along `rays` equally spaced directions (the
/// first is frame.u); `maxRadius` where it does not end before. Rays that a hole of the labels stops short
/// are mended from their neighbours. Empty when the origin is outside the lumen.
std::vector<double> lumenRadii(const LumenField& lumen, const PlaneFrame& frame, int rays, double maxRadius,
                               double step);

/// Place and direction `at` millimetres along a line of two points or more.
PlaneFrame frameAlong(const Polyline& line, double at);

/// The curve as a polygon of `points` points.
Contour contourOf(const RadialCurve& curve, const PlaneFrame& frame, int points);

}  // namespace valvista::planning
