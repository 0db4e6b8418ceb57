// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace valvista::planning {

/// A label map and the one it is compared with.
struct CasePair {
  std::string name;  ///< of the truth's file, without its ending
  std::filesystem::path truth, prediction;
};

/// Two files are one case whatever their names. Of folders, the volume files of one name ("a.nii.gz" and
/// "a.nrrd") belong together; a file and a folder are the case of that name. By name; other files are left
/// alone. Throws LoadError naming what has no counterpart on either side, two files of one name, a folder
/// that is none of label maps (masks of one case), and what does not exist.
std::vector<CasePair> pairCases(const std::filesystem::path& truth, const std::filesystem::path& prediction);

}  // namespace valvista::planning
