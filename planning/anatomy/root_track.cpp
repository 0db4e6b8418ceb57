// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_track.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

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
  // Rounding towards zero is rounding down from far below, and costs no call.
  constexpr int kFarBelow = 1 << 20;
  const auto slabAt = [&](const VoxelRun& run, int i) {
    return static_cast<int>(distanceOf(i, run.j, run.k) / step + kBorderShare + kFarBelow) - kFarBelow;
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

/// Finds runs of a slab by their row. The rows of earlier slabs are left as they are: their stamp is old.
class RowIndex {
 public:
  explicit RowIndex(const IndexBox& box)
      : box_(box),
        width_(static_cast<std::size_t>(std::max(0, box.end[1] - box.begin[1]))),
        rows_(width_ * static_cast<std::size_t>(std::max(0, box.end[2] - box.begin[2]))) {}

  void lay(std::span<const VoxelRun> runs) {
    runs_ = runs;
    ++stamp_;
    for (std::size_t at = 0; at < runs.size(); ++at) {
      Row& row = rows_[rowOf(runs[at].j, runs[at].k)];
      if (row.stamp != stamp_) row = {stamp_, static_cast<std::uint32_t>(at)};
    }
  }

  /// Calls visit(index) for every run that touches `run` by face, edge or corner.
  template <class Visit>
  void forEachTouching(const VoxelRun& run, Visit visit) const {
    const int lastK = std::min(run.k + 1, box_.end[2] - 1), lastJ = std::min(run.j + 1, box_.end[1] - 1);
    for (int k = std::max(run.k - 1, box_.begin[2]); k <= lastK; ++k)
      for (int j = std::max(run.j - 1, box_.begin[1]); j <= lastJ; ++j) {
        const Row& row = rows_[rowOf(j, k)];
        if (row.stamp != stamp_) continue;
        for (std::size_t at = row.first; at < runs_.size(); ++at) {
          const VoxelRun& other = runs_[at];
          if (other.j != j || other.k != k || other.begin > run.end) break;
          if (other.end >= run.begin) visit(at);
        }
      }
  }

  bool isTouched(const VoxelRun& run) const {
    bool touched = false;
    forEachTouching(run, [&](std::size_t) { touched = true; });
    return touched;
  }

 private:
  struct Row {
    std::uint32_t stamp = 0, first = 0;
  };
  std::size_t rowOf(int j, int k) const {
    return static_cast<std::size_t>(k - box_.begin[2]) * width_ + static_cast<std::size_t>(j - box_.begin[1]);
  }
  IndexBox box_;
  std::size_t width_;
  std::vector<Row> rows_;
  std::span<const VoxelRun> runs_;
  std::uint32_t stamp_ = 0;
};

/// Marks runs of a slab from those that touch a start onwards.
class SlabFlood {
 public:
  SlabFlood(const RowIndex& rows, std::span<const VoxelRun> slab)
      : rows_(rows), slab_(slab), marked_(slab.size(), false) {}

  /// `startRows` is laid anew. The slab is asked what touches the starts and not the other way round: most of
  /// it is marked from the first of its runs that does, and need not be asked.
  void from(std::span<const VoxelRun> starts, RowIndex& startRows) {
    startRows.lay(starts);
    const IndexBox box = boxOf(starts);
    for (std::size_t at = 0; at < slab_.size(); ++at) {
      const VoxelRun& run = slab_[at];
      if (marked_[at] || run.begin > box.end[0] || run.end < box.begin[0] || run.j > box.end[1] ||
          run.j < box.begin[1] - 1 || run.k > box.end[2] || run.k < box.begin[2] - 1)
        continue;
      if (startRows.isTouched(run)) flood(at);
    }
  }

  VoxelRuns marked() const {
    VoxelRuns runs;
    for (std::size_t at = 0; at < slab_.size(); ++at)
      if (marked_[at]) runs.push_back(slab_[at]);
    return runs;
  }

 private:
  void flood(std::size_t from) {
    const auto mark = [&](std::size_t at) {
      if (marked_[at]) return;
      marked_[at] = true;
      open_.push_back(at);
    };
    mark(from);
    while (!open_.empty()) {
      const std::size_t at = open_.back();
      open_.pop_back();
      rows_.forEachTouching(slab_[at], mark);
    }
  }
  const RowIndex& rows_;
  std::span<const VoxelRun> slab_;
  std::vector<char> marked_;
  std::vector<std::size_t> open_;
};

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
  RowIndex rows(boxOf(aorta)), startRows(boxOf(aorta));
  for (std::size_t n = 0; n < whole.size(); ++n) {
    progress.throwIfCancelled();
    rows.lay(whole[n]);
    SlabFlood flood(rows, whole[n]);
    if (static_cast<double>(n) - beneath <= range.highest + kCornerSteps) flood.from(seeds, startRows);
    if (n > 0) flood.from(track.slabs[n - 1], startRows);
    track.slabs[n] = flood.marked();
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
