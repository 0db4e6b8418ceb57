// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/measure/measurement_table.h"
#include "planning/measure/vessel_calibre.h"
#include "planning/model/case.h"

#include <optional>
#include <string>

namespace valvista::planning {

// Groups of measurements into the table, for the whole case and for a drag alike.

/// annulus.*, in the plane that counts. The contour they were read from, nothing where `findings` says why.
std::optional<Contour> readAnnulus(const RootLabels& root, const Volume* ct, MeasurementTable& table,
                                   Findings& findings);
/// root.length and root.diameter.max, along the normal of the plane that counts.
void readRootLength(const RootLabels& root, MeasurementTable& table, Findings& findings);
void readRootDiameter(const RootLabels& root, const Volume* ct, MeasurementTable& table, Findings& findings);
/// `prefix`.diameter.* and so on ("iliac.left"); `voxel` is the spacing of the labels, mm.
void readVessel(const VesselCalibre& vessel, const std::string& prefix, double voxel,
                MeasurementTable& table);

/// What to measure of a vessel other than the aorta, with the points that a person gave it.
VesselRequest requestFor(Vessel vessel, const PlanEdits& edits);

/// The CT to find walls in; none where its values are not on the scale of Hounsfield: what is taken for
/// blood, fat and calcium would then be something else, and a wall a millimetre off would look well measured.
const Volume* calibratedCt(const Case& inputs, Findings& findings);

}  // namespace valvista::planning
