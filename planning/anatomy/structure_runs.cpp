// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/structure_runs.h"

#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <map>

namespace valvista::planning {

namespace {

Structure structureOf(VoxelRuns runs) {
  Structure structure;
  structure.all = std::move(runs);
  const Pieces pieces = connectedPieces(structure.all, kFaces);
  if (pieces.voxels.empty()) return structure;
  const double limit =
      kIslandShare * static_cast<double>(*std::max_element(pieces.voxels.begin(), pieces.voxels.end()));
  std::map<std::size_t, std::size_t> slotOfPiece;
  for (std::size_t piece = 0; piece < pieces.voxels.size(); ++piece) {
    if (static_cast<double>(pieces.voxels[piece]) >= limit) {
      slotOfPiece.emplace(piece, slotOfPiece.size());
    } else {
      ++structure.islands;
      structure.islandVoxels += pieces.voxels[piece];
    }
  }
  structure.pieces.resize(slotOfPiece.size());
  for (std::size_t at = 0; at < structure.all.size(); ++at) {
    const auto slot = slotOfPiece.find(static_cast<std::size_t>(pieces.pieceOfRun[at]));
    if (slot == slotOfPiece.end()) continue;
    structure.main.push_back(structure.all[at]);
    structure.pieces[slot->second].push_back(structure.all[at]);
  }
  std::stable_sort(structure.pieces.begin(), structure.pieces.end(),
                   [](const VoxelRuns& a, const VoxelRuns& b) { return voxelCount(a) > voxelCount(b); });
  return structure;
}

}  // namespace

StructureRuns findStructures(const LabelMap& labels, const Progress& progress) {
  constexpr std::uint8_t kAorta = 1, kVentricle = 2;
  LabelClasses classes{};
  for (std::size_t label = 0; label < classes.size(); ++label) {
    if (isAorta(static_cast<std::uint8_t>(label))) classes[label] = kAorta;
    if (isLeftVentricle(static_cast<std::uint8_t>(label))) classes[label] = kVentricle;
  }
  std::vector<VoxelRuns> runs = runsByClass(labels, classes, 2, progress);
  return {structureOf(std::move(runs[kAorta])), structureOf(std::move(runs[kVentricle]))};
}

}  // namespace valvista::planning
