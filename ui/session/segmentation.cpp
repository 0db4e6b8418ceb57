// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/segmentation.h"

#include "planning/pipeline/segment_study.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace valvista::ui {

namespace {

const QString kModelsKey = QStringLiteral("segment.models");
const QString kWorkerKey = QStringLiteral("segment.worker");
const QString kEstimateKey = QStringLiteral("segment.estimate");
const QString kRunKey = QStringLiteral("segment.run");
constexpr std::chrono::seconds kWorkerPatience{60};

QString nameOf(const ListedModel& model) {
  return QString::fromStdString(model.folder.filename().string());
}

/// The reason of a job that failed; nothing for one that was cancelled.
template <class T>
QString problemOf(const JobOutcome<T>& outcome) {
  const auto* failure = std::get_if<JobFailed>(&outcome);
  return failure ? failure->message : QString();
}

}  // namespace

Segmentation::Segmentation(const WindowSession& session, QObject* parent)
    : QObject(parent), session_(session), options_(session.settings.segmentation()) {
  connect(&session_.document, &CaseDocument::changed, this, &Segmentation::follow);
}

void Segmentation::refresh() {
  const QString command = session_.settings.workerCommand();
  if (askedCommand_ == command) return;
  askedCommand_ = command;
  listModels(options_.model);
  askWorker(command.toStdString());
}

void Segmentation::listModels(const QString& wanted) {
  session_.jobs.start(
      kModelsKey, planning::Lane::io,
      [](const Progress&) { return valvista::listModels(modelStoreFolder()); },
      [this, wanted](JobOutcome<std::vector<ListedModel>> outcome) {
        if (auto* models = std::get_if<std::vector<ListedModel>>(&outcome))
          takeModels(std::move(*models), wanted);
        if (const QString problem = problemOf(outcome); !problem.isEmpty())
          Q_EMIT failed(tr("The installed models cannot be listed"), problem);
      });
}

void Segmentation::takeModels(std::vector<ListedModel> models, const QString& wanted) {
  models_ = std::move(models);
  known_ = true;
  const auto usable = [](const ListedModel& model) { return model.problem.empty(); };
  const auto isWanted = [&](const ListedModel& model) { return usable(model) && nameOf(model) == wanted; };
  auto found = std::find_if(models_.begin(), models_.end(), isWanted);
  if (found == models_.end()) found = std::find_if(models_.begin(), models_.end(), usable);
  chosen_ = found == models_.end() ? -1 : static_cast<int>(found - models_.begin());
  estimateAnew();
}

void Segmentation::install(const std::filesystem::path& folder) {
  session_.jobs.start(
      kModelsKey, planning::Lane::io,
      [folder, text = tr("Installing the model").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        return installModel(folder, modelStoreFolder());
      },
      [this](JobOutcome<std::filesystem::path> outcome) {
        if (const auto* installed = std::get_if<std::filesystem::path>(&outcome)) {
          options_.model = QString::fromStdString(installed->filename().string());
          session_.settings.setSegmentation(options_);
          listModels(options_.model);
        } else if (const QString problem = problemOf(outcome); !problem.isEmpty()) {
          Q_EMIT failed(tr("The model was not installed"), problem);
        }
      });
}

void Segmentation::askWorker(const std::string& command) {
  session_.jobs.start(
      kWorkerKey, planning::Lane::worker,
      [command](const Progress& progress) {
        return planning::askWorker(planning::findWorker(command), kWorkerPatience, progress);
      },
      [this](JobOutcome<HelloMessage> outcome) {
        worker_.reset();
        if (auto* hello = std::get_if<HelloMessage>(&outcome)) worker_ = std::move(*hello);
        workerProblem_ = problemOf(outcome);
        estimateAnew();
      });
}

void Segmentation::chooseModel(int index) {
  if (index == chosen_ || index < 0 || index >= static_cast<int>(models_.size())) return;
  if (!models_[static_cast<std::size_t>(index)].problem.empty()) return;
  chosen_ = index;
  options_.model = nameOf(models_[static_cast<std::size_t>(index)]);
  session_.settings.setSegmentation(options_);
  estimateAnew();
}

void Segmentation::setDevice(const QString& device) {
  if (std::exchange(options_.device, device) == device) return;
  session_.settings.setSegmentation(options_);
  estimateAnew();
}

void Segmentation::setMemoryLimitGib(double limit) {
  if (std::exchange(options_.memoryLimitGib, limit) == limit) return;
  session_.settings.setSegmentation(options_);
  estimateAnew();
}

planning::SegmentationRequest Segmentation::request() const {
  constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
  planning::SegmentationRequest request;
  request.worker = planning::findWorker(session_.settings.workerCommand().toStdString());
  request.model = models_[static_cast<std::size_t>(chosen_)].folder;
  request.options.device = options_.device.toStdString();
  if (options_.memoryLimitGib > 0.0)
    request.options.memoryLimitBytes =
        static_cast<std::uint64_t>(std::llround(options_.memoryLimitGib * kGib));
  return request;
}

void Segmentation::estimateAnew() {
  estimate_.reset();
  estimateProblem_.clear();
  session_.jobs.cancel(kEstimateKey);
  if (chosen_ >= 0 && worker_ && session_.document.inputs().study && !running_) {
    session_.jobs.start(
        kEstimateKey, planning::Lane::worker,
        [request = request(), grid = session_.document.inputs().study->volume.geometry()](
            const Progress& progress) { return planning::estimateSegmentation(grid, request, progress); },
        [this](JobOutcome<SegmentationCost> outcome) {
          if (const auto* cost = std::get_if<SegmentationCost>(&outcome)) estimate_ = *cost;
          estimateProblem_ = problemOf(outcome);
          Q_EMIT changed();
        });
  }
  Q_EMIT changed();
}

bool Segmentation::canRun() const {
  return chosen_ >= 0 && !running_ && session_.document.inputs().study.has_value() &&
         workerProblem_.isEmpty();
}

void Segmentation::run() {
  if (!canRun()) return;
  running_ = true;
  session_.jobs.cancel(kEstimateKey);
  const planning::Study& study = *session_.document.inputs().study;
  const planning::SegmentationRequest asked = request();
  session_.jobs.start(
      kRunKey, planning::Lane::worker,
      [asked, study](const Progress& progress) { return planning::segmentStudy(study, asked, progress); },
      [this, asked, sha256 = study.sha256](JobOutcome<planning::AnatomyLabels> outcome) {
        takeLabels(asked, sha256, std::move(outcome));
      });
  Q_EMIT changed();
}

void Segmentation::takeLabels(const planning::SegmentationRequest& request, const std::string& ctSha256,
                              JobOutcome<planning::AnatomyLabels> outcome) {
  running_ = false;
  const auto& study = session_.document.inputs().study;
  if (auto* labels = std::get_if<planning::AnatomyLabels>(&outcome)) {
    if (study && study->sha256 == ctSha256) session_.controller.takeLabels(request, std::move(*labels));
  } else if (const QString problem = problemOf(outcome); !problem.isEmpty()) {
    Q_EMIT failed(tr("The scan was not segmented"), problem);
  }
  if (!estimate_) estimateAnew();
  Q_EMIT changed();
}

void Segmentation::cancel() {
  session_.jobs.cancel(kRunKey);
}

void Segmentation::follow(const CaseChange& change) {
  if (!change.replaced) return;
  cancel();
  estimateAnew();
}

}  // namespace valvista::ui
