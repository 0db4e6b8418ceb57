// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/library/recorded_disk.h"

#include <functional>

namespace valvista {

/// What a disk may keep of all that was not synced when the power went.
enum class Kept : std::uint8_t {
  nothing,
  all,
  untilOneMoment,  ///< what came before it, as a disk that works in order
  eachItsOwn       ///< every folder, size and block of a file as it was at a moment of its own
};

struct PowerCut {
  std::size_t at = 0;  ///< how many operations were asked for before
  Kept kept = Kept::nothing;
  unsigned seed = 0;
};

/// The disk after a cut, as POSIX allows it: of a file is there what was written before it was synced, of a
/// name what was done before its folder was synced, and of the rest what `kept` says. Within a folder names
/// are changed in order; a rename is one change of both its folders, and done when either of them says so. A
/// sector of 512 bytes is never torn.
DiskNodes diskAfter(const RecordedDisk& disk, const PowerCut& cut);
/// Makes it a folder, in place of what is there.
void putOnDisk(const DiskNodes& disk, const std::filesystem::path& folder);

/// Gets the folder of a disk after a cut and the number that was promised last before it.
using CutCheck = std::function<void(const std::filesystem::path& after, int promised)>;
/// Checks that the record of a disk is complete, then every cut: after each promise, where all is lost that
/// was not synced, and at `cuts` random moments, the same ones each time. `after` is the folder to use.
void checkCuts(const RecordedDisk& disk, int cuts, const std::filesystem::path& after, const CutCheck& check);

/// Everything below a folder by name; a file that is written through a mapping (-shm of SQLite) by its name
/// alone.
std::map<std::string, std::string> contentOf(const DiskNodes& disk);

}  // namespace valvista
