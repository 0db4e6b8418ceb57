// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/case_dialog.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QTabWidget;

namespace valvista::ui {

class ActionRegistry;
class AppSettings;

/// The user's choices. Each is taken at once and kept; there is nothing to confirm, and the window stays
/// usable.
class SettingsDialog : public CaseDialog {
  Q_OBJECT
 public:
  SettingsDialog(const CaseDocument& document, ActionRegistry& actions, AppSettings& settings,
                 QWidget* parent);

 Q_SIGNALS:
  void mouseProfileChosen(int profile);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeGeneralPage();
  QWidget* makeViewsPage();
  void readSettings();
  void takeWindowLevel();

  AppSettings& settings_;
  QTabWidget* pages_;
  QComboBox *language_, *look_, *mouse_;
  QLineEdit* worker_;
  QDoubleSpinBox *width_, *centre_;
};

}  // namespace valvista::ui
