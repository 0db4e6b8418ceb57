// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/annulus_measurements.h"

#include "planning/core/number_text.h"
#include "planning/measure/lumen_section.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr int kRays = 180, kContourPoints = 360;
constexpr int kCentringRays = 60, kCentringOrder = 12;
constexpr double kMaxRadiusMm = 40.0;
constexpr double kSlabMm = 1.2;  // on either side of the plane; the wall may turn by an angle at the annulus

const LumenLabels kAnnulusLumen{labelSet({1, 2, 3, 4, 5}), labelSet({6, 7})};

/// How far the interface reaches from the centre in each of the directions of the rays.
std::vector<double> interfaceReach(const AnnulusInterface& interface, const PlaneFrame& frame, double voxel) {
  std::vector<double> reach(kRays, 0.0);
  for (const Vec3& face : interface.faceCentres) {
    const Vec2 p = frame.toPlane(face);
    const double rho = std::hypot(p.x, p.y), angle = std::atan2(p.y, p.x) / (2.0 * std::numbers::pi) + 1.0;
    const double width = std::max(6.0, voxel / std::max(rho, voxel) * 57.3) / 360.0;
    const int first = static_cast<int>(std::ceil((angle - width) * kRays));
    const int last = static_cast<int>(std::floor((angle + width) * kRays));
    for (int i = first; i <= last; ++i) {
      double& r = reach[static_cast<std::size_t>(i % kRays)];
      r = std::max(r, rho + 0.5 * voxel);
    }
  }
  return reach;
}

/// Where the ventricle is wider than the annulus right at the plane, the interface says how far the annulus
/// reaches. Afterwards `reach` is a limit in those directions only. Returns their share.
double holdAtInterface(std::vector<double>& radii, std::vector<double>& reach, double voxel) {
  int held = 0;
  for (std::size_t i = 0; i < radii.size(); ++i)
    if (radii[i] > reach[i] + 1.5 * voxel) {
      radii[i] = reach[i];
      ++held;
    } else {
      reach[i] = 2.0 * kMaxRadiusMm;
    }
  return static_cast<double>(held) / static_cast<double>(radii.size());
}

bool isPlausible(const RadialCurve& curve) {
  for (int i = 0; i < kRays; ++i) {
    const double r = curve.radius(2.0 * std::numbers::pi * i / kRays);
    if (!(r > 2.0 && r < kMaxRadiusMm)) return false;
  }
  return true;
}

/// The CT's contour, unless the CT does not carry it; then the finding says why.
std::optional<WallFit> refineOnCt(const Volume& ct, const LabelMap& labels, const PlaneFrame& frame,
                                  const WallFit& byLabels, const SectionOptions& options,
                                  Findings& findings) {
  const auto refuse = [&](const std::string& reason) {
    findings.push_back({"annulus.ct_edge_missing", Severity::warning,
                        "The annulus is measured on the labels alone: " + reason + ".", frame.origin});
    return std::nullopt;
  };
  auto fit = fitWallToCt(ct, labels, kAnnulusLumen, frame, byLabels.model, options);
  if (!fit) return refuse("the CT shows no contrast-filled lumen here");
  if (fit->contrast < kMinimumContrastHu)
    return refuse("the lumen is only " + formatFixed(fit->contrast, 0) +
                  " HU brighter than its surroundings");
  if (fit->supported < kMinimumSupport)
    return refuse("the CT shows the wall on " + formatFixed(100.0 * fit->supported, 0) +
                  " % of the circumference");
  const double change = fit->model.radius.areaRadius() - byLabels.model.radius.areaRadius();
  if (!isPlausible(fit->model.radius) || std::abs(change) > 2.0)
    return refuse("the edge in the CT lies " + formatFixed(std::abs(change), 1) + " mm from the labels");
  return fit;
}

/// Centre of the area of a closed contour, in its plane.
Vec2 centroidOf(const Contour& contour) {
  double area = 0.0, x = 0.0, y = 0.0;
  for (std::size_t i = 0; i < contour.points.size(); ++i) {
    const Vec2 &a = contour.points[i], &b = contour.points[(i + 1) % contour.points.size()];
    const double w = a.x * b.y - b.x * a.y;
    area += w, x += w * (a.x + b.x), y += w * (a.y + b.y);
  }
  return {x / (3.0 * area), y / (3.0 * area)};
}

