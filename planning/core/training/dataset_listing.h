// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/training/dataset.h"

#include <filesystem>
#include <string>
#include <vector>

// How the two layouts name their files, for the sources of dataset.h alone.
namespace valvista {

inline constexpr const char* kDatasetJson = "dataset.json";

/// Whether there is a file to open, symbolic links followed: empty when there is, else the reason.
std::string reasonNotAFile(const std::filesystem::path& file);

/// Entries of a folder by name, hidden ones left out. Throws LoadError when the folder cannot be read.
std::vector<std::filesystem::path> entriesOf(const std::filesystem::path& folder);

/// The name of a NIfTI file without .nii or .nii.gz; empty for other files.
std::string niftiStem(const std::filesystem::path& file);

/// dataset.json with its images and labels, its classes and its patients. Throws LoadError.
Dataset listNnUNet(const std::filesystem::path& folder, std::vector<DatasetFault>& faults);

/// A folder a case, with its CT and a folder of masks.
Dataset listTotalSegmentator(const std::filesystem::path& folder, std::vector<DatasetFault>& faults);

/// File names without ending under which a case of TotalSegmentator may hold the mask of a class: the class's
/// own name, then TotalSegmentator's where that is another.
std::vector<std::string> maskNames(const std::string& className);
/// The mask of a class in a folder of masks; empty when there is none.
std::filesystem::path maskFile(const std::filesystem::path& folder, const std::string& className);

}  // namespace valvista
