// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/output_file.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/write_failure.h"

#include <cerrno>
#include <sys/stat.h>

namespace valvista {

void makeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw SaveError(folder.filename().string() + " cannot be made: " + error.message() + ".");
}

void makeFolderOf(const std::filesystem::path& file) {
  makeFolder(std::filesystem::absolute(file).parent_path());
}

std::error_code makePrivateFolder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return {};
  if (folder.has_parent_path() && folder.parent_path() != folder) {
    error = makePrivateFolder(folder.parent_path());
    if (error) return error;
  }
  if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) return {errno, std::generic_category()};
  return {syncName(folder), std::generic_category()};
}

void writeTextFile(const std::filesystem::path& file, std::string_view text) {
  makeFolderOf(file);
  AtomicFile output(file);
  output.write(text);
  output.commit();
}

}  // namespace valvista