AnnulusSection sectionOf(const WallFit& fit, const PlaneFrame& frame, double floorSd) {
  AnnulusSection section;
  section.contour = contourOf(fit.model.radius, frame, kContourPoints);
  section.metrics = measureContour(section.contour);
  section.diameterSdMm = std::hypot(std::numbers::sqrt2 * fit.radiusSd, floorSd);
  section.meanDiameterSdMm = std::hypot(2.0 * fit.areaRadiusSd, floorSd);
  return section;
}

std::nullopt_t refuse(const PlaneFrame& frame, const std::string& reason, Findings& findings) {
  findings.push_back({"annulus.no_contour", Severity::warning,
                      "The annulus cannot be measured: " + reason + ".", frame.origin});
  return std::nullopt;
}

constexpr const char* kCentreOutside = "its centre is not inside ventricle or aorta";
constexpr const char* kNotClosed = "its contour is not a closed curve";

/// The section once its wall by labels is known: on the CT where that shows the edge.
AnnulusSection refinedSection(const LabelMap& labels, const PlaneFrame& frame, const WallFit& byLabels,
                              const SectionOptions& options, const Volume* ct, Findings& findings) {
  if (ct != nullptr)
    if (const auto refined = refineOnCt(*ct, labels, frame, byLabels, options, findings)) {
      AnnulusSection section = sectionOf(*refined, frame, kCtSdShare * ct->geometry().meanSpacing());
      section.method = "CT edge";
      return section;
    }
  AnnulusSection section = sectionOf(byLabels, frame, kLabelSdShare * labels.geometry().meanSpacing());
  section.method = "label contour";
  return section;
}

}  // namespace

std::optional<AnnulusSection> measureAnnulus(const LabelMap& labels, const AnnulusInterface& interface,
                                             const Volume* ct, Findings& findings) {
  const PlaneFrame frame = frameOf(interface.plane);
  const double voxel = labels.geometry().meanSpacing();
  const LumenField field(labels, kAnnulusLumen.lumen);
  std::vector<double> radii = lumenRadii(field, frame, kRays, kMaxRadiusMm, 0.4 * voxel);
  if (radii.empty()) return refuse(frame, kCentreOutside, findings);
  SectionOptions options;
  options.halfThickness = kSlabMm;
  options.limit = interfaceReach(interface, frame, voxel);
  const double held = holdAtInterface(radii, options.limit, voxel);
  if (held > 0.5)
    return refuse(frame, "ventricle and aorta do not form a closed lumen in its plane", findings);
  const auto byLabels = fitWallToLabels(labels, kAnnulusLumen, frame, radii, options);
  if (!byLabels || !isPlausible(byLabels->model.radius)) return refuse(frame, kNotClosed, findings);
  if (held > 0.05)
    findings.push_back(
        {"annulus.wider_than_interface", Severity::warning,
         "On " + formatFixed(100.0 * held, 0) +
             " % of the circumference the labels are wider than the interface of ventricle and "
             "aorta; the contour follows the interface there.",
         frame.origin});
  return refinedSection(labels, frame, *byLabels, options, ct, findings);
}

std::optional<AnnulusSection> measureAnnulusIn(const LabelMap& labels, const Plane& plane, const Volume* ct,
                                               Findings& findings) {
  PlaneFrame frame = frameOf(plane);
  const double step = 0.4 * labels.geometry().meanSpacing();
  const LumenField field(labels, kAnnulusLumen.lumen);
  std::vector<double> radii = lumenRadii(field, frame, kCentringRays, kMaxRadiusMm, step);
  if (radii.empty()) return refuse(frame, kCentreOutside, findings);
  // Hinge points lie where the cusps do, not evenly about the lumen: a polar curve is best from its middle.
  frame.origin = frame.toLps(centroidOf(contourOf(fitRadii(radii, kCentringOrder), frame, kContourPoints)));
  radii = lumenRadii(field, frame, kRays, kMaxRadiusMm, step);
  if (radii.empty()) return refuse(frame, kCentreOutside, findings);
  SectionOptions options;
  options.halfThickness = kSlabMm;
  const auto byLabels = fitWallToLabels(labels, kAnnulusLumen, frame, radii, options);
  if (!byLabels || !isPlausible(byLabels->model.radius)) return refuse(frame, kNotClosed, findings);
  return refinedSection(labels, frame, *byLabels, options, ct, findings);
}

}  // namespace valvista::planning
