// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workflow.h"

#include "planning/report/plan_report.h"
#include "ui/session/plan_changes.h"

#include <QCoreApplication>

#include <algorithm>

namespace valvista::ui {

using planning::Step;
using planning::StepState;

namespace {

struct Prefix {
  std::string_view ids;
  WorkflowStep step;
};

/// The longest prefix of an id that is listed counts.
constexpr std::array kPrefixes{
    Prefix{"folder.", WorkflowStep::import},
    Prefix{"dicom.series_", WorkflowStep::import},
    Prefix{"dicom.unreadable", WorkflowStep::import},
    Prefix{"dicom.", WorkflowStep::check},
    Prefix{"scan.", WorkflowStep::check},
    Prefix{"hu.", WorkflowStep::check},
    Prefix{"measure.ct_", WorkflowStep::check},
    Prefix{"volume.geometry", WorkflowStep::check},
    Prefix{"volume.limited", WorkflowStep::check},
    Prefix{"volume.not_", WorkflowStep::check},
    Prefix{"volume.unreadable", WorkflowStep::check},
    Prefix{"volume.", WorkflowStep::segment},  // of a label
    Prefix{"volume.iliac_", WorkflowStep::access},
    Prefix{"labels.", WorkflowStep::segment},
    Prefix{"labels.no_iliac_", WorkflowStep::access},
    Prefix{"aorta.", WorkflowStep::segment},
    Prefix{"ventricle.", WorkflowStep::segment},
    Prefix{"root.", WorkflowStep::root},
    Prefix{"annulus.", WorkflowStep::annulus},
    Prefix{"iliac.", WorkflowStep::access},
    Prefix{"plan.", WorkflowStep::report},
};

QString say(const char* text) {
  return QCoreApplication::translate("Workflow", text);
}

/// What the ids of a step's numbers start with; nullptr for steps that measure nothing.
const char* numbersOf(WorkflowStep step) {
  switch (step) {
    case WorkflowStep::root:
      return "root.";
    case WorkflowStep::annulus:
      return "annulus.";
    case WorkflowStep::access:
      return "iliac.";
    default:
      return nullptr;
  }
}

bool hasNumbers(const CaseDocument& document, std::string_view prefix) {
  const auto& all = document.derived().measurements;
  return std::any_of(all.begin(), all.end(),
                     [&](const auto& m) { return m.value && m.id.starts_with(prefix); });
}

void describeSegmentation(const CaseDocument& document, WorkflowState& state) {
  if (!document.inputs().anatomy) {
    state.needs = document.isEmpty()
                      ? say(QT_TRANSLATE_NOOP("Workflow", "A scan must be opened first."))
                      : say(QT_TRANSLATE_NOOP("Workflow", "Labels of this scan must be opened."));
    return;
  }
  state.state = document.status(Step::rootLabels).state;
}

void describeMeasuring(const CaseDocument& document, std::string_view numbers, WorkflowState& state) {
  describeSegmentation(document, state);
  if (!state.needs.isEmpty()) return;
  const StepState derived = state.state;
  state.state = document.status(Step::measure).state;
  if (derived == StepState::failed) {
    state.needs = say(QT_TRANSLATE_NOOP("Workflow", "The step Segment failed."));
  } else if (derived != StepState::done) {
    state.needs = say(QT_TRANSLATE_NOOP("Workflow", "The step Segment must be done first."));
  } else if (state.state == StepState::done && !hasNumbers(document, numbers)) {
    state.state = StepState::failed;
  }
}

void describeReport(const CaseDocument& document, WorkflowState& state) {
  state.state = document.status(Step::report).state;
  if (document.status(Step::measure).state != StepState::done)
    state.needs = say(QT_TRANSLATE_NOOP("Workflow", "The measurements must be done first."));
}

void describe(WorkflowStep step, const CaseDocument& document, WorkflowState& state) {
  switch (step) {
    case WorkflowStep::import:
      state.state = document.status(Step::load).state;
      if (document.isEmpty()) state.needs = say(QT_TRANSLATE_NOOP("Workflow", "Open a CT or labels."));
      return;
    case WorkflowStep::check:
      if (document.inputs().study) {
        state.state = StepState::done;
      } else {
        state.needs = say(QT_TRANSLATE_NOOP("Workflow", "There is no CT to check."));
      }
      return;
    case WorkflowStep::segment:
      describeSegmentation(document, state);
      return;
    case WorkflowStep::report:
      describeReport(document, state);
      return;
    default:
      describeMeasuring(document, numbersOf(step), state);
  }
}

}  // namespace

WorkflowStep stepOf(const planning::Finding& finding) {
  const Prefix* longest = nullptr;
  for (const Prefix& prefix : kPrefixes)
    if (finding.id.starts_with(prefix.ids) && (!longest || prefix.ids.size() > longest->ids.size()))
      longest = &prefix;
  return longest ? longest->step : WorkflowStep::check;
}

planning::Findings findingsOf(const CaseDocument& document) {
  if (document.isEmpty()) return {};
  planning::Findings all = planning::allFindings(document.inputs(), document.derived());
  // That numbers are missing says nothing before anything was measured.
  if (document.derived().measurements.empty())
    std::erase_if(all, [](const auto& finding) { return finding.id == "plan.incomplete"; });
  return all;
}

WorkflowState stateOf(WorkflowStep step, const CaseDocument& document) {
  WorkflowState state;
  describe(step, document, state);
  for (const planning::Finding& finding : findingsOf(document)) {
    if (stepOf(finding) != step) continue;
    if (finding.severity != planning::Severity::info && !isAcknowledged(document, finding)) ++state.open;
    state.findings.push_back(finding);
  }
  return state;
}

QString textOf(WorkflowStep step) {
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
