// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>

namespace valvista::ui {

/// Estimates from the reports of a job how long it still takes. Times are seconds of any clock that only goes
/// forwards. The estimate follows the speed of the last ten seconds, and its end moves smoothly, so that the
/// number counts down instead of jumping.
class JobClock {
 public:
  explicit JobClock(double now) : started_(now) {}

  /// The job is at `fraction`, 0 to 1. A fraction below the last one begins a new count: another stage.
  void report(double fraction, double now);
  /// Seconds left, at least 1. Absent in the first second, without progress, and when the end that was
  /// expected has passed.
  std::optional<int> secondsLeft(double now) const;

 private:
  struct Sample {
    double time, fraction;
  };
  double started_;
  std::deque<Sample> samples_;  ///< of the last ten seconds
  std::optional<double> end_;   ///< when the job is expected to be over
};

}  // namespace valvista::ui
