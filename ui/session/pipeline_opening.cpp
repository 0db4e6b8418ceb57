// SPDX-License-Identifier: GPL-3.0-or-later
// What the pipeline controller opens: cases, labels, reviews.
#include "planning/core/error.h"
#include "planning/io/label_schemes.h"
#include "ui/session/pipeline_controller.h"
#include "ui/session/source_kind.h"

#include <exception>
#include <string>
#include <utility>

namespace valvista::ui {

using planning::Plan;
using planning::PlanSources;
using planning::Step;

namespace {

const QString kOpenKey = QStringLiteral("open");
const QString kSortKey = QStringLiteral("sort");
const QString kReviewKey = QStringLiteral("review");

/// The built-in case as if it had been read from files.
Plan demoPlan(const planning::PhantomSpec& spec, const std::string& title, const Progress& progress) {
  planning::Phantom phantom = planning::makePhantom(spec, progress);
  Plan plan;
  planning::Study study;
  study.patient = {title, "DEMO", "", ""};
  study.facts.modality = "CT";
  study.volume = std::move(phantom.ct);
  plan.inputs.study = std::move(study);
  planning::AnatomyLabels anatomy;
  anatomy.labels = std::move(phantom.anatomy);
  anatomy.source = "phantom";
  anatomy.scheme = "tavr";
  plan.inputs.anatomy = std::move(anatomy);
  return plan;
}

}  // namespace

void PipelineController::setOpening(std::optional<PlanSources> opening) {
  opening_ = std::move(opening);
  document_.setLeaving(opening_.has_value() || active_.count(kSortKey) != 0);
}

PlanSources PipelineController::labelsAlone() const {
  if (opening_) return opening_->ct ? PlanSources() : *opening_;
  return document_.inputs().study ? PlanSources() : document_.sources();
}

void PipelineController::open(const PlanSources& wanted) {
  PlanSources sources = wanted;
  const PlanSources before = labelsAlone();
  const bool adopted = sources.ct && !sources.labels && before.labels;
  if (adopted) {
    sources.labels = before.labels;
    sources.scheme = before.scheme;
  }
  const auto options = document_.inputs().options;
  startOpening(sources, [sources, adopted, options, run = runStep_, ct = startText(Step::load),
                         labels = startText(Step::labels)](const Progress& progress) {
    Opened opened;
    opened.sources = sources;
    opened.plan.inputs.options = options;
    if (sources.ct) {
      progress.report(0.0, ct);
      run(Step::load, sources, opened.plan, progress);
    }
    if (!sources.labels) return opened;
    progress.report(0.0, labels);
    try {
      run(Step::labels, sources, opened.plan, progress);
    } catch (const LoadError& error) {
      if (!adopted) throw;
      opened.sources.labels.reset();
      opened.sources.scheme.reset();
      opened.plan.inputs.anatomy.reset();
      opened.withoutLabels =
          JobFailed{tr("The labels that were open were closed. %1").arg(QString::fromStdString(error.what())),
                    std::current_exception()};
    }
    return opened;
  });
}

void PipelineController::openDemo(const planning::PhantomSpec& spec) {
  openPrepared([spec, text = tr("Building the demo case").toStdString(),
                title = tr("Demo case (phantom)").toStdString()](const Progress& progress) {
    progress.report(0.0, text);
    return demoPlan(spec, title, progress);
  });
}

void PipelineController::openPrepared(Prepare prepare, std::function<void()> opened) {
  startOpening(
      {},
      [prepare = std::move(prepare)](const Progress& progress) {
        return Opened{{}, prepare(progress), {}};
      },
      std::move(opened));
}

void PipelineController::openLabels(const std::filesystem::path& path,
                                    const std::optional<std::string>& scheme) {
  const bool ctOnItsWay = opening_ && opening_->ct;
  PlanSources sources = ctOnItsWay ? *opening_ : document_.sources();
  sources.labels = path;
  sources.scheme = scheme;
  sources.model.reset();
  if (!ctOnItsWay && document_.inputs().study) {
    readLabelsFor(sources);
  } else {
    open(sources);
  }
}

void PipelineController::takeLabels(const planning::SegmentationRequest& model,
                                    planning::AnatomyLabels anatomy) {
  PlanSources sources = document_.sources();
  sources.labels.reset();
  sources.scheme.reset();
  sources.model = model;
  stopComputing();
  document_.replaceLabels(std::move(sources), std::move(anatomy));
  advance();
}

void PipelineController::showLabelVersion(int index) {
  if (index == document_.currentLabelVersion()) return;
  stopComputing();
  document_.showLabelVersion(index);
  advance();
}

void PipelineController::openUnsorted(const std::vector<std::filesystem::path>& paths) {
  active_.insert(kSortKey);
  document_.setLeaving(true);  // it may be another case
  jobs_.start(
      kSortKey, planning::Lane::io,
      [paths, text = tr("Looking at the files").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        return sortSources(paths, progress);
      },
      [this](JobOutcome<PlanSources> outcome) {
        active_.erase(kSortKey);
        setOpening(std::move(opening_));
        if (const auto* sources = std::get_if<PlanSources>(&outcome)) {
          if (sources->ct) {
            open(*sources);
          } else if (sources->labels) {
            openLabels(*sources->labels);
          }
        } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
          refuse(*failure);
        }
        finish(kSortKey);
      });
}

