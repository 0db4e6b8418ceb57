// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/worker/train_trial.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/json.h"
#include "planning/core/training/train_store.h"
#include "planning/worker/worker_process.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace valvista::planning {

namespace {

constexpr std::chrono::milliseconds kTurn{100};
constexpr std::size_t kLongestAnswer = 1 << 16;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    // The configuration names the folder of the data: it stays among the user's own trainings, out of sight.
    std::error_code error;
    std::filesystem::create_directories(trainStoreFolder(), error);
    std::string pattern = (trainStoreFolder() / ".trial-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw SaveError("The folder of trainings cannot be written to.");
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The line of JSON that ends a trial; what else the worker says on its way there is for people.
std::optional<TrainTrial> answerOf(const std::string& line) {
  if (!line.starts_with('{')) return std::nullopt;
  const Json answer = Json::parse(line, kLongestAnswer);
  if (answer.find("seconds_per_step") == nullptr) return std::nullopt;
  return TrainTrial{answer.number("seconds_per_step"), answer.number("data_seconds"),
                    static_cast<std::uint64_t>(answer.integer("peak_bytes")),
                    answer.number("prepare_seconds"), answer.number("validation_seconds")};
}

}  // namespace

TrainEstimate estimateTraining(const TrainTrial& trial, const TrainConfig& config,
                               const DatasetSplit& split) {
  int prepared = 0, validated = 0;
  for (const auto& [name, part] : split) {
    prepared += part != DatasetPart::test ? 1 : 0;
    validated += part == DatasetPart::validation ? 1 : 0;
  }
  TrainEstimate estimate;
  estimate.preparation = trial.prepareSeconds * prepared;
  estimate.epoch = trial.secondsPerStep * config.stepsPerEpoch;
  estimate.validation = trial.validationSeconds * validated;
  estimate.all = estimate.preparation + estimate.epoch * config.epochs +
                 estimate.validation * validationsAfter(config, 0);
  return estimate;
}

TrainTrial tryTraining(const WorkerCommand& worker, TrainConfig config, int steps, const Progress& progress) {
  const TemporaryFolder folder;
  config.out = folder.path() / "run";
  const std::filesystem::path file = folder.path() / "config.json";
  AtomicFile written(file);
  written.write(trainConfigText(config));
  written.commit();
  WorkerCommand command = worker;
  command.words.insert(command.words.end(), {"train", "--probe", std::to_string(steps), "--config"});
  WorkerProcess process(command, file.string());
  std::optional<TrainTrial> trial;
  std::span<const std::byte> nothing;
  try {
    while (!process.ended()) {
      progress.throwIfCancelled();
      process.exchange(nothing, kTurn);
      while (const auto line = process.takeLine())
        if (const auto answer = answerOf(*line)) trial = answer;
    }
  } catch (const std::domain_error&) {
    throw ModelError(process.name() + " gave an answer that cannot be understood.");
  }
  if (trial) return *trial;
  const std::string how = process.howItEnded();
  throw ModelError(how.empty() ? process.name() + " ended before it gave an answer."
                               : process.name() + " " + how);
}

}  // namespace valvista::planning
