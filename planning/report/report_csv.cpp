// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/csv_cells.h"
#include "planning/report/plan_report.h"
#include "planning/report/report_text.h"

#include <optional>
#include <string>

namespace valvista::planning {

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
