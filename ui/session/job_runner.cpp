// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job_runner.h"

#include "ui/session/planning_text.h"

#include <QCoreApplication>

#include <new>

namespace valvista::ui {

std::exception_ptr JobRunner::cancelledError() { return std::make_exception_ptr(Cancelled()); }

std::exception_ptr JobRunner::runGuarded(const Job& job, const Progress& progress) {
  try {
    progress.throwIfCancelled();
    job.run(progress);
    progress.throwIfCancelled();
    return nullptr;
  } catch (...) {
    return progress.cancelled() ? cancelledError() : std::current_exception();
  }
}

std::variant<JobCancelled, JobFailed> JobRunner::describe(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Cancelled&) {
    return JobCancelled{};
  } catch (const std::bad_alloc&) {
    return JobFailed{QCoreApplication::translate("JobRunner", "Not enough memory."), error};
  } catch (const std::exception& e) {
    return JobFailed{planningText(e.what()), error};
  } catch (...) {
    return JobFailed{QCoreApplication::translate("JobRunner", "Unknown error."), error};
  }
}

struct InlineJobRunner::Running {
  QString key;
  Progress progress;
  bool replaced = false;

  Running(QString jobKey, Progress::Sink sink) : key(std::move(jobKey)), progress(std::move(sink)) {}
};

void InlineJobRunner::enqueue(Job job) {
  for (const auto& older : running_) {
    if (older->key != job.key || older->replaced) continue;
    older->replaced = true;
    older->progress.cancel();
    Q_EMIT ended(older->key);
  }
  auto running = std::make_shared<Running>(job.key, [this, key = job.key](double fraction, std::string_view what) {
    Q_EMIT progressed(key, fraction, planningText(what));
  });
  running_.push_back(running);
  Q_EMIT started(job.key);
  const std::exception_ptr error = runGuarded(job, running->progress);
  std::erase(running_, running);
  if (running->replaced) return;
  Q_EMIT ended(job.key);
  job.finish(error);
}

void InlineJobRunner::cancel(const QString& key) {
  for (const auto& running : running_)
    if (running->key == key) running->progress.cancel();
}

void InlineJobRunner::cancelAll() {
  for (const auto& running : running_) running->progress.cancel();
}

}  // namespace valvista::ui
