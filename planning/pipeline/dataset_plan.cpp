// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/dataset_plan.h"

#include "planning/io/label_schemes.h"

#include <utility>

namespace valvista::planning {

Plan planOfCase(const Dataset& dataset, const DatasetCase& one, const std::vector<ModelClass>& classes,
                const Progress& progress) {
  DatasetVoxels voxels = readCase(dataset, one, classes, progress);
  Plan plan;
  plan.inputs.study.emplace();
  plan.inputs.study->patient.name = one.name;
  plan.inputs.study->facts.modality = "CT";
  plan.inputs.study->volume = std::move(voxels.ct);
  plan.inputs.anatomy.emplace();
  plan.inputs.anatomy->labels = std::move(voxels.labels);
  plan.inputs.anatomy->source = "file";
  plan.inputs.anatomy->scheme = "tavr";
  describeLabels(*plan.inputs.anatomy);
  return plan;
}

}  // namespace valvista::planning
