// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/review.h"
#include "ui/session/workflow.h"

#include <QList>
#include <QObject>

#include <array>
#include <vector>

class QAction;

namespace valvista::ui {

class ActionRegistry;

/// The steps as commands (Ctrl+1 to Ctrl+7), which vessel the access step shows, and the way back from an
/// edit to its proposal.
class WorkflowActions : public QObject {
  Q_OBJECT
 public:
  WorkflowActions(ActionRegistry& actions, CaseDocument& document, QObject* parent);

  /// Those that stand on the page of a step.
  QList<QAction*> actionsOf(WorkflowStep step) const { return onPage_[static_cast<std::size_t>(step)]; }
  /// Which vessels can be chosen, and which one is.
  void setVessels(const std::vector<planning::Vessel>& vessels, planning::Vessel chosen);

 Q_SIGNALS:
  void stepChosen(valvista::ui::WorkflowStep step);
  void vesselChosen(valvista::planning::Vessel vessel);

 private:
  void registerSteps(ActionRegistry& actions);
  void registerVessels(ActionRegistry& actions);
  void registerResets(ActionRegistry& actions);
  void updateEnabled();

  CaseDocument& document_;
  std::array<QAction*, planning::kVesselCount> vessels_{};
  std::vector<QAction*> resets_;  ///< in the order of EditPart
  std::array<QList<QAction*>, kWorkflowStepCount> onPage_;
};

/// "Left iliac artery", translated.
QString textOf(planning::Vessel vessel);

}  // namespace valvista::ui
