// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job_watch.h"

#include "ui/session/job_runner.h"
#include "ui/session/live_numbers.h"
#include "ui/session/place_ranking.h"
#include "ui/session/trainings.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace valvista::ui {

namespace {
constexpr double kHiddenSeconds = 0.5;  // work that is shorter is never shown
constexpr double kGapSeconds = 0.2;     // between jobs of one stretch of work
constexpr int kTickMs = 250;
}  // namespace

JobWatch::Clock JobWatch::systemClock() {
  return [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
}

JobWatch::JobWatch(JobRunner& jobs, QObject* parent, Clock clock)
    : QObject(parent), clock_(std::move(clock)) {
  connect(&jobs, &JobRunner::started, this, &JobWatch::begin);
  connect(&jobs, &JobRunner::progressed, this, &JobWatch::update);
  connect(&jobs, &JobRunner::ended, this, &JobWatch::end);
  connect(&tick_, &QTimer::timeout, this, &JobWatch::changed);
  tick_.setInterval(kTickMs);
}

std::optional<ShownWork> JobWatch::shown() const {
  const auto found = running_.find(current_);
  const double now = clock_();
  if (found == running_.end() || now - since_ < kHiddenSeconds) return std::nullopt;
  const State& state = found->second;
  return ShownWork{state.what, state.fraction, state.clock.secondsLeft(now)};
}

void JobWatch::begin(const QString& key) {
  if (key == LiveNumbers::jobKey() || key == PlaceRanking::jobKey() || key == Trainings::lookKey()) return;
  const double now = clock_();
  if (running_.empty() && now - ended_ > kGapSeconds) since_ = now;
  running_.insert_or_assign(key, State{{}, 0.0, JobClock(now)});
  current_ = key;
  tick_.start();
  Q_EMIT changed();
}

void JobWatch::update(const QString& key, double fraction, const QString& what) {
  const auto found = running_.find(key);
  if (found == running_.end()) return;
  found->second.what = what;
  found->second.fraction = std::clamp(fraction, 0.0, 1.0);
  found->second.clock.report(found->second.fraction, clock_());
  current_ = key;
  Q_EMIT changed();
}

void JobWatch::end(const QString& key) {
  if (running_.erase(key) == 0) return;
  if (current_ == key) current_ = running_.empty() ? QString() : running_.begin()->first;
  if (running_.empty()) {
    ended_ = clock_();
    tick_.stop();
  }
  Q_EMIT changed();
}

}  // namespace valvista::ui
