// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace valvista::planning {

/// Several files that belong together: written into a hidden folder beside their destination and renamed into
/// place at the end, so that a failure or a cancel leaves the earlier files as they were and nothing new.
class OutputFolder {
 public:
  /// Makes `folder` when it is missing. Throws SaveError naming it and the reason.
  explicit OutputFolder(std::filesystem::path folder);
  /// Without commit() removes what was written, and the folder where it was made for this.
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Where to write the file or folder that is to become `folder/name`.
  std::filesystem::path add(const std::string& name);
  /// Moves everything added into place; replaces files of the same name, and folders as a whole.
  void commit();

 private:
  void moveIntoPlace(const std::string& name);

  std::filesystem::path folder_, staging_;
  std::vector<std::filesystem::path> made_;  ///< folders that did not exist, outermost first
  std::vector<std::string> names_;
  bool committed_ = false;
};

}  // namespace valvista::planning
