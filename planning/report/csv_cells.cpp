// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/csv_cells.h"

#include "planning/core/number_text.h"

#include <cmath>

namespace valvista::planning {

std::string textCell(std::string_view text) {
  constexpr std::string_view kFormulaStarts = "=+-@\t\r\n";
  std::string cell;
  if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos) cell += '\'';
  cell += text;
  if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string numberCell(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? formatExact(*value) : std::string();
}

}  // namespace valvista::planning
