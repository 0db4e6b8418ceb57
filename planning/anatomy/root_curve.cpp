// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_curve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "planning/anatomy/annulus_interface.h"
#include "planning/anatomy/root_track.h"
#include "planning/anatomy/structure_runs.h"

namespace valvista::planning {

namespace {

/// Area, per volume, of the section of a plane through one voxel: the three edges' extents along the normal,
/// each spread evenly, convolved. Integrates to 1 over the distance from the voxel's centre.
class VoxelSection {
 public:
  explicit VoxelSection(const Vec3& edges) {
    const double longest = std::max({edges.x, edges.y, edges.z});
    // An edge in the plane has no extent; a thousandth of the longest keeps the closed form defined.
    for (int axis = 0; axis < 3; ++axis) width_[axis] = std::max(edges[axis], 1e-3 * longest);
    half_ = (width_.x + width_.y + width_.z) / 2.0;
    scale_ = 1.0 / (2.0 * width_.x * width_.y * width_.z);
  }
  double half() const { return half_; }
  double at(double t) const {
    if (std::abs(t) >= half_) return 0.0;
    double sum = 0.0;
    for (int corner = 0; corner < 8; ++corner) {
      double shift = t, sign = 1.0;
      for (int axis = 0; axis < 3; ++axis) {
        const bool minus = (corner >> axis & 1) != 0;
        shift += (minus ? -0.5 : 0.5) * width_[axis];
        if (minus) sign = -sign;
      }
      if (shift > 0.0) sum += sign * shift * shift;
    }
    return sum * scale_;
  }

