// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workflow.h"

#include <QCoreApplication>

namespace valvista::ui {

using planning::StepState;

WorkflowStep stepOf(const planning::Finding& finding) {
  const auto starts = [&](std::string_view prefix) { return finding.id.starts_with(prefix); };
  if (starts("annulus") || starts("ventricle")) return WorkflowStep::annulus;
  if (starts("root") || starts("aorta")) return WorkflowStep::root;
  if (starts("iliac")) return WorkflowStep::access;
  if (starts("labels") || starts("volume.")) return WorkflowStep::segment;
  return WorkflowStep::check;
}

WorkflowState stateOf(WorkflowStep, const CaseDocument&) {
  return {};
}

QString textOf(WorkflowStep step) {
  const auto say = [](const char* text) { return QCoreApplication::translate("Workflow", text); };
  switch (step) {
    case WorkflowStep::import:
      return say(QT_TRANSLATE_NOOP("Workflow", "Import"));
    case WorkflowStep::check:
      return say(QT_TRANSLATE_NOOP("Workflow", "Check"));
    case WorkflowStep::segment:
      return say(QT_TRANSLATE_NOOP("Workflow", "Segment"));
    case WorkflowStep::root:
      return say(QT_TRANSLATE_NOOP("Workflow", "Root"));
    case WorkflowStep::annulus:
      return say(QT_TRANSLATE_NOOP("Workflow", "Annulus"));
    case WorkflowStep::access:
      return say(QT_TRANSLATE_NOOP("Workflow", "Access"));
    case WorkflowStep::report:
      return say(QT_TRANSLATE_NOOP("Workflow", "Report"));
  }
  return {};
}

QString textOf(StepState state) {
  const auto say = [](const char* text) { return QCoreApplication::translate("Workflow", text); };
  switch (state) {
    case StepState::fresh:
      return say(QT_TRANSLATE_NOOP("Workflow", "not done"));
    case StepState::running:
      return say(QT_TRANSLATE_NOOP("Workflow", "running"));
    case StepState::done:
      return say(QT_TRANSLATE_NOOP("Workflow", "done"));
    case StepState::stale:
      return say(QT_TRANSLATE_NOOP("Workflow", "out of date"));
    case StepState::failed:
      return say(QT_TRANSLATE_NOOP("Workflow", "failed"));
  }
  return {};
}

}  // namespace valvista::ui
