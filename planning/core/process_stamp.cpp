// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/process_stamp.h"

#include "planning/core/training/train_run.h"

#include <fstream>
#include <sstream>
#include <unistd.h>

namespace valvista {

namespace {

/// Empty when there is no such process, or only the rest of one that nobody has waited for.
std::string startOf(std::int64_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  if (process <= 0 || !std::getline(file, text)) return {};
  // Behind the name in brackets, which may hold anything: the state, and as the twentieth word the start in
  // ticks since the boot.
  std::istringstream words(text.substr(text.rfind(')') + 1));
  std::string state, ticks;
  words >> state;
  for (int i = 0; i < 19; ++i) words >> ticks;
  if (state == "Z" || state == "X") return {};
  std::string boot;
  std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), boot);
  return boot + "/" + ticks;
}

}  // namespace

ProcessStamp ProcessStamp::ofThis() {
  return {hostName(), ::getpid(), startOf(::getpid())};
}

std::optional<bool> isRunning(const ProcessStamp& stamp) {
  if (stamp.host != hostName()) return std::nullopt;
  const std::string start = startOf(stamp.process);
  return !start.empty() && start == stamp.start;
}

}  // namespace valvista
