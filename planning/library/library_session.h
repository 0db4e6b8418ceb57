// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/process_stamp.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace valvista::planning {

/// Who works with a library, and from where.
struct LibrarySession {
  std::string user;  ///< the annotator, shown to others
  ProcessStamp process;
  /// A lock whose owner has not been heard of for so long may be taken over.
  std::chrono::milliseconds staleAfter = std::chrono::minutes(10);
};

/// This process, by the user's name on this machine.
LibrarySession thisSession();

std::int64_t nowMs();  ///< milliseconds since 1970, UTC
/// "2026-03-01 14:05 UTC"
std::string timeText(std::int64_t ms);

}  // namespace valvista::planning
