// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/training_result.h"

#include "planning/core/model_store.h"
#include "planning/io/label_schemes.h"
#include "planning/pipeline/dataset_plan.h"
#include "ui/session/planning_text.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace valvista::ui {

namespace {

const QString kJudgeKey = QStringLiteral("training.judge");
const QString kPromoteKey = QStringLiteral("training.promote");

Dataset datasetOf(const TrainConfig& config) {
  std::vector<DatasetFault> faults;  // were listed before the training
  return readDataset(config.dataset, faults);
}

DatasetSplit splitOf(const TrainRunFolder& run, const TrainConfig& config, const Dataset& dataset) {
  std::error_code ignored;
  return std::filesystem::exists(run.split(), ignored) ? readSplit(run.split(), dataset.cases)
                                                       : splitByPatient(dataset.cases, config.split);
}

std::vector<std::string> casesOf(const DatasetSplit& split, DatasetPart part) {
  std::vector<std::string> names;
  for (const auto& [name, own] : split)
    if (own == part) names.push_back(name);
  return names;
}

/// A case of the dataset as a plan, with the truth as its labels.
planning::Plan planOf(const TrainConfig& config, const std::string& name, const Progress& progress) {
  const Dataset dataset = datasetOf(config);
  const auto found = std::find_if(dataset.cases.begin(), dataset.cases.end(),
                                  [&](const DatasetCase& own) { return own.name == name; });
  if (found == dataset.cases.end()) throw LoadError(name + " is no longer in the dataset.");
  return planning::planOfCase(dataset, *found, config.model.classes, progress);
}

/// What the model made of a case, or why it cannot be read.
struct Prediction {
  std::optional<planning::AnatomyLabels> labels;
  std::string problem;
};

Prediction predictionIn(const std::filesystem::path& file, const Progress& progress) {
  try {
    return {planning::loadLabels(file, std::string("tavr"), progress), {}};
  } catch (const LoadError& error) {  // the case can be looked at without it
    return {std::nullopt, error.what()};
  }
}

}  // namespace

TrainingVerdict judgeTraining(const ListedTraining& training, const planning::SegmentationRequest& worker,
                              const Progress& progress) {
  const TrainConfig& config = *training.config;
  const Dataset dataset = datasetOf(config);
  const DatasetSplit split = splitOf(training.run, config, dataset);
  TrainingVerdict verdict;
  verdict.part = DatasetPart::test;
  verdict.cases = casesOf(split, verdict.part);
  if (verdict.cases.empty()) {
    verdict.part = DatasetPart::validation;
    verdict.cases = casesOf(split, verdict.part);
  }
  if (verdict.cases.empty())
    throw LoadError("No case was validated or held out, so nothing is known of this model.");
  verdict.weightsSha256 = readManifest(training.run.model()).weightsSha256;
  const auto request =
      planning::comparisonOf(dataset, worker, training.run.model(), config.startFrom, verdict.cases);
  verdict.compared = planning::compareModels(request, progress);
  verdict.worse = planning::worseMeasurements(verdict.compared);
  return verdict;
}

TrainingResult::TrainingResult(const WindowSession& session, QObject* parent, Judge judge)
    : QObject(parent), session_(session), judge_(std::move(judge)) {
  connect(&session_.jobs, &JobRunner::progressed, this,
          [this](const QString& key, double fraction, const QString& what) {
            if (key == kJudgeKey) Q_EMIT progressed(fraction, what);
          });
}

void TrainingResult::judge(const ListedTraining& training) {
  if (!training.config) return;
  cancel();
  folder_ = training.run.folder;
  verdict_.reset();
  problem_.clear();
  promoted_ = false;
  judging_ = true;
  planning::SegmentationRequest worker;
  worker.worker = planning::findWorker(session_.settings.workerCommand().toStdString());
  worker.options.device = training.config->device;
  session_.jobs.start(
      kJudgeKey, planning::Lane::judging,
      [judge = judge_, training, worker](const Progress& progress) {
        return judge(training, worker, progress);
      },
      [this](JobOutcome<TrainingVerdict> outcome) {
        judging_ = false;
        if (auto* verdict = std::get_if<TrainingVerdict>(&outcome)) verdict_ = std::move(*verdict);
        if (const auto* failure = std::get_if<JobFailed>(&outcome)) problem_ = failure->message;
        Q_EMIT changed();
      });
  Q_EMIT changed();
}

void TrainingResult::cancel() {
  session_.jobs.cancel(kJudgeKey);
}

QString TrainingResult::confirmationWord() {
  return tr("worse");
}

bool TrainingResult::mayPromote(const QString& typed) const {
  if (!verdict_ || promoting_ || promoted_) return false;
  return !needsWord() || typed.trimmed() == confirmationWord();
}

void TrainingResult::promote(const QString& typed) {
  if (!mayPromote(typed)) return;
  promoting_ = true;
  session_.jobs.start(
      kPromoteKey, planning::Lane::io,
      [model = TrainRunFolder{folder_}.model(), judged = verdict_->weightsSha256,
       text = tr("Installing the model").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        if (readManifest(model).weightsSha256 != judged)
          throw ModelError("The training went on since its model was compared. Compare it again.");
        return installModel(model, modelStoreFolder());
      },
      [this, judged = verdict_->weightsSha256](JobOutcome<std::filesystem::path> outcome) {
        promoting_ = false;
        if (const auto* installed = std::get_if<std::filesystem::path>(&outcome)) {
          // Another training may have been judged meanwhile.
          promoted_ = verdict_ && verdict_->weightsSha256 == judged;
          Q_EMIT promoted(QString::fromStdString(installed->filename().string()));
        }
        if (const auto* failure = std::get_if<JobFailed>(&outcome))
          Q_EMIT failed(tr("The model was not installed"), failure->message);
        Q_EMIT changed();
      });
  Q_EMIT changed();
}

void TrainingResult::openCase(const ListedTraining& training, const std::string& name) {
  if (!training.config) return;
  // Read with the case and handed on when it has been opened: labels of one patient never meet another.
  const auto prediction = std::make_shared<Prediction>();
  session_.controller.openPrepared(
      [config = *training.config, name, prediction,
       file = training.run.predictions() / (name + ".nii.gz")](const Progress& progress) {
        planning::Plan plan = planOf(config, name, Progress(progress, 0.0, 0.7));
        *prediction = predictionIn(file, Progress(progress, 0.7, 1.0));
        return plan;
      },
      [this, prediction] {
        if (prediction->labels) {
          Q_EMIT predictionRead(*prediction->labels);
        } else {
          Q_EMIT failed(tr("The model's labels of this case cannot be shown"),
                        planningText(prediction->problem));
        }
      });
}

}  // namespace valvista::ui
