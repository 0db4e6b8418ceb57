// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace valvista {

/// The voxels begin <= i < end of row (j, k).
struct VoxelRun {
  int k = 0, j = 0, begin = 0, end = 0;
  bool operator==(const VoxelRun&) const = default;
};

/// A set of voxels: disjoint runs sorted by (k, j, begin). A structure of a scan has some ten thousand runs
/// where its box has millions of voxels, so that everything below costs little time and memory.
using VoxelRuns = std::vector<VoxelRun>;

/// Which of a few classes a label belongs to, indexed by label; 0 is none of them.
using LabelClasses = std::array<std::uint8_t, 256>;

/// Maximal runs of each class, indexed by class 0..classCount; entry 0 stays empty.
std::vector<VoxelRuns> runsByClass(const LabelMap& labels, const LabelClasses& classes, int classCount,
                                   const Progress& progress);

/// Maximal runs of one label. Throws Cancelled.
VoxelRuns runsOf(const LabelMap& labels, std::uint8_t label, const Progress& progress);
/// Writes a label into all voxels of the runs.
void fillRuns(LabelMap& labels, std::span<const VoxelRun> runs, std::uint8_t label);

std::size_t voxelCount(std::span<const VoxelRun> runs);
/// Tight box; empty for no runs.
IndexBox boxOf(std::span<const VoxelRun> runs);
/// The box and all within `radius` of it along every axis, in the unit of `spacing`; may reach out of the grid.
IndexBox grown(IndexBox box, const Vec3& spacing, double radius);
/// The runs that meet `box`, whole.
VoxelRuns runsMeeting(std::span<const VoxelRun> runs, const IndexBox& box);

/// Calls visit(indexInA, indexInB) for every pair in which b lies in row (a.j + dj, a.k + dk) and has a voxel
/// whose i differs by at most `reach` from one of a's. Linear in the number of runs and pairs.
template <class Visit>
void forEachMeeting(std::span<const VoxelRun> a, std::span<const VoxelRun> b, std::array<int, 2> djDk,
                    int reach, Visit visit) {
  const auto [dj, dk] = djDk;
  std::size_t first = 0;
  for (std::size_t at = 0; at < a.size(); ++at) {
    const VoxelRun& run = a[at];
    const int k = run.k + dk, j = run.j + dj;
    const auto before = [&](const VoxelRun& o) {
      if (o.k != k) return o.k < k;
      if (o.j != j) return o.j < j;
      return o.end + reach <= run.begin;
    };
    while (first < b.size() && before(b[first])) ++first;
    for (std::size_t other = first; other < b.size(); ++other) {
      if (b[other].k != k || b[other].j != j || b[other].begin - reach >= run.end) break;
      visit(at, other);
    }
  }
}

/// How far apart two voxels of one piece may be: face neighbours, or at most `radius` steps along every axis.
struct Neighbourhood {
  bool facesOnly = true;
  int radius = 1;
};
inline constexpr Neighbourhood kFaces{true, 1};
inline constexpr Neighbourhood kCorners{false, 1};

/// Connected pieces of a set of voxels, numbered from 0 in the order in which they first appear.
struct Pieces {
  std::vector<int> pieceOfRun;      ///< one entry per run
  std::vector<std::size_t> voxels;  ///< size of each piece
};
Pieces connectedPieces(std::span<const VoxelRun> runs, Neighbourhood neighbourhood);
/// The runs of pieces of fewer than `voxels` voxels.
VoxelRuns smallPieces(std::span<const VoxelRun> runs, const Pieces& pieces, double voxels);

/// Parts of `of` whose voxel centres lie within `radius` (Euclidean) of the centre of a voxel of `from`, in
/// the unit of `spacing`; spacing {1, 1, 1} measures in voxels. The runs returned may overlap and are not
/// sorted.
VoxelRuns partsWithin(std::span<const VoxelRun> of, std::span<const VoxelRun> from, const Vec3& spacing,
                      double radius);

/// The two voxels of `a` and `b` nearest to each other.
struct Gap {
  Index3 a{}, b{};
  double distance = 0.0;  ///< between centres, in the unit of `spacing`
};
/// Searches up to `limit`; `found` tells whether there was any pair.
bool nearestVoxels(std::span<const VoxelRun> a, std::span<const VoxelRun> b, const Vec3& spacing,
                   double limit, Gap& nearest);

}  // namespace valvista
