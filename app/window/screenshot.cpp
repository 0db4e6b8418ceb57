// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/screenshot.h"

#include "planning/core/atomic_file.h"

#include <QAbstractButton>
#include <QAction>
#include <QBuffer>
#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>

#include <algorithm>
#include <iostream>
#include <span>
#include <utility>

namespace valvista::app {

namespace {

/// Queued painting and layout get this long after the last job, and 3D this long after the last command.
constexpr int kPaintMs = 150, kRestMs = 1500;

/// Whether labels were there but a number of the catalogue is missing.
bool somethingMissing(const ui::CaseDocument& document) {
  if (!document.inputs().anatomy) return false;
  const auto& measurements = document.derived().measurements;
  return measurements.empty() ||
         std::any_of(measurements.begin(), measurements.end(), [](const auto& m) { return !m.value; });
}

}  // namespace

Screenshot::Screenshot(ui::MainWindow& window, const ui::WindowSession& session, ScreenshotRequest request)
    : QObject(&window), window_(window), session_(session), request_(std::move(request)) {
  connect(&session_.controller, &ui::PipelineController::settled, this, &Screenshot::settle);
  connect(&session_.controller, &ui::PipelineController::failed, this,
          [this](const ui::PipelineFailure& failure) {
            std::cerr << failure.cause.message.toStdString() << '\n';
            if (failure.inputRefused) QCoreApplication::exit(kInputRefused);
            stepFailed_ = true;
          });
  if (session_.controller.isSettled()) settle();
}

void Screenshot::settle() {
  if (std::exchange(settled_, true)) return;  // commands may start further work
  window_.showAnnulus();
  QTimer::singleShot(kPaintMs, this, &Screenshot::runNext);
}

void Screenshot::runNext() {
  if (session_.jobs.isBusy()) {
    QTimer::singleShot(kPaintMs, this, &Screenshot::runNext);
    return;
  }
  if (request_.commands.isEmpty()) {
    // 3D draws one surface after the other, and coarsely before it draws finely.
    QTimer::singleShot(session_.document.isEmpty() ? 0 : kRestMs, this, &Screenshot::take);
    return;
  }
  const QString id = request_.commands.takeFirst();
  auto* command = window_.findChild<QAction*>(id);
  auto* button = window_.findChild<QAbstractButton*>(id);
  if (command ? !command->isEnabled() : !button || !button->isEnabled()) {
    std::cerr << "no such command, or not possible now: " << id.toStdString() << '\n';
    QCoreApplication::exit(kWrongUsage);
    return;
  }
  command ? command->trigger() : button->click();
  QTimer::singleShot(kPaintMs, this, &Screenshot::runNext);
}

void Screenshot::take() {
  auto* seen = request_.part.isEmpty() ? &window_ : window_.findChild<QWidget*>(request_.part);
  if (!seen) {
    std::cerr << "no such window: " << request_.part.toStdString() << '\n';
    QCoreApplication::exit(kWrongUsage);
    return;
  }
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  seen->grab().save(&buffer, "PNG");
  try {
    AtomicFile file(request_.file);
    file.write(std::as_bytes(std::span(png.constData(), static_cast<std::size_t>(png.size()))));
    file.commit();
  } catch (const SaveError& error) {
    std::cerr << error.what() << '\n';
    QCoreApplication::exit(kNotWritten);
    return;
  }
  QCoreApplication::exit(stepFailed_ || somethingMissing(session_.document) ? kNotMeasured : kDone);
}

}  // namespace valvista::app
