// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/case_readings.h"

#include "planning/measure/annulus_measurements.h"
#include "planning/measure/root_measurements.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace valvista::planning {

namespace {

constexpr double kLengthSdVoxels = 0.5;  // an end face is known to half a voxel

void readSection(const AnnulusSection& section, const std::string& method, MeasurementTable& table) {
  const ContourMetrics& m = section.metrics;
  const PlaneFrame& frame = section.contour.frame;
  const Plane plane{frame.origin, frame.normal};
  const Polyline contour = closedLine(section.contour);
  const auto reading = [&](double value, double sd) {
    return Reading{value, method, sd, {frame.origin, plane, {contour}}};
  };
  const auto caliper = [&](const Caliper& c) {
    Reading r = reading(c.width, section.diameterSdMm);
    r.evidence.lines.push_back({frame.toLps(c.from), frame.toLps(c.to)});
    return r;
  };
  const double sd = section.meanDiameterSdMm, width = section.diameterSdMm;
  table.set("annulus.area", reading(m.area, 0.5 * std::numbers::pi * areaDerivedDiameter(m.area) * sd));
  table.set("annulus.perimeter", reading(m.perimeter, std::numbers::pi * sd));
  table.set("annulus.diameter.min", caliper(m.min));
  table.set("annulus.diameter.max", caliper(m.max));
  table.set("annulus.diameter.mean", reading(0.5 * (m.min.width + m.max.width), width / std::numbers::sqrt2));
  table.set("annulus.diameter.area_derived", reading(areaDerivedDiameter(m.area), sd));
  table.set("annulus.diameter.perimeter_derived", reading(m.perimeter / std::numbers::pi, sd));
  const double ratio = m.min.width / m.max.width;
  table.set("annulus.eccentricity", reading(1.0 - ratio, width / m.max.width * std::hypot(1.0, ratio)));
}

/// How a number was obtained, and that it hangs on a plane that a person laid.
std::string methodIn(const RootLabels& root, const std::string& method) {
  return root.planeEdited ? method + ", edited plane" : method;
}

}  // namespace

std::optional<Contour> readAnnulus(const RootLabels& root, const Volume* ct, MeasurementTable& table,
                                   Findings& findings) {
  if (!root.annulusPlane) {
    findings.push_back({"annulus.not_measured",
                        Severity::warning,
                        "The annulus is not measured: left ventricle and aorta have no interface.",
                        {}});
    return std::nullopt;
  }
  const auto section = root.planeEdited ? measureAnnulusIn(root.labels, *root.annulusPlane, ct, findings)
                                        : measureAnnulus(root.labels, *root.interface, ct, findings);
  if (!section) return std::nullopt;
  readSection(*section, methodIn(root, section->method), table);
  return section->contour;
}

namespace {

/// Smoothed area of a curve at a distance from the annulus plane.
double areaAt(const RootCurve& curve, double mm) {
  const auto above = std::lower_bound(curve.distanceMm.begin(), curve.distanceMm.end(), mm);
  const auto at = static_cast<std::size_t>(above - curve.distanceMm.begin());
  return curve.smoothedAreaMm2[std::min(at, curve.smoothedAreaMm2.size() - 1)];
}

/// Whether the proposed end of the root lies where the label is a neck: where root and tube meet an aorta
/// keeps at least half of the largest section of its root, and less than this share is a label that is broken
/// there.
bool endsInNeck(const RootLabels& root) {
  constexpr double kNeck = 0.4;
  const std::optional<RootCurve>& curve = root.curve;
  if (root.endEdited || !curve || !curve->firstMaximumMm || curve->distanceMm.empty()) return false;
  return areaAt(*curve, *root.rootEndMm) < kNeck * areaAt(*curve, *curve->firstMaximumMm);
}

}  // namespace

