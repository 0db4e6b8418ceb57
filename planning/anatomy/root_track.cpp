// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_track.h"

#include <algorithm>
#include <cmath>

namespace valvista::planning {

PlaneDistance::PlaneDistance(const ImageGeometry& geometry, const Plane& plane) {
  const auto& columns = geometry.lpsFromIjk.linear.column;
  for (int axis = 0; axis < 3; ++axis) {
    perIndex_[axis] = dot(columns[static_cast<std::size_t>(axis)], plane.normal);
    edges_[axis] = std::abs(perIndex_[axis]);
  }
  offset_ = signedDistance(plane, geometry.lpsFromIjk.offset);
  step_ = std::max({edges_.x, edges_.y, edges_.z});
}

namespace {
constexpr double kBorderShare = 1e-6;
}  // namespace

std::vector<VoxelRuns> cutIntoSlabs(std::span<const VoxelRun> runs, const ImageGeometry& geometry,
                                    const Plane& plane, Millimetres reach) {
  const PlaneDistance distanceOf(geometry, plane);
  const double step = distanceOf.step();
  const int slabCount = static_cast<int>(std::ceil(reach.value / step));
  const double reached = slabCount * step;
  std::vector<VoxelRuns> slabs(static_cast<std::size_t>(slabCount));
  // Centres that lie on the border of two slabs but for rounding all go to the upper one.
  const auto slabAt = [&](const VoxelRun& run, int i) {
    return static_cast<int>(std::floor(distanceOf(i, run.j, run.k) / step + kBorderShare));
  };
  for (const VoxelRun& run : runs) {
    const double first = distanceOf(run.begin, run.j, run.k), last = distanceOf(run.end - 1, run.j, run.k);
    if (std::max(first, last) < -kBorderShare * step || std::min(first, last) >= reached) continue;
    for (int begin = run.begin; begin < run.end;) {
      const int slab = slabAt(run, begin);
      int end = begin + 1;
      while (end < run.end && slabAt(run, end) == slab) ++end;
      if (slab >= 0 && slab < slabCount)
        slabs[static_cast<std::size_t>(slab)].push_back({run.k, run.j, begin, end});
      begin = end;
    }
  }
  return slabs;
}

namespace {

/// Marks the pieces of `runs` that touch `others` by face, edge or corner.
void markTouching(std::span<const VoxelRun> runs, const Pieces& pieces, std::span<const VoxelRun> others,
                  std::vector<bool>& marked) {
  for (int dk = -1; dk <= 1; ++dk)
    for (int dj = -1; dj <= 1; ++dj)
      forEachMeeting(runs, others, {dj, dk}, 1, [&](std::size_t at, std::size_t) {
        marked[static_cast<std::size_t>(pieces.pieceOfRun[at])] = true;
      });
}

bool meetsBorder(std::span<const VoxelRun> runs, const Index3& size) {
  return std::any_of(runs.begin(), runs.end(), [&](const VoxelRun& run) {
    return run.k == 0 || run.k == size[2] - 1 || run.j == 0 || run.j == size[1] - 1 || run.begin == 0 ||
           run.end == size[0];
  });
}

}  // namespace

namespace {

/// Heights of the seeds about the plane, in steps of the slabs.
struct SeedRange {
  double lowest = 0.0, highest = 0.0;
};
SeedRange rangeOf(std::span<const VoxelRun> seeds, const PlaneDistance& distanceOf) {
  SeedRange range;
  for (const VoxelRun& run : seeds)
    for (const int i : {run.begin, run.end - 1}) {
      const double height = distanceOf(i, run.j, run.k) / distanceOf.step();
      range.lowest = std::min(range.lowest, height);
      range.highest = std::max(range.highest, height);
    }
  return range;
}

}  // namespace

RootTrack trackRoot(std::span<const VoxelRun> aorta, std::span<const VoxelRun> seeds,
                    const ImageGeometry& geometry, const Plane& annulus, Millimetres reach,
                    const Progress& progress) {
  const PlaneDistance distanceOf(geometry, annulus);
  const SeedRange range = rangeOf(seeds, distanceOf);
  // Beyond the slab that voxels beside the plane fall in.
  const int beneath = static_cast<int>(-range.lowest);
  constexpr double kCornerSteps = 3.0;  // to a neighbour by corner: each edge is at most a step high
  const Plane start{annulus.origin - annulus.normal * (beneath * distanceOf.step()), annulus.normal};
  const std::vector<VoxelRuns> whole =
      cutIntoSlabs(aorta, geometry, start, Millimetres{reach.value + beneath * distanceOf.step()});
  RootTrack track;
  track.slabs.resize(whole.size());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    progress.throwIfCancelled();
    const Pieces pieces = connectedPieces(whole[n], kCorners);
    std::vector<bool> marked(pieces.voxels.size(), false);
    if (static_cast<double>(n) - beneath <= range.highest + kCornerSteps)
      markTouching(whole[n], pieces, seeds, marked);
    if (n > 0) markTouching(whole[n], pieces, track.slabs[n - 1], marked);
    for (std::size_t at = 0; at < whole[n].size(); ++at)
      if (marked[static_cast<std::size_t>(pieces.pieceOfRun[at])]) track.slabs[n].push_back(whole[n][at]);
  }
  track.slabs.erase(track.slabs.begin(), track.slabs.begin() + beneath);
  const auto cut = std::find_if(track.slabs.begin(), track.slabs.end(),
                                [&](const VoxelRuns& slab) { return meetsBorder(slab, geometry.size); });
  if (cut != track.slabs.end()) track.cutAt = static_cast<std::size_t>(cut - track.slabs.begin());
  return track;
}

VoxelRuns trackedUpTo(const RootTrack& track, const ImageGeometry& geometry, const Plane& annulus,
                      double endMm) {
  const PlaneDistance distanceOf(geometry, annulus);
  VoxelRuns parts;
  for (std::size_t n = 0; n < track.slabs.size(); ++n) {
    if ((static_cast<double>(n) - kBorderShare) * distanceOf.step() > endMm) break;
    const bool whole = static_cast<double>(n + 1) * distanceOf.step() <= endMm;
    for (const VoxelRun& run : track.slabs[n]) {
      if (whole) {
        parts.push_back(run);
        continue;
      }
      for (int i = run.begin; i < run.end; ++i)
        if (distanceOf(i, run.j, run.k) <= endMm) parts.push_back({run.k, run.j, i, i + 1});
    }
  }
  return parts;
}

}  // namespace valvista::planning
