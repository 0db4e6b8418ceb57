// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/model_store.h"
#include "planning/core/training/dataset.h"
#include "planning/core/training/train_config.h"
#include "planning/core/worker_messages.h"
#include "planning/worker/train_trial.h"
#include "ui/session/dataset_enrichment.h"
#include "ui/session/training_presets.h"
#include "ui/session/window_session.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace valvista::ui {

/// A training as it is being put together: its dataset with what is wrong with it, its configuration, and
/// what a few steps on this machine took. Reading, checking and trying run in the background.
class TrainingPlan : public QObject {
  Q_OBJECT
 public:
  explicit TrainingPlan(const WindowSession& session, QObject* parent = nullptr);

  /// Looks for models, and asks the worker what it can compute on.
  void refresh();

  /// Lists the cases, then reads every one of them.
  void chooseDataset(const std::filesystem::path& folder);
  const std::optional<Dataset>& dataset() const { return dataset_; }
  /// Why the folder is no dataset.
  const QString& datasetProblem() const { return datasetProblem_; }
  /// What was found so far, errors first.
  const std::vector<DatasetFault>& faults() const { return faults_; }
  bool hasErrors() const;
  bool isReading() const { return reading_; }
  bool isChecking() const { return checking_; }
  bool isChecked() const { return checked_; }  ///< to the end

  /// Derives the structures that the dataset lacks and can be derived (derivableClasses), in the background
  /// and into a new dataset beside it, and then chooses that.
  void enrich();
  void cancelEnriching() { enrichment_.cancel(); }
  /// The last derivation, also of the dataset that came of it; forgotten when the user chooses another one.
  const DatasetEnrichment& enrichment() const { return enrichment_; }

  const TrainConfig& config() const { return config_; }
  void change(const std::function<void(TrainConfig&)>& edit);
  void usePreset(TrainPreset preset);
  /// Of the classes of the dataset, the background first, which are trained.
  const std::vector<ModelClass>& classes() const { return classes_; }
  bool isTrained(std::size_t index) const;
  void setTrained(std::size_t index, bool trained);

  const DatasetSplit& split() const { return split_; }
  const QString& splitProblem() const { return splitProblem_; }

  const std::vector<ListedModel>& models() const { return models_; }
  const std::optional<HelloMessage>& worker() const { return worker_; }
  const QString& workerProblem() const { return workerProblem_; }

  /// Trains a few steps in the background.
  void tryIt();
  void cancelTrial();
  bool isTrying() const { return trying_; }
  /// Of this configuration; absent when it was changed since.
  const std::optional<planning::TrainTrial>& trial() const { return trial_; }
  const QString& trialProblem() const { return trialProblem_; }

  /// Why the training cannot be started, in a sentence; empty when it can.
  QString obstacle() const;

 Q_SIGNALS:
  void changed();
  /// Of the checks.
  void progressed(double fraction, const QString& what);

 private:
  struct Listing {
    Dataset dataset;
    std::vector<DatasetFault> faults;
  };
  void list(const std::filesystem::path& folder);
  void takeListing(Listing listing);
  void takeEnriched();
  void check();
  void chooseClasses();
  void shareOut();
  void forgetTrial();

  WindowSession session_;
  DatasetEnrichment enrichment_;
  std::optional<Dataset> dataset_;
  QString datasetProblem_, splitProblem_, workerProblem_, trialProblem_;
  std::vector<DatasetFault> faults_;
  bool reading_ = false, checking_ = false, checked_ = false, trying_ = false;
  bool changed_ = false;  ///< by the user; else the hardware decides on the preset
  TrainConfig config_;
  std::vector<ModelClass> classes_;
  std::vector<bool> trained_;
  DatasetSplit split_;
  std::vector<ListedModel> models_;
  std::optional<HelloMessage> worker_;
  std::optional<planning::TrainTrial> trial_;
};

}  // namespace valvista::ui
