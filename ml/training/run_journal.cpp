// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/run_journal.h"

#include "ml/training/event_file.h"
#include "planning/core/error.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <optional>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace valvista::ml {

namespace {

/// TensorBoard takes any file with "tfevents" in its name; ours has one name, so that a resumed training goes
/// on in it.
constexpr const char* kEventFile = "events.out.tfevents.valvista";
constexpr double kStatusSeconds = 1.0;

SaveError notWritten(const std::string& name) {
  return SaveError(name + " was not written: " + std::generic_category().message(errno) + ".");
}

std::vector<std::string> foregroundNames(const ModelManifest& model) {
  std::vector<std::string> names;
  for (std::size_t c = 1; c < model.classes.size(); ++c) names.push_back(model.classes[c].name);
  return names;
}

std::vector<std::string> termNames(const std::vector<LossTerm>& terms) {
  std::vector<std::string> names;
  for (const LossTerm& term : terms) names.emplace_back(lossRow(term.kind).name);
  return names;
}

std::uint64_t peakBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U;
}

std::optional<double> meanOf(const std::vector<std::optional<double>>& values) {
  double sum = 0.0;
  int count = 0;
  for (const auto& value : values)
    if (value) {
      sum += *value;
      ++count;
    }
  return count > 0 ? std::optional<double>(sum / count) : std::nullopt;
}

}  // namespace

double wallTime() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

GrowingFile::GrowingFile(const std::filesystem::path& file, std::uint64_t bytes)
    : name_(file.filename().string()),
      descriptor_(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)),
      bytes_(bytes) {
  if (!descriptor_.isOpen()) throw notWritten(name_);
  struct stat status {};
  if (::fstat(descriptor_.get(), &status) != 0) throw notWritten(name_);
  if (static_cast<std::uint64_t>(status.st_size) < bytes)
    throw LoadError(name_ + " is shorter than it was at the last checkpoint; the training cannot go on.");
  if (::ftruncate(descriptor_.get(), static_cast<off_t>(bytes)) != 0) throw notWritten(name_);
}

void GrowingFile::add(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor_.get(), text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw notWritten(name_);
    bytes_ += static_cast<std::uint64_t>(count);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void GrowingFile::flush() {
  if (::fdatasync(descriptor_.get()) != 0) throw notWritten(name_);
}

RunJournal::RunJournal(const TrainRunFolder& folder, const TrainConfig& config, const TrainPosition& position)
    : terms_(termNames(config.loss)),
      classes_(foregroundNames(config.model)),
      history_(folder.history(), position.historyBytes),
      validation_(folder.validation(), position.validationBytes),
      events_(folder.folder / kEventFile, position.eventBytes) {
  if (history_.bytes() == 0) history_.add(historyHeader(config.loss));
  if (validation_.bytes() == 0) validation_.add(validationHeader(classes_));
  if (events_.bytes() == 0) events_.add(eventRecord(versionEvent(wallTime())));
}

void RunJournal::event(std::int64_t step, std::string_view tag, double value) {
  events_.add(eventRecord(scalarEvent(wallTime(), step, tag, value)));
}

void RunJournal::add(const TrainStep& step) {
  history_.add(historyLine(step));
  event(step.step, "loss/total", step.total);
  for (std::size_t i = 0; i < step.terms.size(); ++i) event(step.step, "loss/" + terms_[i], step.terms[i]);
  event(step.step, "learning_rate", step.learningRate);
}

void RunJournal::add(const std::vector<ValidatedCase>& cases, std::int64_t step) {
  std::string lines;
  std::vector<std::optional<double>> means;
  std::vector<std::vector<std::optional<double>>> ofClass(classes_.size());
  for (const ValidatedCase& one : cases) {
    lines += validationLine(one);
    means.push_back(one.meanDice);
    for (std::size_t c = 0; c < ofClass.size(); ++c) ofClass[c].push_back(one.dice[c]);
  }
  validation_.add(lines);
  if (const auto mean = meanOf(means)) event(step, "dice/mean", *mean);
  for (std::size_t c = 0; c < ofClass.size(); ++c)
    if (const auto mean = meanOf(ofClass[c])) event(step, "dice/" + classes_[c], *mean);
}

void RunJournal::tell(TrainPosition& position) {
  for (GrowingFile* file : {&history_, &validation_, &events_}) file->flush();
  position.historyBytes = history_.bytes();
  position.validationBytes = validation_.bytes();
  position.eventBytes = events_.bytes();
}

RunStatus::RunStatus(TrainRunFolder folder, const TrainConfig& config) : folder_(std::move(folder)) {
  status_.processId = ::getpid();
  status_.host = hostName();
  status_.startedAt = wallTime();
  status_.epochs = config.epochs;
  status_.steps = static_cast<std::int64_t>(config.epochs) * config.stepsPerEpoch;
}

void RunStatus::tell(TrainState state, const std::string& what) {
  const bool changed = state != status_.state || writtenAt_ == 0.0;
  status_.state = state;
  status_.what = what;
  if (changed || wallTime() - writtenAt_ >= kStatusSeconds) write();
}

void RunStatus::tellProgress(double fraction, std::string_view what) {
  status_.fraction = fraction;
  tell(status_.state, std::string(what));
}

void RunStatus::warn(const std::string& sentence) {
  std::vector<std::string>& warnings = status_.warnings;
  if (std::find(warnings.begin(), warnings.end(), sentence) == warnings.end()) warnings.push_back(sentence);
}

void RunStatus::write() {
  status_.updatedAt = wallTime();
  status_.peakBytes = peakBytes();
  writeTrainStatus(folder_, status_);
  writtenAt_ = wallTime();
}

void throwIfStopped(const TrainRunFolder& folder, const Progress& progress) {
  progress.throwIfCancelled();
  if (readTrainRequest(folder) == TrainRequest::stop) throw Cancelled();
}

}  // namespace valvista::ml
