// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/Parallel.h>
#include <atomic>
#include <cstdint>

namespace valvista::ml {

/// task(number, thread) for every number below `count`, on at::get_num_threads() threads numbered from 0,
/// which take the next number when they are free. A task must not throw.
template <class Task>
void forEachTask(std::int64_t count, const Task& task) {
  std::atomic<std::int64_t> next{0};
  std::atomic<int> arrived{0};
  const int threads = at::get_num_threads();
#pragma omp parallel num_threads(threads) if (threads > 1 && count > 1)
  {
    const int thread = arrived++;
    for (std::int64_t number = next++; number < count; number = next++) task(number, thread);
  }
}

}  // namespace valvista::ml
