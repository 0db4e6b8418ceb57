// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/measurement.h"
#include "planning/report/report_layout.h"

#include <string_view>

namespace valvista::planning::report {

/// Measurements of the catalogue that belong under one title.
struct MeasurementGroup {
  std::string_view idPrefix;     ///< "annulus."
  std::string_view title;        ///< "Annulus"
  std::string_view labelPrefix;  ///< part of the label that the title already says
};

/// Rows of the group (name, value, uncertainty, method; a long method takes several lines) below a title row,
/// in tables of half a page's width and more. Returns the height.
double drawTable(const Canvas& canvas, const Box& box, const MeasurementGroup& group,
                 const Measurements& measurements);
/// The height that drawTable will take at this width.
double tableHeight(const Canvas& canvas, double width, const MeasurementGroup& group,
                   const Measurements& measurements);

}  // namespace valvista::planning::report
