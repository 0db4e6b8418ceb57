// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"

#include <cstdint>
#include <functional>

namespace valvista::ui {

/// Keeps the live numbers of the document up with the edits shown. One job at a time: while it runs only the
/// newest edits are remembered, so that the numbers of a fast drag come as often as they can be computed.
class LiveNumbers {
 public:
  using Measure = std::function<planning::LiveMeasures(
      const planning::Case&, const planning::PlanEdits& before, const planning::Derived&, const Progress&)>;

  /// Document and runner must outlive this.
  LiveNumbers(CaseDocument& document, JobRunner& jobs, Measure measure);

  /// The edits shown may have changed.
  void follow();
  /// What is under way is not wanted any more.
  void stop();
  /// Name of the job, which is too short and too frequent to be shown to people.
  static const QString& jobKey();

 private:
  /// Whether labels were corrected and their root is derived, but not measured yet.
  bool isForCorrection() const;
  struct Made {
    planning::PlanEdits edits;
    planning::LiveMeasures live;
  };
  void start();
  void take(planning::Step of, std::uint64_t revision, JobOutcome<Made> outcome);
  bool isWanted() const;

  CaseDocument& document_;
  JobRunner& jobs_;
  Measure measure_;
  bool running_ = false, again_ = false;
  std::uint64_t startedAt_ = 0;  ///< revision of the measuring that the running one is for
};

}  // namespace valvista::ui
