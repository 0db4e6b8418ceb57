// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workflow.h"
#include "ui/widgets/step_facts.h"

#include <QList>
#include <QWidget>

#include <array>
#include <set>
#include <string>

class QAction;
class QLabel;
class QVBoxLayout;

namespace valvista::ui {

class FactTable;
class FindingsPanel;

/// The page of the step that is chosen on the rail: its state, what it needs, its facts or numbers, its
/// actions as buttons, and its findings.
class StepPanel : public QWidget {
  Q_OBJECT
 public:
  explicit StepPanel(QWidget* parent = nullptr);

  /// Buttons that stand on the page of a step.
  void setActions(WorkflowStep step, const QList<QAction*>& actions);
  /// A widget of its own above the facts of a step.
  void addContent(WorkflowStep step, QWidget* content);
  void show(WorkflowStep step, const WorkflowState& state, const StepFacts& facts,
            const std::set<std::string>& acknowledged);
  FindingsPanel& findings() { return *findings_; }

 private:
  QLabel* makeLabel(const char* name);
  void showOnly(WorkflowStep step);

  QLabel *title_, *sign_, *state_, *needs_;
  QVBoxLayout* body_;
  FactTable* facts_;
  QLabel* noFacts_;
  std::array<QList<QWidget*>, kWorkflowStepCount> own_;  ///< shown with that step only
  FindingsPanel* findings_;
};

}  // namespace valvista::ui
