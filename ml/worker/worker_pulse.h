// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/worker/worker_streams.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace valvista::ml {

/// While it lives, a thread sends a sign of life twice a second, and ends this process at once when the
/// program that started it closes our input or goes away: then nobody wants the labels any more, and whatever
/// is computed would only keep the machine busy.
class WorkerPulse {
 public:
  explicit WorkerPulse(WorkerOutput& output);
  ~WorkerPulse();
  WorkerPulse(const WorkerPulse&) = delete;
  WorkerPulse& operator=(const WorkerPulse&) = delete;

 private:
  void beat(WorkerOutput& output);

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses the members above
};

}  // namespace valvista::ml
