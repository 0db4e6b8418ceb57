// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/finding.h"
#include "planning/pipeline/step_graph.h"
#include "ui/session/case_document.h"

#include <QString>

#include <array>
#include <cstdint>
#include <string_view>

namespace valvista::ui {

/// The way from the scan to the report, as the step rail shows it.
enum class WorkflowStep : std::uint8_t { import, check, segment, root, annulus, access, report };
inline constexpr std::size_t kWorkflowStepCount = 7;
inline constexpr std::array<WorkflowStep, kWorkflowStepCount> kWorkflowSteps{
    WorkflowStep::import,  WorkflowStep::check,  WorkflowStep::segment, WorkflowStep::root,
    WorkflowStep::annulus, WorkflowStep::access, WorkflowStep::report};

struct WorkflowState {
  planning::StepState state = planning::StepState::fresh;
  QString needs;                ///< what is missing before it can run, for people; empty when nothing is
  planning::Findings findings;  ///< of this step
  int open = 0;                 ///< warnings and errors among them that were not acknowledged
};

/// Everything that is to be told of the case now, most severe first; nothing for an empty document.
planning::Findings findingsOf(const CaseDocument& document);
/// State of a step of the document as it is now. A step is failed also when everything ran and none of its
/// numbers came of it: its findings say why.
WorkflowState stateOf(WorkflowStep step, const CaseDocument& document);
/// The step that a finding belongs to, by its id.
WorkflowStep stepOf(const planning::Finding& finding);
/// "Import", translated.
QString textOf(WorkflowStep step);
QString textOf(planning::StepState state);

}  // namespace valvista::ui
