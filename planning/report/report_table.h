// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "planning/model/measurement.h"
#include "planning/report/report_layout.h"

namespace valvista::planning::report {

/// Measurements of the catalogue that belong under one title.
struct MeasurementGroup {
  std::string_view idPrefix;     ///< "annulus."
  std::string_view title;        ///< "Annulus"
  std::string_view labelPrefix;  ///< part of the label that the title already says
};

/// Height of the table with its title row.
double tableHeight(const MeasurementGroup& group);
/// Rows of the group: name, value, uncertainty, method. Fits tables of half a page's width and more.
void drawTable(const Canvas& canvas, const Box& box, const MeasurementGroup& group, const Measurements& measurements);

}  // namespace valvista::planning::report
