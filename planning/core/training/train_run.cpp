// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/train_run.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/json_checks.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace valvista {

namespace {

constexpr std::size_t kMostStatusBytes = 1 << 20;
constexpr double kSilenceSeconds = 120.0, kClockSlack = 2.0;
constexpr std::array<std::string_view, 7> kStates{"preparing", "training", "validating", "paused",
                                                  "finished",  "stopped",  "failed"};
constexpr std::array<std::string_view, 4> kRequests{"none", "pause", "resume", "stop"};

Json orNull(const std::optional<double>& value) {
  return value ? Json(*value) : Json();
}

std::optional<double> numberOrNull(const Json& json, std::string_view key) {
  return json.at(key).isNull() ? std::nullopt : std::optional(json.number(key));
}

Json toJson(const TrainStatus& status) {
  return Json::Object{{"state", trainStateName(status.state)},
                      {"process_id", status.processId},
                      {"host", status.host},
                      {"started_at", status.startedAt},
                      {"updated_at", status.updatedAt},
                      {"step", status.step},
                      {"steps", status.steps},
                      {"epoch", status.epoch},
                      {"epochs", status.epochs},
                      {"fraction", status.fraction},
                      {"what", status.what},
                      {"seconds_left", orNull(status.secondsLeft)},
                      {"samples_per_second", orNull(status.samplesPerSecond)},
                      {"best_dice", orNull(status.bestDice)},
                      {"best_epoch", status.bestEpoch},
                      {"peak_bytes", status.peakBytes},
                      {"warnings", Json::Array(status.warnings.begin(), status.warnings.end())},
                      {"message", status.message}};
}

TrainStatus statusFrom(const Json& json) {
  constexpr int kMost = std::numeric_limits<int>::max();
  TrainStatus status;
  status.state = static_cast<TrainState>(indexOfName(json, "state", kStates));
  status.processId = json.integer("process_id");
  status.host = json.string("host");
  status.startedAt = json.number("started_at");
  status.updatedAt = json.number("updated_at");
  status.step = json.integer("step");
  status.steps = json.integer("steps");
  status.epoch = integerIn(json, "epoch", 0, kMost);
  status.epochs = integerIn(json, "epochs", 0, kMost);
  status.fraction = json.number("fraction");
  status.what = json.string("what");
  status.secondsLeft = numberOrNull(json, "seconds_left");
  status.samplesPerSecond = numberOrNull(json, "samples_per_second");
  status.bestDice = numberOrNull(json, "best_dice");
  status.bestEpoch = integerIn(json, "best_epoch", 0, kMost);
  status.peakBytes = static_cast<std::uint64_t>(json.integer("peak_bytes"));
  for (const Json& warning : json.array("warnings")) status.warnings.push_back(warning.string());
  status.message = json.string("message");
  return status;
}

void writeText(const std::filesystem::path& path, std::string_view text) {
  AtomicFile file(path);
  file.write(text);
  file.commit();
}

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// When a process of this machine started, seconds since 1970; none when there is no such process.
std::optional<double> startOf(std::int64_t processId) {
  std::ifstream file("/proc/" + std::to_string(processId) + "/stat");
  std::string text;
  if (processId <= 0 || !std::getline(file, text)) return std::nullopt;
  // Behind the name in brackets, which may hold anything, it is the twentieth word, in ticks since the boot.
  std::istringstream words(text.substr(text.rfind(')') + 1));
  std::string word;
  for (int i = 0; i < 20; ++i) words >> word;
  double uptime = 0.0;
  std::ifstream("/proc/uptime") >> uptime;
  return now() - uptime + std::strtod(word.c_str(), nullptr) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

std::string_view trainStateName(TrainState state) {
  return kStates[static_cast<std::size_t>(state)];
}

bool isUnderWay(TrainState state) {
  return state <= TrainState::paused;
}

std::string hostName() {
  std::array<char, 256> name{};
  ::gethostname(name.data(), name.size() - 1);
  return name.data();
}

void writeTrainStatus(const TrainRunFolder& run, const TrainStatus& status) {
  writeText(run.status(), toJson(status).dump(2) + "\n");
}

std::optional<TrainStatus> readTrainStatus(const TrainRunFolder& run) {
  if (!std::filesystem::exists(run.status())) return std::nullopt;
  try {
    return statusFrom(Json::parse(readText(run.status(), kMostStatusBytes), kMostStatusBytes));
  } catch (const std::domain_error& error) {
    throw LoadError(run.status().filename().string() + ": " + error.what() + ".");
  }
}

bool isAlive(const TrainStatus& status) {
  if (!isUnderWay(status.state)) return false;
  if (status.host != hostName()) return now() - status.updatedAt < kSilenceSeconds;
  const std::optional<double> start = startOf(status.processId);
  // A process that started later has been given the number of one that is gone.
  return start && *start <= status.updatedAt + kClockSlack;
}

void writeTrainRequest(const TrainRunFolder& run, TrainRequest request) {
  const Json json(Json::Object{{"request", kRequests[static_cast<std::size_t>(request)]}});
  writeText(run.request(), json.dump() + "\n");
}

TrainRequest readTrainRequest(const TrainRunFolder& run) {
  try {
    const Json json = Json::parse(readText(run.request(), kMostStatusBytes), kMostStatusBytes);
    return static_cast<TrainRequest>(indexOfName(json, "request", kRequests));
  } catch (const std::domain_error&) {
    return TrainRequest::none;
  }
}

}  // namespace valvista
