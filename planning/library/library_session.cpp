// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/library_session.h"

#include <array>
#include <ctime>
#include <pwd.h>
#include <unistd.h>

namespace valvista::planning {

LibrarySession thisSession() {
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found);
  return {found != nullptr ? entry.pw_name : "user " + std::to_string(::geteuid()), ProcessStamp::ofThis()};
}

std::int64_t nowMs() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string timeText(std::int64_t ms) {
  const auto seconds = static_cast<std::time_t>(ms / 1000);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 64> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &utc);
  return text.data();
}

}  // namespace valvista::planning
