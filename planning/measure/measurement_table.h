// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/contour.h"
#include "planning/model/measurement.h"

#include <string>
#include <string_view>

namespace valvista::planning {

/// What is known of one number before it takes its place in the catalogue.
struct Reading {
  double value = 0.0;
  std::string method;
  std::optional<double> uncertainty;
  Evidence evidence;
};

/// All measurements of a plan: one entry per id of the catalogue, in its order, empty until `set`.
class MeasurementTable {
 public:
  MeasurementTable();
  /// Throws std::out_of_range for an id that is not in the catalogue.
  void set(std::string_view id, Reading reading);
  /// Takes over what was measured before, under its own id.
  void keep(const Measured& measured);
  Measurements take() { return std::move(measurements_); }

 private:
  Measurements measurements_;
};

/// The contour as a closed line in the world.
Polyline closedLine(const Contour& contour);

}  // namespace valvista::planning
