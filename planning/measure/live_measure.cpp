// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/live_measure.h"

#include "planning/model/plan_edits.h"

namespace valvista::planning {

LiveMeasures measureLive(const Case& inputs, const PlanEdits& before, const Derived& derived,
                         const Progress& progress) {
  progress.throwIfCancelled();
  LiveMeasures live;
  if (inputs.review.edits == before) return live;
  live.annulusPlane = annulusPlane(inputs, derived);
  live.rootEndMm = rootEndMm(inputs, derived).current();
  return live;
}

}  // namespace valvista::planning