void PipelineController::openReview(const std::filesystem::path& file) {
  active_.insert(kReviewKey);
  jobs_.start(
      kReviewKey, planning::Lane::io,
      [file, anatomy = document_.inputs().anatomy,
       text = tr("Reading the review").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        ReadReview read{planning::loadReview(file), {}};
        if (anatomy) read.shownLabelsSha256 = planning::namedAsTheyAre(*anatomy).sha256;
        return read;
      },
      [this, revision = document_.status(Step::report).revision](JobOutcome<ReadReview> outcome) {
        if (const auto* read = std::get_if<ReadReview>(&outcome)) {
          if (revision == document_.status(Step::report).revision)
            takeReview(*read);
          else
            refuse({tr("The case was changed while the review was read. Open the review again."), {}});
        } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
          refuse(*failure);
        }
        finish(kReviewKey);
      });
}

void PipelineController::takeReview(const ReadReview& read) {
  const planning::Case& open = document_.inputs();
  if (document_.isEmpty()) {
    refuse({tr("Open the scan first that the review was made on."), {}});
  } else if (document_.isReadOnly()) {
    refuse({tr("This case can only be looked at: the review was not opened."), {}});
  } else if (read.stored.ctSha256 != (open.study ? open.study->sha256 : std::string())) {
    refuse({tr("The review was made on another scan than the one that is open."), {}});
  } else if (read.stored.labelsSha256 != read.shownLabelsSha256) {
    refuse({tr("The review was made on other labels than those that are open."), {}});
  } else {
    const bool wasSaved = !document_.hasUnsavedWork();
    document_.commit(tr("Open review"), read.stored.review);
    if (wasSaved) document_.markSaved();  // it is what the file holds
  }
}

void PipelineController::startOpening(const PlanSources& sources, std::function<Opened(const Progress&)> read,
                                      std::function<void()> then) {
  active_.insert(kOpenKey);
  setOpening(sources);
  const auto take = [this, then = std::move(then)](JobOutcome<Opened> outcome) {
    setOpening({});
    if (auto* opened = std::get_if<Opened>(&outcome)) {
      stopComputing();
      document_.replace(std::move(opened->sources), std::move(opened->plan));
      if (opened->withoutLabels) refuse(*opened->withoutLabels);
      if (then) then();
      advance();
    } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
      refuse(*failure);
    }
    finish(kOpenKey);
  };
  jobs_.start(kOpenKey, planning::Lane::io, std::move(read), take);
}

void PipelineController::readLabelsFor(const PlanSources& sources) {
  active_.insert(kOpenKey);
  setOpening({});
  Plan snapshot;
  snapshot.inputs.study = document_.inputs().study;
  snapshot.inputs.options = document_.inputs().options;
  jobs_.start(
      kOpenKey, planning::Lane::io,
      [sources, snapshot, run = runStep_, text = startText(Step::labels)](const Progress& progress) {
        Plan plan = snapshot;
        progress.report(0.0, text);
        run(Step::labels, sources, plan, progress);
        return plan;
      },
      [this, sources](JobOutcome<Plan> outcome) {
        if (auto* plan = std::get_if<Plan>(&outcome); plan && plan->inputs.anatomy) {
          stopComputing();
          document_.replaceLabels(sources, std::move(*plan->inputs.anatomy));
          advance();
        } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
          refuse(*failure);
        }
        finish(kOpenKey);
      });
}

void PipelineController::stopOpening() {
  jobs_.cancel(kSortKey);
  jobs_.cancel(kOpenKey);
  jobs_.cancel(kReviewKey);
}

}  // namespace valvista::ui
