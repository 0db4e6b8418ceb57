// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/measure_case.h"

#include "planning/core/number_text.h"
#include "planning/measure/aorta_course.h"
#include "planning/measure/case_readings.h"
#include "planning/measure/touched_parts.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace valvista::planning {

namespace {

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
                               Range{"annulus.eccentricity", 0.0, 0.5},
                               Range{"root.length", 8.0, 50.0},
                               Range{"root.diameter.max", 18.0, 70.0},
                               Range{"iliac.left.diameter.min", 2.0, 20.0},
                               Range{"iliac.left.diameter.mean", 2.0, 30.0},
                               Range{"iliac.left.length", 10.0, 400.0},
                               Range{"iliac.left.tortuosity", 0.0, 1.5},
                               Range{"iliac.right.diameter.min", 2.0, 20.0},
                               Range{"iliac.right.diameter.mean", 2.0, 30.0},
                               Range{"iliac.right.length", 10.0, 400.0},
                               Range{"iliac.right.tortuosity", 0.0, 1.5}};
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

std::optional<VesselCalibre>& calibreOf(Derived& derived, Vessel vessel) {
  if (vessel == Vessel::aorta) return derived.aorta;
  return vessel == Vessel::iliacLeft ? derived.iliacLeft : derived.iliacRight;
}

/// What has to be measured; the rest is as it was.
TouchedParts partsToMeasure(const PlanEdits& edits, const Derived& derived) {
  if (!derived.measuredOn) return {};
  const MeasuredOn& before = *derived.measuredOn;
  const LabelMap& labels = derived.root->labels;
  TouchedParts due = touchedParts(before.labels, labels, changedRuns(before.labels, labels));
  for (const Vessel vessel : kVessels)
    if (edits.centrelinePoints[indexOf(vessel)] != before.edits.centrelinePoints[indexOf(vessel)])
      due.vessels[indexOf(vessel)] = true;
  // The course of the aorta begins in the annulus plane.
  if (edits.hinges != before.edits.hinges || edits.rootEndMm != before.edits.rootEndMm)
    due.root = due.vessels[indexOf(Vessel::aorta)] = true;
  return due;
}

void measureRoot(const Volume* ct, Derived& derived, MeasurementTable& table, const Progress& progress) {
  const RootLabels& root = *derived.root;
  Findings& findings = derived.measuredOn->rootFindings;
  findings.clear();
  progress.report(0.0, "Measuring the annulus");
  derived.annulusContour = readAnnulus(root, ct, table, findings);
  progress.throwIfCancelled();
  progress.report(0.1, "Measuring the root");
  readRootLength(root, table, findings);
  readRootDiameter(root, ct, table, findings);
}

/// Takes annulus and root as they were measured before.
void keepRoot(const Measurements& before, MeasurementTable& table) {
  for (const Measured& measured : before)
    if (measured.id.starts_with("annulus.") || measured.id.starts_with("root.")) table.keep(measured);
}

void measureVesselOf(Vessel vessel, const PlanEdits& edits, const Volume* ct, Derived& derived,
                     const Progress& progress) {
  Findings& findings = derived.measuredOn->findings[indexOf(vessel)];
  findings.clear();
  std::optional<VesselCalibre>& calibre = calibreOf(derived, vessel);
  if (vessel == Vessel::aorta) {
    const auto& points = edits.centrelinePoints[indexOf(vessel)];
    calibre = measureAorta(*derived.root, points ? &*points : nullptr, findings, progress);
  } else {
    calibre = measureVessel(derived.root->labels, requestFor(vessel, edits), ct, findings, progress);
  }
}

void measureVessels(const PlanEdits& edits, const std::array<bool, kVesselCount>& due, const Volume* ct,
                    Derived& derived, const Progress& progress) {
  struct Share {
    Vessel vessel;
    double start;
    const char* what;
  };
  constexpr std::array kShares{Share{Vessel::iliacLeft, 0.2, "Measuring the left iliac artery"},
                               Share{Vessel::iliacRight, 0.55, "Measuring the right iliac artery"},
                               Share{Vessel::aorta, 0.9, "Following the aorta"}};
  for (const Share& share : kShares) {
    progress.report(share.start, share.what);
    if (due[indexOf(share.vessel)]) measureVesselOf(share.vessel, edits, ct, derived, progress);
  }
}

void readVessels(Derived& derived, MeasurementTable& table) {
  derived.proposedCentrelinePoints = {};
  for (const Vessel vessel : {Vessel::iliacLeft, Vessel::iliacRight, Vessel::aorta}) {
    const Findings& findings = derived.measuredOn->findings[indexOf(vessel)];
    derived.findings.insert(derived.findings.end(), findings.begin(), findings.end());
    const std::optional<VesselCalibre>& calibre = calibreOf(derived, vessel);
    if (!calibre) continue;
    derived.proposedCentrelinePoints[indexOf(vessel)] = calibre->proposedPoints;
    if (vessel != Vessel::aorta)
      readVessel(*calibre, requestFor(vessel, {}).findingPrefix,
                 derived.root->labels.geometry().meanSpacing(), table);
  }
}

}  // namespace

void measureCase(const Case& inputs, Derived& derived, const Progress& progress) {
  const RootLabels& root = derived.root.value();
  const PlanEdits& edits = inputs.review.edits;
  const TouchedParts due = partsToMeasure(edits, derived);
  if (!derived.measuredOn) derived.measuredOn.emplace();
  derived.findings.clear();
  const Volume* ct = calibratedCt(inputs, derived.findings);
  MeasurementTable table;
  if (due.root)
    measureRoot(ct, derived, table, progress);
  else
    keepRoot(derived.measurements, table);
  const Findings& ofRoot = derived.measuredOn->rootFindings;
  derived.findings.insert(derived.findings.end(), ofRoot.begin(), ofRoot.end());
  measureVessels(edits, due.vessels, ct, derived, progress);
  derived.measuredOn->labels = root.labels;
  derived.measuredOn->edits = edits;
  readVessels(derived, table);
  readVolumes(root.labels, table, derived.findings);
  derived.measurements = table.take();
  checkSides(derived, derived.findings);
  checkRange(derived.measurements, derived.findings);
  progress.report(1.0, "Measured");
}

}  // namespace valvista::planning
