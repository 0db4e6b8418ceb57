// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/measure_case.h"

#include "planning/core/number_text.h"
#include "planning/measure/annulus_measurements.h"
#include "planning/measure/measurement_table.h"
#include "planning/measure/root_measurements.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace valvista::planning {

namespace {

constexpr double kLengthSdVoxels = 0.5;  // an end face is known to half a voxel

void readAnnulus(const AnnulusSection& section, MeasurementTable& table) {
  const ContourMetrics& m = section.metrics;
  const PlaneFrame& frame = section.contour.frame;
  const Plane plane{frame.origin, frame.normal};
  const Polyline contour = closedLine(section.contour);
  const auto reading = [&](double value, double sd) {
    return Reading{value, section.method, sd, {frame.origin, plane, {contour}}};
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

void readRoot(const RootLabels& root, const Volume* ct, MeasurementTable& table, Findings& findings) {
  const auto missing = [&](const char* id, const char* reason) {
    findings.push_back({id, Severity::warning, reason, {}});
  };
  if (!root.interface || !root.curve)
    return missing("root.not_measured",
                   "Root length and diameter are not measured: there is no annulus plane.");
  const Plane& annulus = root.interface->plane;
  if (root.curve->rootEndMm) {
    const Vec3 end = annulus.origin + annulus.normal * *root.curve->rootEndMm;
    table.set("root.length", {*root.curve->rootEndMm,
                              "cross-section curve of the labels",
                              kLengthSdVoxels * root.labels.geometry().meanSpacing(),
                              {end, Plane{end, annulus.normal}, {{annulus.origin, end}}}});
  } else {
    missing(
        "root.length_not_measured",
        "The root length is not measured: the cross-section curve has no minimum after its first maximum.");
  }
  if (!root.curve->firstMaximumMm)
    return missing("root.diameter_not_measured",
                   "The largest root diameter is not measured: the cross-section curve has no maximum.");
  if (const auto section = measureRootSection(root, ct, findings)) {
    const PlaneFrame& frame = section->contour.frame;
    table.set("root.diameter.max",
              {section->diameterMm,
               section->method,
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
  const double sd = vessel.diameterUncertaintyMm;
  table.set(prefix + ".diameter.min",
            {d[vessel.narrowest], vessel.sectionMethods[vessel.narrowest], sd, place(vessel.narrowest)});
  table.set(prefix + ".diameter.mean", {mean, vessel.method, sd, whole});
  table.set(prefix + ".diameter.max", {d[widest], vessel.sectionMethods[widest], sd, place(widest)});
  const double lengthSd = kLengthSdVoxels * std::numbers::sqrt2 * voxel;
  table.set(prefix + ".length", {vessel.lengthMm, "centreline of the label", lengthSd, whole});
  const double chord = vessel.lengthMm / (1.0 + vessel.tortuosity);
  table.set(prefix + ".tortuosity", {vessel.tortuosity, "centreline of the label", lengthSd / chord, whole});
}

void readVolumes(const LabelMap& labels, MeasurementTable& table, Findings& findings) {
  constexpr std::array<std::pair<TavrLabel, const char*>, 7> kVolumes{{
      {TavrLabel::aorta, "volume.aorta"},
      {TavrLabel::leftVentricle, "volume.left_ventricle"},
      {TavrLabel::aorticRoot, "volume.aortic_root"},
      {TavrLabel::valve, "volume.valve"},
      {TavrLabel::annulus, "volume.annulus"},
      {TavrLabel::iliacLeft, "volume.iliac_artery_left"},
      {TavrLabel::iliacRight, "volume.iliac_artery_right"},
  }};
  const std::vector<std::size_t> counts = labelCounts(labels);
  const double voxel = labels.geometry().voxelVolume();
  for (const auto& [label, id] : kVolumes) {
    const double count = static_cast<double>(counts[value(label)]);
    if (count > 0.0) {
      // Every voxel of the surface is in or out by a coin's toss; a compact body has about 6 n^(2/3) of them.
      table.set(id,
                {count * voxel, "voxels of the label", 0.5 * std::sqrt(6.0) * std::cbrt(count) * voxel, {}});
    } else {
      findings.push_back({std::string(id) + ".missing",
                          Severity::warning,
                          std::string(catalogueEntry(id).label) + ": no voxel has this label.",
                          {}});
    }
  }
}

void checkSides(const Derived& derived, Findings& findings) {
  if (!derived.iliacLeft || !derived.iliacRight) return;
  const auto middle = [](const VesselCalibre& v) { return v.centreline[v.centreline.size() / 2]; };
  const Vec3 left = middle(*derived.iliacLeft), right = middle(*derived.iliacRight);
  if (left.x < right.x)
    findings.push_back(
        {"iliac.sides_swapped", Severity::warning,
         "The left iliac artery lies to the patient's right of the right one: the labels may be "
         "swapped, or the image mirrored.",
         left});
}

void checkRange(const Measurements& measurements, Findings& findings) {
  struct Range {
    const char* id;
    double low, high;
  };
  // Wider than anything a valve or a sheath is made for: outside it the labels are more likely wrong than
  // right.
  constexpr std::array kRanges{Range{"annulus.diameter.area_derived", 14.0, 35.0},
                               Range{"annulus.eccentricity", 0.0, 0.5}, Range{"root.length", 8.0, 50.0},
                               Range{"iliac.left.diameter.min", 2.0, 20.0},
                               Range{"iliac.right.diameter.min", 2.0, 20.0}};
  for (const Range& range : kRanges) {
    const Measured* m = find(measurements, range.id);
    if (m == nullptr || !m->value || (*m->value >= range.low && *m->value <= range.high)) continue;
    findings.push_back({std::string(range.id) + ".implausible", Severity::warning,
                        std::string(catalogueEntry(range.id).label) + " of " + formatFixed(*m->value, 2) +
                            " " + (m->unit == "1" ? "" : m->unit + " ") +
                            "is outside what patients have: check the labels.",
                        m->evidence.focus});
  }
}

/// The CT to find walls in; none where its values are not on the scale of Hounsfield: what is taken for
/// blood, fat and calcium would then be something else, and a wall a millimetre off would look well measured.
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

}  // namespace

void measureCase(const Case& inputs, Derived& derived, const Progress& progress) {
  const RootLabels& root = derived.root.value();
  derived.annulusContour.reset();
  derived.iliacLeft.reset();
  derived.iliacRight.reset();
  derived.findings.clear();
  const Volume* ct = calibratedCt(inputs, derived.findings);
  MeasurementTable table;

  progress.report(0.0, "Measuring the annulus");
  if (root.interface) {
    if (const auto section = measureAnnulus(root.labels, *root.interface, ct, derived.findings)) {
      readAnnulus(*section, table);
      derived.annulusContour = section->contour;
    }
  } else {
    derived.findings.push_back({"annulus.not_measured",
                                Severity::warning,
                                "The annulus is not measured: left ventricle and aorta have no interface.",
                                {}});
  }
  progress.throwIfCancelled();
  progress.report(0.1, "Measuring the root");
  readRoot(root, ct, table, derived.findings);

  const double voxel = root.labels.geometry().meanSpacing();
  progress.report(0.2, "Measuring the left iliac artery");
  derived.iliacLeft =
      measureVessel(root.labels, value(TavrLabel::iliacLeft), ct, "iliac.left", derived.findings, progress);
  if (derived.iliacLeft) readVessel(*derived.iliacLeft, "iliac.left", voxel, table);
  progress.report(0.6, "Measuring the right iliac artery");
  derived.iliacRight =
      measureVessel(root.labels, value(TavrLabel::iliacRight), ct, "iliac.right", derived.findings, progress);
  if (derived.iliacRight) readVessel(*derived.iliacRight, "iliac.right", voxel, table);

  readVolumes(root.labels, table, derived.findings);
  derived.measurements = table.take();
  checkSides(derived, derived.findings);
  checkRange(derived.measurements, derived.findings);
  progress.report(1.0, "Measured");
}

}  // namespace valvista::planning
