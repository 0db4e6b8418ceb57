// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/training_plan.h"

#include "planning/worker/worker_client.h"

#include <QDate>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <utility>

namespace valvista::ui {

namespace {

const QString kListKey = QStringLiteral("training.list");
const QString kCheckKey = QStringLiteral("training.check");
const QString kModelsKey = QStringLiteral("training.models");
const QString kWorkerKey = QStringLiteral("training.worker");
const QString kTrialKey = QStringLiteral("training.trial");
constexpr std::chrono::seconds kWorkerPatience{60};
constexpr int kTrialSteps = 5;
/// With fewer patients all are needed to learn from.
constexpr std::size_t kFewestForTest = 10;
constexpr double kTestShare = 0.1;

void errorsFirst(std::vector<DatasetFault>& faults) {
  std::stable_partition(faults.begin(), faults.end(),
                        [](const DatasetFault& fault) { return fault.isError; });
}

/// What a trial depends on.
TrainConfig timed(TrainConfig config) {
  config.model.name.clear();
  config.model.version.clear();
  config.epochs = config.stepsPerEpoch = 1;
  config.split = {};
  return config;
}

}  // namespace

TrainingPlan::TrainingPlan(const WindowSession& session, QObject* parent)
    : QObject(parent), session_(session), enrichment_(session.jobs) {
  applyPreset(TrainPreset::quickLook, config_);
  config_.model.name = "TAVR U-Net";
  config_.model.version = QDate::currentDate().toString(QStringLiteral("yyyy.MM.dd")).toStdString();
  config_.model.licence = "not stated";
  connect(&session_.jobs, &JobRunner::progressed, this,
          [this](const QString& key, double fraction, const QString& what) {
            if (key == kCheckKey) Q_EMIT progressed(fraction, what);
          });
  connect(&enrichment_, &DatasetEnrichment::ended, this, &TrainingPlan::takeEnriched);
}

void TrainingPlan::refresh() {
  session_.jobs.start(
      kModelsKey, planning::Lane::io, [](const Progress&) { return listModels(modelStoreFolder()); },
      [this](JobOutcome<std::vector<ListedModel>> outcome) {
        if (auto* models = std::get_if<std::vector<ListedModel>>(&outcome)) models_ = std::move(*models);
        Q_EMIT changed();
      });
  if (worker_) return;
  session_.jobs.start(
      kWorkerKey, planning::Lane::worker,
      [command = session_.settings.workerCommand().toStdString()](const Progress& progress) {
        return planning::askWorker(planning::findWorker(command), kWorkerPatience, progress);
      },
      [this](JobOutcome<HelloMessage> outcome) {
        workerProblem_.clear();
        if (const auto* failure = std::get_if<JobFailed>(&outcome)) workerProblem_ = failure->message;
        if (auto* hello = std::get_if<HelloMessage>(&outcome)) worker_ = std::move(*hello);
        const bool hasGpu = worker_ && std::any_of(worker_->devices.begin(), worker_->devices.end(),
                                                   [](const WorkerDevice& one) { return one.id != "cpu"; });
        if (hasGpu && !changed_) {
          change([](TrainConfig& config) { applyPreset(TrainPreset::paper, config); });
          changed_ = false;  // by the user
        }
        Q_EMIT changed();
      });
}

void TrainingPlan::chooseDataset(const std::filesystem::path& folder) {
  enrichment_.cancel();
  enrichment_.forget();
  list(folder);
}

void TrainingPlan::enrich() {
  if (!dataset_ || reading_ || enrichment_.isRunning()) return;
  session_.jobs.cancel(kCheckKey);  // of a dataset that is about to be replaced
  enrichment_.start(dataset_->folder);
  Q_EMIT changed();
}

void TrainingPlan::takeEnriched() {
  if (dataset_ && enrichment_.madeDataset()) {
    list(DatasetEnrichment::folderFor(dataset_->folder));
    return;
  }
  if (dataset_ && !checked_ && !checking_) check();  // as it was before
  Q_EMIT changed();
}

void TrainingPlan::list(const std::filesystem::path& folder) {
  const std::filesystem::path absolute = std::filesystem::absolute(folder);
  dataset_.reset();
  datasetProblem_.clear();
  faults_.clear();
  split_.clear();
  classes_.clear();
  reading_ = true;
  checking_ = checked_ = false;
  session_.jobs.cancel(kCheckKey);
  session_.jobs.start(
      kListKey, planning::Lane::aside,
      [folder = absolute, text = tr("Looking at the dataset").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        Listing listing;
        listing.dataset = readDataset(folder, listing.faults);
        return listing;
      },
      [this](JobOutcome<Listing> outcome) {
        reading_ = false;
        if (auto* listing = std::get_if<Listing>(&outcome)) {
          takeListing(std::move(*listing));
        } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
          datasetProblem_ = failure->message;
        }
        Q_EMIT changed();
      });
  Q_EMIT changed();
}

