// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planning/core/geometry.h"

namespace valvista::planning {

/// The geometry shown when a number is clicked, LPS millimetres.
struct Evidence {
  std::optional<Vec3> focus;        ///< views go here
  std::optional<Plane> plane;       ///< the section in which it was measured
  std::vector<Polyline> lines;      ///< contour, caliper, centreline; a closed line repeats its first point
  bool operator==(const Evidence&) const = default;
};

/// One number of the plan. A missing value always comes with a finding that says why.
struct Measured {
  std::string id;  ///< an id of the catalogue, "annulus.area"
  std::optional<double> value;
  std::string unit;    ///< "mm", "mm2", "mm3", "deg", "1"
  std::string method;  ///< how it was obtained, for example "label contour" or "CT edge"
  std::optional<double> uncertainty;  ///< one standard deviation, same unit
  Evidence evidence;
  bool operator==(const Measured&) const = default;
};

using Measurements = std::vector<Measured>;

/// What an id means: the one list that panel, report, JSON and CSV follow. Definitions: contract.md.
struct CatalogueEntry {
  std::string_view id, unit, label, definition;
};

/// All ids in the order in which they are shown.
std::span<const CatalogueEntry> measurementCatalogue();
/// Throws std::out_of_range for an unknown id.
const CatalogueEntry& catalogueEntry(std::string_view id);
/// nullptr when the id is not among the measurements.
const Measured* find(const Measurements& measurements, std::string_view id);

}  // namespace valvista::planning
