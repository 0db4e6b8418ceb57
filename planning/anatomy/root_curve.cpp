// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_curve.h"

#include "planning/anatomy/annulus_interface.h"
#include "planning/anatomy/root_end.h"
#include "planning/anatomy/root_track.h"
#include "planning/anatomy/structure_runs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

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
    const double scale = 1.0 / (2.0 * width_.x * width_.y * width_.z);
    for (unsigned corner = 0; corner < corners_.size(); ++corner) {
      corners_[corner].weight = scale;
      for (int axis = 0; axis < 3; ++axis) {
        const bool minus = (corner >> axis & 1U) != 0;
        corners_[corner].shift += (minus ? -0.5 : 0.5) * width_[axis];
        if (minus) corners_[corner].weight *= -1.0;
      }
    }
    std::sort(corners_.begin(), corners_.end(),
              [](const Corner& a, const Corner& b) { return a.shift > b.shift; });
  }
  double half() const { return half_; }
  double at(double t) const {
    // Even in t; from below fewer corners have been passed.
    const double below = -std::abs(t);
    double sum = 0.0;
    for (const Corner& corner : corners_) {
      const double passed = below + corner.shift;
      if (passed <= 0.0) break;
      sum += corner.weight * passed * passed;
    }
    return sum;
  }

 private:
  struct Corner {
    double shift = 0.0, weight = 0.0;
  };
  Vec3 width_;
  double half_ = 0.0;
  std::array<Corner, 8> corners_{};
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
        const int last =
            std::min(planes - 1, static_cast<int>(std::floor((d + section.half()) / step - 0.5)));
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

}  // namespace

RootCurve curveOf(const RootTrack& track, std::span<const VoxelRun> aorta, const ImageGeometry& geometry,
                  const Plane& annulus, const RootCurveOptions& options) {
  const std::vector<VoxelRuns> literal =
      options.literalCount ? cutIntoSlabs(aorta, geometry, annulus, options.reach) : std::vector<VoxelRuns>();
  const std::vector<VoxelRuns>& counted = options.literalCount ? literal : track.slabs;
  const PlaneDistance distanceOf(geometry, annulus);
  const double step = distanceOf.step(), volume = geometry.voxelVolume();
  const double half = (distanceOf.edges().x + distanceOf.edges().y + distanceOf.edges().z) / 2.0;
  // A plane whose voxels lie partly beyond the field of view, or beyond the slabs, has no known area.
  const auto margin = static_cast<std::size_t>(std::ceil(half / step));
  const std::size_t known = track.cutAt.value_or(track.slabs.size());
  std::size_t planes = known - std::min(known, margin);
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
  curve.smoothedAreaMm2 = movingAverage(curve.areaMm2, step, options.smoothingWindow.value);
  findRootEnd(curve, geometry.meanSpacing());
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
  return curveOf(track, runs.aorta.all, labels.geometry(), annulus, options);
}

}  // namespace valvista::planning
