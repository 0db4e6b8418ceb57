// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/vessel_click.h"

#include "planning/core/number_text.h"
#include "planning/edit/brush.h"
#include "planning/edit/vessel_front.h"
#include "planning/edit/vessel_lumen.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

/// What is looked at: around the click, and in the middle of the vessel this share of its radius.
constexpr double kClickRadiusMm = 2.0, kMiddleShare = 0.5;
constexpr double kLeastHu = 130.0;     ///< at the click; less is no lumen with contrast
constexpr double kFurthestMm = 700.0;  ///< along the vessel, from the click

/// Adds the lumen around the core: what the front left out along the wall.
void addRim(const LabelMap& painted, const Lumen& lumen, std::vector<Index3> front, VoxelPainter& painter) {
  constexpr int kRimVoxels = 2;
  const std::uint8_t label = painter.label();
  for (int pass = 0; pass < kRimVoxels; ++pass) {
    std::vector<Index3> next;
    for (const Index3& here : front)
      for (const Index3& step : kFaceNeighbours) {
        const Index3 ijk = here + step;
        if (!painted.geometry().contains(ijk) || painted.at(ijk) == label || !lumen.isLumen(ijk)) continue;
        painter.paint(ijk);
        next.push_back(ijk);
      }
    front = std::move(next);
  }
}

Vec3 middleOfLayer(const Lumen& lumen, const ImageGeometry& geometry, const std::vector<std::size_t>& layer) {
  Vec3 sum;
  for (const std::size_t voxel : layer) sum += geometry.lps(lumen.ijkOf(voxel));
  return sum / static_cast<double>(std::max<std::size_t>(1, layer.size()));
}

/// Where the vessel was left for what leaked: one stop for each opening, though the front may have leaked in
/// several places behind it.
std::vector<LeakStop> stopsOf(const std::vector<FrontBranch>& branches, const Lumen& lumen,
                              const ImageGeometry& geometry) {
  std::map<int, LeakStop> stopAt;
  for (std::size_t leaked = 0; leaked < branches.size(); ++leaked) {
    if (!branches[leaked].leaked) continue;
    int opening = static_cast<int>(leaked);
    for (int at = opening; at >= 0; at = branches[static_cast<std::size_t>(at)].parent)
      if (branches[static_cast<std::size_t>(at)].kept < branches[static_cast<std::size_t>(at)].layers.size())
        opening = at;
    const FrontBranch& left = branches[static_cast<std::size_t>(opening)];
    LeakStop& stop = stopAt[opening];
    if (branches[leaked].leakRadiusMm <= stop.radiusMm) continue;
    stop = {middleOfLayer(lumen, geometry, left.layers[std::min(left.kept, left.layers.size() - 1)]),
            branches[leaked].leakRadiusMm, branches[leaked].referenceMm};
  }
  std::vector<LeakStop> stops;
  for (const auto& [opening, stop] : stopAt) stops.push_back(stop);
  std::sort(stops.begin(), stops.end(),
            [](const LeakStop& a, const LeakStop& b) { return a.radiusMm > b.radiusMm; });
  return stops;
}

/// Voxels that are no lumen though most of their neighbours were painted: noise and specks of calcium.
void closeHoles(const LabelMap& painted, const IndexBox& box, VoxelPainter& painter) {
  const std::uint8_t label = painter.label();
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) {
        if (painted.at({i, j, k}) == label) continue;
        int around = 0;
        for (int dk = -1; dk <= 1; ++dk)
          for (int dj = -1; dj <= 1; ++dj)
            for (int di = -1; di <= 1; ++di)
              around += painted.atOrZero({i + di, j + dj, k + dk}) == label ? 1 : 0;
        if (around > 17) painter.paint({i, j, k});
      }
}

/// What the front reached of a vessel from its middle.
struct Grown {
  Lumen lumen;
  std::vector<Index3> core;
  std::vector<LeakStop> stops;
};

std::optional<Grown> growFrom(const Vec3& middle, Lumen lumen, const ImageGeometry& geometry,
                              const VesselClickOptions& options, const Progress& progress) {
  const Start start = middleOf(lumen, middle, options.widestRadiusMm);
  lumen.fitTo(start.radiusMm);
  const std::optional<Index3> first = openVoxelAt(lumen, geometry, start.lps);
  if (!first) return std::nullopt;
  const std::vector<FrontBranch> branches =
      walkVessel(geometry, *first,
                 {[&lumen](std::size_t index) { return lumen.isOpen(lumen.ijkOf(index)); },
                  [&lumen](std::size_t index) { return lumen.isLumen(lumen.ijkOf(index)); }},
                 {start.radiusMm, options.widestRadiusMm, kFurthestMm}, progress);
  std::vector<Index3> core;
  for (const FrontBranch& branch : branches)
    for (std::size_t layer = 0; layer < branch.kept; ++layer)
      for (const std::size_t voxel : branch.layers[layer]) core.push_back(lumen.ijkOf(voxel));
  return Grown{lumen, std::move(core), stopsOf(branches, lumen, geometry)};
}

}  // namespace

void VesselClickOptions::check() const {
  if (!(widestRadiusMm > 0))
    throw std::invalid_argument("The widest radius of a vessel is a positive length.");
}

VesselClick growVessel(LabelMap& labels, const Volume& ct, const Vec3& click,
                       const VesselClickOptions& options, const PaintRules& rules, const Progress& progress) {
  options.check();
  VesselClick grown;
  const ImageGeometry& geometry = labels.geometry();
  if (ct.empty() || ct.geometry().size != geometry.size ||
      !geometry.contains(nearestVoxel(geometry, click))) {
    grown.refusal = "The click is not in the scan.";
    return grown;
  }
  const Tissue tissue = tissueAround(ct, click, kClickRadiusMm);
  if (tissue.mean < kLeastHu) {
    grown.refusal = "There is no contrast here: " + formatFixed(tissue.mean, 0) +
                    " HU, a lumen has at least " + formatFixed(kLeastHu, 0) + " HU.";
    return grown;
  }
  // The click may lie near the wall: what the lumen is like is read again in the vessel's middle.
  const Start rough = middleOf(Lumen(labels, ct, levelsOf(tissue), rules), click, options.widestRadiusMm);
  const auto growAs = [&](const Tissue& like) {
    return growFrom(rough.lps, Lumen(labels, ct, levelsOf(like), rules), geometry, options, progress);
  };
  const std::optional<Grown> near =
      growAs(tissueAround(ct, rough.lps, std::max(kClickRadiusMm, kMiddleShare * rough.radiusMm)));
  // There it may be unlike the rest, by streaks of calcium or dense contrast: it is read once more from all
  // that was found.
  std::optional<Grown> vessel = near && !near->core.empty() ? growAs(tissueOf(ct, near->core)) : near;
  if (!vessel) {
    grown.refusal = Lumen(labels, ct, levelsOf(tissue), rules).isFree(nearestVoxel(geometry, rough.lps))
                        ? "No lumen was found around the click."
                        : "The label here is locked or not to be painted over.";
    return grown;
  }
  grown.lumen = vessel->lumen.range();
  grown.stops = std::move(vessel->stops);
  LabelMap painted = labels;
  VoxelPainter painter(painted, ct, rules);
  for (const Index3& ijk : vessel->core) painter.paint(ijk);
  addRim(painted, vessel->lumen, std::move(vessel->core), painter);
  const LabelMap before = painted;
  closeHoles(before, labelBoxes(before)[rules.label], painter);
  grown.outcome = painter.outcome();
  labels = std::move(painted);
  return grown;
}

}  // namespace valvista::planning
