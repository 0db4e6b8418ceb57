// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/case_presenter.h"

#include "planning/model/plan_edits.h"
#include "planning/report/plan_report.h"
#include "ui/session/plan_changes.h"
#include "ui/widgets/case_panel.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/plot_view.h"
#include "ui/widgets/step_panel.h"
#include "ui/widgets/step_rail.h"
#include "ui/widgets/workflow_actions.h"
#include "viewer/widgets/linked_views.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace valvista::ui {

using planning::Step;
using planning::StepState;
using planning::Vessel;
using viewer::ViewLayout;

namespace {

ViewLayout layoutFor(WorkflowStep step) {
  switch (step) {
    case WorkflowStep::root:
    case WorkflowStep::annulus:
      return ViewLayout::root;
    case WorkflowStep::access:
      return ViewLayout::access;
    default:
      return ViewLayout::fourUp;
  }
}

bool showsAnnulusPlane(WorkflowStep step) {
  return step == WorkflowStep::root || step == WorkflowStep::annulus;
}

}  // namespace

CasePresenter::CasePresenter(CaseDocument& document, const CaseWidgets& widgets, QObject* parent)
    : QObject(parent), document_(document), widgets_(widgets) {
  connectWidgets();
  connect(&document_, &CaseDocument::changed, this, &CasePresenter::follow);
  follow({CasePart::study | CasePart::labels | CasePart::measurements | CasePart::surfaces, true});
}

void CasePresenter::connectWidgets() {
  viewer::LinkedViews& views = widgets_.views;
  connect(&widgets_.measurements, &MeasurementPanel::evidenceChosen, &views,
          &viewer::LinkedViews::showEvidence);
  for (FindingsPanel* panel : {&widgets_.findings, &widgets_.page.findings()}) {
    connect(panel, &FindingsPanel::placeChosen, &views, &viewer::LinkedViews::setCrosshair);
    connect(panel, &FindingsPanel::acknowledgeRequested, this,
            [this](const planning::Finding& finding, bool acknowledged) {
              document_.commit(acknowledged ? tr("Acknowledge finding") : tr("Reopen finding"),
                               withAcknowledged(document_, finding, acknowledged));
            });
  }
  connect(&widgets_.plot, &PlotView::rootEndDragged, this, &CasePresenter::moveRootEnd);
  connect(&widgets_.plot, &PlotView::rootEndDragAbandoned, &document_, &CaseDocument::abandonPreview);
  connect(&widgets_.plot, &PlotView::planeChosen, this, &CasePresenter::showPlaneAt);
  connect(&widgets_.rail, &StepRail::chosen, this, &CasePresenter::showStep);
  connect(&widgets_.rail, &StepRail::entered, this, [this] { widgets_.page.setFocus(Qt::OtherFocusReason); });
  connect(&widgets_.workflow, &WorkflowActions::stepChosen, &widgets_.rail, &StepRail::choose);
  connect(&widgets_.workflow, &WorkflowActions::vesselChosen, this, [this](Vessel vessel) {
    vessel_ = vessel;
    showVessels();
  });
  connect(&views, &viewer::LinkedViews::layoutChanged, this, [this](ViewLayout layout) {
    if (!arranging_) ownLayout_[static_cast<std::size_t>(step_)] = layout;
  });
  connect(&views, &viewer::LinkedViews::rotationChanged, this, [this] {
    if (!arranging_) snapped_ = false;
  });
}

void CasePresenter::follow(const CaseChange& change) {
  numbers_.follow(document_, change);
  const CaseParts parts = change.parts;
  if (change.replaced) {
    // Everything of the case before goes in one turn of the event loop, so no mixture is ever painted.
    widgets_.views.showEvidence({});
    annulusShown_ = accessShown_ = false;
    Q_EMIT caseReplaced();
    showStudy();
  }
  if (parts & CasePart::labels) {
    widgets_.casePanel.setCase(document_.inputs());
    showLabels();
  }
  if (parts & CasePart::surfaces) widgets_.views.setSurfaces(document_.surfaces());
  const bool numbers = parts & (CasePart::measurements | CasePart::steps | CasePart::review | CasePart::live);
  if (numbers || change.replaced) {
    showNumbers();
    showCurve();
    widgets_.views.setClipPlane(annulusPlane());
  }
  if (change.replaced || (parts & CasePart::measurements)) showVessels();
  showSteps();
  const bool measured = document_.status(Step::measure).state == StepState::done;
  if (measured && (parts & CasePart::measurements) && !annulusShown_) {
    annulusShown_ = true;
    showAnnulus();
  } else if (numbers) {
    refreshEvidence();
  }
}

void CasePresenter::showStudy() {
  const planning::Case& inputs = document_.inputs();
  widgets_.casePanel.setCase(inputs);
  widgets_.views.setVolume(inputs.study ? inputs.study->volume : Volume());
  const auto phase = inputs.study ? inputs.study->facts.cardiacPhasePercent : std::nullopt;
  widgets_.views.setPhaseText(phase ? tr("Phase %1 %").arg(*phase, 0, 'f', 0) : QString());
}

void CasePresenter::showLabels() {
  const LabelMap* labels = document_.shownLabels();
  widgets_.views.setLabels(labels ? *labels : LabelMap());
}

QString CasePresenter::whyNoNumbers() const {
  if (document_.isEmpty()) return tr("No case open");
  if (!document_.inputs().anatomy) return tr("Open labels to measure this CT");
  for (const Step step : {Step::rootLabels, Step::measure}) {
    const StepState state = document_.status(step).state;
    if (state == StepState::running) return tr("Being measured");
    if (state == StepState::failed) return tr("Measuring failed");
    if (state != StepState::done) return tr("Not measured yet");
  }
  return tr("Could not be measured");
}

