// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_options.h"
#include "planning/core/error.h"
#include "planning/core/json.h"
#include "planning/core/number_text.h"
#include "planning/core/training/train_config.h"
#include "planning/core/training/train_run.h"
#include "planning/worker/worker_command.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace valvista::cli {

using namespace planning;

namespace {

constexpr std::chrono::milliseconds kTurn{200};

/// Starts the worker with our streams: what it says is for the same people.
pid_t start(const WorkerCommand& command, std::vector<std::string> task) {
  std::vector<std::string> words = command.words;
  words.insert(words.end(), task.begin(), task.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (const int error = ::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
      error != 0)
    throw ModelError(command.name() + " cannot be started: " + std::generic_category().message(error) + ".");
  return child;
}

void tellProgress(const TrainRunFolder& run, const Progress& progress) {
  try {
    const std::optional<TrainStatus> status = readTrainStatus(run);
    if (!status || !isUnderWay(status->state)) return;
    const bool trains = status->state == TrainState::training && status->steps > 0;
    const double done =
        trains ? static_cast<double>(status->step) / static_cast<double>(status->steps) : status->fraction;
    progress.report(done, status->what);
  } catch (const LoadError&) {
    // Told by whoever writes it.
  }
}

/// Waits for the worker and passes an interrupt on. Its exit codes are ours.
int waitFor(pid_t child, const TrainRunFolder& run, const Progress& progress) {
  bool told = false;
  for (int status = 0;;) {
    if (::waitpid(child, &status, WNOHANG) == child)
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (progress.cancelled() && !told) {
      ::kill(child, SIGTERM);
      told = true;
    }
    if (!told) tellProgress(run, progress);
    std::this_thread::sleep_for(kTurn);
  }
}

void answer(const TrainRunFolder& run, const Answers& answers) {
  const std::optional<TrainStatus> status = readTrainStatus(run);
  if (!status) throw ModelError("The worker ended well, but left no status.");
  const bool hasModel = std::filesystem::exists(run.model() / "manifest.json");
  const Json dice = status->bestDice ? Json(*status->bestDice) : Json();
  answers.json(Json(Json::Object{{"schema", "valvista.train_result"},
                                 {"version", 1},
                                 {"state", trainStateName(status->state)},
                                 {"steps", status->step},
                                 {"best_dice", dice},
                                 {"best_epoch", status->bestEpoch},
                                 {"model", hasModel ? Json(run.model().string()) : Json()}})
                   .dump(2) +
               "\n");
  answers.table(std::string(trainStateName(status->state)) + " after " + std::to_string(status->step) +
                " steps" +
                (status->bestDice ? ", best mean Dice " + formatFixed(*status->bestDice, 3) + " in epoch " +
                                        std::to_string(status->bestEpoch)
                                  : std::string()) +
                (hasModel ? "\nmodel: " + run.model().string() : std::string()) + "\n");
}

}  // namespace

RunCommand declareTrain(CLI::App& options) {
  struct Given {
    std::string config, worker;
    bool resume = false;
  };
  const auto given = std::make_shared<Given>();
  options.add_option("--config", given->config, "Configuration of the training, JSON")
      ->type_name("FILE")
      ->required();
  options.add_flag("--resume", given->resume, "Go on from the last checkpoint");
  addWorkerOption(options, given->worker);
  options.footer("Example:\n  valvista-cli train --config train.json");

  return [given](const Answers& answers, const Progress& progress) {
    const TrainRunFolder run{readTrainConfig(given->config).out};
    std::vector<std::string> task{"train", "--config", given->config};
    if (given->resume) task.emplace_back("--resume");
    const int code = waitFor(start(findWorker(given->worker), task), run, progress);
    if (code == kDone) answer(run, answers);
    return static_cast<ExitCode>(code);
  };
}

}  // namespace valvista::cli
