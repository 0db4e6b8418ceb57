// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/core/contour.h"
#include "planning/core/label_map.h"
#include "planning/core/volume.h"
#include "planning/measure/contour_metrics.h"
#include "planning/model/finding.h"

#include <optional>
#include <string>

namespace valvista::planning {

/// The lumen contour in the annulus plane and what is read from it.
struct AnnulusSection {
  Contour contour;
  ContourMetrics metrics;
  std::string method;             ///< "label contour" or "CT edge"
  double diameterSdMm = 0.0;      ///< of a caliper width, one standard deviation
  double meanDiameterSdMm = 0.0;  ///< of area- and perimeter-derived diameters
};

/// Measures the lumen of ventricle and aorta in the plane of their interface (contract annulus.*). The
/// contour comes from the labels and, where `ct` (may be null, any grid) shows the edge, from the CT. Nothing
/// when there is no closed lumen; `findings` says why.
std::optional<AnnulusSection> measureAnnulus(const LabelMap& labels, const AnnulusInterface& interface,
                                             const Volume* ct, Findings& findings);

/// The same in a plane that a person chose: the lumen of ventricle and aorta in that very plane, whatever the
/// interface does; a plane through the ventricle below gives the outflow tract there. The contour's frame
/// lies in the plane, about the middle of the lumen.
std::optional<AnnulusSection> measureAnnulusIn(const LabelMap& labels, const Plane& plane, const Volume* ct,
                                               Findings& findings);

}  // namespace valvista::planning
