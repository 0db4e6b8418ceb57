// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job_clock.h"

#include <algorithm>
#include <cmath>

namespace valvista::ui {

namespace {
constexpr double kSilentSeconds = 1.0;   // before that every speed is a guess
constexpr double kLeastProgress = 0.02;  // nor can one be told from less
constexpr double kWindowSeconds = 10.0;  // the speed is that of this time
constexpr double kSettleSeconds = 3.0;   // in which the end moves most of the way to a new estimate
}  // namespace

void JobClock::report(double fraction, double now) {
  if (!samples_.empty() && fraction < samples_.back().fraction) {
    samples_.clear();
    end_.reset();
    started_ = now;
  }
  const double since = samples_.empty() ? 0.0 : now - samples_.back().time;
  samples_.push_back({now, fraction});
  while (samples_.size() > 2 && now - samples_[1].time >= kWindowSeconds) samples_.pop_front();
  const double progress = fraction - samples_.front().fraction, time = now - samples_.front().time;
  if (now - started_ < kSilentSeconds || !(progress > 0.0) || !(time > 0.0)) return;
  if (!end_ && progress < kLeastProgress) return;
  const double end = now + (1.0 - fraction) * time / progress;
  end_ = end_ ? *end_ + (end - *end_) * (1.0 - std::exp(-since / kSettleSeconds)) : end;
}

std::optional<int> JobClock::secondsLeft(double now) const {
  if (!end_ || now > *end_) return std::nullopt;
  return std::max(1, static_cast<int>(std::ceil(*end_ - now)));
}

}  // namespace valvista::ui
