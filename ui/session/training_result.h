// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/pipeline/model_comparison.h"
#include "ui/session/trainings.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ui {

/// How a trained model does on cases that it was not trained on, beside the one it started from.
struct TrainingVerdict {
  DatasetPart part = DatasetPart::validation;  ///< the test part where there is one
  std::string weightsSha256;                   ///< of the model that was judged
  std::vector<std::string> cases;
  planning::ComparedModels compared;
  std::vector<planning::WorseMeasurement> worse;
};

/// Segments the cases held out with the model of the training, and with the one it started from, and measures
/// them. Throws LoadError, ModelError and Cancelled.
TrainingVerdict judgeTraining(const ListedTraining& training, const planning::SegmentationRequest& worker,
                              const Progress& progress);

/// Judges the model of a training and installs it.
class TrainingResult : public QObject {
  Q_OBJECT
 public:
  using Judge = std::function<TrainingVerdict(const ListedTraining&, const planning::SegmentationRequest&,
                                              const Progress&)>;
  explicit TrainingResult(const WindowSession& session, QObject* parent = nullptr,
                          Judge judge = judgeTraining);

  /// Segments and measures the cases held out, in the background; forgets another training's verdict.
  void judge(const ListedTraining& training);
  void cancel();
  bool isJudging() const { return judging_; }
  const std::filesystem::path& judgedFolder() const { return folder_; }
  const std::optional<TrainingVerdict>& verdict() const { return verdict_; }
  const QString& problem() const { return problem_; }

  /// Installs the model. One that is worse in millimetres must be confirmed by typing confirmationWord().
  bool needsWord() const { return verdict_ && !verdict_->worse.empty(); }
  static QString confirmationWord();
  /// A model that was not judged is not installed, nor one that needs the word without it, nor one twice.
  bool mayPromote(const QString& typed) const;
  void promote(const QString& typed);
  bool isPromoted() const { return promoted_; }

  /// Opens a validated case: its CT, the truth as its labels, and hands the prediction on with it. A case
  /// that cannot be read, or gives way to another one, hands nothing on.
  void openCase(const ListedTraining& training, const std::string& name);

 Q_SIGNALS:
  void changed();
  void progressed(double fraction, const QString& what);
  void promoted(const QString& model);
  void failed(const QString& title, const QString& reason);
  /// The case has just been opened; these are the labels of the model.
  void predictionRead(const valvista::planning::AnatomyLabels& prediction);

 private:
  WindowSession session_;
  Judge judge_;
  std::filesystem::path folder_;
  std::optional<TrainingVerdict> verdict_;
  QString problem_;
  bool judging_ = false, promoting_ = false, promoted_ = false;
};

}  // namespace valvista::ui
