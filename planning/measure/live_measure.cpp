// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/live_measure.h"

#include "planning/measure/case_readings.h"
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

}  // namespace

LiveMeasures measureLive(const Case& inputs, const PlanEdits& before, const Derived& derived,
                         const Progress& progress) {
  progress.throwIfCancelled();
  LiveMeasures live;
  const PlanEdits& edits = inputs.review.edits;
  const bool planeMoved = edits.hinges != before.hinges, endMoved = edits.rootEndMm != before.rootEndMm;
  if (!derived.root || !derived.root->interface || (!planeMoved && !endMoved)) return live;
  RootLabels root = *derived.root;
  // Findings are those of the pipeline, which follows when the drag has ended.
  Findings ctFindings, annulusFindings;
  const Volume* ct = calibratedCt(inputs, ctFindings);
  MeasurementTable annulusTable;
  RootLabels inPlane = root;
  std::future<std::optional<Contour>> annulus;  // last: it waits for its end before what it uses goes
  if (planeMoved) {
    layPlane(inPlane, edits);
    annulus = std::async(std::launch::async,
                         [&] { return readAnnulus(inPlane, ct, annulusTable, annulusFindings); });
  }
  followEdits(root, inputs.options.root.curve, edits, progress);
  progress.throwIfCancelled();
  live.annulusPlane = root.annulusPlane;
  live.rootEndMm = root.rootEndMm;
  live.curve = root.curve;

  Findings findings;
  MeasurementTable table;
  readRootLength(root, table, findings);
  if (planeMoved) {
    readRootDiameter(root, ct, table, findings);
    live.annulusContour = annulus.get();
    takeMeasured(annulusTable, live);
  }
  takeMeasured(table, live);
  return live;
}

}  // namespace valvista::planning
