// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace valvista {

/// Names a process among all that ever ran: its number is given again after it has ended, its start is not.
struct ProcessStamp {
  std::string host;
  std::int64_t process = 0;
  std::string start;  ///< of the machine and of the process, opaque
  bool operator==(const ProcessStamp&) const = default;

  static ProcessStamp ofThis();
};

/// Whether the process is running; none for one of another machine, of which nobody knows here.
std::optional<bool> isRunning(const ProcessStamp& stamp);

}  // namespace valvista
