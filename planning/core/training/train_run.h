// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/loss_spec.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The folder of a training: written by the worker, read by whoever follows the training, while it runs and
// afterwards. Nothing else ties the two together, so that a training outlives the window that started it.
namespace valvista {

/// Names in the folder.
struct TrainRunFolder {
  std::filesystem::path folder;

  std::filesystem::path config() const { return folder / "config.json"; }
  std::filesystem::path split() const { return folder / "split.json"; }
  std::filesystem::path cache() const { return folder / "cache"; }  ///< preprocessed cases
  std::filesystem::path checkpoints() const { return folder / "checkpoints"; }
  static constexpr const char* kCheckpointPrefix = "step_";  ///< of the names of the files there
  std::filesystem::path status() const { return folder / "status.json"; }
  std::filesystem::path request() const { return folder / "request.json"; }
  std::filesystem::path history() const { return folder / "history.csv"; }        ///< one line a step
  std::filesystem::path validation() const { return folder / "validation.csv"; }  ///< a line a case validated
  std::filesystem::path predictions() const { return folder / "predictions"; }  ///< of the best, CASE.nii.gz
  std::filesystem::path model() const { return folder / "model"; }              ///< the best, to be installed
  std::filesystem::path lock() const { return folder / "lock"; }  ///< held by the process at work
  std::filesystem::path log() const { return folder / "training.log"; }
};

enum class TrainState : std::uint8_t {
  preparing,  ///< checks and caches the dataset
  training,
  validating,
  paused,
  finished,  ///< all epochs done, the model is there
  stopped,   ///< early, as asked; the model is there when anything was validated
  failed,    ///< `message` says why and what to do
};
std::string_view trainStateName(TrainState);
/// True while a process should be at work on it.
bool isUnderWay(TrainState);

/// status.json: how far it is. Times are seconds since 1970.
struct TrainStatus {
  TrainState state = TrainState::preparing;
  std::int64_t processId = 0;  ///< of the worker, on `host`
  std::string host;
  double startedAt = 0.0, updatedAt = 0.0;
  std::int64_t step = 0, steps = 0;  ///< done, in all
  int epoch = 0, epochs = 0;
  double fraction = 0.0;                   ///< of what `what` says, while preparing and validating
  std::string what;                        ///< one English sentence for people
  std::optional<double> secondsLeft;       ///< to the end, once known
  std::optional<double> samplesPerSecond;  ///< patches
  std::optional<double> bestDice;          ///< mean of the validation so far
  int bestEpoch = 0;
  std::uint64_t peakBytes = 0;        ///< of the process so far
  std::vector<std::string> warnings;  ///< what a person should look at; training goes on
  std::string message;                ///< why it failed and what to do
  bool operator==(const TrainStatus&) const = default;
};

/// One step of history.csv: `step,epoch,learning_rate,total,TERM...,seconds,data_seconds,samples_per_second`.
struct TrainStep {
  std::int64_t step = 0;  ///< from 1
  int epoch = 0;          ///< from 1
  double learningRate = 0.0, total = 0.0;
  std::vector<double> terms;  ///< unweighted, in the order of the configuration
  double seconds = 0.0;       ///< the step took
  double dataSeconds = 0.0;   ///< of them waited for patches
  double samplesPerSecond = 0.0;
};

/// One case of validation.csv: `epoch,case,mean_dice,CLASS...`; classes the case has not are empty.
struct ValidatedCase {
  int epoch = 0;
  std::string name;
  std::optional<double> meanDice;
  std::vector<std::optional<double>> dice;  ///< of each class but the background
};

/// What a follower may ask of a training; it is heard within a step.
enum class TrainRequest : std::uint8_t { none, pause, resume, stop };

/// Atomic; throws SaveError.
void writeTrainStatus(const TrainRunFolder&, const TrainStatus&);
/// Throws LoadError; none when there is no status yet.
std::optional<TrainStatus> readTrainStatus(const TrainRunFolder&);

/// Of this machine, for `TrainStatus::host`.
std::string hostName();

/// True when the state says that a process is at work and that process is alive on this machine, or, for
/// another machine, when its status is less than two minutes old.
bool isAlive(const TrainStatus&);

void writeTrainRequest(const TrainRunFolder&, TrainRequest);
/// none when there is no file or it cannot be read.
TrainRequest readTrainRequest(const TrainRunFolder&);

/// Whole lines of the files; a last line that is still being written is left out. Throws LoadError for a
/// file that is something else; none when there is no file.
std::vector<TrainStep> readTrainHistory(const TrainRunFolder&);
std::vector<ValidatedCase> readValidation(const TrainRunFolder&);

std::string historyHeader(const std::vector<LossTerm>&);
std::string historyLine(const TrainStep&);
std::string validationHeader(const std::vector<std::string>& classes);
std::string validationLine(const ValidatedCase&);

}  // namespace valvista
