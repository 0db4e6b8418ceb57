// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/structure_findings.h"

#include "planning/core/number_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace valvista::planning {

namespace {

/// The part of `runs` in the outermost layer of voxels at one side of one axis.
VoxelRuns inLayer(const VoxelRuns& runs, int axis, int index) {
  VoxelRuns layer;
  for (const VoxelRun& run : runs) {
    if (axis == 0) {
      if (index >= run.begin && index < run.end) layer.push_back({run.k, run.j, index, index + 1});
    } else if ((axis == 1 ? run.j : run.k) == index) {
      layer.push_back(run);
    }
  }
  return layer;
}

/// Direction in the patient of the outward normal of a grid's side.
std::string_view sideName(const Vec3& outward) {
  static constexpr std::array<std::string_view, 6> kNames{"right", "left", "front", "back", "foot", "head"};
  int axis = 0;
  for (int candidate = 1; candidate < 3; ++candidate)
    if (std::abs(outward[candidate]) > std::abs(outward[axis])) axis = candidate;
  return kNames[static_cast<std::size_t>(2 * axis + (outward[axis] > 0.0 ? 1 : 0))];
}

void describeCuts(const Structure& structure, const std::string& prefix, const std::string& displayName,
                  const ImageGeometry& geometry, Findings& findings) {
  for (int axis = 0; axis < 3; ++axis) {
    const Vec3& column = geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(axis)];
    for (const bool high : {false, true}) {
      const VoxelRuns layer = inLayer(structure.main, axis, high ? geometry.size[axis] - 1 : 0);
      const Pieces pieces = connectedPieces(layer, kCorners);
      std::vector<VoxelRuns> cuts(pieces.voxels.size());
      for (std::size_t at = 0; at < layer.size(); ++at)
        cuts[static_cast<std::size_t>(pieces.pieceOfRun[at])].push_back(layer[at]);
      // An aorta that leaves twice is worth two findings; frayed labels of a poor model are not worth hundreds.
      constexpr std::size_t kMostCuts = 3;
      std::stable_sort(cuts.begin(), cuts.end(),
                       [](const auto& a, const auto& b) { return voxelCount(a) > voxelCount(b); });
      cuts.resize(std::min(cuts.size(), kMostCuts));
      for (const VoxelRuns& cut : cuts)
        findings.push_back({prefix + ".cut", Severity::info,
                            "The " + displayName + " leaves the field of view on the side of the patient's " +
                                std::string(sideName(high ? column : -column)) + ".",
                            centreOf(cut, geometry)});
    }
  }
}

}  // namespace

Vec3 centreOf(const VoxelRuns& runs, const ImageGeometry& geometry) {
  Vec3 sum;
  double count = 0.0;
  for (const VoxelRun& run : runs) {
    const double length = run.end - run.begin;
    sum += Vec3{(run.begin + run.end - 1) / 2.0, static_cast<double>(run.j), static_cast<double>(run.k)} *
           length;
    count += length;
  }
  return geometry.lpsFromIjk(sum / count);
}

void describeStructure(const Structure& structure, const std::string& prefix, const std::string& displayName,
                       const ImageGeometry& geometry, Findings& findings) {
  if (structure.all.empty()) {
    findings.push_back({prefix + ".missing",
                        Severity::error,
                        "The labels have no " + displayName + ": valve, annulus and root cannot be derived.",
                        {}});
    return;
  }
  if (structure.islands > 0)
    findings.push_back({prefix + ".islands",
                        Severity::info,
                        std::to_string(structure.islands) + " islands of the " + displayName + " (" +
                            std::to_string(structure.islandVoxels) +
                            " voxels) keep their label but are not measured.",
                        {}});
  if (structure.pieces.size() > 1)
    findings.push_back({prefix + ".pieces", Severity::warning,
                        "The " + displayName + " is in " + std::to_string(structure.pieces.size()) +
                            " pieces; the second largest is shown.",
                        centreOf(structure.pieces[1], geometry)});
  describeCuts(structure, prefix, displayName, geometry, findings);
}

Finding describeGap(const Structure& ventricle, const Structure& aorta, const ImageGeometry& geometry) {
  constexpr double kSearchMm = 10.0;
  Finding finding{"annulus.no_contact", Severity::error, {}, {}};
  const std::string lead = "Left ventricle and aorta do not touch";
  const std::string end = "; the annulus and the root cannot be derived.";
  Gap gap;
  if (nearestVoxels(ventricle.main, aorta.main, geometry.spacing(), kSearchMm, gap)) {
    finding.message = lead + ": their nearest voxels are " + formatFixed(gap.distance, 1) + " mm apart" + end;
    finding.locationLps = (geometry.lps(gap.a) + geometry.lps(gap.b)) * 0.5;
  } else {
    finding.message = lead + ": they are more than " + formatFixed(kSearchMm, 1) + " mm apart" + end;
  }
  return finding;
}

}  // namespace valvista::planning
