// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <QString>

#include "planning/model/finding.h"
#include "planning/model/measurement.h"

namespace valvista::ui {

/// Where a measurement is listed.
enum class MeasurementGroup { annulus, root, iliac, volumes };
MeasurementGroup groupOf(std::string_view id);

/// A number with the decimals its unit deserves (mm 1, mm2 and mm3 whole, ratios 3), dot as decimal sign; an
/// em dash for a missing one. Volumes are written in millilitres: see unitText.
QString valueText(const std::optional<double>& value, std::string_view unit);
/// One decimal more than the value has; "<0.01" rather than a zero that promises too much.
QString uncertaintyText(double uncertainty, std::string_view unit);
/// A method in two or three words; the whole text belongs into the tooltip.
QString methodText(const std::string& method);
/// "mm", "mm²", "ml" for mm3, empty for a ratio.
QString unitText(std::string_view unit);
/// Why the value is missing: the findings that speak of its id or of what its id starts with.
QString missingReason(const planning::Measured& measured, const planning::Findings& findings);

}  // namespace valvista::ui
