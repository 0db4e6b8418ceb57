// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <vector>

namespace valvista::ui {

/// Turns the event loop until the condition holds; false when patience (a minute) ends first.
inline bool waitFor(const std::function<bool()>& condition) {
  constexpr int kPatienceMs = 60000;
  QElapsedTimer clock;
  clock.start();
  while (!condition()) {
    if (clock.elapsed() > kPatienceMs) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    QThread::msleep(1);
  }
  return true;
}

/// Counts the turns of the event loop and the longest gap between two while it lives.
class LoopWatch {
 public:
  LoopWatch() {
    sinceTurn_.start();
    QObject::connect(&timer_, &QTimer::timeout, [this] {
      ++turns_;
      gapsMs_.push_back(sinceTurn_.restart());
    });
    timer_.start(1);
  }
  int turns() const { return turns_; }
  qint64 longestMs() const { return percentileMs(1.0); }
  /// Such that this share of the watched time lies in gaps no longer: what a click at any moment waits for.
  qint64 percentileMs(double share) const {
    std::vector<qint64> sorted = gapsMs_;
    std::sort(sorted.begin(), sorted.end());
    qint64 total = 0, walked = 0;
    for (const qint64 gap : sorted) total += gap;
    for (const qint64 gap : sorted) {
      walked += gap;
      if (static_cast<double>(walked) >= share * static_cast<double>(total)) return gap;
    }
    return 0;
  }

 private:
  QTimer timer_;
  QElapsedTimer sinceTurn_;
  int turns_ = 0;
  std::vector<qint64> gapsMs_;
};

}  // namespace valvista::ui
