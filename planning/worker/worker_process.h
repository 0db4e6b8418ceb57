// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/descriptor.h"
#include "planning/worker/worker_command.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace valvista::planning {

/// A worker program with its three streams, in a process group of its own that does not outlive this object.
/// Nothing here waits longer than it is told to. Throws ModelError naming the program and the reason.
class WorkerProcess {
 public:
  /// Starts `command` followed by `task`. The child finds the descriptors `shared` at 3, 4, ... and their
  /// number in the variable VALVISTA_WORKER_VOLUMES, which another machine does not get to see.
  WorkerProcess(const WorkerCommand& command, const std::string& task, std::span<const int> shared = {});
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  const std::string& name() const { return name_; }
  /// Waits until something can be done, at most `patience`; then sends what fits of `outgoing`, which is
  /// shortened by it, and reads what is there. Returns whether anything came from the worker.
  bool exchange(std::span<const std::byte>& outgoing, std::chrono::milliseconds patience);
  /// The next complete line of what was read, without its end.
  std::optional<std::string> takeLine();
  /// Moves at most target.size() of the bytes that were read; returns how many.
  std::size_t takeBytes(std::span<std::byte> target);
  /// No more will come: the worker closed its output or ended.
  bool ended() const { return !output_.isOpen(); }
  /// How it ended, as a sentence's end: "was ended by signal 11"; waits at most a second for it. Empty for a
  /// good end.
  std::string howItEnded();

 private:
  void writeSome(std::span<const std::byte>& outgoing);
  void readFrom(Descriptor& stream, std::string& into);
  std::string lastComplaint() const;

  std::string name_;
  int pid_ = -1;
  Descriptor input_, output_, errors_;
  std::string inbox_, complaints_;
  std::size_t taken_ = 0;  ///< of the inbox
};

}  // namespace valvista::planning
