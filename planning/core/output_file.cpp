// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/output_file.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"

#include <system_error>

namespace valvista {

void makeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw SaveError(folder.filename().string() + " cannot be made: " + error.message() + ".");
}

void makeFolderOf(const std::filesystem::path& file) {
  makeFolder(std::filesystem::absolute(file).parent_path());
}

void writeTextFile(const std::filesystem::path& file, std::string_view text) {
  makeFolderOf(file);
  AtomicFile output(file);
  output.write(text);
  output.commit();
}

}  // namespace valvista
