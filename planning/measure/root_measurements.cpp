// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/root_measurements.h"

#include "planning/measure/lumen_section.h"

#include <cmath>

namespace valvista::planning {

namespace {

constexpr int kRays = 180, kContourPoints = 360;
constexpr double kMaxRadiusMm = 45.0;
constexpr double kLargestChangeMm = 2.0;  // of a radius between labels and CT

const LumenLabels kAorta{labelSet({1, 3, 4}), labelSet({2, 5, 6, 7})};

}  // namespace

std::optional<RootSection> measureRootSection(const RootLabels& root, const Volume* ct, Findings& findings) {
  if (!root.annulusPlane || !root.curve || !root.curve->firstMaximumMm) return std::nullopt;
  Plane plane = *root.annulusPlane;
  plane.origin += plane.normal * *root.curve->firstMaximumMm;
  const PlaneFrame frame = frameOf(plane);
  const double voxel = root.labels.geometry().meanSpacing();
  const LumenField field(root.labels, kAorta.lumen);
  const std::vector<double> radii = lumenRadii(field, frame, kRays, kMaxRadiusMm, 0.4 * voxel);
  SectionOptions options;
  options.bendPrior = 0.1;
  std::optional<WallFit> fit;
  if (!radii.empty()) fit = fitWallToLabels(root.labels, kAorta, frame, radii, options);
  if (!fit) {
    findings.push_back(
        {"root.diameter.no_contour", Severity::warning,
         "The largest root diameter cannot be measured: the aorta is not a closed lumen there.",
         plane.origin});
    return std::nullopt;
  }
  RootSection section;
  section.method = "label contour";
  double floor = kLabelSdShare * voxel;
  if (ct != nullptr) {
    const auto refined = fitWallToCt(*ct, root.labels, kAorta, frame, fit->model, options);
    if (refined && isTrusted(*refined, *fit, kLargestChangeMm)) {
      fit = refined;
      section.method = "CT edge";
      floor = kCtSdShare * ct->geometry().meanSpacing();
    }
  }
  section.contour = contourOf(fit->model.radius, frame, kContourPoints);
  section.diameterMm = 2.0 * fit->model.radius.areaRadius();
  section.sdMm = std::hypot(2.0 * fit->areaRadiusSd, floor);
  return section;
}

}  // namespace valvista::planning
