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
  /// The part of `whole` from one fraction to another: reports go there, and cancelling `whole` cancels it.
  /// `whole` must outlive this.
  Progress(const Progress& whole, double from, double to)
      : sink_([&whole, from, to](double fraction, std::string_view what) {
          whole.report(from + (to - from) * fraction, what);
        }),
        whole_(&whole) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void report(double fraction, std::string_view what) const {
    if (sink_) sink_(fraction, what);
  }
  void cancel() noexcept { cancelled_ = true; }
  bool cancelled() const noexcept { return cancelled_ || (whole_ != nullptr && whole_->cancelled()); }
  /// Throws Cancelled when the user has asked to stop. Call at least every 100 ms of work.
  void throwIfCancelled() const {
    if (cancelled()) throw Cancelled();
  }

 private:
  Sink sink_;
  const Progress* whole_ = nullptr;
  std::atomic<bool> cancelled_{false};
};

}  // namespace valvista