 private:
  Vec3 width_;
  double half_ = 0.0, scale_ = 0.0;
};

/// Adds every voxel's section to the planes that cut it.
void addSections(const std::vector<VoxelRuns>& slabs, const PlaneDistance& distanceOf, double voxelVolume,
                 std::vector<double>& area) {
  const VoxelSection section(distanceOf.edges());
  const double step = distanceOf.step();
  const int planes = static_cast<int>(area.size());
  for (const VoxelRuns& slab : slabs)
    for (const VoxelRun& run : slab)
      for (int i = run.begin; i < run.end; ++i) {
        const double d = distanceOf(i, run.j, run.k);
        const int first = std::max(0, static_cast<int>(std::ceil((d - section.half()) / step - 0.5)));
        const int last = std::min(planes - 1, static_cast<int>(std::floor((d + section.half()) / step - 0.5)));
        for (int n = first; n <= last; ++n)
          area[static_cast<std::size_t>(n)] += voxelVolume * section.at((n + 0.5) * step - d);
      }
}

std::vector<double> movingAverage(const std::vector<double>& values, double step, double window) {
  const int count = static_cast<int>(values.size());
  std::vector<double> smooth(values.size());
  for (int n = 0; n < count; ++n) {
    // Symmetric at both ends, so that a slope is not read as a bend.
    const double half = std::min(window / (2.0 * step), std::min(n, count - 1 - n) + 0.5);
    double sum = 0.0, weights = 0.0;
    for (int m = static_cast<int>(std::floor(n - half)); m <= static_cast<int>(std::ceil(n + half)); ++m) {
      const double weight = std::min(n + half, m + 0.5) - std::max(n - half, m - 0.5);
      if (weight <= 0.0 || m < 0 || m >= count) continue;
      sum += weight * values[static_cast<std::size_t>(m)];
      weights += weight;
    }
    smooth[static_cast<std::size_t>(n)] = weights > 0.0 ? sum / weights : values[static_cast<std::size_t>(n)];
  }
  return smooth;
}

/// Ripples smaller than this are the grid's, not the vessel's. A section's outline crosses about P / s voxels,
/// each in or out by chance with a standard deviation of 0.3 of its area s^2; averaging over W / s planes leaves
/// sigma = 0.3 s^2 sqrt(P / s) sqrt(s / W). Four of them are passed by chance in fewer than one of 10000 planes.
double rippleOf(double area, double voxelEdge, double window) {
  const double perimeter = 2.0 * std::sqrt(std::numbers::pi * std::max(area, 0.0));
  const double planes = std::max(1.0, window / voxelEdge);
  return 4.0 * 0.3 * voxelEdge * voxelEdge * std::sqrt(perimeter / voxelEdge / planes);
}

/// Position of the extremum near `n` in steps, from the parabola through it and its two neighbours.
double parabolaVertex(const std::vector<double>& values, std::size_t n) {
  if (n == 0 || n + 1 >= values.size()) return static_cast<double>(n);
  const double before = values[n - 1], after = values[n + 1], bend = before - 2.0 * values[n] + after;
  if (bend == 0.0) return static_cast<double>(n);
  return static_cast<double>(n) + std::clamp(0.5 * (before - after) / bend, -0.5, 0.5);
}

/// From `from`, the index of the first extremum that the curve leaves by more than the ripple, having risen to it
/// (direction +1) or fallen to it (-1) by more than the ripple.
struct Extremum {
  bool found = false;
  std::size_t index = 0;
};
Extremum nextExtremum(const std::vector<double>& smooth, std::size_t from, double direction, double voxelEdge,
                      double window) {
  bool approached = false;
  std::size_t lowest = from, best = from;
  for (std::size_t n = from; n < smooth.size(); ++n) {
    const double value = direction * smooth[n], ripple = rippleOf(smooth[n], voxelEdge, window);
    if (!approached) {
      if (value < direction * smooth[lowest]) lowest = n;
      approached = value > direction * smooth[lowest] + ripple;
      best = n;
      if (!approached) continue;
    }
    if (value > direction * smooth[best]) best = n;
    if (value < direction * smooth[best] - ripple) return {true, best};
  }
  return {};
}

void findRootEnd(RootCurve& curve, double step, double voxelEdge, double window) {
  const auto& smooth = curve.smoothedAreaMm2;
  const Extremum maximum = nextExtremum(smooth, 0, +1.0, voxelEdge, window);
  if (!maximum.found) return;
  curve.firstMaximumMm = (parabolaVertex(smooth, maximum.index) + 0.5) * step;
  const Extremum minimum = nextExtremum(smooth, maximum.index, -1.0, voxelEdge, window);
  if (minimum.found) curve.rootEndMm = (parabolaVertex(smooth, minimum.index) + 0.5) * step;
}

}  // namespace

RootCurve curveOf(const RootTrack& track, const std::vector<VoxelRuns>& counted, const ImageGeometry& geometry,
                  const Plane& annulus, const RootCurveOptions& options) {
  const PlaneDistance distanceOf(geometry, annulus);
  const double step = distanceOf.step(), volume = geometry.voxelVolume();
  const double half = (distanceOf.edges().x + distanceOf.edges().y + distanceOf.edges().z) / 2.0;
  // A plane whose voxels lie partly beyond the field of view has no known area.
  std::size_t planes = track.slabs.size();
  const auto margin = static_cast<std::size_t>(std::ceil(half / step));
  if (track.cutAt) planes = std::min(planes, *track.cutAt - std::min(*track.cutAt, margin));
  while (planes > 0 && track.slabs[planes - 1].empty()) --planes;

  RootCurve curve;
  curve.areaMm2.assign(planes, 0.0);
  addSections(counted, distanceOf, volume, curve.areaMm2);
  for (std::size_t n = 0; n < planes; ++n) {
    curve.distanceMm.push_back((static_cast<double>(n) + 0.5) * step);
    curve.voxels.push_back(voxelCount(counted[n]));
    if (curve.distanceMm[n] < half * (1.0 + 1e-6))
      curve.areaMm2[n] = static_cast<double>(curve.voxels[n]) * volume / step;
  }
  const double window = options.smoothingWindow.value;
  curve.smoothedAreaMm2 = movingAverage(curve.areaMm2, step, window);
  findRootEnd(curve, step, geometry.meanSpacing(), window);
  return curve;
}

RootCurve computeRootCurve(const LabelMap& labels, const Plane& annulus, const RootCurveOptions& options,
                           const Progress& progress) {
  if (labels.empty()) return {};
  const StructureRuns runs = findStructures(labels, progress);
  const auto patches = contactPatches(runs.ventricle.main, runs.aorta.main, labels.geometry());
  VoxelRuns seeds;
  if (!patches.empty()) {
    seeds = patches.front().aorta;
  } else {
    const PlaneDistance distanceOf(labels.geometry(), annulus);
    double nearest = std::numeric_limits<double>::infinity();
    for (const VoxelRun& run : runs.aorta.main)
      for (int i = run.begin; i < run.end; ++i) {
        const double d = distance(labels.geometry().lps({i, run.j, run.k}), annulus.origin);
        if (distanceOf(i, run.j, run.k) < 0.0 || d >= nearest) continue;
        nearest = d;
        seeds = {{run.k, run.j, i, i + 1}};
      }
  }
  const RootTrack track =
      trackRoot(runs.aorta.main, seeds, labels.geometry(), annulus, options.reach, progress);
  if (!options.literalCount) return curveOf(track, track.slabs, labels.geometry(), annulus, options);
  const auto whole = cutIntoSlabs(runs.aorta.all, labels.geometry(), annulus, options.reach);
  return curveOf(track, whole, labels.geometry(), annulus, options);
}

}  // namespace valvista::planning
