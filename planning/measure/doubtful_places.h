// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/case.h"
#include "planning/model/derived.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace valvista::planning {

/// What a doubtful place could change.
enum class DoubtKind : std::uint8_t { annulusArea, iliacLeftMinimum, iliacRightMinimum };

/// A place where labels and CT do not agree, and how much of a number hangs on which of them is right.
struct DoubtfulPlace {
  DoubtKind kind = DoubtKind::annulusArea;
  Vec3 lps;               ///< on the wall of the annulus; in the middle of the artery
  double amount = 0.0;    ///< of the area, mm2; of the smallest diameter, mm
  double share = 0.0;     ///< the same as a share of the diameter: what places are sorted by
  Vec3 outward;           ///< annulus: from its middle to the place, unit vector, LPS
  double alongMm = 0.0;   ///< artery: from its start along the centreline
  bool edgeShows = true;  ///< whether the CT shows the wall here
};

inline constexpr std::size_t kMostDoubtfulPlaces = 20;

/// The places at which correcting labels could change the annulus area or an iliac minimum most, the largest
/// share first. Annulus: the area between the wall by labels and the wall by CT, by stretches on which one of
/// them is further out. Artery: stretches whose sections differ by labels and by CT, or whose wall the CT
/// does not show (labels alone know it to half a voxel on either side), and what the smallest diameter would
/// be if they had the other one. `derived` must be measured; without a CT that shows walls there is nothing
/// to compare. Takes about as long as measuring on labels alone. Throws Cancelled.
std::vector<DoubtfulPlace> doubtfulPlaces(const Case& inputs, const Derived& derived,
                                          const Progress& progress);

}  // namespace valvista::planning
