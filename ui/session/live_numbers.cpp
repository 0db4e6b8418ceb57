// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/live_numbers.h"

#include <utility>

namespace valvista::ui {

using planning::Step;

LiveNumbers::LiveNumbers(CaseDocument& document, JobRunner& jobs, Measure measure)
    : document_(document), jobs_(jobs), measure_(std::move(measure)) {}

const QString& LiveNumbers::jobKey() {
  static const QString key = QStringLiteral("live");
  return key;
}

bool LiveNumbers::isWanted() const {
  if (!document_.derived().root) return false;
  return isForCorrection() ||
         (!document_.labelsAreNewer() && document_.shownReview().edits != document_.measuredEdits());
}

bool LiveNumbers::isForCorrection() const {
  return document_.labelsAreNewer() && document_.status(Step::rootLabels).state == planning::StepState::done;
}

void LiveNumbers::follow() {
  if (!isWanted()) {
    stop();
  } else if (!running_) {
    start();
  } else if (!isForCorrection()) {
    again_ = true;
  } else if (startedAt_ != document_.status(Step::measure).revision) {
    start();  // in place of the one that runs: labels are never again as it found them
  }
}

void LiveNumbers::stop() {
  again_ = false;
  if (running_) jobs_.cancel(jobKey());
}

void LiveNumbers::start() {
  running_ = true;
  again_ = false;
  startedAt_ = document_.status(Step::measure).revision;
  // Every correction makes the measuring before it old; a drag's numbers are of the case.
  const Step of = isForCorrection() ? Step::measure : Step::labels;
  jobs_.start(
      jobKey(), planning::Lane::cpu,
      [inputs = document_.shownInputs(), before = document_.measuredEdits(), derived = document_.derived(),
       measure = measure_](const Progress& progress) {
        return Made{inputs.review.edits, measure(inputs, before, derived, progress)};
      },
      [this, of, revision = document_.status(of).revision](JobOutcome<Made> outcome) {
        take(of, revision, std::move(outcome));
      });
}

void LiveNumbers::take(Step of, std::uint64_t revision, JobOutcome<Made> outcome) {
  running_ = false;
  auto* made = std::get_if<Made>(&outcome);
  // A failure is told by the step that measures the same after the drag; here it would come with every move.
  if (made && revision == document_.status(of).revision)
    document_.acceptLive(made->edits, std::move(made->live));
  if (again_ && isWanted() && !running_) start();
}

}  // namespace valvista::ui
