// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/anatomy_labels.h"
#include "planning/model/study.h"
#include "planning/worker/worker_client.h"

namespace valvista::planning {

/// Coarse anatomy of a CT from a model that valvista-worker runs, with the model's provenance; what the
/// labels lack is a finding. Throws ModelError naming model or worker and the reason, and Cancelled.
AnatomyLabels segmentStudy(const Study& study, const SegmentationRequest& request, const Progress& progress);

}  // namespace valvista::planning
