// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/plan_report.h"
#include "planning/report/report_text.h"

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace valvista::planning {

namespace {

/// A text cell. A spreadsheet runs cells that start with these characters as formulas (CWE-1236), so they get
/// an apostrophe in front; quotes, commas and line ends are quoted (RFC 4180).
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

}  // namespace

std::string measurementsCsv(const Derived& derived) {
  std::string csv = "id,value,unit,method,uncertainty\n";
  for (const CatalogueEntry& entry : measurementCatalogue()) {
    const Measured* measured = find(derived.measurements, entry.id);
    csv += textCell(entry.id) + ',';
    csv += (measured ? numberCell(measured->value) : std::string()) + ',';
    csv += textCell(entry.unit) + ',';
    csv += (measured ? textCell(measured->method) : std::string()) + ',';
    csv += (measured ? numberCell(measured->uncertainty) : std::string()) + '\n';
  }
  return csv;
}

std::string rootCurveCsv(const Derived& derived) {
  std::string csv = "distance_mm,voxels,area_mm2,smoothed_area_mm2\n";
  if (!derived.root || !derived.root->curve) return csv;
  const RootCurve& curve = *derived.root->curve;
  for (std::size_t plane = 0; plane < curve.distanceMm.size(); ++plane) {
    csv += formatExact(curve.distanceMm[plane]) + ',' + std::to_string(curve.voxels[plane]) + ',' +
           formatExact(curve.areaMm2[plane]) + ',' + formatExact(curve.smoothedAreaMm2[plane]) + '\n';
  }
  return csv;
}

}  // namespace valvista::planning
