// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/worker_pulse.h"

#include <chrono>
#include <poll.h>
#include <unistd.h>

namespace valvista::ml {

namespace {

constexpr std::chrono::milliseconds kInterval{500};
constexpr int kNobodyWaits = 1;

bool inputIsClosed() {
  pollfd input{STDIN_FILENO, POLLRDHUP, 0};
  return poll(&input, 1, 0) > 0 && (input.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

}  // namespace

WorkerPulse::WorkerPulse(WorkerOutput& output) : thread_([this, &output] { beat(output); }) {}

WorkerPulse::~WorkerPulse() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void WorkerPulse::beat(WorkerOutput& output) {
  const Json alive = Json::Object{{"type", "alive"}};
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kInterval, [this] { return stopping_; })) {
    // Without the destructors that a thread in the midst of LibTorch could not run.
    if (inputIsClosed()) _exit(kNobodyWaits);
    try {
      output.send(alive);
    } catch (const HungUp&) {
      _exit(kNobodyWaits);
    }
  }
}

}  // namespace valvista::ml
