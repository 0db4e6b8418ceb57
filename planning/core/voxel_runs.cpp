// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/voxel_runs.h"

#include "planning/core/on_all_processors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

namespace valvista {

namespace {

void appendRuns(std::span<const std::uint8_t> row, int j, int k, const LabelClasses& classes,
                std::vector<VoxelRuns>& runs) {
  const int size = static_cast<int>(row.size());
  int i = 0;
  while (i < size) {
    std::uint64_t eight = 0;
    if (i + 8 <= size) {
      std::memcpy(&eight, row.data() + i, sizeof eight);
      if (eight == 0) {
        i += 8;
        continue;
      }
    }
    const std::uint8_t kind = classes[row[static_cast<std::size_t>(i)]];
    const int begin = i++;
    if (kind == 0) continue;
    while (i < size && classes[row[static_cast<std::size_t>(i)]] == kind) ++i;
    runs[kind].push_back({k, j, begin, i});
  }
}

/// Disjoint sets with path halving.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::size_t find(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Rows (dj, dk) within `radius`, nearest first, with their squared distance.
struct RowOffset {
  std::array<int, 2> djDk{};
  double squared = 0.0;
};
std::vector<RowOffset> rowsWithin(const Vec3& spacing, double radius) {
  // A voxel exactly at the radius is inside whatever the order in which the axes are summed.
  const double limit = radius * radius * (1.0 + 1e-9);
  const int maxJ = static_cast<int>(radius / spacing.y + 1e-6),
            maxK = static_cast<int>(radius / spacing.z + 1e-6);
  std::vector<RowOffset> rows;
  for (int dk = -maxK; dk <= maxK; ++dk)
    for (int dj = -maxJ; dj <= maxJ; ++dj) {
      const double squared = dj * spacing.y * dj * spacing.y + dk * spacing.z * dk * spacing.z;
      if (squared <= limit) rows.push_back({{dj, dk}, squared});
    }
  std::sort(rows.begin(), rows.end(),
            [](const RowOffset& a, const RowOffset& b) { return a.squared < b.squared; });
  return rows;
}

}  // namespace

std::vector<VoxelRuns> runsByClass(const LabelMap& labels, const LabelClasses& classes, int classCount,
                                   const Progress& progress) {
  const Index3& size = labels.geometry().size;
  const std::size_t count = static_cast<std::size_t>(classCount) + 1;
  std::vector<std::vector<VoxelRuns>> ofSlice(static_cast<std::size_t>(size[2]));
  onAllProcessors(size[2], [&](int k) {
    progress.throwIfCancelled();
    if (labels.isBackground(k)) return;
    std::vector<VoxelRuns>& found = ofSlice[static_cast<std::size_t>(k)];
    found.resize(count);
    const auto slice = labels.slice(k);
    const auto width = static_cast<std::size_t>(size[0]);
    for (int j = 0; j < size[1]; ++j)
      appendRuns(slice.subspan(static_cast<std::size_t>(j) * width, width), j, k, classes, found);
  });
  std::vector<VoxelRuns> runs(count);
  for (const std::vector<VoxelRuns>& found : ofSlice)
    for (std::size_t kind = 0; kind < found.size(); ++kind)
      runs[kind].insert(runs[kind].end(), found[kind].begin(), found[kind].end());
  return runs;
}

VoxelRuns runsOf(const LabelMap& labels, std::uint8_t label, const Progress& progress) {
  LabelClasses classes{};
  classes[label] = 1;
  return std::move(runsByClass(labels, classes, 1, progress)[1]);
}

void fillRuns(LabelMap& labels, std::span<const VoxelRun> runs, std::uint8_t label) {
  const auto width = static_cast<std::size_t>(labels.geometry().size[0]);
  for (const VoxelRun& run : runs) {
    const auto row = labels.mutableSlice(run.k).subspan(static_cast<std::size_t>(run.j) * width, width);
    std::fill(row.begin() + run.begin, row.begin() + run.end, label);
  }
}

std::size_t voxelCount(std::span<const VoxelRun> runs) {
  std::size_t count = 0;
  for (const VoxelRun& run : runs) count += static_cast<std::size_t>(run.end - run.begin);
  return count;
}

IndexBox boxOf(std::span<const VoxelRun> runs) {
  if (runs.empty()) return {};
  constexpr int kLow = std::numeric_limits<int>::max(), kHigh = std::numeric_limits<int>::min();
  IndexBox box{{kLow, kLow, runs.front().k}, {kHigh, kHigh, runs.back().k + 1}};
  for (const VoxelRun& run : runs) {
    box.begin[0] = std::min(box.begin[0], run.begin);
    box.end[0] = std::max(box.end[0], run.end);
    box.begin[1] = std::min(box.begin[1], run.j);
    box.end[1] = std::max(box.end[1], run.j + 1);
  }
  return box;
}

IndexBox grown(IndexBox box, const Vec3& spacing, double radius) {
  for (int axis = 0; axis < 3; ++axis) {
    const int margin = static_cast<int>(radius / spacing[axis]) + 1;
    box.begin[axis] -= margin;
    box.end[axis] += margin;
  }
  return box;
}

VoxelRuns runsMeeting(std::span<const VoxelRun> runs, const IndexBox& box) {
  VoxelRuns inside;
  std::copy_if(runs.begin(), runs.end(), std::back_inserter(inside), [&](const VoxelRun& run) {
    return run.k >= box.begin[2] && run.k < box.end[2] && run.j >= box.begin[1] && run.j < box.end[1] &&
           run.end > box.begin[0] && run.begin < box.end[0];
  });
  return inside;
}

Pieces connectedPieces(std::span<const VoxelRun> runs, Neighbourhood neighbourhood) {
  DisjointSets sets(runs.size());
  const auto join = [&](std::size_t a, std::size_t b) { sets.join(a, b); };
  const int radius = neighbourhood.radius;
  if (neighbourhood.facesOnly) {
    forEachMeeting(runs, runs, {-1, 0}, 0, join);
    forEachMeeting(runs, runs, {0, -1}, 0, join);
  } else {
    // Half of the rows around: the other half is met from the other side.
    for (int dk = -radius; dk <= 0; ++dk)
      for (int dj = -radius; dj <= (dk < 0 ? radius : 0); ++dj)
        forEachMeeting(runs, runs, {dj, dk}, radius, join);
  }
  Pieces pieces;
  pieces.pieceOfRun.resize(runs.size());
  for (std::size_t at = 0; at < runs.size(); ++at) {
    const std::size_t root = sets.find(at);
    if (root == at) {
      pieces.pieceOfRun[at] = static_cast<int>(pieces.voxels.size());
      pieces.voxels.push_back(0);
    } else {
      pieces.pieceOfRun[at] = pieces.pieceOfRun[root];
    }
    pieces.voxels[static_cast<std::size_t>(pieces.pieceOfRun[at])] +=
        static_cast<std::size_t>(runs[at].end - runs[at].begin);
  }
  return pieces;
}

VoxelRuns smallPieces(std::span<const VoxelRun> runs, const Pieces& pieces, double voxels) {
  VoxelRuns small;
  for (std::size_t at = 0; at < runs.size(); ++at)
    if (static_cast<double>(pieces.voxels[static_cast<std::size_t>(pieces.pieceOfRun[at])]) < voxels)
      small.push_back(runs[at]);
  return small;
}

VoxelRuns partsWithin(std::span<const VoxelRun> of, std::span<const VoxelRun> from, const Vec3& spacing,
                      double radius) {
  VoxelRuns parts;
  if (of.empty() || from.empty()) return parts;
  const VoxelRuns near = runsMeeting(from, grown(boxOf(of), spacing, radius));
  if (near.empty()) return parts;
  const VoxelRuns candidates = runsMeeting(of, grown(boxOf(near), spacing, radius));
  const double limit = radius * radius * (1.0 + 1e-9);
  for (const RowOffset& row : rowsWithin(spacing, radius)) {
    const int reach = static_cast<int>(std::sqrt(std::max(0.0, limit - row.squared)) / spacing.x + 1e-9);
    forEachMeeting(near, candidates, row.djDk, reach, [&](std::size_t a, std::size_t b) {
      const VoxelRun& source = near[a];
      const VoxelRun& target = candidates[b];
      parts.push_back({target.k, target.j, std::max(target.begin, source.begin - reach),
                       std::min(target.end, source.end + reach)});
    });
  }
  return parts;
}

bool nearestVoxels(std::span<const VoxelRun> a, std::span<const VoxelRun> b, const Vec3& spacing,
                   double limit, Gap& nearest) {
  if (a.empty() || b.empty()) return false;
  const VoxelRuns nearA = runsMeeting(a, grown(boxOf(b), spacing, limit));
  const VoxelRuns nearB = runsMeeting(b, grown(boxOf(a), spacing, limit));
  double best = limit * limit * (1.0 + 1e-9);
  bool found = false;
  for (const RowOffset& row : rowsWithin(spacing, limit)) {
    if (row.squared > best) break;
    const int reach = static_cast<int>(std::sqrt(best - row.squared) / spacing.x + 1e-9);
    forEachMeeting(nearA, nearB, row.djDk, reach, [&](std::size_t at, std::size_t other) {
      const VoxelRun& ra = nearA[at];
      const VoxelRun& rb = nearB[other];
      const int ia = std::clamp(rb.begin, ra.begin, ra.end - 1), ib = std::clamp(ia, rb.begin, rb.end - 1);
      const double di = (ia - ib) * spacing.x, squared = row.squared + di * di;
      if (found && squared >= best) return;
      found = true;
      best = squared;
      nearest = {{ia, ra.j, ra.k}, {ib, rb.j, rb.k}, std::sqrt(squared)};
    });
  }
  return found;
}

}  // namespace valvista
