// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace valvista::planning {

/// A text cell. A spreadsheet runs cells that start with certain characters as formulas (CWE-1236), so they
/// get an apostrophe in front; quotes, commas and line ends are quoted (RFC 4180).
std::string textCell(std::string_view text);

/// A number with a point that reads back as the same; empty where there is none.
std::string numberCell(const std::optional<double>& value);

}  // namespace valvista::planning
