// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/case_document.h"

#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace valvista::ui {

using planning::Step;
using planning::StepState;

namespace {
std::size_t indexOf(Step step) {
  return static_cast<std::size_t>(step);
}
constexpr CaseParts kAllParts = CasePart::study | CasePart::labels | CasePart::measurements |
                                CasePart::surfaces | CasePart::steps | CasePart::review | CasePart::live;

/// Whether a correction changes what valve, annulus and root follow from. What is painted of an iliac artery
/// does not.
bool touchesRoot(const planning::LabelChange& change) {
  using planning::TavrLabel;
  std::vector<bool> others = change.touched();
  for (const TavrLabel label : {TavrLabel::background, TavrLabel::iliacLeft, TavrLabel::iliacRight})
    others[planning::value(label)] = false;
  return std::find(others.begin(), others.end(), true) != others.end();
}

/// The first step whose inputs differ. Annotations and acknowledgements are only printed.
Step firstStepOf(const planning::PlanEdits& before, const planning::PlanEdits& after) {
  if (before.hinges != after.hinges || before.rootEndMm != after.rootEndMm) return Step::rootLabels;
  return before == after ? Step::report : Step::measure;
}
}  // namespace

/// A change of the review; keeps both states, which are small.
class ReviewCommand : public QUndoCommand {
 public:
  /// `live` is of the drag that ends with this change.
  ReviewCommand(CaseDocument& document, const QString& what, planning::Review after,
                std::optional<planning::LiveMeasures> live)
      : QUndoCommand(what),
        document_(document),
        before_(document.review()),
        after_(std::move(after)),
        live_(std::move(live)) {}
  void undo() override { document_.setReview(before_, std::nullopt); }
  void redo() override { document_.setReview(after_, std::exchange(live_, std::nullopt)); }

 private:
  CaseDocument& document_;
  planning::Review before_, after_;
  std::optional<planning::LiveMeasures> live_;
};

/// A correction of labels; the history keeps what it changed.
class LabelCommand : public QUndoCommand {
 public:
  LabelCommand(CaseDocument& document, const QString& what, planning::LabelChange change,
               std::set<std::uint8_t> pinned)
      : QUndoCommand(what),
        document_(document),
        version_(document.currentVersion_),
        change_(document.labelHistory_.keep(std::move(change))),
        pinnedBefore_(document.inputs().anatomy->pinned),
        pinnedAfter_(std::move(pinned)) {}
  ~LabelCommand() override { document_.labelHistory_.forget(change_); }
  void undo() override {
    attempt([this] {
      document_.changeLabels(version_, document_.labelHistory_.change(change_).inverse(), pinnedBefore_);
    });
  }
  void redo() override {
    attempt(
        [this] { document_.changeLabels(version_, document_.labelHistory_.change(change_), pinnedAfter_); });
  }

 private:
  /// An edit that lies on disk may not come back; the stack goes on without it and the person is told.
  template <class Change>
  void attempt(Change change) try {
    change();
  } catch (const std::exception&) {
    setObsolete(true);
    Q_EMIT document_.changeLost(
        CaseDocument::tr("This change of the labels is lost: what it was cannot be read any more."));
  }

  CaseDocument& document_;
  int version_;
  planning::LabelHistory::Id change_;
  std::set<std::uint8_t> pinnedBefore_, pinnedAfter_;
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
  if (readOnly_ || leaving_) return;
  preview_ = std::move(review);
  CaseParts parts = CasePart::review;
  if (!isPreviewingEdits() && dragLive_) {
    dragLive_.reset();  // dragged back to where it began
    parts |= CasePart::live;
  }
  Q_EMIT changed({parts, false});
}

void CaseDocument::abandonPreview() {
  if (!preview_) return;
  preview_.reset();
  dragLive_.reset();
  Q_EMIT changed({CasePart::review | CasePart::live, false});
}

void CaseDocument::commit(const QString& what, planning::Review review) {
  if (readOnly_ || leaving_ || review == this->review()) {
    abandonPreview();
    return;
  }
  // The newest numbers stay until those of the change are there: no older ones flash up in between.
  undo_.push(new ReviewCommand(*this, what, std::move(review), live()));
}

void CaseDocument::setReview(planning::Review review, std::optional<planning::LiveMeasures> live) {
  preview_.reset();
  dragLive_.reset();
  const planning::PlanEdits before = std::exchange(plan_.inputs.review, std::move(review)).edits;
  const planning::PlanEdits& after = this->review().edits;
  if (after != before) committedLive_ = after == measuredEdits_ ? std::nullopt : std::move(live);
  planning::invalidate(steps_, firstStepOf(before, after));
  Q_EMIT changed({CasePart::review | CasePart::live | CasePart::steps, false});
}

void CaseDocument::commitLabels(const QString& what, const LabelMap& after) {
  commitLabels(what, after, plan_.inputs.anatomy->pinned);
}

