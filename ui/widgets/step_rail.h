// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workflow.h"

#include <QListWidget>

#include <array>

namespace valvista::ui {

/// The steps from import to report below each other: number, name, state as sign and word, and how many
/// findings are open. A click or the arrow keys choose a step, Enter goes on to its page.
class StepRail : public QListWidget {
  Q_OBJECT
 public:
  explicit StepRail(QWidget* parent = nullptr);

  void setState(WorkflowStep step, const WorkflowState& state);
  WorkflowStep current() const;
  void choose(WorkflowStep step);
  QSize sizeHint() const override;

 Q_SIGNALS:
  void chosen(valvista::ui::WorkflowStep step);
  /// Enter: the page of the step takes the keys.
  void entered(valvista::ui::WorkflowStep step);
};

}  // namespace valvista::ui
