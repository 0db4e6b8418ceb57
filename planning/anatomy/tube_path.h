// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::planning {

/// A way through a tubular label from voxel to voxel: the start of a centreline.
struct TubePath {
  Polyline points;                     ///< LPS, of about a voxel's precision
  std::vector<double> wallDistanceMm;  ///< from each point to the wall, roughly
  double secondPieceShare = 0.0;       ///< voxels outside the largest connected piece, share of all
};

/// The cheapest path, cost 1 / distance to the wall squared, between the two places of the label's largest
/// connected piece that are furthest from each other inside it. Fine voxels are taken together to about a
/// millimetre. Nothing for an absent label or one of a few voxels.
std::optional<TubePath> findTubePath(const LabelMap& labels, std::uint8_t label, const Progress& progress);

}  // namespace valvista::planning
