// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/vessel_click.h"

#include "planning/core/number_text.h"
#include "planning/edit/brush.h"
#include "planning/edit/vessel_front.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr double kStatisticsRadiusMm = 2.0;

struct Tissue {
  double mean = 0.0, deviation = 0.0;
};

Tissue tissueAround(const Volume& ct, const Vec3& lps) {
  double sum = 0.0, squares = 0.0;
  int count = 0;
  const ImageGeometry& geometry = ct.geometry();
  const auto add = [&](const Index3& ijk) {
    const double hu = ct.at(ijk);
    sum += hu, squares += hu * hu, ++count;
  };
  const IndexBox box = boxAround(geometry, lps, kStatisticsRadiusMm);
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i)
        if (distance(geometry.lps({i, j, k}), lps) <= kStatisticsRadiusMm) add({i, j, k});
  if (count == 0) add(nearestVoxel(geometry, lps));
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

/// The voxels that the front may walk through.
class Lumen {
 public:
  Lumen(const LabelMap& labels, const Volume& ct, const HuRange& range, const PaintRules& rules)
      : labels_(labels), ct_(ct), range_(range), rules_(rules) {}

  bool isOpen(const Index3& ijk) const {
    const std::uint8_t label = labels_.at(ijk);
    const bool free = label == rules_.label || (rules_.over[label] && !rules_.locked[label]);
    return free && range_.contains(ct_.at(ijk));
  }
  bool isOpen(std::size_t index) const { return isOpen(ijkOf(index)); }
  Index3 ijkOf(std::size_t index) const {
    const Index3& size = ct_.geometry().size;
    const auto nx = static_cast<std::size_t>(size[0]), ny = static_cast<std::size_t>(size[1]);
    return {static_cast<int>(index % nx), static_cast<int>(index / nx % ny),
            static_cast<int>(index / (nx * ny))};
  }

  /// Distance from a place to the nearest wall in 26 directions, up to `furthest`.
  double room(const Vec3& lps, double furthest) const {
    const ImageGeometry& geometry = ct_.geometry();
    const double step = 0.5 * geometry.meanSpacing();
    double least = furthest;
    for (int z = -1; z <= 1; ++z)
      for (int y = -1; y <= 1; ++y)
        for (int x = -1; x <= 1; ++x) {
          if (x == 0 && y == 0 && z == 0) continue;
          const Vec3 direction = normalized({1.0 * x, 1.0 * y, 1.0 * z});
          double far = 0.0;
          for (; far < least; far += step) {
            const Index3 ijk = nearestVoxel(geometry, lps + direction * far);
            if (!geometry.contains(ijk) || !isOpen(ijk)) break;
          }
          least = std::min(least, far);
        }
    return least;
  }

 private:
  const LabelMap& labels_;
  const Volume& ct_;
  const HuRange& range_;
  const PaintRules& rules_;
};

struct Start {
  Vec3 lps;
  double radiusMm = 0.0;
};

/// Climbs from the click to where there is most room: the middle of the vessel.
Start middleOf(const Lumen& lumen, const Vec3& click, double widest) {
  Start best{click, lumen.room(click, widest)};
  for (double step = 4.0; step >= 0.5; step *= 0.5)
    for (bool better = true; better;) {
      better = false;
      for (int side = 0; side < 6; ++side) {
        Vec3 place = best.lps;
        place[side / 2] += side % 2 == 0 ? step : -step;
        // A vessel goes on: the climb must not wander along it for a little more room.
        const double room = lumen.room(place, widest);
        if (room <= best.radiusMm + 0.1 * step || distance(place, click) > widest) continue;
        best = {place, room};
        better = true;
      }
    }
  return best;
}

Vec3 middleOfLayer(const Lumen& lumen, const ImageGeometry& geometry, const std::vector<std::size_t>& layer) {
  Vec3 sum;
  for (const std::size_t voxel : layer) sum += geometry.lps(lumen.ijkOf(voxel));
  return sum / static_cast<double>(std::max<std::size_t>(1, layer.size()));
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

}  // namespace

void VesselClickOptions::check() const {
  if (!(widestRadiusMm > 0))
    throw std::invalid_argument("The widest radius of a vessel is a positive length.");
  if (!(furthestMm > 0)) throw std::invalid_argument("The furthest way along a vessel is a positive length.");
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
  const Tissue tissue = tissueAround(ct, click);
  if (tissue.mean < options.leastHu) {
    grown.refusal = "There is no contrast here: " + formatFixed(tissue.mean, 0) +
                    " HU, a lumen has at least " + formatFixed(options.leastHu, 0) + " HU.";
    return grown;
  }
  grown.lumen = {0.5 * (options.softTissueHu + tissue.mean),
                 tissue.mean + std::max(4 * tissue.deviation, 0.5 * (tissue.mean - options.softTissueHu))};
  const Lumen lumen(labels, ct, grown.lumen, rules);
  const Start start = middleOf(lumen, click, options.widestRadiusMm);
  const Index3 first = nearestVoxel(geometry, start.lps);
  if (!geometry.contains(first) || !lumen.isOpen(first)) {
    grown.refusal = "The label here is locked or not to be painted over.";
    return grown;
  }
  const std::vector<FrontBranch> branches = walkVessel(
      geometry, first, [&lumen](std::size_t index) { return lumen.isOpen(index); },
      {start.radiusMm, options.widestRadiusMm, options.furthestMm}, progress);
  LabelMap painted = labels;
  VoxelPainter painter(painted, ct, rules);
  for (const FrontBranch& branch : branches) {
    for (std::size_t layer = 0; layer < branch.kept; ++layer)
      for (const std::size_t voxel : branch.layers[layer]) painter.paint(lumen.ijkOf(voxel));
    if (branch.leaked)
      grown.stops.push_back(
          {middleOfLayer(lumen, geometry, branch.layers[std::min(branch.kept, branch.layers.size() - 1)]),
           branch.leakRadiusMm, branch.referenceMm});
  }
  const LabelMap before = painted;
  closeHoles(before, labelBoxes(before)[rules.label], painter);
  grown.outcome = painter.outcome();
  std::sort(grown.stops.begin(), grown.stops.end(),
            [](const LeakStop& a, const LeakStop& b) { return a.radiusMm > b.radiusMm; });
  labels = std::move(painted);
  return grown;
}

}  // namespace valvista::planning
