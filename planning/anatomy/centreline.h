// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::planning {

/// The middle of a tubular label, from one end face to the other.
struct Centreline {
  Polyline points;                ///< smooth, sub-voxel, about 1 mm apart, between the end faces of the label
  std::vector<double> radiusMm;   ///< rough radius of the label at each point, from the area of its section
  bool cutByImage = false;        ///< an end lies on the border of the image
  double secondPieceShare = 0.0;  ///< voxels outside the largest connected piece, share of all
};

/// Finds the centreline of the label's largest connected piece: the cheapest path between the two places that
/// are furthest from each other inside it (cost 1 / distance to the wall squared), then drawn to the
/// centroids of perpendicular sections and smoothed by local parabolas. Independent of the order of storage.
/// Nothing when the label is absent or no tube (shorter than wide).
std::optional<Centreline> computeCentreline(const LabelMap& labels, std::uint8_t label,
                                            const Progress& progress);

}  // namespace valvista::planning
