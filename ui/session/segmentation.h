// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/model_store.h"
#include "planning/core/worker_messages.h"
#include "planning/worker/worker_client.h"
#include "ui/session/window_session.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace valvista::ui {

/// Making labels of the open CT with a model: what is installed and can be chosen, what it will take, and the
/// run. The labels come as a new version beside the old ones, and only for the scan that they were made of.
/// Whatever fails leaves the case as it was.
class Segmentation : public QObject {
  Q_OBJECT
 public:
  explicit Segmentation(const WindowSession& session, QObject* parent = nullptr);

  /// Looks for models, and asks the worker what it can compute on, where that is not known yet or another
  /// worker was set.
  void refresh();
  /// Whether models were looked for.
  bool isKnown() const { return known_; }
  const std::vector<ListedModel>& models() const { return models_; }
  /// Index in models(), -1 for none.
  int chosenModel() const { return chosen_; }
  void chooseModel(int index);
  /// A copy of this folder into the store; it is chosen then.
  void install(const std::filesystem::path& folder);

  /// Absent until the worker has answered, or when it cannot be used.
  const std::optional<HelloMessage>& worker() const { return worker_; }
  /// Why not.
  const QString& workerProblem() const { return workerProblem_; }
  QString device() const { return options_.device; }
  void setDevice(const QString& device);
  double memoryLimitGib() const { return options_.memoryLimitGib; }
  void setMemoryLimitGib(double limit);

  /// What the run would take; absent while it is being found out, and where it cannot be done.
  const std::optional<SegmentationCost>& estimate() const { return estimate_; }
  /// Why it cannot be done.
  const QString& estimateProblem() const { return estimateProblem_; }

  bool canRun() const;
  bool isRunning() const { return running_; }
  void run();
  void cancel();

 Q_SIGNALS:
  void changed();
  /// `title` and `reason` are for the user.
  void failed(const QString& title, const QString& reason);

 private:
  planning::SegmentationRequest request() const;
  void listModels(const QString& wanted);
  void takeModels(std::vector<ListedModel> models, const QString& wanted);
  void askWorker(const std::string& command);
  void estimateAnew();
  void takeLabels(const planning::SegmentationRequest& request, const std::string& ctSha256,
                  JobOutcome<planning::AnatomyLabels> outcome);
  void follow(const CaseChange& change);

  WindowSession session_;
  AppSettings::Segmentation options_;
  std::vector<ListedModel> models_;
  int chosen_ = -1;
  bool known_ = false, running_ = false;
  std::optional<QString> askedCommand_;  ///< the worker that was asked last
  std::optional<HelloMessage> worker_;
  QString workerProblem_;
  std::optional<SegmentationCost> estimate_;
  QString estimateProblem_;
};

}  // namespace valvista::ui
