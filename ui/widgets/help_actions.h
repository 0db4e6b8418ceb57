// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;

namespace valvista::ui {

class ActionRegistry;
class AppSettings;
class CaseDocument;
class CommandSearch;
class KeySheet;
class SettingsDialog;
class Tour;

/// Settings, sheet of keys, search of commands, tour and about. Register it last: it lists what is there.
class HelpActions : public QObject {
  Q_OBJECT
 public:
  HelpActions(const CaseDocument& document, ActionRegistry& actions, AppSettings& settings, QWidget& window);

  QAction* tourAction() const { return tour_; }

 Q_SIGNALS:
  /// A viewer::MouseProfile; it is kept already.
  void mouseProfileChosen(int profile);

 private:
  void showKeys();
  void showSettings();
  void showTour();
  void showAbout();

  const CaseDocument& document_;
  ActionRegistry& actions_;
  AppSettings& settings_;
  QWidget& window_;
  CommandSearch* search_;
  QAction* tour_ = nullptr;
  KeySheet* sheet_ = nullptr;  ///< these are made when they are first wanted
  SettingsDialog* dialog_ = nullptr;
  Tour* bubbles_ = nullptr;
};

}  // namespace valvista::ui
