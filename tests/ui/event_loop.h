// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <functional>

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
      longestMs_ = std::max(longestMs_, sinceTurn_.restart());
    });
    timer_.start(1);
  }
  int turns() const { return turns_; }
  qint64 longestMs() const { return longestMs_; }

 private:
  QTimer timer_;
  QElapsedTimer sinceTurn_;
  int turns_ = 0;
  qint64 longestMs_ = 0;
};

}  // namespace valvista::ui
