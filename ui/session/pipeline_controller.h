// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/review_file.h"
#include "planning/phantom/aortic_phantom.h"
#include "planning/pipeline/run_pipeline.h"
#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"
#include "ui/session/live_numbers.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace valvista::ui {

/// What went wrong while a case was opened or planned.
struct PipelineFailure {
  bool inputRefused =
      false;  ///< a file was not taken and what it would have changed is as before; else a step failed
  JobFailed cause;
};

/// Opens cases and runs the step table on snapshots in the background, putting results into the document only
/// while they are still of its inputs. Until a new case is read completely the old one stays, whole. A
/// committed edit, an undo or a redo runs the steps it changes again; while edits are dragged the steps rest
/// and the live numbers follow.
class PipelineController : public QObject {
  Q_OBJECT
 public:
  using RunStep =
      std::function<void(planning::Step, const planning::PlanSources&, planning::Plan&, const Progress&)>;

  PipelineController(CaseDocument& document, JobRunner& jobs, RunStep runStep = planning::runStep,
                     QObject* parent = nullptr, LiveNumbers::Measure measureLive = planning::measureLive);

  /// A new case. A CT without labels shows only the CT; labels without a CT are measured alone. A CT for
  /// labels that are open, or being opened, alone: the labels stay when they lie on its grid, else failed()
  /// says why they went.
  void open(const planning::PlanSources& sources);
  /// Labels for the CT that is open or being opened; a case of labels alone when there is none.
  void openLabels(const std::filesystem::path& path, const std::optional<std::string>& scheme = std::nullopt);
  /// Labels that a model made of the open CT, as a new version.
  void takeLabels(const planning::SegmentationRequest& model, planning::AnatomyLabels anatomy);
  /// Plans with labels that the case had before.
  void showLabelVersion(int index);
  /// Files and folders of which only the content says what they are.
  void openUnsorted(const std::vector<std::filesystem::path>& paths);
  /// The built-in case: an analytic phantom.
  void openDemo(const planning::PhantomSpec& spec = {});
  /// A case whose inputs do not come from files that could be opened on their own. `opened` is called once
  /// the document has this case, before anything of it is computed; never when preparing failed, was
  /// cancelled or gave way to another case.
  using Prepare = std::function<planning::Plan(const Progress&)>;
  void openPrepared(Prepare prepare, std::function<void()> opened = {});
  /// A review that was saved with a plan, for the case that is open: one change that can be undone. failed()
  /// says why when it was made on another scan or on other labels.
  void openReview(const std::filesystem::path& file);
  /// Stops whatever is under way; what is already there stays.
  void cancel();
  /// Runs what was cancelled or failed again.
  void resume();
  /// False while something is being opened or computed.
  bool isSettled() const { return active_.empty(); }

 Q_SIGNALS:
  void failed(const valvista::ui::PipelineFailure& failure);
  /// Nothing is under way any more.
  void settled();

 private:
  /// What reading came to.
  struct Opened {
    planning::PlanSources sources;
    planning::Plan plan;
    std::optional<JobFailed> withoutLabels;  ///< why labels opened before do not go with the CT
  };

  /// What is told while a step runs.
  static std::string startText(planning::Step step);
  void startOpening(const planning::PlanSources& sources, std::function<Opened(const Progress&)> read,
                    std::function<void()> then = {});
  /// The case that is being read: until it is there, or not, nothing can be changed in the one that is open.
  void setOpening(std::optional<planning::PlanSources> opening);
  /// Of labels without a CT, the newest that were opened; else nothing.
  planning::PlanSources labelsAlone() const;
  void readLabelsFor(const planning::PlanSources& sources);
  void advance();
  void runInBackground(planning::Step step);
  void takeStep(planning::Step step, std::uint64_t revision, JobOutcome<planning::Derived> outcome);
  void buildSurfacesInBackground();
  /// Where labels are newer than the surfaces and nothing more urgent is computed.
  void buildDueSurfaces();
  void stopOpening();
  void stopComputing();
  /// The review may have changed.
  void follow(const CaseChange& change);
  void pauseComputing();
  /// Neither running nor done: out of date where there is an earlier result.
  planning::StepState waitingState(planning::Step step) const;
  struct ReadReview {
    planning::StoredReview stored;
    std::string shownLabelsSha256;  ///< of the labels that are open; empty where there are none
  };
  void takeReview(const ReadReview& read);
  void finish(const QString& key);
  void refuse(const JobFailed& cause);

  CaseDocument& document_;
  JobRunner& jobs_;
  RunStep runStep_;
  LiveNumbers liveNumbers_;
  std::uint64_t followedRevision_ = 0;            ///< of the step measure: grows with every edit
  bool paused_ = false;                           ///< steps or surfaces were stopped for a drag
  bool surfacesDue_ = false;                      ///< the labels are newer than the surfaces
  std::optional<planning::PlanSources> opening_;  ///< of the case that is being read
  std::set<QString> active_;                      ///< keys of our jobs under way
};

}  // namespace valvista::ui
