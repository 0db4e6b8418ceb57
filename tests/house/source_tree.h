// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace valvista::tests {

/// Every C++ file of the project below `folder` (relative to the project), with project-relative names.
inline std::vector<std::string> sourcesBelow(const std::string& folder) {
  namespace fs = std::filesystem;
  const fs::path top = VALVISTA_SOURCE;
  std::vector<std::string> files;
  if (!fs::exists(top / folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(top / folder))
    if (entry.is_regular_file() && (entry.path().extension() == ".cpp" || entry.path().extension() == ".h"))
      files.push_back(fs::relative(entry.path(), top).generic_string());
  return files;
}

inline std::vector<std::string> linesOf(const std::string& projectFile) {
  std::ifstream in(std::filesystem::path(VALVISTA_SOURCE) / projectFile);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace valvista::tests
