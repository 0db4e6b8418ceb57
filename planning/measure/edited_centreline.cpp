// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/edited_centreline.h"

#include "planning/anatomy/control_line.h"
#include "planning/core/number_text.h"

#include <cmath>
#include <optional>
#include <utility>

namespace valvista::planning {

bool followPoints(Centreline& centreline, const Polyline& points, const LabelMap& labels,
                  const NamedLumen& vessel, Findings& findings) {
  const auto refuse = [&](const std::string& reason, const std::optional<Vec3>& where) {
    findings.push_back({vessel.findingPrefix + ".centreline_refused", Severity::warning,
                        vessel.name + ": the edited centreline " + reason + "; the proposed one is used.",
                        where});
    return false;
  };
  Polyline line = lineThrough(points);
  if (line.empty()) return refuse("has fewer than two points", {});
  const LumenField field(labels, vessel.labels);
  std::size_t outside = 0;
  std::optional<Vec3> first;
  // The ends lie on the faces of the label.
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    if (field.at(line[i]) >= 0.25) continue;
    ++outside;
    if (!first) first = line[i];
  }
  if (2 * outside > line.size()) return refuse("lies outside the vessel for most of its way", first);
  if (outside > 0) {
    const double share = static_cast<double>(outside) / static_cast<double>(line.size() - 1);
    findings.push_back({vessel.findingPrefix + ".centreline_outside", Severity::warning,
                        vessel.name + ": the edited centreline leaves the vessel for " +
                            formatFixed(share * lengthOf(line), 0) + " mm; nothing is measured there.",
                        first});
  }
  centreline.radiusMm = {centreline.radiusMm.front(), centreline.radiusMm.back()};
  centreline.points = std::move(line);
  return true;
}

}  // namespace valvista::planning
