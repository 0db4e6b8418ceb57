// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/pipeline/step_graph.h"

#include <QObject>
#include <QString>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace valvista::ui {

/// How a job ended other than with a value.
struct JobCancelled {};
struct JobFailed {
  QString message;           ///< for the user
  std::exception_ptr error;  ///< as thrown by the work
};

/// What a job came to: its value, cancelled, or failed.
template <class T>
using JobOutcome = std::variant<T, JobCancelled, JobFailed>;

/// Runs work away from the window. All members are for the thread the runner lives in; `done` is called
/// there, once, never from inside cancel(). A newer job with the same key replaces the older one without
/// waiting for it: the older is asked to stop and its `done` is never called.
class JobRunner : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  /// `work` gets a `const Progress&`, runs in the lane and returns a value; `done` gets a JobOutcome of it.
  /// Whatever `work` captures must be its own copy: it may outlive the caller until its lane is free.
  template <class Work, class Done>
  void start(const QString& key, planning::Lane lane, Work work, Done done);

  /// Asks the job to stop. Its outcome, JobCancelled, is delivered by the event loop without waiting for the
  /// work to notice. Nothing happens when no such job is known.
  virtual void cancel(const QString& key) = 0;
  virtual void cancelAll() = 0;
  virtual bool isBusy() const = 0;

 Q_SIGNALS:
  void started(const QString& key);
  /// At most about 25 times a second for each job.
  void progressed(const QString& key, double fraction, const QString& what);
  /// The job is over or replaced; comes before `done` is called.
  void ended(const QString& key);

 protected:
  /// A job without its type: `run` stores the value, `finish` hands on the value (null error) or the error.
  struct Job {
    QString key;
    planning::Lane lane = planning::Lane::cpu;
    std::function<void(const Progress&)> run;
    std::function<void(std::exception_ptr)> finish;
  };
  virtual void enqueue(Job job) = 0;
  /// Runs the job and returns what it threw. Work that returned although it was asked to stop counts as
  /// cancelled.
  static std::exception_ptr runGuarded(const Job& job, const Progress& progress);
  static std::exception_ptr cancelledError();

 private:
  /// JobCancelled or JobFailed.
  static std::variant<JobCancelled, JobFailed> describe(const std::exception_ptr& error);
};

template <class Work, class Done>
void JobRunner::start(const QString& key, planning::Lane lane, Work work, Done done) {
  using Value = std::invoke_result_t<Work&, const Progress&>;
  auto value = std::make_shared<std::optional<Value>>();
  Job job{key, lane, {}, {}};
  job.run = [value, work = std::move(work)](const Progress& progress) mutable {
    value->emplace(work(progress));
  };
  job.finish = [value, done = std::move(done)](const std::exception_ptr& error) mutable {
    if (!error) {
      done(JobOutcome<Value>(std::move(**value)));
      return;
    }
    std::visit([&](auto&& end) { done(JobOutcome<Value>(std::move(end))); }, describe(error));
  };
  enqueue(std::move(job));
}

/// Runs every job on the spot, in the caller's thread: for tests and programs without an event loop.
class InlineJobRunner : public JobRunner {
  Q_OBJECT
 public:
  using JobRunner::JobRunner;
  void cancel(const QString& key) override;
  void cancelAll() override;
  bool isBusy() const override { return !running_.empty(); }

 protected:
  void enqueue(Job job) override;

 private:
  struct Running;
  std::vector<std::shared_ptr<Running>> running_;  ///< nested when work starts further jobs
};

/// One thread for each lane. Destroying it asks all work to stop, waits for the threads and drops the
/// outcomes.
class ThreadJobRunner : public JobRunner {
  Q_OBJECT
 public:
  explicit ThreadJobRunner(QObject* parent = nullptr);
  ~ThreadJobRunner() override;
  void cancel(const QString& key) override;
  void cancelAll() override;
  bool isBusy() const override;

 protected:
  void enqueue(Job job) override;

 private:
  struct Task;
  class LaneThread;
  LaneThread& laneOf(planning::Lane lane) const;
  void finished(const std::shared_ptr<Task>& task, const std::exception_ptr& error);
  void drop(const std::shared_ptr<Task>& task);

  std::vector<std::shared_ptr<Task>> tasks_;  ///< whose outcome is still wanted, at most one for each key
  std::unique_ptr<LaneThread> io_, cpu_, worker_, aside_, judging_;
};

}  // namespace valvista::ui
