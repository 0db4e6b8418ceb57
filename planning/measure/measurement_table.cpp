// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/measurement_table.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace valvista::planning {

MeasurementTable::MeasurementTable() {
  for (const CatalogueEntry& entry : measurementCatalogue())
    measurements_.push_back({std::string(entry.id), {}, std::string(entry.unit), {}, {}, {}});
}

void MeasurementTable::set(std::string_view id, Reading reading) {
  const auto found =
      std::find_if(measurements_.begin(), measurements_.end(), [&](const Measured& m) { return m.id == id; });
  if (found == measurements_.end()) throw std::out_of_range("unknown measurement " + std::string(id));
  if (!std::isfinite(reading.value)) return;
  found->value = reading.value;
  found->method = std::move(reading.method);
  found->uncertainty = reading.uncertainty;
  found->evidence = std::move(reading.evidence);
}

void MeasurementTable::keep(const Measured& measured) {
  for (Measured& own : measurements_)
    if (own.id == measured.id) own = measured;
}

Polyline closedLine(const Contour& contour) {
  Polyline line;
  for (const Vec2& p : contour.points) line.push_back(contour.frame.toLps(p));
  if (!line.empty()) line.push_back(line.front());
  return line;
}

}  // namespace valvista::planning
