// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace valvista {

/// How a forked child ended: its exit status, or 1000 + signal, and the most memory it held beyond
/// what it inherited.
struct ChildEnd {
  int status = -1;
  long peakKilobytes = 0;
};

/// Runs `work` in a child of its own and waits for it. The child leaves by _exit, so no test report is
/// written twice.
inline ChildEnd inChild(const std::function<int()>& work) {
  long pages = 0, inherited = 0;
  std::ifstream("/proc/self/statm") >> pages >> inherited;
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int state = 0;
  rusage used{};
  wait4(child, &state, 0, &used);
  ChildEnd end;
  end.status = WIFEXITED(state) ? WEXITSTATUS(state) : 1000 + WTERMSIG(state);
  end.peakKilobytes = used.ru_maxrss - inherited * (sysconf(_SC_PAGESIZE) / 1024);
  return end;
}

}  // namespace valvista
