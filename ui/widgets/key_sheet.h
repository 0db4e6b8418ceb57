// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/case_dialog.h"
#include "viewer/widgets/mouse_profile.h"

#include <QList>
#include <QString>

class QLineEdit;
class QTreeWidget;

namespace valvista::ui {

class ActionRegistry;

/// What a hand on the mouse does in a view: "Left drag", "Window and level".
struct MouseHelp {
  QString gesture, effect;
};
/// Of the slices, as the profile has it.
QList<MouseHelp> sliceMouseHelp(viewer::MouseProfile profile);

/// Every key and every gesture on one sheet that stays open while one works. Typing filters it.
class KeySheet : public CaseDialog {
  Q_OBJECT
 public:
  KeySheet(const CaseDocument& document, const ActionRegistry& actions, QWidget* parent);

  /// Reads keys and gestures anew.
  void fill(viewer::MouseProfile profile);

 private:
  void filter(const QString& words);
  void addMouse(const QString& title, const QList<MouseHelp>& rows);

  const ActionRegistry& actions_;
  QLineEdit* search_;
  QTreeWidget* sheet_;
};

}  // namespace valvista::ui
