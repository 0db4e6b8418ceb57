// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/job_clock.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <map>
#include <optional>

namespace valvista::ui {

class JobRunner;

/// What a status bar shows of the work under way.
struct ShownWork {
  QString what;  ///< empty until the work has said what it does
  double fraction = 0.0;
  std::optional<int> secondsLeft;
};

/// What is to be shown of the jobs of a runner: nothing of work that is over before the eye has caught it,
/// nothing of the live numbers of a drag, and jobs that follow each other as one stretch of work.
class JobWatch : public QObject {
  Q_OBJECT
 public:
  /// Seconds of a clock that only goes forwards.
  using Clock = std::function<double()>;

  /// The runner must outlive this.
  explicit JobWatch(JobRunner& jobs, QObject* parent = nullptr, Clock clock = systemClock());

  /// The job that spoke last, when there has been work for half a second.
  std::optional<ShownWork> shown() const;
  /// Whether there is work, shown or not.
  bool isBusy() const { return !running_.empty(); }

 Q_SIGNALS:
  /// shown() may have changed; at least every second while there is work.
  void changed();

 private:
  struct State {
    QString what;
    double fraction = 0.0;
    JobClock clock;
  };
  static Clock systemClock();
  void begin(const QString& key);
  void update(const QString& key, double fraction, const QString& what);
  void end(const QString& key);

  Clock clock_;
  std::map<QString, State> running_;
  QString current_;      ///< key of the job that spoke last
  double since_ = 0.0;   ///< when the stretch of work began
  double ended_ = -1e9;  ///< when the last stretch ended
  QTimer tick_;
};

}  // namespace valvista::ui
