// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/case_document.h"

#include <utility>

namespace valvista::ui {

using planning::Step;
using planning::StepState;

namespace {
std::size_t indexOf(Step step) {
  return static_cast<std::size_t>(step);
}
constexpr CaseParts kAllParts = CasePart::study | CasePart::labels | CasePart::measurements |
                                CasePart::surfaces | CasePart::steps | CasePart::review | CasePart::live;
}  // namespace

/// A change of the review; keeps both states, which are small.
class ReviewCommand : public QUndoCommand {
 public:
  ReviewCommand(CaseDocument& document, const QString& what, planning::Review after)
      : QUndoCommand(what), document_(document), before_(document.review()), after_(std::move(after)) {}
  void undo() override { document_.setReview(before_); }
  void redo() override { document_.setReview(after_); }

 private:
  CaseDocument& document_;
  planning::Review before_, after_;
};

CaseDocument::CaseDocument(QObject* parent) : QObject(parent) {}

planning::StepStatus CaseDocument::status(Step step) const {
  return steps_[indexOf(step)];
}

const LabelMap* CaseDocument::shownLabels() const {
  if (plan_.derived.root && !plan_.derived.root->labels.empty()) return &plan_.derived.root->labels;
  if (plan_.inputs.anatomy && !plan_.inputs.anatomy->labels.empty()) return &plan_.inputs.anatomy->labels;
  return nullptr;
}

planning::Case CaseDocument::shownInputs() const {
  planning::Case inputs = plan_.inputs;
  inputs.review = shownReview();
  return inputs;
}

void CaseDocument::preview(planning::Review review) {
  preview_ = std::move(review);
  Q_EMIT changed({CasePart::review, false});
}

void CaseDocument::abandonPreview() {
  if (!preview_) return;
  preview_.reset();
  live_.reset();
  Q_EMIT changed({CasePart::review | CasePart::live, false});
}

void CaseDocument::commit(const QString& what, planning::Review review) {
  if (review == this->review()) {
    abandonPreview();
    return;
  }
  preview_.reset();
  undo_.push(new ReviewCommand(*this, what, std::move(review)));
}

void CaseDocument::setReview(planning::Review review) {
  preview_.reset();
  plan_.inputs.review = std::move(review);
  Q_EMIT changed({CasePart::review, false});
}

void CaseDocument::acceptLive(planning::LiveMeasures live) {
  if (!preview_) return;
  live_ = std::move(live);
  Q_EMIT changed({CasePart::live, false});
}

void CaseDocument::forgetDerived() {
  plan_.derived = {};
  live_.reset();
  surfaces_.clear();
}

void CaseDocument::restart(Step from) {
  // Nothing of the old result is kept, so the steps are fresh rather than stale; their revisions have grown.
  planning::invalidate(steps_, from);
  for (std::size_t i = indexOf(from); i < planning::kStepCount; ++i) steps_[i].state = StepState::fresh;
  if (from == Step::load && plan_.inputs.study) steps_[indexOf(Step::load)].state = StepState::done;
  if (plan_.inputs.anatomy) {
    // Labels can be measured without a CT: then there is nothing to load.
    steps_[indexOf(Step::load)].state = StepState::done;
    steps_[indexOf(Step::labels)].state = StepState::done;
  }
}

void CaseDocument::replace(planning::PlanSources sources, planning::Plan plan) {
  sources_ = std::move(sources);
  plan_ = std::move(plan);
  preview_.reset();
  undo_.clear();
  forgetDerived();
  restart(Step::load);
  Q_EMIT changed({kAllParts, true});
}

void CaseDocument::replaceLabels(planning::PlanSources sources, planning::AnatomyLabels anatomy) {
  sources_ = std::move(sources);
  plan_.inputs.anatomy = std::move(anatomy);
  forgetDerived();
  restart(Step::labels);
  Q_EMIT changed({CasePart::labels | CasePart::measurements | CasePart::surfaces | CasePart::steps, false});
}

void CaseDocument::setState(Step step, StepState state) {
  if (steps_[indexOf(step)].state == state) return;
  steps_[indexOf(step)].state = state;
  Q_EMIT changed({CasePart::steps, false});
}

bool CaseDocument::accept(Step step, std::uint64_t revision, planning::Derived derived) {
  if (status(step).revision != revision) return false;
  plan_.derived = std::move(derived);
  steps_[indexOf(step)].state = StepState::done;
  CaseParts parts = CasePart::measurements | CasePart::steps;
  if (step == Step::rootLabels) parts |= CasePart::labels;
  Q_EMIT changed({parts, false});
  return true;
}

bool CaseDocument::acceptSurfaces(std::uint64_t revision, std::vector<planning::LabelSurface> surfaces) {
  if (status(Step::rootLabels).revision != revision) return false;
  surfaces_ = std::move(surfaces);
  Q_EMIT changed({CasePart::surfaces, false});
  return true;
}

}  // namespace valvista::ui
