// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string_view>

namespace valvista::cli {

/// One line on standard error that says how far a command is. Safe to call from several threads.
class ProgressLine {
 public:
  explicit ProgressLine(bool visible) : visible_(visible) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// fraction in 0..1 and what is being done.
  void show(double fraction, std::string_view what);
  void clear();

 private:
  std::mutex mutex_;
  bool visible_ = false, shown_ = false;
  int percent_ = -1;
};

}  // namespace valvista::cli
