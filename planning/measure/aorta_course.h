// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/core/progress.h"
#include "planning/measure/vessel_calibre.h"
#include "planning/model/finding.h"

#include <optional>

namespace valvista::planning {

/// Course and calibre of the whole aorta (labels 1, 3, 4) from the annulus plane to its distal end, for the
/// stretched view and its profile: centreline on a grid of about two millimetres, diameters every two
/// millimetres from the labels at full resolution, never from the CT. No measurement is read from it.
/// `editedPoints` may be null. Nothing where the aorta is no tube.
std::optional<VesselCalibre> measureAorta(const RootLabels& root, const Polyline* editedPoints,
                                          Findings& findings, const Progress& progress);

}  // namespace valvista::planning
