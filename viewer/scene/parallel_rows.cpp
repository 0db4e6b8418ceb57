// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/parallel_rows.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace valvista::viewer {
namespace {

/// More gain little at a slice's size and would be taken from the jobs that run beside the window.
constexpr int kMostThreads = 4;
/// Fewer rows are done before a thread has started.
constexpr int kFewestRows = 64;

}  // namespace

void forRowsInParallel(int rows, const std::function<void(int begin, int end)>& work) {
  const int cores = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
  const int parts = std::clamp(rows / kFewestRows, 1, cores);
  std::vector<std::jthread> threads;
  for (int part = 1; part < parts; ++part)
    threads.emplace_back(
        [&work, part, parts, rows] { work(rows * part / parts, rows * (part + 1) / parts); });
  work(0, rows / parts);
}

}  // namespace valvista::viewer
