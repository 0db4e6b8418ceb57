// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"
#include "planning/edit/paint_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace valvista::planning {

inline constexpr std::array<Index3, 6> kFaceNeighbours{
    {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}};

inline Index3 operator+(const Index3& a, const Index3& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

/// HU of some voxels.
struct Tissue {
  double mean = 0.0, deviation = 0.0;
};

/// `voxels` holds at least one.
Tissue tissueOf(const Volume& ct, const std::vector<Index3>& voxels);
Tissue tissueAround(const Volume& ct, const Vec3& lps, double radiusMm);

/// What is taken for the lumen of a vessel, and for its core.
struct Levels {
  HuRange lumen;
  double coreHu = 0.0;
};

/// By what a part of the lumen is like.
Levels levelsOf(const Tissue& lumen);

/// The lumen at two levels: all that is brighter than half way to the tissue around it, and its core, through
/// which the front walks. Walls between two vessels are thinner than a voxel and show as a dip between bright
/// voxels; the core leaves out what is near such a dip.
class Lumen {
 public:
  Lumen(const LabelMap& labels, const Volume& ct, const Levels& levels, const PaintRules& rules)
      : labels_(labels), ct_(ct), levels_(levels), rules_(rules) {}

  /// Whether the rules let it be painted.
  bool isFree(const Index3& ijk) const {
    const std::uint8_t label = labels_.at(ijk);
    return label == rules_.label || (rules_.over[label] && !rules_.locked[label]);
  }
  bool isLumen(const Index3& ijk) const { return isFree(ijk) && levels_.lumen.contains(ct_.at(ijk)); }
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
  Index3 ijkOf(std::size_t index) const {
    const Index3& size = ct_.geometry().size;
    const auto nx = static_cast<std::size_t>(size[0]), ny = static_cast<std::size_t>(size[1]);
    return {static_cast<int>(index % nx), static_cast<int>(index / nx % ny),
            static_cast<int>(index / (nx * ny))};
  }

  const HuRange& range() const { return levels_.lumen; }
  /// Distance from a place to the nearest wall in 26 directions, up to `furthest`.
  double room(const Vec3& lps, double furthest) const;

 private:
  static constexpr int kThinNeighbours = 3;
  static constexpr double kThinVoxels = 4.0;
  bool isBright(const Index3& ijk) const {
    return ct_.geometry().contains(ijk) && isFree(ijk) && ct_.at(ijk) >= levels_.coreHu &&
           ct_.at(ijk) <= levels_.lumen.highest;
  }

  const LabelMap& labels_;
  const Volume& ct_;
  Levels levels_;
  const PaintRules& rules_;
  int brightNeighbours_ = 5;
};

/// A place in the middle of a vessel.
struct Start {
  Vec3 lps;
  double radiusMm = 0.0;
};

/// Climbs from the click to where there is most room, up to `widest`.
Start middleOf(const Lumen& lumen, const Vec3& click, double widest);

/// The voxel at a place, or one that touches it: noise may have closed the one itself.
std::optional<Index3> openVoxelAt(const Lumen& lumen, const ImageGeometry& geometry, const Vec3& lps);

}  // namespace valvista::planning
