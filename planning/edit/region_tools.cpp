// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/region_tools.h"

#include "planning/core/voxel_runs.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

/// Pieces of fewer voxels than `least` become background; returns what went.
std::size_t dropPieces(LabelMap& labels, const VoxelRuns& runs, const Pieces& pieces, double least) {
  const VoxelRuns small = smallPieces(runs, pieces, least);
  fillRuns(labels, small, 0);
  return voxelCount(small);
}

IndexBox grown(IndexBox box, const ImageGeometry& geometry, double byMm) {
  const Vec3 spacing = geometry.spacing();
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const int voxels = static_cast<int>(byMm / spacing[static_cast<int>(axis)]) + 1;
    box.begin[axis] = std::max(0, box.begin[axis] - voxels);
    box.end[axis] = std::min(geometry.size[axis], box.end[axis] + voxels);
  }
  return box;
}

/// Everything in the box that is not of the label.
VoxelRuns othersIn(const LabelMap& labels, const IndexBox& box, std::uint8_t label) {
  VoxelRuns runs;
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) {
        if (labels.at({i, j, k}) == label) continue;
        if (!runs.empty() && runs.back().k == k && runs.back().j == j && runs.back().end == i)
          ++runs.back().end;
        else
          runs.push_back({k, j, i, i + 1});
      }
  return runs;
}

template <class Visit>
void forEachVoxel(const VoxelRuns& runs, Visit visit) {
  for (const VoxelRun& run : runs)
    for (int i = run.begin; i < run.end; ++i) visit(Index3{i, run.j, run.k});
}

}  // namespace

PaintOutcome paintThreshold(LabelMap& labels, const Volume& ct, const IndexBox& box, const PaintRules& rules,
                            const Progress& progress) {
  VoxelPainter painter(labels, ct, rules);
  for (int k = box.begin[2]; k < box.end[2]; ++k) {
    progress.throwIfCancelled();
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) painter.paint({i, j, k});
  }
  return painter.outcome();
}

std::size_t keepLargestPiece(LabelMap& labels, std::uint8_t label, const Progress& progress) {
  const VoxelRuns runs = runsOf(labels, label, progress);
  if (runs.empty()) return 0;
  const Pieces pieces = connectedPieces(runs, kCorners);
  return dropPieces(labels, runs, pieces,
                    static_cast<double>(*std::max_element(pieces.voxels.begin(), pieces.voxels.end())));
}

std::size_t removeSmallPieces(LabelMap& labels, std::uint8_t label, double leastMm3,
                              const Progress& progress) {
  const VoxelRuns runs = runsOf(labels, label, progress);
  const double voxels = leastMm3 / labels.geometry().voxelVolume();
  return dropPieces(labels, runs, connectedPieces(runs, kCorners), voxels);
}

PaintOutcome addMargin(LabelMap& labels, const Volume& ct, double marginMm, const PaintRules& rules,
                       const Progress& progress) {
  const VoxelRuns own = runsOf(labels, rules.label, progress);
  PaintRules erase = rules;
  if (marginMm < 0) erase.label = 0, erase.over.set(), erase.hu.reset();
  VoxelPainter painter(labels, ct, erase);
  if (own.empty()) return painter.outcome();
  const ImageGeometry& geometry = labels.geometry();
  const VoxelRuns others = othersIn(labels, grown(boxOf(own), geometry, std::abs(marginMm)), rules.label);
  const VoxelRuns changing = marginMm < 0 ? partsWithin(own, others, geometry.spacing(), -marginMm)
                                          : partsWithin(others, own, geometry.spacing(), marginMm);
  progress.throwIfCancelled();
  forEachVoxel(changing, [&](const Index3& ijk) { painter.paint(ijk); });
  return painter.outcome();
}

std::size_t replaceLabels(LabelMap& labels, const std::array<std::uint8_t, 256>& by) {
  std::size_t changed = 0;
  const Index3 size = labels.geometry().size;
  for (int k = 0; k < size[2]; ++k) {
    const auto slice = std::as_const(labels).slice(k);
    const auto differs = [&by](std::uint8_t label) { return by[label] != label; };
    if (std::none_of(slice.begin(), slice.end(), differs)) continue;
    for (std::uint8_t& label : labels.mutableSlice(k)) {
      changed += differs(label) ? 1 : 0;
      label = by[label];
    }
  }
  return changed;
}

}  // namespace valvista::planning
