// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/postprocess.h"

#include "planning/core/voxel_runs.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace valvista::ml {

namespace {

void dropSmallPieces(LabelMap& labels, const VoxelRuns& runs) {
  const Pieces pieces = connectedPieces(runs, kCorners);
  const auto largest = static_cast<double>(*std::max_element(pieces.voxels.begin(), pieces.voxels.end()));
  fillRuns(labels, smallPieces(runs, pieces, kSmallPart * largest), 0);
}

/// What of the box does not belong to `runs`, which lie in it.
VoxelRuns complementIn(const IndexBox& box, const VoxelRuns& runs) {
  VoxelRuns rest;
  std::size_t next = 0;
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j) {
      int begin = box.begin[0];
      for (; next < runs.size() && runs[next].k == k && runs[next].j == j; ++next) {
        if (runs[next].begin > begin) rest.push_back({k, j, begin, runs[next].begin});
        begin = runs[next].end;
      }
      if (begin < box.end[0]) rest.push_back({k, j, begin, box.end[0]});
    }
  return rest;
}

bool touchesBorder(const VoxelRun& run, const IndexBox& box) {
  return run.k == box.begin[2] || run.k == box.end[2] - 1 || run.j == box.begin[1] ||
         run.j == box.end[1] - 1 || run.begin == box.begin[0] || run.end == box.end[0];
}

void fillHoles(LabelMap& labels, std::uint8_t label, const VoxelRuns& runs) {
  const IndexBox box = boxOf(runs);
  const VoxelRuns rest = complementIn(box, runs);
  const Pieces pieces = connectedPieces(rest, kFaces);
  // What reaches the border of the label's own box leaves it.
  std::vector<bool> open(pieces.voxels.size(), false);
  for (std::size_t at = 0; at < rest.size(); ++at)
    if (touchesBorder(rest[at], box)) open[static_cast<std::size_t>(pieces.pieceOfRun[at])] = true;
  for (std::size_t at = 0; at < rest.size(); ++at) {
    if (open[static_cast<std::size_t>(pieces.pieceOfRun[at])]) continue;
    for (int i = rest[at].begin; i < rest[at].end; ++i) {
      const Index3 ijk{i, rest[at].j, rest[at].k};
      if (labels.at(ijk) == 0) labels.set(ijk, label);
    }
  }
}

}  // namespace

void cleanUpLabels(LabelMap& labels, std::span<const LabelCleanUp> cleanUps, const Progress& progress) {
  for (const LabelCleanUp& cleanUp : cleanUps) {
    if (cleanUp.label == 0) continue;
    if (cleanUp.dropSmallParts) {
      const VoxelRuns runs = runsOf(labels, cleanUp.label, progress);
      if (!runs.empty()) dropSmallPieces(labels, runs);
    }
    if (cleanUp.fillHoles) {
      const VoxelRuns runs = runsOf(labels, cleanUp.label, progress);
      if (!runs.empty()) fillHoles(labels, cleanUp.label, runs);
    }
  }
}

}  // namespace valvista::ml
