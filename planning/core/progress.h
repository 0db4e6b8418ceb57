// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <string_view>
#include <utility>

#include "planning/core/error.h"

namespace valvista {

/// Passed into every long function: reports how far it is and asks whether to stop. Thread-safe to cancel.
class Progress {
 public:
  /// fraction in 0..1 of the whole job, and what is being done.
  using Sink = std::function<void(double fraction, std::string_view what)>;

  Progress() = default;
  explicit Progress(Sink sink) : sink_(std::move(sink)) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void report(double fraction, std::string_view what) const {
    if (sink_) sink_(fraction, what);
  }
  void cancel() noexcept { cancelled_ = true; }
  bool cancelled() const noexcept { return cancelled_; }
  /// Throws Cancelled when the user has asked to stop. Call at least every 100 ms of work.
  void throwIfCancelled() const {
    if (cancelled_) throw Cancelled();
  }

 private:
  Sink sink_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace valvista
