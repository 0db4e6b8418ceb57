// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/contour.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"
#include "planning/model/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace valvista::planning {

/// What the sections of a vessel tell of the scan together: blur and wall are much the same all along.
struct VesselScan {
  double blurMm = 0.0, wallHu = 0.0, wallMm = 0.0;
};
/// Of the sections, the share whose wall a CT must show for it to be measured there at all.
inline constexpr double kMinimumCtShare = 0.5;

/// Calibre of one vessel along its centreline. `distanceMm`, `diameterMm`, `diameterSdMm`, `sections` and
/// `sectionMethods` have one entry per cross section; the ends are trimmed by one radius (contract iliac.*).
struct VesselCalibre {
  bool centrelineEdited = false;  ///< a person drew it
  Polyline centreline;            ///< smooth, sub-voxel, from the aortic end to the distal end of the label
  Polyline proposedPoints;        ///< control points of the computed centreline, whether it was edited or not
  double lengthMm = 0.0, tortuosity = 0.0;
  std::vector<double> distanceMm;  ///< along the centreline
  std::vector<double> diameterMm;  ///< area-derived, 2 sqrt(A / pi)
  std::vector<Contour> sections;   ///< perpendicular to the centreline
  std::size_t narrowest = 0;       ///< index of the smallest diameter
  std::string method;              ///< "label contour" or "CT edge", of most sections
  std::vector<std::string>
      sectionMethods;                ///< of each: where a CT does not show the wall, labels are measured
  std::vector<double> diameterSdMm;  ///< one standard deviation
  std::optional<VesselScan> scan;    ///< of the CT whose edge was measured

  void findNarrowest();
};

/// Which vessel to measure.
struct VesselRequest {
  std::uint8_t label = 0;
  std::string findingPrefix;             ///< ids of findings start with it: "iliac.left"
  std::optional<Polyline> editedPoints;  ///< the centreline goes through them, proximal end first
};

/// Why a vessel is not measured, as a finding.
Finding notMeasured(const VesselRequest& request, const std::string& id, const std::string& reason,
                    const std::optional<Vec3>& where = std::nullopt);

/// Measures the vessel with this label; its proximal end is the one nearer to the aorta's label, or the one
/// further towards the head without an aorta. `ct` (may be null, any grid) refines the contours.
/// Edited points that make no line in the vessel are not used. Nothing when the label is absent or too small,
/// or lies apart from the aorta and no person has drawn its centreline; `findings` says why.
std::optional<VesselCalibre> measureVessel(const LabelMap& labels, const VesselRequest& request,
                                           const Volume* ct, Findings& findings, const Progress& progress);

}  // namespace valvista::planning