void CaseDocument::pin(const QString& what, std::uint8_t label, bool pinned) {
  std::set<std::uint8_t> pins = plan_.inputs.anatomy->pinned;
  LabelMap after = plan_.inputs.anatomy->labels;
  if (!pinned) {
    pins.erase(label);
  } else if (pins.insert(label).second && plan_.derived.root) {
    const LabelMap& derived = plan_.derived.root->labels;
    const Index3& size = derived.geometry().size;
    const IndexBox box = labelBoxes(derived)[label];
    for (int k = box.begin[2]; k < box.end[2]; ++k)
      for (int j = 0; j < size[1]; ++j)
        for (int i = 0; i < size[0]; ++i)
          if (derived.at({i, j, k}) == label) after.set({i, j, k}, label);
  }
  commitLabels(what, after, std::move(pins));
}

void CaseDocument::commitLabels(const QString& what, const LabelMap& after, std::set<std::uint8_t> pinned) {
  planning::LabelChange change(plan_.inputs.anatomy->labels, after);
  if (change.empty() && pinned == plan_.inputs.anatomy->pinned) return;
  if (!plan_.inputs.anatomy->corrected) {
    plan_.inputs.anatomy->corrected = true;
    addLabelVersion();
  }
  undo_.push(new LabelCommand(*this, what, std::move(change), std::move(pinned)));
}

void CaseDocument::changeLabels(int version, const planning::LabelChange& change,
                                const std::set<std::uint8_t>& pinned) {
  showLabelVersion(version);  // an undo may reach back to labels that are not shown
  change.apply(plan_.inputs.anatomy->labels);
  const std::set<std::uint8_t> before = std::exchange(plan_.inputs.anatomy->pinned, pinned);
  versions_[static_cast<std::size_t>(version)].anatomy = *plan_.inputs.anatomy;
  // Until the rules have run again, what was painted shows as it was painted.
  if (plan_.derived.root && !plan_.derived.root->labels.empty()) change.paintOn(plan_.derived.root->labels);
  preview_.reset();
  dragLive_.reset();
  committedLive_.reset();
  labelsAreNewer_ = true;
  Q_EMIT labelsCorrected(change, before);
  planning::invalidate(steps_, before != pinned || touchesRoot(change) ? Step::rootLabels : Step::measure);
  Q_EMIT changed({CasePart::labels | CasePart::review | CasePart::live | CasePart::steps, false});
}

void CaseDocument::setReadOnly(bool readOnly) {
  if (std::exchange(readOnly_, readOnly) != readOnly) Q_EMIT changed({CasePart::steps, false});
}

bool CaseDocument::acceptLive(const planning::PlanEdits& edits, planning::LiveMeasures live) {
  if (isPreviewingEdits()) {
    dragLive_ = std::move(live);
  } else if (edits == review().edits && (edits != measuredEdits_ || labelsAreNewer_)) {
    committedLive_ = std::move(live);
  } else {
    return false;
  }
  Q_EMIT changed({CasePart::live, false});
  return true;
}

void CaseDocument::forgetDerived() {
  plan_.derived = {};
  measuredEdits_ = {};
  labelsAreNewer_ = false;
  preview_.reset();
  dragLive_.reset();
  committedLive_.reset();
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
  versions_.clear();
  currentVersion_ = -1;
  readOnly_ = false;
  if (plan_.inputs.anatomy) addLabelVersion();
  forgetDerived();
  restart(Step::load);
  undo_.clear();  // tells its own listeners, so only when the new case is whole
  Q_EMIT changed({kAllParts, true});
}

void CaseDocument::addLabelVersion() {
  versions_.push_back({sources_, *plan_.inputs.anatomy, QTime::currentTime()});
  currentVersion_ = static_cast<int>(versions_.size()) - 1;
}

void CaseDocument::replaceLabels(planning::PlanSources sources, planning::AnatomyLabels anatomy) {
  sources_ = std::move(sources);
  plan_.inputs.anatomy = std::move(anatomy);
  addLabelVersion();
  planWithLabels();
}

void CaseDocument::showLabelVersion(int index) {
  if (index == currentVersion_ || index < 0 || index >= static_cast<int>(versions_.size())) return;
  const LabelVersion& version = versions_[static_cast<std::size_t>(index)];
  sources_ = version.sources;
  plan_.inputs.anatomy = version.anatomy;
  currentVersion_ = index;
  planWithLabels();
}

void CaseDocument::planWithLabels() {
  forgetDerived();
  restart(Step::labels);
  Q_EMIT changed({kAllParts & ~CaseParts(CasePart::study), false});
}

void CaseDocument::setState(Step step, StepState state) {
  if (steps_[indexOf(step)].state == state) return;
  steps_[indexOf(step)].state = state;
  Q_EMIT changed({CasePart::steps, false});
}

bool CaseDocument::accept(Step step, std::uint64_t revision, planning::Derived derived) {
  if (status(step).revision != revision) return false;
  CaseParts parts = CasePart::measurements | CasePart::steps;
  if (step == Step::rootLabels) {
    // The numbers of earlier edits stay, out of date, until they are measured again.
    plan_.derived.root = std::move(derived.root);
    parts |= CasePart::labels;
  } else {
    plan_.derived = std::move(derived);
    measuredEdits_ = review().edits;
    labelsAreNewer_ = false;
    if (committedLive_) parts |= CasePart::live;
    committedLive_.reset();
  }
  steps_[indexOf(step)].state = StepState::done;
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
