// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/training/train_store.h"
#include "ui/session/window_session.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ui {

/// What a training wrote so far.
struct FollowedTraining {
  ListedTraining training;
  std::vector<TrainStep> history;
  std::vector<ValidatedCase> validation;
  std::string curveProblem;  ///< why they cannot be read
};

/// The trainings of this user: started as processes of their own that outlive the window, found again by
/// their folders, told to pause or to stop through a file. While somebody watches, they are looked at every
/// second.
class Trainings : public QObject {
  Q_OBJECT
 public:
  explicit Trainings(const WindowSession& session, QObject* parent = nullptr);

  /// Of the look at the folders, every second: nobody wants to see it as work.
  static QString lookKey();
  /// The newest first.
  const std::vector<ListedTraining>& list() const { return list_; }
  /// A worker was started for it that has not said anything yet.
  bool isStarting(const ListedTraining& training) const;
  /// It can go on and no worker was started for that yet.
  bool mayResume(const ListedTraining& training) const {
    return training.mayResume() && !isStarting(training);
  }

  void setWatched(bool watched);
  /// Looks at once.
  void refresh();

  /// Reads what this training writes, too; an empty path ends it.
  void follow(const std::filesystem::path& folder);
  const std::filesystem::path& followedFolder() const { return followedFolder_; }
  /// Absent until it was read.
  const std::optional<FollowedTraining>& followed() const { return followed_; }

  /// Makes the folder and starts the worker; follows it then. An empty path after failed().
  std::filesystem::path start(const TrainConfig& config);
  void resume(const std::filesystem::path& folder);
  void ask(const std::filesystem::path& folder, TrainRequest request);

 Q_SIGNALS:
  void changed();
  void failed(const QString& title, const QString& reason);

 private:
  struct Child {
    std::int64_t processId = 0;
    double statusBefore = 0.0;  ///< when the status was written that an earlier process left
  };
  struct Seen {
    std::filesystem::path lookedFor;
    std::vector<ListedTraining> list;
    std::optional<FollowedTraining> followed;
    std::uintmax_t bytes = 0;
  };
  void launch(const TrainRunFolder& run, bool resuming);
  void take(JobOutcome<Seen> outcome);

  WindowSession session_;
  QTimer timer_;
  std::vector<ListedTraining> list_;
  std::map<std::filesystem::path, Child> started_;  ///< of this window
  std::filesystem::path followedFolder_;
  std::optional<FollowedTraining> followed_;
  std::uintmax_t followedBytes_ = 0;  ///< of history and validation when they were read
  bool looking_ = false;
};

}  // namespace valvista::ui
