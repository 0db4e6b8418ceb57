// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/vessel_click.h"

#include "planning/core/number_text.h"
#include "planning/edit/brush.h"
#include "planning/edit/vessel_front.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

/// What is looked at: around the click, and in the middle of the vessel this share of its radius.
constexpr double kClickRadiusMm = 2.0, kMiddleShare = 0.5;
constexpr double kLeastHu = 130.0;      ///< at the click; less is no lumen with contrast
constexpr double kSoftTissueHu = 50.0;  ///< around a vessel: its wall is half way between this and the lumen
constexpr double kFurthestMm = 700.0;   ///< along the vessel, from the click
/// How far the core of a lumen may be darker than the click, as a share of the contrast to the tissue around
/// it.
constexpr double kCoreDepth = 0.18;

struct Tissue {
  double mean = 0.0, deviation = 0.0;
};

Tissue tissueAround(const Volume& ct, const Vec3& lps, double radiusMm) {
  double sum = 0.0, squares = 0.0;
  int count = 0;
  const ImageGeometry& geometry = ct.geometry();
  const auto add = [&](const Index3& ijk) {
    const double hu = ct.at(ijk);
    sum += hu, squares += hu * hu, ++count;
  };
  const IndexBox box = boxAround(geometry, lps, radiusMm);
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i)
        if (distance(geometry.lps({i, j, k}), lps) <= radiusMm) add({i, j, k});
  if (count == 0) add(nearestVoxel(geometry, lps));
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

struct Levels {
  HuRange lumen;
  double coreHu = 0.0;
};

Levels levelsOf(const Tissue& tissue) {
  const double contrast = tissue.mean - kSoftTissueHu;
  return {{kSoftTissueHu + 0.5 * contrast, tissue.mean + std::max(4 * tissue.deviation, 0.5 * contrast)},
          tissue.mean - kCoreDepth * contrast};
}

constexpr std::array<Index3, 6> kFaceNeighbours{
    {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}};

Index3 operator+(const Index3& a, const Index3& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

/// The lumen at two levels: all that is brighter than half way to the tissue around it, and its core, through
/// which the front walks. Walls between two vessels are thinner than a voxel and show as a dip between bright
/// voxels; the core leaves out what is near such a dip.
class Lumen {
 public:
  Lumen(const LabelMap& labels, const Volume& ct, const HuRange& range, double coreHu,
        const PaintRules& rules)
      : labels_(labels), ct_(ct), range_(range), coreHu_(coreHu), rules_(rules) {}

  /// Whether the rules let it be painted.
  bool isFree(const Index3& ijk) const {
    const std::uint8_t label = labels_.at(ijk);
    return label == rules_.label || (rules_.over[label] && !rules_.locked[label]);
  }
  bool isLumen(const Index3& ijk) const { return isFree(ijk) && range_.contains(ct_.at(ijk)); }
  bool isOpen(const Index3& ijk) const {
    if (!isBright(ijk)) return false;
    int bright = 0;
    for (const Index3& step : kFaceNeighbours) bright += isBright(ijk + step) ? 1 : 0;
    return bright >= brightNeighbours_;
  }
  /// A vessel of a few voxels across has little but rim: there the front may walk nearer to the wall.
  void fitTo(double radiusMm) {
    const Vec3 spacing = ct_.geometry().spacing();
    if (radiusMm < kThinVoxels * std::max({spacing.x, spacing.y, spacing.z}))
      brightNeighbours_ = kThinNeighbours;
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
            if (!geometry.contains(ijk) || !isLumen(ijk)) break;
          }
          least = std::min(least, far);
        }
    return least;
  }

 private:
  static constexpr int kThinNeighbours = 3;
  static constexpr double kThinVoxels = 4.0;
  bool isBright(const Index3& ijk) const {
    return ct_.geometry().contains(ijk) && isFree(ijk) && ct_.at(ijk) >= coreHu_ &&
           ct_.at(ijk) <= range_.highest;
  }

  const LabelMap& labels_;
  const Volume& ct_;
  const HuRange& range_;
  double coreHu_;
  const PaintRules& rules_;
  int brightNeighbours_ = 5;
};

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

/// The voxel at a place, or one that touches it: noise may have closed the one itself.
std::optional<Index3> openVoxelAt(const Lumen& lumen, const ImageGeometry& geometry, const Vec3& lps) {
  const Index3 middle = nearestVoxel(geometry, lps);
  if (lumen.isOpen(middle)) return middle;
  for (int k = -1; k <= 1; ++k)
    for (int j = -1; j <= 1; ++j)
      for (int i = -1; i <= 1; ++i)
        if (lumen.isOpen(middle + Index3{i, j, k})) return middle + Index3{i, j, k};
  return std::nullopt;
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
  const Levels atClick = levelsOf(tissue);
  const Start rough =
      middleOf(Lumen(labels, ct, atClick.lumen, atClick.coreHu, rules), click, options.widestRadiusMm);
  const Levels levels =
      levelsOf(tissueAround(ct, rough.lps, std::max(kClickRadiusMm, kMiddleShare * rough.radiusMm)));
  grown.lumen = levels.lumen;
  Lumen lumen(labels, ct, grown.lumen, levels.coreHu, rules);
  const Start start = middleOf(lumen, rough.lps, options.widestRadiusMm);
  lumen.fitTo(start.radiusMm);
  const std::optional<Index3> first = openVoxelAt(lumen, geometry, start.lps);
  if (!first) {
    grown.refusal = lumen.isFree(nearestVoxel(geometry, start.lps))
                        ? "No lumen was found around the click."
                        : "The label here is locked or not to be painted over.";
    return grown;
  }
  const std::vector<FrontBranch> branches = walkVessel(
      geometry, *first, [&lumen](std::size_t index) { return lumen.isOpen(index); },
      {start.radiusMm, options.widestRadiusMm, kFurthestMm}, progress);
  LabelMap painted = labels;
  VoxelPainter painter(painted, ct, rules);
  std::vector<Index3> core;
  for (const FrontBranch& branch : branches) {
    for (std::size_t layer = 0; layer < branch.kept; ++layer)
      for (const std::size_t voxel : branch.layers[layer]) core.push_back(lumen.ijkOf(voxel));
    if (branch.leaked)
      grown.stops.push_back(
          {middleOfLayer(lumen, geometry, branch.layers[std::min(branch.kept, branch.layers.size() - 1)]),
           branch.leakRadiusMm, branch.referenceMm});
  }
  for (const Index3& ijk : core) painter.paint(ijk);
  addRim(painted, lumen, std::move(core), painter);
  const LabelMap before = painted;
  closeHoles(before, labelBoxes(before)[rules.label], painter);
  grown.outcome = painter.outcome();
  std::sort(grown.stops.begin(), grown.stops.end(),
            [](const LeakStop& a, const LeakStop& b) { return a.radiusMm > b.radiusMm; });
  labels = std::move(painted);
  return grown;
}

}  // namespace valvista::planning
