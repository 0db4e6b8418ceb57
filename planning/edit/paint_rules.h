// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace valvista::planning {

struct HuRange {
  double lowest = 0.0, highest = 0.0;
  bool contains(double hu) const { return hu >= lowest && hu <= highest; }
  bool operator==(const HuRange&) const = default;
};

using LabelSet = std::bitset<256>;

/// What painting may change.
struct PaintRules {
  std::uint8_t label = 0;            ///< what is painted; 0 erases
  LabelSet over = LabelSet().set();  ///< labels that may be painted over
  LabelSet locked{};                 ///< labels that stay whatever is painted over them
  std::optional<HuRange> hu{};       ///< only voxels of the CT within; needs a CT on the labels' grid
};

/// What painting came to: voxels that changed, and why others under the brush did not.
struct PaintOutcome {
  std::size_t changed = 0;
  std::size_t already = 0;     ///< have the label
  std::size_t locked = 0;      ///< of a locked label
  std::size_t notChosen = 0;   ///< of a label that is not to be painted over
  std::size_t outsideHu = 0;   ///< outside the range of HU
  std::size_t notInImage = 0;  ///< an adaptive brush took them for the other side of an edge
  PaintOutcome& operator+=(const PaintOutcome& other);
};

/// Whether there is a CT and it lies on the grid of the labels, so that one index names one place in both.
bool isOnGrid(const Volume& ct, const LabelMap& labels);

/// Paints single voxels of a map by rules. Slices of which nothing changes are not copied. A CT whose grid is
/// not the labels' is taken for none; then a range of HU excludes every voxel.
class VoxelPainter {
 public:
  VoxelPainter(LabelMap& labels, const Volume& ct, const PaintRules& rules);
  /// The voxel must lie in the grid.
  void paint(const Index3& ijk);
  PaintOutcome& outcome() { return outcome_; }
  std::uint8_t label() const { return rules_.label; }

 private:
  LabelMap& labels_;
  const Volume& ct_;
  const PaintRules& rules_;
  bool hasCt_;
  PaintOutcome outcome_;
};

}  // namespace valvista::planning
