// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace valvista {

/// How a forked child ended: its exit status, or 1000 + signal, and the most memory it held.
struct ChildEnd {
  int status = -1;
  long peakKilobytes = 0;
};

/// Runs `work` in a child of its own and waits for it. The child leaves by _exit, so no test report is
/// written twice.
inline ChildEnd inChild(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int state = 0;
  rusage used{};
  wait4(child, &state, 0, &used);
  ChildEnd end;
  end.status = WIFEXITED(state) ? WEXITSTATUS(state) : 1000 + WTERMSIG(state);
  end.peakKilobytes = used.ru_maxrss;
  return end;
}

}  // namespace valvista
