// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/app_settings.h"

#include <cmath>

namespace valvista::ui {

namespace {
constexpr auto kGeometry = "window/geometry";
constexpr auto kState = "window/state";
constexpr auto kWidth = "view/windowWidthHu";
constexpr auto kCentre = "view/windowCentreHu";
}  // namespace

AppSettings::AppSettings() : settings_(QSettings::IniFormat, QSettings::UserScope, "valvista", "valvista") {}
AppSettings::AppSettings(const QString& iniFile) : settings_(iniFile, QSettings::IniFormat) {}

QByteArray AppSettings::windowGeometry() const { return settings_.value(kGeometry).toByteArray(); }
QByteArray AppSettings::windowState() const { return settings_.value(kState).toByteArray(); }

void AppSettings::setWindow(const QByteArray& geometry, const QByteArray& state) {
  settings_.setValue(kGeometry, geometry);
  settings_.setValue(kState, state);
  settings_.sync();
}

WindowLevel AppSettings::windowLevel() const {
  const WindowLevel fallback;
  const WindowLevel stored{settings_.value(kWidth, fallback.width).toDouble(),
                           settings_.value(kCentre, fallback.centre).toDouble()};
  // A damaged settings file must not blank the views.
  const bool usable = std::isfinite(stored.width) && std::isfinite(stored.centre) && stored.width >= 1.0 &&
                      stored.width <= 10000.0 && std::abs(stored.centre) <= 10000.0;
  return usable ? stored : fallback;
}

void AppSettings::setWindowLevel(const WindowLevel& windowLevel) {
  settings_.setValue(kWidth, windowLevel.width);
  settings_.setValue(kCentre, windowLevel.centre);
}

}  // namespace valvista::ui
