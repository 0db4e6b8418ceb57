// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/app_settings.h"

#include <cmath>

namespace valvista::ui {

namespace {
constexpr auto kGeometry = "window/geometry";
constexpr auto kState = "window/state";
constexpr auto kWidth = "view/windowWidthHu";
constexpr auto kCentre = "view/windowCentreHu";
constexpr auto kMouse = "view/mouseProfile";
constexpr auto kLook = "window/look";
constexpr auto kLanguage = "window/language";
constexpr auto kTour = "window/tourSeen";
constexpr auto kWorkerCommand = "worker/command";
constexpr auto kModel = "segmentation/model";
constexpr auto kDevice = "segmentation/device";
constexpr auto kMemoryLimit = "segmentation/memoryLimitGib";
constexpr int kMouseProfiles = 3;

QString keysEntry(const QString& actionId) {
  return QStringLiteral("keys/") + actionId;
}

/// A number of 0 to count - 1; 0 for anything else that a damaged file may hold.
int stored(const QSettings& settings, const char* entry, int count) {
  const int value = settings.value(entry).toInt();
  return value >= 0 && value < count ? value : 0;
}
}  // namespace

AppSettings::AppSettings() : settings_(QSettings::IniFormat, QSettings::UserScope, "valvista", "valvista") {}
AppSettings::AppSettings(const QString& iniFile) : settings_(iniFile, QSettings::IniFormat) {}

QByteArray AppSettings::windowGeometry() const {
  return settings_.value(kGeometry).toByteArray();
}
QByteArray AppSettings::windowState() const {
  return settings_.value(kState).toByteArray();
}

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

int AppSettings::mouseProfile() const {
  return stored(settings_, kMouse, kMouseProfiles);
}
void AppSettings::setMouseProfile(int profile) {
  settings_.setValue(kMouse, profile);
}

Look AppSettings::look() const {
  return static_cast<Look>(stored(settings_, kLook, 2));
}
void AppSettings::setLook(Look look) {
  settings_.setValue(kLook, static_cast<int>(look));
}

Language AppSettings::language() const {
  return static_cast<Language>(stored(settings_, kLanguage, 3));
}
void AppSettings::setLanguage(Language language) {
  settings_.setValue(kLanguage, static_cast<int>(language));
}

std::optional<QList<QKeySequence>> AppSettings::keys(const QString& actionId) const {
  const QVariant entry = settings_.value(keysEntry(actionId));
  if (!entry.isValid()) return std::nullopt;
  return QKeySequence::listFromString(entry.toString(), QKeySequence::PortableText);
}

void AppSettings::setKeys(const QString& actionId, const QList<QKeySequence>& keys) {
  settings_.setValue(keysEntry(actionId), QKeySequence::listToString(keys, QKeySequence::PortableText));
}

void AppSettings::resetKeys(const QString& actionId) {
  settings_.remove(keysEntry(actionId));
}

QString AppSettings::workerCommand() const {
  return settings_.value(kWorkerCommand).toString().trimmed();
}
void AppSettings::setWorkerCommand(const QString& command) {
  settings_.setValue(kWorkerCommand, command.trimmed());
}

AppSettings::Segmentation AppSettings::segmentation() const {
  constexpr double kMostGib = 65536.0;
  Segmentation stored;
  stored.model = settings_.value(kModel).toString();
  stored.device = settings_.value(kDevice, stored.device).toString();
  const double limit = settings_.value(kMemoryLimit).toDouble();
  if (std::isfinite(limit) && limit > 0.0 && limit <= kMostGib) stored.memoryLimitGib = limit;
  return stored;
}
void AppSettings::setSegmentation(const Segmentation& chosen) {
  settings_.setValue(kModel, chosen.model);
  settings_.setValue(kDevice, chosen.device);
  settings_.setValue(kMemoryLimit, chosen.memoryLimitGib);
}

bool AppSettings::tourSeen() const {
  return settings_.value(kTour).toBool();
}
void AppSettings::setTourSeen() {
  settings_.setValue(kTour, true);
}

}  // namespace valvista::ui
