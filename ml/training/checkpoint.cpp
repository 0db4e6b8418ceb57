// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/checkpoint.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/json.h"
#include "planning/core/training/train_run.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <system_error>
#include <vector>

namespace valvista::ml {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kKept = 3;
constexpr std::size_t kMostPositionBytes = 4096;
constexpr const char* kPrefix = TrainRunFolder::kCheckpointPrefix;
constexpr const char* kExtension = ".safetensors";

std::string textOf(const TrainPosition& position) {
  return Json(Json::Object{{"step", position.step},
                           {"validated_epoch", position.validatedEpoch},
                           {"best_epoch", position.bestEpoch},
                           {"best_dice", position.bestDice ? Json(*position.bestDice) : Json()},
                           {"history_bytes", position.historyBytes},
                           {"validation_bytes", position.validationBytes},
                           {"event_bytes", position.eventBytes},
                           {"stuck_steps", position.stuckSteps}})
      .dump();
}

TrainPosition positionOf(const std::string& text) {
  const Json json = Json::parse(text, kMostPositionBytes);
  TrainPosition position;
  position.step = json.integer("step");
  position.validatedEpoch = static_cast<int>(json.integer("validated_epoch"));
  position.bestEpoch = static_cast<int>(json.integer("best_epoch"));
  if (!json.at("best_dice").isNull()) position.bestDice = json.number("best_dice");
  position.historyBytes = static_cast<std::uint64_t>(json.integer("history_bytes"));
  position.validationBytes = static_cast<std::uint64_t>(json.integer("validation_bytes"));
  position.eventBytes = static_cast<std::uint64_t>(json.integer("event_bytes"));
  position.stuckSteps = json.integer("stuck_steps");
  return position;
}

std::string metadataOf(const SafetensorsFile& file, std::string_view key) {
  for (const auto& [name, value] : file.metadata())
    if (name == key) return value;
  throw ModelError("The checkpoint lacks \"" + std::string(key) + "\".");
}

}  // namespace

CheckpointFolder::CheckpointFolder(fs::path folder, std::string configHash)
    : folder_(std::move(folder)), configHash_(std::move(configHash)) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) throw SaveError("The folder of checkpoints cannot be made: " + error.message() + ".");
}

std::vector<fs::path> CheckpointFolder::newestFirst() const {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPrefix) && name.ends_with(kExtension)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end(), std::greater<>());  // steps have as many digits
  return files;
}

bool CheckpointFolder::empty() const {
  return newestFirst().empty();
}

void CheckpointFolder::save(const TrainPosition& position, const TensorTable& tensors) const {
  std::array<char, 32> step{};
  std::snprintf(step.data(), step.size(), "%012lld", static_cast<long long>(position.step));
  removeUnfinishedFiles(folder_);
  const fs::path written = folder_ / (kPrefix + std::string(step.data()) + kExtension);
  writeTensors(written, tensors, {{"config", configHash_}, {"position", textOf(position)}});
  std::vector<fs::path> files = newestFirst();
  std::error_code ignored;
  // What lies ahead of this one could not be read when the training was resumed.
  while (!files.empty() && files.front() != written) {
    fs::remove(files.front(), ignored);
    files.erase(files.begin());
  }
  for (std::size_t i = kKept; i < files.size(); ++i) fs::remove(files[i], ignored);
}

std::optional<TrainPosition> CheckpointFolder::restore(TensorTable& tensors) const {
  const std::vector<fs::path> files = newestFirst();
  std::string reason;
  for (const fs::path& path : files) {
    try {
      const SafetensorsFile file(path);
      if (metadataOf(file, "config") != configHash_)
        throw LoadError(
            "The configuration has changed since the training in this folder was begun. Use the one in "
            "config.json there, or begin a new training in another folder.");
      const TrainPosition position = positionOf(metadataOf(file, "position"));
      readTensors(file, tensors);
      return position;
    } catch (const ModelError& error) {  // damaged: an older one will do
      reason = error.what();
    } catch (const std::domain_error& error) {
      reason = path.filename().string() + ": " + error.what() + ".";
    }
  }
  // To begin anew would cut off what the training has written so far.
  if (!files.empty()) throw LoadError("No checkpoint of this training can be read. " + reason);
  return std::nullopt;
}

}  // namespace valvista::ml
