// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/live_measure.h"

#include "planning/measure/case_readings.h"
#include "planning/model/plan_edits.h"

#include <string_view>
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
  followEdits(root, inputs.options.root.curve, edits, progress);
  progress.throwIfCancelled();
  live.annulusPlane = root.annulusPlane;
  live.rootEndMm = root.rootEndMm;
  live.curve = root.curve;

  Findings findings;  // those of the pipeline follow when the drag has ended
  const Volume* ct = calibratedCt(inputs, findings);
  MeasurementTable table;
  if (planeMoved) live.annulusContour = readAnnulus(root, ct, table, findings);
  progress.throwIfCancelled();
  readRootLength(root, table, findings);
  if (planeMoved) readRootDiameter(root, ct, table, findings);
  takeMeasured(table, live);
  return live;
}

}  // namespace valvista::planning
