// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QKeySequence>
#include <QList>
#include <QSettings>
#include <QString>

#include <cstdint>
#include <optional>

namespace valvista::ui {

/// A window/level setting in HU.
struct WindowLevel {
  double width = 800.0, centre = 200.0;  ///< cardiac CTA
};

/// Colours of the window; the views stay dark in both.
enum class Look : std::uint8_t { dark, light };
/// Language of the window; `system` follows the desktop.
enum class Language : std::uint8_t { system, english, german };

/// What the program remembers of its user between starts. Never of a patient: paths of studies carry names,
/// so the last folder lives only as long as the program.
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

  /// A viewer::MouseProfile.
  int mouseProfile() const;
  void setMouseProfile(int profile);

  Look look() const;
  void setLook(Look look);
  /// Taken at the next start.
  Language language() const;
  void setLanguage(Language language);

  /// Keys that the user gave to an action; nothing where the default holds. An empty list: no key.
  std::optional<QList<QKeySequence>> keys(const QString& actionId) const;
  void setKeys(const QString& actionId, const QList<QKeySequence>& keys);
  void resetKeys(const QString& actionId);

  /// How valvista-worker is started ("ssh gpu valvista-worker"); empty: the one beside this program.
  QString workerCommand() const;
  void setWorkerCommand(const QString& command);
  /// What segmentations are made with, as chosen last.
  struct Segmentation {
    QString model;                           ///< name of its folder in the store
    QString device = QStringLiteral("auto");
    double memoryLimitGib = 0.0;             ///< 0: none
  };
  Segmentation segmentation() const;
  void setSegmentation(const Segmentation& chosen);

  /// Whether the tour was taken or declined.
  bool tourSeen() const;
  void setTourSeen();

  QString lastFolder() const { return lastFolder_; }
  void setLastFolder(const QString& folder) { lastFolder_ = folder; }

 private:
  QSettings settings_;
  QString lastFolder_;
};

}  // namespace valvista::ui
