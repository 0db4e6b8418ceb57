// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/pipeline/enrich_dataset.h"
#include "ui/session/job_runner.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>

namespace valvista::ui {

/// Derives valve, annulus and root in the cases of a dataset, in the background, into a dataset beside it. An
/// earlier run is gone on with.
class DatasetEnrichment : public QObject {
  Q_OBJECT
 public:
  explicit DatasetEnrichment(JobRunner& jobs, QObject* parent = nullptr);

  /// The new dataset: "DATASET-tavr" beside the old one.
  static std::filesystem::path folderFor(const std::filesystem::path& dataset);

  /// Forgets what came before; does nothing while it runs.
  void start(const std::filesystem::path& dataset);
  /// Cases that are done stay, and the next run keeps them.
  void cancel();
  /// Neither result nor problem any more.
  void forget();
  bool isRunning() const { return running_; }

  /// What became of the cases; absent when it was cancelled or failed.
  const std::optional<planning::EnrichedDataset>& result() const { return result_; }
  /// Whether there is a case that can be trained on.
  bool madeDataset() const;
  /// Why nothing was derived, for the user.
  const QString& problem() const { return problem_; }

 Q_SIGNALS:
  /// fraction in 0..1, only forwards.
  void progressed(double fraction);
  /// Done, failed or cancelled.
  void ended();

 private:
  JobRunner& jobs_;
  std::optional<planning::EnrichedDataset> result_;
  QString problem_;
  double fraction_ = 0.0;
  bool running_ = false;
};

}  // namespace valvista::ui
