// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace valvista::planning {

/// Puts `file` at `target` without its bytes taking room twice: a hard link, or a copy where the file system
/// has none. Replaces what is there at once or not at all. Throws SaveError naming the target.
void linkOrCopy(const std::filesystem::path& file, const std::filesystem::path& target);

}  // namespace valvista::planning
