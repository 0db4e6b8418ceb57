// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/pipeline_controller.h"

#include "planning/anatomy/surface_builder.h"
#include "planning/core/error.h"

#include <exception>
#include <string>
#include <utility>

namespace valvista::ui {

using planning::Derived;
using planning::Plan;
using planning::PlanSources;
using planning::Step;
using planning::StepState;

namespace {

const QString kStepKey = QStringLiteral("step");
const QString kSurfaceKey = QStringLiteral("surfaces");

}  // namespace

std::string PipelineController::startText(Step step) {
  switch (step) {
    case Step::load:
      return tr("Reading CT").toStdString();
    case Step::labels:
      return tr("Reading labels").toStdString();
    case Step::rootLabels:
      return tr("Deriving annulus and root").toStdString();
    case Step::measure:
      return tr("Measuring").toStdString();
    case Step::report:
      return tr("Writing report").toStdString();
  }
  return {};
}

PipelineController::PipelineController(CaseDocument& document, JobRunner& jobs, RunStep runStep,
                                       QObject* parent, LiveNumbers::Measure measureLive)
    : QObject(parent),
      document_(document),
      jobs_(jobs),
      runStep_(std::move(runStep)),
      liveNumbers_(document, jobs, std::move(measureLive)) {
  connect(&document_, &CaseDocument::changed, this, &PipelineController::follow);
}

void PipelineController::resume() {
  for (const Step step : {Step::rootLabels, Step::measure})
    if (document_.status(step).state == StepState::failed) document_.setState(step, waitingState(step));
  if (document_.status(Step::rootLabels).state == StepState::done && surfacesDue_)
    buildSurfacesInBackground();
  advance();
}

StepState PipelineController::waitingState(Step step) const {
  const Derived& derived = document_.derived();
  const bool earlier = step == Step::rootLabels ? derived.root.has_value() : !derived.measurements.empty();
  return earlier ? StepState::stale : StepState::fresh;
}

void PipelineController::follow(const CaseChange& change) {
  if (!(change.parts & CasePart::review)) return;
  liveNumbers_.follow();
  if (document_.isPreviewingEdits()) {
    pauseComputing();
    return;
  }
  if (document_.isPreviewing()) return;
  const std::uint64_t revision = document_.status(Step::measure).revision;
  const bool edited = revision != followedRevision_ && !change.replaced;
  followedRevision_ = revision;
  // Surfaces of labels that were corrected or are derived anew are wanted no more.
  if (edited && (document_.labelsAreNewer() || document_.status(Step::rootLabels).state != StepState::done)) {
    jobs_.cancel(kSurfaceKey);
    surfacesDue_ = true;
  }
  // What the user stopped stays stopped until there is something new to compute.
  if (std::exchange(paused_, false)) {
    resume();
  } else if (edited) {
    advance();
  }
}

void PipelineController::pauseComputing() {
  for (const Step step : {Step::rootLabels, Step::measure}) {
    if (document_.status(step).state != StepState::running) continue;
    paused_ = true;
    document_.setState(step, waitingState(step));
    jobs_.cancel(kStepKey);
  }
  if (active_.contains(kSurfaceKey)) {
    paused_ = true;
    jobs_.cancel(kSurfaceKey);
  }
}

void PipelineController::advance() {
  if (document_.isPreviewingEdits()) {
    paused_ = true;
    return;
  }
  const auto next = planning::nextRunnable(document_.steps());
  // Reading is started by the user, and reports are written when asked for.
  if (next == Step::rootLabels || next == Step::measure) runInBackground(*next);
}

void PipelineController::runInBackground(Step step) {
  active_.insert(kStepKey);
  document_.setState(step, StepState::running);
  const std::uint64_t revision = document_.status(step).revision;
  jobs_.start(
      kStepKey, planning::spec(step).lane,
      [step, sources = document_.sources(), snapshot = document_.plan(), run = runStep_,
       text = startText(step)](const Progress& progress) {
        Plan plan = snapshot;
        progress.report(0.0, text);
        run(step, sources, plan, progress);
        return std::move(plan.derived);
      },
      [this, step, revision](JobOutcome<Derived> outcome) { takeStep(step, revision, std::move(outcome)); });
}

void PipelineController::takeStep(Step step, std::uint64_t revision, JobOutcome<Derived> outcome) {
  const bool current = document_.status(step).revision == revision;
  if (auto* derived = std::get_if<Derived>(&outcome)) {
    if (document_.accept(step, revision, std::move(*derived))) {
      if (step == Step::rootLabels) {
        jobs_.cancel(kSurfaceKey);  // of labels that are not shown any more
        surfacesDue_ = true;
        liveNumbers_.follow();
      }
      advance();
    }
  } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
    if (current) {
      document_.setState(step, StepState::failed);
      Q_EMIT failed({false, *failure});
    }
  } else if (current) {
    document_.setState(step, waitingState(step));
  }
  buildDueSurfaces();
  if (document_.status(Step::rootLabels).state != StepState::running &&
      document_.status(Step::measure).state != StepState::running)
    finish(kStepKey);
}

void PipelineController::buildDueSurfaces() {
  const bool measuring = document_.status(Step::measure).state == StepState::running;
  // After a correction the numbers come first: surfaces would take a processor from them.
  const bool numbersFirst = document_.labelsAreNewer() && measuring;
  const bool derived = document_.status(Step::rootLabels).state == StepState::done;
  if (surfacesDue_ && derived && !numbersFirst && !active_.contains(kSurfaceKey)) buildSurfacesInBackground();
}

void PipelineController::buildSurfacesInBackground() {
  const LabelMap* labels = document_.shownLabels();
  if (!labels) return;
  surfacesDue_ = true;
  if (document_.isPreviewingEdits()) {
    paused_ = true;
    return;
  }
  using Surfaces = std::vector<planning::LabelSurface>;
  active_.insert(kSurfaceKey);
  const std::uint64_t revision = document_.status(Step::rootLabels).revision;
  jobs_.start(
      kSurfaceKey, planning::Lane::cpu,
      [snapshot = *labels, text = tr("Building surfaces").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        return planning::buildSurfaces(snapshot, progress);
      },
      [this, revision](JobOutcome<Surfaces> outcome) {
        if (auto* surfaces = std::get_if<Surfaces>(&outcome)) {
          if (document_.acceptSurfaces(revision, std::move(*surfaces))) surfacesDue_ = false;
        } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
          Q_EMIT failed({false, *failure});
        }
        finish(kSurfaceKey);
      });
}

void PipelineController::stopComputing() {
  paused_ = false;
  liveNumbers_.stop();
  jobs_.cancel(kStepKey);
  jobs_.cancel(kSurfaceKey);
}

void PipelineController::refuse(const JobFailed& cause) {
  Q_EMIT failed({true, cause});
}

void PipelineController::cancel() {
  stopOpening();
  stopComputing();
}

void PipelineController::finish(const QString& key) {
  if (active_.erase(key) != 0 && active_.empty()) Q_EMIT settled();
}

}  // namespace valvista::ui
