// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/descriptor.h"
#include "planning/core/json.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>

namespace valvista::ml {

/// The program that started this one is gone.
class HungUp {};

/// Lines and bytes to the program that started this one. May be used from several threads.
class WorkerOutput {
 public:
  /// Takes over standard output; whatever a library prints there goes to standard error from now on.
  WorkerOutput();

  /// Throws HungUp.
  void send(const Json& message);
  /// A message and raw bytes behind it, with nothing in between.
  void send(const Json& message, std::span<const std::byte> bytes);

 private:
  void write(std::span<const std::byte> bytes) const;

  std::mutex mutex_;
  Descriptor descriptor_;
};

/// Lines and bytes from it, on standard input.
class WorkerInput {
 public:
  /// The next line without its end; nothing when there is no more. Throws std::domain_error for an endless
  /// one.
  std::optional<std::string> line();
  /// Fills all of `bytes`; throws HungUp where less comes.
  void read(std::span<std::byte> bytes);

 private:
  bool fill();
  std::string inbox_;
};

}  // namespace valvista::ml
