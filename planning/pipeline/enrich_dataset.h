// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/core/progress.h"
#include "planning/measure/mean_curve.h"
#include "planning/model/finding.h"
#include "planning/pipeline/dataset_run.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace valvista::planning {

struct EnrichRequest {
  std::filesystem::path dataset;  ///< nnU-Net v2, or TotalSegmentator's layout
  std::filesystem::path out;      ///< nnU-Net v2 dataset to make or to go on with, another folder
  /// How label maps are numbered; found from their values without it.
  std::optional<std::string> scheme;
  /// Structures are found by the names that the dataset gives them (dataset.json, names of masks) instead of
  /// by a scheme, as a training does; test cases without labels are left out.
  bool byNames = false;
  DistanceRule rule = DistanceRule::paper;
  Shard shard;
  int jobs = 1;  ///< cases at a time
};

/// A case whose annulus or root end could not be found, and why: id, severity and message.
struct IncompleteCase {
  std::string name;
  Findings findings;
};

struct EnrichedDataset {
  std::vector<CaseOutcome> outcomes;       ///< of the shard
  std::vector<IncompleteCase> incomplete;  ///< of the shard; their files are written all the same
  MeanCurve curve;                         ///< over every case with a record, of whichever shard
};

/// Derives valve, annulus and root in every case: imagesTr, labelsTr (Ts), records/, mean_root_curve.csv and
/// dataset.json in `out`. Cases that are done and unchanged are kept; a case that cannot be used is refused
/// and the others go on. Throws LoadError for what is no dataset, SaveError and Cancelled, after which what
/// is whole stays.
EnrichedDataset enrichDataset(const EnrichRequest& request, const Progress& progress);

/// Makes `out`, so that a run that is interrupted in its first case can be gone on with. Throws SaveError
/// when it cannot be made, or holds files that are not of an earlier run.
void beginEnrichedDataset(const std::filesystem::path& out);

}  // namespace valvista::planning