void CasePresenter::showNumbers() {
  const QString why = whyNoNumbers();
  // Why a number is missing is what deriving and measuring said; the list of findings tells each fact once.
  planning::Findings reasons = document_.derived().findings;
  if (document_.derived().root) {
    const planning::Findings& derived = document_.derived().root->findings;
    reasons.insert(reasons.end(), derived.begin(), derived.end());
  }
  std::vector<ShownNumber> numbers;
  for (const auto& entry : planning::measurementCatalogue())
    numbers.push_back(numbers_.number(document_, entry.id));
  widgets_.measurements.setNumbers(numbers, reasons, why);
  const bool measured = document_.status(Step::measure).state == StepState::done;
  widgets_.findings.setFindings(planning::allFindings(document_.inputs(), document_.derived()),
                                document_.review().acknowledged, measured ? tr("No findings") : why);
}

void CasePresenter::showCurve() {
  const auto& root = document_.derived().root;
  const planning::RootCurve* curve = root && root->curve ? &*root->curve : nullptr;
  planning::Edited<double> end = planning::rootEndMm(document_.shownInputs(), document_.derived());
  if (const auto& live = document_.live(); live && live->curve) {
    curve = &*live->curve;
    end.proposed = live->curve->rootEndMm;
  }
  widgets_.plot.setRootCurve(curve, end, root ? tr("No root curve: see findings") : whyNoNumbers());
}

void CasePresenter::showSteps() {
  for (const WorkflowStep step : kWorkflowSteps) widgets_.rail.setState(step, stateOf(step, document_));
  widgets_.page.show(step_, stateOf(step_, document_), factsOf(step_, document_, numbers_),
                     document_.review().acknowledged);
}

void CasePresenter::showVessels() {
  vessels_.clear();
  std::vector<viewer::ReformatPath> paths;
  for (const Vessel vessel : planning::kVessels) {
    const planning::VesselCalibre* calibre = planning::calibreOf(document_.derived(), vessel);
    if (!calibre || calibre->centreline.empty()) continue;
    vessels_.push_back(vessel);
    paths.push_back({textOf(vessel), calibre->centreline, calibre->distanceMm, calibre->diameterMm});
  }
  const auto found = std::find(vessels_.begin(), vessels_.end(), vessel_);
  if (found == vessels_.end() && !vessels_.empty()) vessel_ = vessels_.front();
  const bool known = !vessels_.empty();
  widgets_.views.setReformatPaths(std::move(paths));
  if (known)
    widgets_.views.chooseReformatPath(
        static_cast<int>(std::find(vessels_.begin(), vessels_.end(), vessel_) - vessels_.begin()));
  widgets_.workflow.setVessels(vessels_, vessel_);
}

std::optional<Plane> CasePresenter::annulusPlane() const {
  if (document_.live() && document_.live()->annulusPlane) return document_.live()->annulusPlane;
  return planning::annulusPlane(document_.shownInputs(), document_.derived());
}

void CasePresenter::showAnnulus() {
  const auto* area = planning::find(document_.derived().measurements, "annulus.area");
  if (area && area->value) widgets_.measurements.choose(area->id);
}

void CasePresenter::refreshEvidence() {
  // What is drawn belongs to the number as it is now; the views stay where they are.
  const std::string id = widgets_.measurements.chosen();
  if (id.empty()) return;
  planning::Evidence evidence = numbers_.number(document_, id).measured.evidence;
  evidence.focus.reset();
  widgets_.views.showEvidence(evidence);
}

void CasePresenter::showStep(WorkflowStep step) {
  step_ = step;
  showSteps();
  arrangeViews(step);
  Q_EMIT stepShown(step);
}

void CasePresenter::arrangeViews(WorkflowStep step) {
  if (document_.isEmpty()) return;
  const QScopedValueRollback ours(arranging_, true);
  widgets_.views.setViewLayout(ownLayout_[static_cast<std::size_t>(step)].value_or(layoutFor(step)));
  if (step == WorkflowStep::access && showAccess()) {
    snapped_ = true;
  } else if (const auto plane = annulusPlane(); plane && showsAnnulusPlane(step)) {
    widgets_.views.snapTo(*plane);
    snapped_ = true;
  } else if (snapped_) {
    widgets_.views.straighten();
    snapped_ = false;
  }
}

/// The first look at the access goes to where the sheath will be tightest: the narrowest place of the iliac
/// arteries. Later the views stay where the user left them.
bool CasePresenter::showAccess() {
  if (accessShown_ || document_.status(Step::measure).state != StepState::done) return false;
  accessShown_ = true;
  const auto narrowest = [&](Vessel vessel) {
    const planning::VesselCalibre* calibre = planning::calibreOf(document_.derived(), vessel);
    return calibre ? calibre->diameterMm[calibre->narrowest] : std::numeric_limits<double>::infinity();
  };
  const double left = narrowest(Vessel::iliacLeft), right = narrowest(Vessel::iliacRight);
  if (std::isinf(std::min(left, right))) return false;
  vessel_ = left < right ? Vessel::iliacLeft : Vessel::iliacRight;
  showVessels();
  widgets_.views.showNarrowest();
  return true;
}

void CasePresenter::moveRootEnd(double mm, bool finished) {
  if (finished) {
    document_.commit(tr("Move root end"), withRootEnd(document_, mm));
  } else {
    document_.preview(withRootEnd(document_, mm));
  }
}

void CasePresenter::showPlaneAt(double mm) {
  if (const auto plane = annulusPlane()) widgets_.views.setCrosshair(plane->origin + plane->normal * mm);
}

}  // namespace valvista::ui
