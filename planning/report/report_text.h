// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/core/number_text.h"
#include "planning/model/measurement.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace valvista::planning {

/// A number with its unit as people read it: "23.4 mm", "434 mm²", volumes in millilitres.
std::string formatWithUnit(double value, std::string_view unit);
/// "not measured" when there is no value.
std::string formatValue(const Measured& measured);
/// "± 0.3 mm", empty when unknown.
std::string formatUncertainty(const Measured& measured);

/// A DICOM person name as people write it: components in order, groups (alphabetic, ideographic, phonetic)
/// side by side.
std::string displayName(std::string_view dicomName);
/// "19540217" as "1954-02-17"; anything else unchanged.
std::string displayDate(std::string_view dicomDate);
/// "12.3 L, 4.5 A, 100.0 H": millimetres towards the patient's left, front, head and so on.
std::string displayLocation(const Vec3& lps);

/// At most this many characters of `text`, an ellipsis in place of the rest.
std::string shortened(std::string_view text, std::size_t characters);
/// Valid UTF-8 on one line, without control characters and without marks that reorder the text around them.
std::string printable(std::string_view text);

}  // namespace valvista::planning
