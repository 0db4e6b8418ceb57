// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

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

}  // namespace valvista::ui
