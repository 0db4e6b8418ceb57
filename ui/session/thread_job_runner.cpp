// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job_runner.h"
#include "ui/session/planning_text.h"

#include <QMetaObject>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace valvista::ui {

namespace {
using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kProgressInterval{40};
}  // namespace

struct ThreadJobRunner::Task {
  Job job;
  Progress progress;
  std::atomic<Clock::time_point> lastReport{};  ///< work may report from several threads

  Task(Job&& j, Progress::Sink sink) : job(std::move(j)), progress(std::move(sink)) {}
};

/// A queue and the thread that works through it.
class ThreadJobRunner::LaneThread {
 public:
  using Handler = std::function<void(const std::shared_ptr<Task>&)>;

  explicit LaneThread(Handler handler) : handler_(std::move(handler)), thread_([this] { loop(); }) {}
  ~LaneThread() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      queue_.clear();
    }
    wake_.notify_all();
    thread_.join();
  }

  void push(std::shared_ptr<Task> task) {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(task));
    }
    wake_.notify_one();
  }

 private:
  void loop() {
    while (true) {
      std::shared_ptr<Task> task;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_) return;
        task = std::move(queue_.front());
        queue_.pop_front();
      }
      handler_(task);
    }
  }

  Handler handler_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Task>> queue_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses the members above
};

ThreadJobRunner::ThreadJobRunner(QObject* parent) : JobRunner(parent) {
  const auto handler = [this](const std::shared_ptr<Task>& task) {
    const std::exception_ptr error = runGuarded(task->job, task->progress);
    QMetaObject::invokeMethod(
        this, [this, task, error] { finished(task, error); }, Qt::QueuedConnection);
  };
  io_ = std::make_unique<LaneThread>(handler);
  cpu_ = std::make_unique<LaneThread>(handler);
  worker_ = std::make_unique<LaneThread>(handler);
  aside_ = std::make_unique<LaneThread>(handler);
  judging_ = std::make_unique<LaneThread>(handler);
}

ThreadJobRunner::~ThreadJobRunner() {
  for (const auto& task : tasks_) task->progress.cancel();
  tasks_.clear();
  io_.reset();
  cpu_.reset();
  worker_.reset();
  aside_.reset();
  judging_.reset();
}

bool ThreadJobRunner::isBusy() const {
  return !tasks_.empty();
}

void ThreadJobRunner::enqueue(Job job) {
  const QString key = job.key;
  const planning::Lane lane = job.lane;
  const auto older =
      std::find_if(tasks_.begin(), tasks_.end(), [&](const auto& t) { return t->job.key == key; });
  if (older != tasks_.end()) {
    const auto replaced = *older;
    replaced->progress.cancel();
    drop(replaced);
  }

  // The sink is called in threads of the work while the task runs; the task owns it, so it must not own the
  // task.
  auto self = std::make_shared<std::weak_ptr<Task>>();
  auto sink = [this, self](double fraction, std::string_view what) {
    const auto task = self->lock();
    if (!task) return;
    const auto now = Clock::now();
    auto last = task->lastReport.load();
    if (now - last < kProgressInterval || !task->lastReport.compare_exchange_strong(last, now)) return;
    const QString text = planningText(what);
    QMetaObject::invokeMethod(
        this,
        [this, self, fraction, text] {
          const auto current = self->lock();
          if (current && std::find(tasks_.begin(), tasks_.end(), current) != tasks_.end())
            Q_EMIT progressed(current->job.key, fraction, text);
        },
        Qt::QueuedConnection);
  };
  auto task = std::make_shared<Task>(std::move(job), std::move(sink));
  *self = task;
  tasks_.push_back(task);
  Q_EMIT started(key);
  laneOf(lane).push(std::move(task));
}

ThreadJobRunner::LaneThread& ThreadJobRunner::laneOf(planning::Lane lane) const {
  switch (lane) {
    case planning::Lane::io:
      return *io_;
    case planning::Lane::cpu:
      return *cpu_;
    case planning::Lane::worker:
      return *worker_;
    case planning::Lane::aside:
      return *aside_;
    case planning::Lane::judging:
      break;
  }
  return *judging_;
}

void ThreadJobRunner::cancel(const QString& key) {
  for (const auto& task : tasks_) {
    if (task->job.key != key || task->progress.cancelled()) continue;
    task->progress.cancel();
    QMetaObject::invokeMethod(
        this, [this, task] { finished(task, cancelledError()); }, Qt::QueuedConnection);
  }
}

void ThreadJobRunner::cancelAll() {
  std::vector<QString> keys;
  for (const auto& task : tasks_) keys.push_back(task->job.key);
  for (const QString& key : keys) cancel(key);
}

void ThreadJobRunner::drop(const std::shared_ptr<Task>& task) {
  const QString key = task->job.key;
  std::erase(tasks_, task);
  Q_EMIT ended(key);
}

void ThreadJobRunner::finished(const std::shared_ptr<Task>& task, const std::exception_ptr& error) {
  if (std::find(tasks_.begin(), tasks_.end(), task) == tasks_.end()) return;
  drop(task);
  // A value that arrived after the user had cancelled is not wanted any more.
  task->job.finish(task->progress.cancelled() ? cancelledError() : error);
}

}  // namespace valvista::ui
