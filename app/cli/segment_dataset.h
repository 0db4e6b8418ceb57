// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/dataset_answer.h"
#include "planning/worker/worker_client.h"

#include <filesystem>

namespace valvista::cli {

struct DatasetSegmentation {
  std::filesystem::path dataset, out;
  planning::SegmentationRequest request;
  planning::Shard shard;
};

/// Labels of every CT of a dataset by a model: OUT/labelsTr/NAME.nii.gz and OUT/labelsTs/NAME.nii.gz. Cases
/// that are done and unchanged, the model too, are kept. Throws SaveError and Cancelled.
ExitCode segmentDataset(const DatasetSegmentation& given, const Answers& answers, const Progress& progress);

}  // namespace valvista::cli
