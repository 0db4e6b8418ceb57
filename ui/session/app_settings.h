// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace valvista::ui {

/// A window/level setting in HU.
struct WindowLevel {
  double width = 800.0, centre = 200.0;  ///< cardiac CTA
};

/// What the program remembers of its user between starts. Never of a patient: paths of studies carry names, so
/// the last folder lives only as long as the program.
class AppSettings {
 public:
  /// The user's own settings file.
  AppSettings();
  /// Another file, for tests.
  explicit AppSettings(const QString& iniFile);

  QByteArray windowGeometry() const;
  QByteArray windowState() const;
  void setWindow(const QByteArray& geometry, const QByteArray& state);

  WindowLevel windowLevel() const;
  void setWindowLevel(const WindowLevel& windowLevel);

  QString lastFolder() const { return lastFolder_; }
  void setLastFolder(const QString& folder) { lastFolder_ = folder; }

 private:
  QSettings settings_;
  QString lastFolder_;
};

}  // namespace valvista::ui
