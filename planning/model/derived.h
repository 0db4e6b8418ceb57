// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/core/contour.h"
#include "planning/measure/vessel_calibre.h"
#include "planning/model/finding.h"
#include "planning/model/measurement.h"
#include "planning/model/review.h"

#include <array>
#include <optional>
#include <vector>

namespace valvista::planning {

/// What was measured on which labels and edits: root and vessels of which nothing has changed since are not
/// measured again.
struct MeasuredOn {
  LabelMap labels;  ///< TAVR scheme
  PlanEdits edits;
  Findings rootFindings;                        ///< of annulus and root
  std::array<Findings, kVesselCount> findings;  ///< by Vessel
};

/// Everything computed from a Case. Never edited, never saved as truth.
struct Derived {
  std::optional<RootLabels> root;
  std::optional<Contour> annulusContour;
  std::optional<VesselCalibre> iliacLeft, iliacRight;
  std::optional<VesselCalibre> aorta;  ///< from the annulus to the bifurcation, by labels; for the reformat
  /// By Vessel: the control points that the rules propose (about 15 mm apart); empty without a centreline.
  std::array<Polyline, kVesselCount> proposedCentrelinePoints;
  std::optional<MeasuredOn> measuredOn;
  Measurements measurements;
  Findings findings;  ///< of measuring; those of reading and deriving stay with their results
};

}  // namespace valvista::planning