void TrainingPlan::takeListing(Listing listing) {
  dataset_ = std::move(listing.dataset);
  faults_ = std::move(listing.faults);
  errorsFirst(faults_);
  classes_ = modelClasses(dataset_->classes);
  trained_.assign(classes_.size(), true);
  config_.dataset = dataset_->folder;
  std::set<std::string> patients;
  for (const DatasetCase& one : dataset_->cases) patients.insert(one.patient);
  config_.split.test = patients.size() < kFewestForTest ? 0.0 : kTestShare;
  chooseClasses();
  shareOut();
  forgetTrial();
  check();
}

void TrainingPlan::check() {
  checking_ = true;
  ModelManifest whole = config_.model;
  whole.classes = classes_;  // also of structures that may be chosen later
  session_.jobs.start(
      kCheckKey, planning::Lane::aside,
      [dataset = *dataset_, model = whole](const Progress& progress) {
        return checkDataset(dataset, model, progress);
      },
      [this](JobOutcome<std::vector<DatasetFault>> outcome) {
        checking_ = false;
        if (auto* faults = std::get_if<std::vector<DatasetFault>>(&outcome)) {
          checked_ = true;
          faults_.insert(faults_.end(), faults->begin(), faults->end());
          errorsFirst(faults_);
        } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
          datasetProblem_ = failure->message;
        }
        Q_EMIT changed();
      });
}

bool TrainingPlan::hasErrors() const {
  return !faults_.empty() && faults_.front().isError;
}

void TrainingPlan::change(const std::function<void(TrainConfig&)>& edit) {
  TrainConfig edited = config_;
  edit(edited);
  if (edited == config_) return;
  const bool otherSplit = edited.split != config_.split;
  const bool otherWork = timed(edited) != timed(config_);
  config_ = std::move(edited);
  changed_ = true;
  if (otherWork) forgetTrial();
  if (otherSplit) shareOut();
  Q_EMIT changed();
}

void TrainingPlan::usePreset(TrainPreset preset) {
  change([&](TrainConfig& config) { applyPreset(preset, config); });
}

bool TrainingPlan::isTrained(std::size_t index) const {
  return index < trained_.size() && trained_[index];
}

void TrainingPlan::setTrained(std::size_t index, bool trained) {
  if (index == 0 || index >= trained_.size() || trained_[index] == trained) return;
  trained_[index] = trained;
  chooseClasses();
  forgetTrial();
  Q_EMIT changed();
}

void TrainingPlan::chooseClasses() {
  config_.model.classes.clear();
  for (std::size_t i = 0; i < classes_.size(); ++i)
    if (trained_[i]) config_.model.classes.push_back(classes_[i]);
}

void TrainingPlan::shareOut() {
  split_.clear();
  splitProblem_.clear();
  if (!dataset_) return;
  try {
    split_ = splitByPatient(dataset_->cases, config_.split);
  } catch (const LoadError& error) {
    splitProblem_ = QString::fromStdString(error.what());
  }
}

void TrainingPlan::forgetTrial() {
  trial_.reset();
  trialProblem_.clear();
  if (trying_) cancelTrial();
}

void TrainingPlan::tryIt() {
  if (!dataset_ || trying_) return;
  trying_ = true;
  trial_.reset();
  trialProblem_.clear();
  session_.jobs.start(
      kTrialKey, planning::Lane::worker,
      [config = config_, command = session_.settings.workerCommand().toStdString(),
       text = tr("Trying the training").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        return planning::tryTraining(planning::findWorker(command), config, kTrialSteps, progress);
      },
      [this](JobOutcome<planning::TrainTrial> outcome) {
        trying_ = false;
        if (const auto* trial = std::get_if<planning::TrainTrial>(&outcome)) trial_ = *trial;
        if (const auto* failure = std::get_if<JobFailed>(&outcome)) trialProblem_ = failure->message;
        Q_EMIT changed();
      });
  Q_EMIT changed();
}

void TrainingPlan::cancelTrial() {
  session_.jobs.cancel(kTrialKey);
}

QString TrainingPlan::obstacle() const {
  if (!dataset_) return tr("A dataset must be chosen first.");
  if (hasErrors()) return tr("The dataset has errors. The page Data lists them.");
  if (enrichment_.isRunning()) return tr("The missing structures are still being derived.");
  if (checking_) return tr("The dataset is still being checked.");
  if (!checked_) return tr("The dataset was not checked to its end.");
  if (!splitProblem_.isEmpty()) return splitProblem_;
  if (config_.model.classes.size() < 2) return tr("No structure is chosen.");
  if (!workerProblem_.isEmpty()) return workerProblem_;
  if (config_.model.name.empty() || config_.model.version.empty()) return tr("The model has no name.");
  try {
    trainConfigText([this] {
      TrainConfig whole = config_;
      whole.out = "run";
      return whole;
    }());
  } catch (const std::domain_error& error) {
    return QString::fromStdString(error.what());
  }
  return {};
}

}  // namespace valvista::ui
