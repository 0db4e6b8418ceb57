// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/trainings.h"

#include "planning/worker/worker_command.h"

#include <QFile>
#include <QProcess>

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>

namespace valvista::ui {

namespace {

constexpr int kLookMs = 1000;

std::uintmax_t bytesOf(const TrainRunFolder& run) {
  std::uintmax_t bytes = 0;
  for (const auto& file : {run.history(), run.validation()}) {
    std::error_code error;
    const std::uintmax_t own = std::filesystem::file_size(file, error);
    if (!error) bytes += own;
  }
  return bytes;
}

QString pathText(const std::filesystem::path& path) {
  return QFile::decodeName(path.c_str());
}

}  // namespace

Trainings::Trainings(const WindowSession& session, QObject* parent) : QObject(parent), session_(session) {
  timer_.setInterval(kLookMs);
  connect(&timer_, &QTimer::timeout, this, &Trainings::refresh);
}

QString Trainings::lookKey() {
  return QStringLiteral("training.look");
}

bool Trainings::isStarting(const ListedTraining& training) const {
  const auto found = started_.find(training.run.folder);
  if (found == started_.end() || training.alive) return false;
  const bool hasSpoken = training.status && training.status->updatedAt != found->second.statusBefore;
  if (hasSpoken && !isUnderWay(training.status->state)) return false;
  TrainStatus process;  // that of the child, which the folder does not name yet
  process.processId = found->second.processId;
  process.host = hostName();
  process.updatedAt = static_cast<double>(std::time(nullptr));
  return isAlive(process);
}

void Trainings::setWatched(bool watched) {
  if (watched) {
    refresh();
    timer_.start();
  } else {
    timer_.stop();
  }
}

void Trainings::refresh() {
  if (std::exchange(looking_, true)) return;
  const std::uintmax_t known = followed_ ? followedBytes_ : 0;
  session_.jobs.start(
      lookKey(), planning::Lane::io,
      [folder = followedFolder_, known, first = !followed_](const Progress&) {
        Seen seen;
        seen.lookedFor = folder;
        seen.list = listTrainings(trainStoreFolder());
        const auto own = std::find_if(seen.list.begin(), seen.list.end(),
                                      [&](const ListedTraining& one) { return one.run.folder == folder; });
        if (own == seen.list.end()) return seen;
        seen.followed = FollowedTraining{*own, {}, {}, {}};
        seen.bytes = bytesOf(own->run);
        if (seen.bytes == known && !first) return seen;
        try {
          seen.followed->history = readTrainHistory(own->run);
          seen.followed->validation = readValidation(own->run);
        } catch (const LoadError& error) {  // its state is still to be seen
          seen.followed->curveProblem = error.what();
        }
        return seen;
      },
      [this](JobOutcome<Seen> outcome) { take(std::move(outcome)); });
}

void Trainings::take(JobOutcome<Seen> outcome) {
  looking_ = false;
  if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
    Q_EMIT failed(tr("The trainings cannot be read"), failure->message);
    timer_.stop();  // the same would be said every second
    return;
  }
  auto* seen = std::get_if<Seen>(&outcome);
  if (!seen) return;
  list_ = std::move(seen->list);
  if (seen->followed && seen->followed->training.run.folder == followedFolder_) {
    if (followed_ && seen->bytes == followedBytes_) {
      followed_->training = std::move(seen->followed->training);
    } else {
      followed_ = std::move(*seen->followed);
      followedBytes_ = seen->bytes;
    }
  }
  Q_EMIT changed();
  // Another one was chosen while this was looked at.
  if (seen->lookedFor != followedFolder_) refresh();
}

void Trainings::follow(const std::filesystem::path& folder) {
  if (folder == followedFolder_) return;
  followedFolder_ = folder;
  followed_.reset();
  Q_EMIT changed();
  if (!folder.empty()) refresh();
}

std::filesystem::path Trainings::start(const TrainConfig& config) {
  try {
    const TrainRunFolder run = makeTrainRun(config, trainStoreFolder());
    launch(run, false);
    follow(run.folder);
    return run.folder;
  } catch (const std::exception& error) {
    Q_EMIT failed(tr("The training was not started"), QString::fromStdString(error.what()));
    return {};
  }
}

void Trainings::resume(const std::filesystem::path& folder) {
  try {
    writeTrainRequest({folder}, TrainRequest::resume);  // an earlier stop does not count any more
    launch({folder}, true);
    Q_EMIT changed();  // at once: it is not to be started twice
    refresh();
  } catch (const std::exception& error) {
    Q_EMIT failed(tr("The training was not resumed"), QString::fromStdString(error.what()));
  }
}

void Trainings::ask(const std::filesystem::path& folder, TrainRequest request) {
  try {
    writeTrainRequest({folder}, request);
  } catch (const SaveError& error) {
    Q_EMIT failed(tr("The training cannot be told"), QString::fromStdString(error.what()));
  }
}

void Trainings::launch(const TrainRunFolder& run, bool resuming) {
  const planning::WorkerCommand worker =
      planning::findWorker(session_.settings.workerCommand().toStdString());
  QStringList arguments;
  for (std::size_t i = 1; i < worker.words.size(); ++i) arguments << QString::fromStdString(worker.words[i]);
  arguments << QStringLiteral("train") << QStringLiteral("--config") << pathText(run.config());
  if (resuming) arguments << QStringLiteral("--resume");
  QProcess process;
  process.setProgram(QString::fromStdString(worker.words.front()));
  process.setArguments(arguments);
  process.setStandardInputFile(QProcess::nullDevice());
  process.setStandardOutputFile(pathText(run.log()), QIODevice::Append);
  process.setStandardErrorFile(pathText(run.log()), QIODevice::Append);
  const std::optional<TrainStatus> before = readTrainStatus(run);
  qint64 id = 0;
  // In a session of its own: neither the end of this program nor of its terminal ends the training.
  if (!process.startDetached(&id))
    throw ModelError(worker.name() + " could not be started: " + process.errorString().toStdString() + ".");
  started_[run.folder] = {id, before ? before->updatedAt : 0.0};
}

}  // namespace valvista::ui
