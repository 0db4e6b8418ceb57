// SPDX-License-Identifier: GPL-3.0-or-later
// A worker without LibTorch that pretends to train, for tests of what is around a training: it writes what
// the real one writes and hears what it hears. Usage: valvista-fake-trainer MODE[:N] train --config FILE
// [--resume]
// [--probe N]; anything else is answered by valvista-fake-worker. Modes: good; slow (waits for a stop);
// dies:N and fails:N (at step N, unless resumed); fails (at once); silent (ends without a word in its
// folder).
#include "planning/core/training/dataset.h"
#include "planning/core/training/train_config.h"
#include "planning/core/training/train_run.h"
#include "tests/worker/fake_model.h"

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace {

using namespace valvista;

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class FakeTrainer {
 public:
  FakeTrainer(const std::string& mode, TrainConfig config, bool resumed)
      : mode_(mode.substr(0, mode.find(':'))),
        config_(std::move(config)),
        run_{config_.out},
        resumed_(resumed) {
    if (mode.find(':') != std::string::npos && !resumed) at_ = std::atoi(mode.c_str() + mode.find(':') + 1);
    status_.processId = getpid();
    status_.host = hostName();
    status_.startedAt = now();
    status_.epochs = config_.epochs;
    status_.steps = std::int64_t{config_.epochs} * config_.stepsPerEpoch;
    status_.what = "Preparing the cases";
  }

  int run() {
    if (mode_ == "silent") {
      std::cerr << "a library is missing\n";
      return 127;
    }
    std::vector<DatasetFault> faults;
    const Dataset dataset = readDataset(config_.dataset, faults);
    split_ = splitByPatient(dataset.cases, config_.split);
    writeSplit(run_.split(), split_);
    say(TrainState::preparing);
    if (mode_ == "fails" && at_ == 0 && !resumed_) return fail();
    if (!resumed_) append(run_.history(), historyHeader(config_.loss));
    std::vector<std::string> classes;
    for (std::size_t i = 1; i < config_.model.classes.size(); ++i)
      classes.push_back(config_.model.classes[i].name);
    if (!resumed_) append(run_.validation(), validationHeader(classes));
    TrainState end = TrainState::finished;
    for (std::int64_t step = 1; step <= status_.steps && end == TrainState::finished; ++step) {
      if (step == at_ && mode_ == "fails") return fail();
      if (!train(step)) end = TrainState::stopped;
    }
    tests::writeFakeModel(run_.model(), config_.model.name);
    say(end);
    return 0;
  }

 private:
  static void append(const std::filesystem::path& file, const std::string& line) {
    std::ofstream(file, std::ios::app) << line << (line.ends_with('\n') ? "" : "\n");
  }

  void say(TrainState state) {
    status_.state = state;
    status_.updatedAt = now();
    writeTrainStatus(run_, status_);
  }

  /// False when it was asked to stop.
  bool train(std::int64_t step) {
    if (step == at_ && mode_ == "dies") raise(SIGKILL);
    status_.step = step;
    status_.epoch = static_cast<int>((step - 1) / config_.stepsPerEpoch) + 1;
    const double done = static_cast<double>(step) / static_cast<double>(status_.steps);
    TrainStep one{
        step, status_.epoch, config_.optimizer.learningRate * (1.0 - done), 1.0 / (1.0 + 4.0 * done), {}, 0.1,
        0.01, 20.0};
    for (std::size_t i = 0; i < config_.loss.size(); ++i)
      one.terms.push_back(one.total / (1.0 + static_cast<double>(i)));
    append(run_.history(), historyLine(one));
    status_.secondsLeft = 3600.0 * (1.0 - done);
    status_.samplesPerSecond = 20.0;
    status_.peakBytes = std::uint64_t{3} << 30;
    if (step % config_.stepsPerEpoch == 0) {
      validate(done);
      saveCheckpoint(step);
    }
    say(TrainState::training);
    do {
      if (readTrainRequest(run_) == TrainRequest::stop) return false;
      while (readTrainRequest(run_) == TrainRequest::pause) {
        say(TrainState::paused);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    } while (mode_ == "slow" && step == status_.steps);
    return true;
  }

  int fail() {
    status_.message = "The loss is not a number any more. Try a lower learning rate.";
    say(TrainState::failed);
    return 3;
  }

  void saveCheckpoint(std::int64_t step) const {
    std::filesystem::create_directories(run_.checkpoints());
    append(run_.checkpoints() / (TrainRunFolder::kCheckpointPrefix + std::to_string(step) + ".safetensors"),
           "weights");
  }

  void validate(double done) {
    int number = 0;
    for (const auto& [name, part] : split_) {
      if (part != DatasetPart::validation) continue;
      ValidatedCase one{status_.epoch, name, 0.9 * done - 0.01 * number, {}};
      for (std::size_t i = 1; i < config_.model.classes.size(); ++i)
        one.dice.emplace_back(*one.meanDice - 0.02 * static_cast<double>(i));
      append(run_.validation(), validationLine(one));
      ++number;
    }
    status_.bestDice = 0.9 * done;
    status_.bestEpoch = status_.epoch;
  }

  std::string mode_;
  int at_ = 0;
  TrainConfig config_;
  TrainRunFolder run_;
  bool resumed_;
  TrainStatus status_;
  DatasetSplit split_;
};

/// The fake worker beside this program answers.
int handOn(const char* self, const char* task) {
  const std::string worker = (std::filesystem::path(self).parent_path() / "valvista-fake-worker").string();
  execl(worker.c_str(), worker.c_str(), "good", task, nullptr);
  return 127;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3) return handOn(argv[0], argv[2]);
  std::string config;
  bool resumed = false, probe = false;
  for (int i = 3; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--config") config = argv[++i];
    if (word == "--resume") resumed = true;
    if (word == "--probe") probe = true;
  }
  if (probe) {
    std::cout
        << R"({"seconds_per_step":0.5,"data_seconds":0.1,"peak_bytes":2147483648,"patches":2,"prepare_seconds":3,"validation_seconds":30})"
        << '\n';
    return 0;
  }
  return FakeTrainer(argv[1], readTrainConfig(config), resumed).run();
}
