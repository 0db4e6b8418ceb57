// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/workflow_actions.h"

#include "ui/session/plan_changes.h"
#include "ui/widgets/action_registry.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>

namespace valvista::ui {

using planning::Vessel;

namespace {

constexpr std::array<const char*, kWorkflowStepCount> kStepIds{
    "stepImport", "stepCheck", "stepSegment", "stepRoot", "stepAnnulus", "stepAccess", "stepReport"};
constexpr std::array<const char*, planning::kVesselCount> kVesselIds{"vesselAorta", "vesselIliacLeft",
                                                                     "vesselIliacRight"};
struct ResetSpec {
  EditPart part;
  WorkflowStep step;
  const char *id, *text;
};
constexpr ResetSpec kResets[]{
    {EditPart::annulus, WorkflowStep::annulus, "resetAnnulus",
     QT_TRANSLATE_NOOP("WorkflowActions", "Reset annulus to its proposal")},
    {EditPart::rootEnd, WorkflowStep::root, "resetRootEnd",
     QT_TRANSLATE_NOOP("WorkflowActions", "Reset root end to its proposal")},
    {EditPart::aorta, WorkflowStep::access, "resetAorta",
     QT_TRANSLATE_NOOP("WorkflowActions", "Reset centreline of the aorta")},
    {EditPart::iliacLeft, WorkflowStep::access, "resetIliacLeft",
     QT_TRANSLATE_NOOP("WorkflowActions", "Reset left iliac centreline")},
    {EditPart::iliacRight, WorkflowStep::access, "resetIliacRight",
     QT_TRANSLATE_NOOP("WorkflowActions", "Reset right iliac centreline")},
};

}  // namespace

QString textOf(Vessel vessel) {
  const auto say = [](const char* text) { return QCoreApplication::translate("WorkflowActions", text); };
  switch (vessel) {
    case Vessel::aorta:
      return say(QT_TRANSLATE_NOOP("WorkflowActions", "Aorta"));
    case Vessel::iliacLeft:
      return say(QT_TRANSLATE_NOOP("WorkflowActions", "Left iliac artery"));
    case Vessel::iliacRight:
      return say(QT_TRANSLATE_NOOP("WorkflowActions", "Right iliac artery"));
  }
  return {};
}

WorkflowActions::WorkflowActions(ActionRegistry& actions, CaseDocument& document, QObject* parent)
    : QObject(parent), document_(document) {
  registerSteps(actions);
  registerVessels(actions);
  registerResets(actions);
  connect(&document_, &CaseDocument::changed, this, &WorkflowActions::updateEnabled);
  updateEnabled();
}

void WorkflowActions::registerSteps(ActionRegistry& actions) {
  for (std::size_t i = 0; i < kWorkflowStepCount; ++i) {
    const WorkflowStep step = kWorkflowSteps[i];
    const int key = Qt::Key_1 + static_cast<int>(i);
    actions.add({kStepIds[i], tr("Step &%1: %2").arg(i + 1).arg(textOf(step)),
                 tr("Show the page of this step and the views that fit it"),
                 QList<QKeySequence>{QKeySequence(Qt::CTRL | key)}, ActionGroup::workflow},
                [this, step] { Q_EMIT stepChosen(step); });
  }
}

void WorkflowActions::registerVessels(ActionRegistry& actions) {
  for (const Vessel vessel : planning::kVessels) {
    const std::size_t i = planning::indexOf(vessel);
    vessels_[i] = actions.add({kVesselIds[i],
                               tr("Show: %1").arg(textOf(vessel)),
                               tr("The vessel that the access layout shows"),
                               {},
                               ActionGroup::workflow,
                               true,
                               i == 0},
                              [this, vessel] { Q_EMIT vesselChosen(vessel); });
    onPage_[static_cast<std::size_t>(WorkflowStep::access)].append(vessels_[i]);
  }
  setVessels({}, Vessel::aorta);
}

void WorkflowActions::setVessels(const std::vector<Vessel>& vessels, Vessel chosen) {
  for (const Vessel vessel : planning::kVessels) {
    QAction* action = vessels_[planning::indexOf(vessel)];
    const bool known = std::find(vessels.begin(), vessels.end(), vessel) != vessels.end();
    action->setEnabled(known);
    action->setChecked(known && vessel == chosen);
  }
}

void WorkflowActions::registerResets(ActionRegistry& actions) {
  for (const ResetSpec& spec : kResets) {
    const QString text = QCoreApplication::translate("WorkflowActions", spec.text);
    QAction* action = actions.add(
        {spec.id,
         text,
         tr("Forget what was changed by hand here; Undo brings it back"),
         {},
         ActionGroup::workflow,
         false,
         spec.part == EditPart::annulus},
        [this, part = spec.part, text] { document_.commit(text, withoutEdits(document_, part)); });
    resets_.push_back(action);
    onPage_[static_cast<std::size_t>(spec.step)].append(action);
  }
}

void WorkflowActions::updateEnabled() {
  for (std::size_t i = 0; i < resets_.size(); ++i)
    resets_[i]->setEnabled(isEdited(document_, kResets[i].part));
}

}  // namespace valvista::ui
