// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/output_folder.h"

#include "planning/core/error.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace valvista::planning {

namespace fs = std::filesystem;

namespace {

/// The last part of a path: what a message may name.
std::string nameOf(const fs::path& path) {
  const fs::path plain = path.has_filename() ? path : path.parent_path();
  return plain.filename().string();
}

[[noreturn]] void fail(const fs::path& path, const std::error_code& error) {
  throw SaveError(nameOf(path) + " cannot be written: " + error.message() + ".");
}

/// `folder` and those of its parents that do not exist, outermost first.
std::vector<fs::path> missingFolders(const fs::path& folder) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path at = folder; !at.empty() && !fs::exists(at, error); at = at.parent_path()) {
    missing.insert(missing.begin(), at);
    if (at == at.parent_path()) break;
  }
  return missing;
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder) : folder_(fs::absolute(folder).lexically_normal()) {
  if (!folder_.has_filename()) folder_ = folder_.parent_path();
  std::error_code error;
  made_ = missingFolders(folder_);
  fs::create_directories(folder_, error);
  if (!error && !fs::is_directory(folder_)) error = std::make_error_code(std::errc::not_a_directory);
  std::string pattern = (folder_ / ".valvista-XXXXXX").string();
  if (!error && ::mkdtemp(pattern.data()) == nullptr) error = {errno, std::generic_category()};
  if (error) {
    std::error_code ignored;
    for (auto at = made_.rbegin(); at != made_.rend(); ++at) fs::remove(*at, ignored);
    fail(folder_, error);
  }
  staging_ = pattern;
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  fs::remove_all(staging_, ignored);
  if (committed_) return;
  // Only empty folders go: remove() refuses the others.
  for (auto at = made_.rbegin(); at != made_.rend(); ++at) fs::remove(*at, ignored);
}

fs::path OutputFolder::add(const std::string& name) {
  names_.push_back(name);
  return staging_ / name;
}

void OutputFolder::commit() {
  for (const std::string& name : names_) {
    if (fs::is_directory(folder_ / name) != fs::is_directory(staging_ / name) && fs::exists(folder_ / name)) {
      throw SaveError(name +
                      " cannot be written: a file and a folder of this name stand against each other.");
    }
    if (fs::exists(folder_ / name) && ::faccessat(AT_FDCWD, (folder_ / name).c_str(), W_OK, AT_EACCESS) != 0)
      throw SaveError(name + " was not written: the existing file is protected.");
  }
  for (const std::string& name : names_) moveIntoPlace(name);
  committed_ = true;
}

void OutputFolder::moveIntoPlace(const std::string& name) {
  std::error_code error;
  const fs::path target = folder_ / name;
  if (fs::is_directory(target)) fs::rename(target, staging_ / (name + ".previous"), error);
  if (!error) fs::rename(staging_ / name, target, error);
  if (error) fail(target, error);
}

}  // namespace valvista::planning
