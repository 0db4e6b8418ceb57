// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace valvista::test {

/// Radius of the lumen along the annulus normal: half cosines between knots, constant beyond the last.
struct RadiusProfile {
  std::vector<double> heightMm{0, 9, 20, 32}, radiusMm{12, 16, 13.5, 15};
  double endMm = 20.0;  ///< height of the first minimum after the first maximum

  double at(double t) const {
    if (t <= heightMm.front()) return radiusMm.front();
    for (std::size_t n = 1; n < heightMm.size(); ++n)
      if (t <= heightMm[n]) {
        const double part = (t - heightMm[n - 1]) / (heightMm[n] - heightMm[n - 1]);
        return radiusMm[n - 1] +
               (radiusMm[n] - radiusMm[n - 1]) * (1 - std::cos(std::numbers::pi * part)) / 2;
      }
    return radiusMm.back();
  }
};

/// A ventricle (an ellipsoid cut by the annulus plane) and an aorta that rises along the plane's normal with
/// the profile's radius, turns in an arch and comes back down beside itself.
struct RootCase {
  RadiusProfile profile;
  Plane annulus{{0, 0, 0}, {0, 0, 1}};
  double archHeightMm = 55.0, archRadiusMm = 32.0, descendingRadiusMm = 11.0;

  std::uint8_t labelAt(const Vec3& lps) const {
    const PlaneFrame frame = frameOf(annulus);
    const Vec2 p = frame.toPlane(lps);
    const double t = signedDistance(annulus, lps), radial = std::hypot(p.x, p.y);
    if (t < 0) {
      if (std::hypot(p.x - 2 * archRadiusMm, p.y) < descendingRadiusMm) return 1;
      // Its section at the plane is the annulus' circle.
      const double depth = (t + 30.0) / 40.0, widest = profile.radiusMm.front() / std::sqrt(1 - 0.75 * 0.75);
      return radial * radial < widest * widest * (1 - depth * depth) ? 2 : 0;
    }
    if (t <= archHeightMm) {
      if (radial < profile.at(t)) return 1;
      return std::hypot(p.x - 2 * archRadiusMm, p.y) < descendingRadiusMm ? 1 : 0;
    }
    const double ring = std::hypot(p.x - archRadiusMm, t - archHeightMm) - archRadiusMm;
    return std::hypot(ring, p.y) < descendingRadiusMm ? 1 : 0;
  }
};

/// A grid of isotropic or stretched voxels around the case, with its own axes turned by `turn`.
inline ImageGeometry gridAround(const RootCase& shape, const Vec3& spacing, const Mat3& turn,
                                const Vec3& shift = {}) {
  const PlaneFrame frame = frameOf(shape.annulus);
  Vec3 low{1e9, 1e9, 1e9}, high{-1e9, -1e9, -1e9};
  const double side = 2 * shape.archRadiusMm + 18.0;
  for (const double x : {-30.0, side})
    for (const double y : {-30.0, 30.0})
      for (const double t : {-45.0, shape.archHeightMm + shape.archRadiusMm + 18.0}) {
        const Vec3 corner = transposed(turn) * (frame.toLps({x, y}) + frame.normal * t);
        for (int axis = 0; axis < 3; ++axis) {
          low[axis] = std::min(low[axis], corner[axis]);
          high[axis] = std::max(high[axis], corner[axis]);
        }
      }
  ImageGeometry geometry;
  for (int axis = 0; axis < 3; ++axis) {
    geometry.size[axis] = static_cast<int>((high[axis] - low[axis]) / spacing[axis]) + 2;
    geometry.lpsFromIjk.linear.column[axis] = turn.column[axis] * spacing[axis];
  }
  geometry.lpsFromIjk.offset = turn * (low + shift);
  return geometry;
}

inline LabelMap voxelise(const RootCase& shape, const ImageGeometry& geometry) {
  std::vector<std::uint8_t> voxels;
  voxels.reserve(geometry.voxelCount());
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i) voxels.push_back(shape.labelAt(geometry.lps({i, j, k})));
  return {geometry, voxels};
}

/// The plane's normal tilted away from the grid's third axis, towards a direction between the other two.
inline Vec3 tiltedNormal(double tiltDegrees, double azimuthDegrees) {
  const double tilt = tiltDegrees * std::numbers::pi / 180, azimuth = azimuthDegrees * std::numbers::pi / 180;
  return {std::sin(tilt) * std::cos(azimuth), std::sin(tilt) * std::sin(azimuth), std::cos(tilt)};
}

}  // namespace valvista::test
