// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/live_measure.h"

#include "planning/measure/aorta_course.h"
#include "planning/measure/case_readings.h"
#include "planning/measure/live_vessel.h"
#include "planning/measure/touched_parts.h"
#include "planning/model/plan_edits.h"

#include <future>
#include <utility>

namespace valvista::planning {

namespace {

/// Moves the measured values of the table into the result.
void takeMeasured(MeasurementTable& table, LiveMeasures& live) {
  for (Measured& measured : table.take())
    if (measured.value) live.measurements.push_back(std::move(measured));
}

/// What of the root is to be measured: with its plane goes everything, with its end the length.
struct RootChange {
  bool plane = false, end = false;
};

void measureRoot(const Case& inputs, const RootChange& change, bool edited, const RootLabels& derivedRoot,
                 LiveMeasures& live, const Progress& progress) {
  const PlanEdits& edits = inputs.review.edits;
  RootLabels root = derivedRoot;
  // Findings are those of the pipeline, which follows when the drag has ended.
  Findings ctFindings, annulusFindings, findings;
  const Volume* ct = calibratedCt(inputs, ctFindings);
  MeasurementTable annulusTable, table;
  RootLabels inPlane = root;
  std::future<std::optional<Contour>> annulus;  // last: it waits for its end before what it uses goes
  if (change.plane) {
    if (edited) layPlane(inPlane, edits);
    annulus = std::async(std::launch::async,
                         [&] { return readAnnulus(inPlane, ct, annulusTable, annulusFindings); });
  }
  if (edited) followEdits(root, inputs.options.root.curve, edits, progress);
  progress.throwIfCancelled();
  live.annulusPlane = root.annulusPlane;
  live.rootEndMm = root.rootEndMm;
  live.curve = root.curve;
  readRootLength(root, table, findings);
  if (change.plane) {
    readRootDiameter(root, ct, table, findings);
    live.annulusContour = annulus.get();
    takeMeasured(annulusTable, live);
  }
  takeMeasured(table, live);
}

void measureCourse(Vessel vessel, const Case& inputs, const RootLabels& root, LiveMeasures& live,
                   const Progress& progress) {
  const PlanEdits& edits = inputs.review.edits;
  Findings findings;
  std::optional<VesselCalibre>& calibre = live.vessels[indexOf(vessel)];
  if (vessel == Vessel::aorta) {
    const auto& points = edits.centrelinePoints[indexOf(vessel)];
    calibre = measureAorta(root, points ? &*points : nullptr, findings, progress);
    return;
  }
  const VesselRequest request = requestFor(vessel, edits);
  calibre = measureVessel(root.labels, request, calibratedCt(inputs, findings), findings, progress);
  if (!calibre) return;
  MeasurementTable table;
  readVessel(*calibre, request.findingPrefix, root.labels.geometry().meanSpacing(), table);
  takeMeasured(table, live);
}

/// Diameters of an iliac artery whose label was corrected since it was measured.
void measureCorrected(Vessel vessel, const VesselCalibre& before, const Case& inputs, const Derived& derived,
                      const VoxelRuns& changed, LiveMeasures& live, const Progress& progress) {
  Findings findings;
  const LabelMap& labels = derived.root->labels;
  const VesselRequest request = requestFor(vessel, inputs.review.edits);
  const auto calibre =
      measureNearChange(before, labels, request, calibratedCt(inputs, findings), changed, progress);
  if (!calibre) return;
  MeasurementTable table;
  readVessel(*calibre, request.findingPrefix, labels.geometry().meanSpacing(), table);
  takeMeasured(table, live);
}

}  // namespace

LiveMeasures measureLive(const Case& inputs, const PlanEdits& before, const Derived& derived,
                         const Progress& progress) {
  progress.throwIfCancelled();
  LiveMeasures live;
  if (!derived.root) return live;
  const PlanEdits& edits = inputs.review.edits;
  TouchedParts corrected{false, {}};
  VoxelRuns changed;
  if (derived.measuredOn) {
    const LabelMap &measured = derived.measuredOn->labels, &labels = derived.root->labels;
    changed = changedRuns(measured, labels);
    corrected = touchedParts(measured, labels, changed);
  }
  const bool edited = edits.hinges != before.hinges || edits.rootEndMm != before.rootEndMm;
  const RootChange change{corrected.root || edits.hinges != before.hinges,
                          edits.rootEndMm != before.rootEndMm};
  if ((change.plane || change.end) && derived.root->interface)
    measureRoot(inputs, change, edited, *derived.root, live, progress);
  for (const Vessel vessel : kVessels) {
    const auto& calibre = vessel == Vessel::iliacLeft ? derived.iliacLeft : derived.iliacRight;
    if (edits.centrelinePoints[indexOf(vessel)] != before.centrelinePoints[indexOf(vessel)])
      measureCourse(vessel, inputs, *derived.root, live, progress);
    else if (vessel != Vessel::aorta && corrected.vessels[indexOf(vessel)] && calibre)
      measureCorrected(vessel, *calibre, inputs, derived, changed, live, progress);
  }
  return live;
}

}  // namespace valvista::planning
