// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/hu_voxels.h"
#include "planning/core/training/dataset.h"

#include <string>
#include <vector>

// Reading a case with all that is wrong with it, for the sources of dataset.h alone.
namespace valvista {

struct CaseReading {
  Volume ct;  ///< empty when it cannot be read
  HuSummary hu;
  LabelMap labels;  ///< values of the classes; empty when they cannot be read
  std::vector<DatasetFault> faults;
};

/// Reads CT and labels and goes on after a fault as far as it can. Throws Cancelled.
CaseReading readCaseWithFaults(const Dataset&, const DatasetCase&, const std::vector<ModelClass>& classes,
                               const Progress&);

/// What a reader's message says behind the file's name.
std::string reasonOf(const LoadError& error, const std::filesystem::path& file);

}  // namespace valvista
