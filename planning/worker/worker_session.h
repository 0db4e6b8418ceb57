// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/error.h"
#include "planning/core/progress.h"
#include "planning/core/worker_messages.h"
#include "planning/worker/worker_process.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>

namespace valvista::planning {

/// A conversation with one worker (docs/worker-protocol.md), watched while it lasts: a worker that dies,
/// talks nonsense or another protocol, or falls silent ends it with a ModelError that names the reason; a
/// silence of more than a second and a half is told as progress before that. All of it can be cancelled
/// (throws Cancelled) within a tenth of a second; the worker ends with this object.
class WorkerSession {
 public:
  WorkerSession(const WorkerCommand& command, const std::string& task, std::span<const int> shared,
                const Progress& progress);

  /// The worker's first line; waits at most `patience`.
  HelloMessage greet(std::chrono::milliseconds patience);
  void send(const Json& message);
  /// Raw bytes behind a message.
  void send(std::span<const std::byte> bytes);
  /// The next message of `type`; progress on the way is passed on. Throws ModelError for an error of the
  /// worker's.
  Json receive(const char* type);
  /// Raw bytes behind a message.
  void receive(std::span<std::byte> bytes);

 private:
  using Clock = std::chrono::steady_clock;

  /// One turn of waiting, sending and reading.
  void turn(std::span<const std::byte>& outgoing);
  Json nextMessage();
  Json parse(const std::string& line) const;
  /// Progress, a sign of life or an error; anything else is out of place.
  void absorb(const Json& message);
  ModelError notUnderstood() const;
  [[noreturn]] void failAtEnd();

  WorkerProcess process_;
  const Progress& progress_;
  Clock::time_point lastHeard_ = Clock::now();
  std::chrono::milliseconds patience_;
  double fraction_ = 0.0;  ///< as the worker said last
};

}  // namespace valvista::planning
