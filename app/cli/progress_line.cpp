// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_line.h"

#include <algorithm>
#include <cstdio>

namespace valvista::cli {

namespace {
constexpr const char* kEraseLine = "\r\x1b[K";
}

void ProgressLine::show(double fraction, std::string_view what) {
  const std::lock_guard lock(mutex_);
  const int percent = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 100.0);
  if (!visible_ || percent == percent_) return;
  percent_ = percent;
  shown_ = true;
  std::fprintf(stderr, "%s%3d %%  %.*s", kEraseLine, percent, static_cast<int>(what.size()), what.data());
  std::fflush(stderr);
}

void ProgressLine::clear() {
  const std::lock_guard lock(mutex_);
  if (shown_) std::fputs(kEraseLine, stderr);
  shown_ = false;
}

}  // namespace valvista::cli
