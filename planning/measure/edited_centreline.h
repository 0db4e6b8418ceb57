// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/centreline.h"
#include "planning/anatomy/cross_section.h"
#include "planning/core/label_map.h"
#include "planning/model/finding.h"

#include <string>

namespace valvista::planning {

/// A vessel as findings speak of it.
struct NamedLumen {
  LabelSet labels{};
  std::string findingPrefix, name;  ///< "iliac.left", "Left iliac artery"
};

/// Puts the line through a person's points in the place of the computed one. False, with a finding that says
/// why, when they make no line or most of it lies outside the vessel; a line that leaves the vessel in part
/// is used, and a finding says so.
bool followPoints(Centreline& centreline, const Polyline& points, const LabelMap& labels,
                  const NamedLumen& vessel, Findings& findings);

}  // namespace valvista::planning
