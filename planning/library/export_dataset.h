// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/case_library.h"

#include <filesystem>
#include <string>
#include <vector>

namespace valvista::planning {

struct ExportedDataset {
  struct Case {
    std::string id, name, patient;  ///< of the library, of the files, and whose scan it is (a pseudonym)
  };
  std::vector<Case> cases;
  std::vector<std::string> refused;  ///< cases that cannot be used and why, one sentence each
};

/// Writes the accepted cases of a library as an nnU-Net v2 dataset in the TAVR scheme, valve, annulus
/// and root as the rules derive them of what was saved, with patients in dataset.json so that a training
/// never divides one. Labels must lie on the grid of their CT; every file is read again and compared voxel by
/// voxel. Nothing in it says who a patient is. `out` must not exist or be empty; it is there whole or not at
/// all. Throws SaveError, LoadError when no case is accepted or none can be used, Cancelled.
ExportedDataset exportDataset(CaseLibrary& library, const std::filesystem::path& out,
                              const Progress& progress);

}  // namespace valvista::planning
