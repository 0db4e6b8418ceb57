// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/linked_file.h"

#include "planning/core/error.h"

#include <system_error>
#include <unistd.h>

namespace valvista::planning {

namespace fs = std::filesystem;

void linkOrCopy(const fs::path& file, const fs::path& target) {
  const fs::path beside =
      target.parent_path() / ("." + target.filename().string() + "." + std::to_string(getpid()));
  std::error_code error;
  fs::remove(beside, error);
  fs::create_hard_link(fs::canonical(file, error), beside, error);
  if (error) {
    error.clear();
    fs::copy_file(file, beside, fs::copy_options::overwrite_existing, error);
  }
  if (!error) fs::rename(beside, target, error);
  // Renaming one link over another of the same file leaves both.
  std::error_code left;
  fs::remove(beside, left);
  if (error) throw SaveError(target.filename().string() + " cannot be written: " + error.message() + ".");
}

}  // namespace valvista::planning