void readRootLength(const RootLabels& root, MeasurementTable& table, Findings& findings) {
  if (!root.annulusPlane) return;  // readAnnulus and readRootDiameter say it
  if (!root.rootEndMm) {
    findings.push_back(
        {"root.length_not_measured",
         Severity::warning,
         "The root length is not measured: the cross-section curve has no minimum after its first maximum.",
         {}});
    return;
  }
  const Plane& annulus = *root.annulusPlane;
  if (endsInNeck(root)) {
    findings.push_back(
        {"root.length_in_neck", Severity::warning,
         "The root length is not measured: the aorta's label is a thin neck where the curve has its "
         "minimum, and may be broken there.",
         annulus.origin + annulus.normal * *root.rootEndMm});
    return;
  }
  const Vec3 end = annulus.origin + annulus.normal * *root.rootEndMm;
  table.set("root.length",
            {*root.rootEndMm,
             methodIn(root, root.endEdited ? "edited root end" : "cross-section curve of the labels"),
             kLengthSdVoxels * root.labels.geometry().meanSpacing(),
             {end, Plane{end, annulus.normal}, {{annulus.origin, end}}}});
}

void readRootDiameter(const RootLabels& root, const Volume* ct, MeasurementTable& table, Findings& findings) {
  const auto missing = [&](const char* id, const char* reason) {
    findings.push_back({id, Severity::warning, reason, {}});
  };
  if (!root.annulusPlane || !root.curve)
    return missing("root.not_measured",
                   "Root length and diameter are not measured: there is no annulus plane.");
  if (!root.curve->firstMaximumMm)
    return missing("root.diameter_not_measured",
                   "The largest root diameter is not measured: the cross-section curve has no maximum.");
  if (const auto section = measureRootSection(root, ct, findings)) {
    const PlaneFrame& frame = section->contour.frame;
    table.set("root.diameter.max",
              {section->diameterMm,
               methodIn(root, section->method),
               section->sdMm,
               {frame.origin, Plane{frame.origin, frame.normal}, {closedLine(section->contour)}}});
  }
}

void readVessel(const VesselCalibre& vessel, const std::string& prefix, double voxel,
                MeasurementTable& table) {
  const auto place = [&](std::size_t at) {
    const PlaneFrame& frame = vessel.sections[at].frame;
    return Evidence{frame.origin, Plane{frame.origin, frame.normal}, {closedLine(vessel.sections[at])}};
  };
  const std::vector<double>& d = vessel.diameterMm;
  const auto widest = static_cast<std::size_t>(std::max_element(d.begin(), d.end()) - d.begin());
  const double mean = std::accumulate(d.begin(), d.end(), 0.0) / static_cast<double>(d.size());
  const Evidence whole{vessel.centreline[vessel.centreline.size() / 2], {}, {vessel.centreline}};
  const double sd = vessel.diameterSdMm[vessel.narrowest];
  const auto methodOf = [&](const std::string& method) {
    return vessel.centrelineEdited ? method + ", edited centreline" : method;
  };
  table.set(prefix + ".diameter.min", {d[vessel.narrowest], methodOf(vessel.sectionMethods[vessel.narrowest]),
                                       sd, place(vessel.narrowest)});
  table.set(prefix + ".diameter.mean", {mean, methodOf(vessel.method), sd, whole});
  table.set(prefix + ".diameter.max",
            {d[widest], methodOf(vessel.sectionMethods[widest]), sd, place(widest)});
  const char* line = vessel.centrelineEdited ? "edited centreline" : "centreline of the label";
  const double lengthSd = kLengthSdVoxels * std::numbers::sqrt2 * voxel;
  table.set(prefix + ".length", {vessel.lengthMm, line, lengthSd, whole});
  const double chord = vessel.lengthMm / (1.0 + vessel.tortuosity);
  table.set(prefix + ".tortuosity", {vessel.tortuosity, line, lengthSd / chord, whole});
}

VesselRequest requestFor(Vessel vessel, const PlanEdits& edits) {
  const bool left = vessel == Vessel::iliacLeft;
  return {value(left ? TavrLabel::iliacLeft : TavrLabel::iliacRight), left ? "iliac.left" : "iliac.right",
          edits.centrelinePoints[indexOf(vessel)]};
}

const Volume* calibratedCt(const Case& inputs, Findings& findings) {
  if (!inputs.study || inputs.study->volume.empty()) return nullptr;
  const bool doubtful = std::any_of(
      inputs.study->findings.begin(), inputs.study->findings.end(),
      [](const Finding& finding) { return finding.id == "volume.not_hu" || finding.id == "hu.implausible"; });
  if (!doubtful) return &inputs.study->volume;
  findings.push_back({"measure.ct_not_used",
                      Severity::warning,
                      "All is measured on the labels alone: the values of the CT are no Hounsfield units.",
                      {}});
  return nullptr;
}

}  // namespace valvista::planning
