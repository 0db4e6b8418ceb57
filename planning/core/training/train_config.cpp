// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/train_config.h"

#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/json_checks.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

namespace valvista {

namespace {

constexpr std::string_view kSchema = "valvista.train";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostConfigBytes = std::size_t{1} << 20, kMostTerms = 8;
constexpr int kMostPatches = 1024, kMostSteps = 100'000'000, kMostThreads = 1024;
constexpr std::array<std::string_view, 2> kOptimizers{"adamw", "sgd"};
constexpr std::array<std::string_view, 3> kSchedules{"constant", "poly", "cosine"};

std::vector<LossTerm> lossFrom(const Json& json) {
  std::vector<std::string_view> names;
  for (const LossRow& row : lossRows()) names.push_back(row.name);
  std::vector<LossTerm> terms;
  for (const Json& entry : json.array("loss")) {
    entry.allowOnly({"name", "weight"});
    terms.push_back(
        {static_cast<LossKind>(indexOfName(entry, "name", names)), numberIn(entry, "weight", 1e-6, 1e6)});
  }
  if (terms.empty() || terms.size() > kMostTerms)
    refuseKey("loss", "does not have 1 to " + std::to_string(kMostTerms) + " terms");
  return terms;
}

Json lossToJson(const std::vector<LossTerm>& loss) {
  Json::Array terms;
  for (const LossTerm& term : loss)
    terms.push_back(Json::Object{{"name", lossRow(term.kind).name}, {"weight", term.weight}});
  return terms;
}

std::uint64_t seedFrom(const Json& json) {
  const std::int64_t seed = json.integer("seed");
  if (seed < 0) refuseKey("seed", "is below 0");
  return static_cast<std::uint64_t>(seed);
}

SplitRule splitFrom(const Json& json) {
  json.allowOnly({"validation", "test", "seed"});
  const SplitRule rule{numberIn(json, "validation", 0.0, 0.9), numberIn(json, "test", 0.0, 0.9),
                       seedFrom(json)};
  if (rule.validation + rule.test > 0.95) throw std::domain_error("nothing is left to train on");
  return rule;
}

Json toJson(const SplitRule& rule) {
  return Json::Object{{"validation", rule.validation}, {"test", rule.test}, {"seed", rule.seed}};
}

SamplingOptions samplingFrom(const Json& json) {
  json.allowOnly({"patches", "patches_per_ct", "accumulate", "foreground"});
  const SamplingOptions options{
      integerIn(json, "patches", 1, kMostPatches), integerIn(json, "patches_per_ct", 1, kMostPatches),
      integerIn(json, "accumulate", 1, kMostPatches), numberIn(json, "foreground", 0.0, 1.0)};
  if (options.patches % options.accumulate != 0)
    refuseKey("accumulate", "does not divide the number of patches");
  return options;
}

Json toJson(const SamplingOptions& options) {
  return Json::Object{{"patches", options.patches},
                      {"patches_per_ct", options.patchesPerCt},
                      {"accumulate", options.accumulate},
                      {"foreground", options.foreground}};
}

AugmentationOptions augmentationFrom(const Json& json) {
  json.allowOnly(
      {"mirror", "rotation_deg", "scale", "gain", "shift_hu", "blur_mm", "noise_hu", "probability"});
  AugmentationOptions options;
  options.mirror = json.boolean("mirror");
  options.rotationDeg = numberIn(json, "rotation_deg", 0.0, 180.0);
  options.scale = numberIn(json, "scale", 0.0, 0.5);
  options.gain = numberIn(json, "gain", 0.0, 0.9);
  options.shiftHu = numberIn(json, "shift_hu", 0.0, 1000.0);
  options.blurMm = numberIn(json, "blur_mm", 0.0, 10.0);
  options.noiseHu = numberIn(json, "noise_hu", 0.0, 1000.0);
  options.probability = numberIn(json, "probability", 0.0, 1.0);
  return options;
}

Json toJson(const AugmentationOptions& options) {
  return Json::Object{{"mirror", options.mirror},    {"rotation_deg", options.rotationDeg},
                      {"scale", options.scale},      {"gain", options.gain},
                      {"shift_hu", options.shiftHu}, {"blur_mm", options.blurMm},
                      {"noise_hu", options.noiseHu}, {"probability", options.probability}};
}

OptimizerOptions optimizerFrom(const Json& json) {
  json.allowOnly({"type", "learning_rate", "weight_decay", "momentum", "schedule", "warm_up_steps",
                  "clip_norm", "ema_decay"});
  OptimizerOptions options;
  options.kind = static_cast<OptimizerKind>(indexOfName(json, "type", kOptimizers));
  options.learningRate = numberIn(json, "learning_rate", 1e-9, 10.0);
  options.weightDecay = numberIn(json, "weight_decay", 0.0, 1.0);
  options.momentum = numberIn(json, "momentum", 0.0, 0.9999);
  options.schedule = static_cast<ScheduleKind>(indexOfName(json, "schedule", kSchedules));
  options.warmUpSteps = integerIn(json, "warm_up_steps", 0, kMostSteps);
  options.clipNorm = numberIn(json, "clip_norm", 0.0, 1e6);
  if (!json.at("ema_decay").isNull()) options.emaDecay = numberIn(json, "ema_decay", 0.0, 0.999999);
  return options;
}

Json toJson(const OptimizerOptions& options) {
  return Json::Object{{"type", optimizerName(options.kind)},
                      {"learning_rate", options.learningRate},
                      {"weight_decay", options.weightDecay},
                      {"momentum", options.momentum},
                      {"schedule", scheduleName(options.schedule)},
                      {"warm_up_steps", options.warmUpSteps},
                      {"clip_norm", options.clipNorm},
                      {"ema_decay", options.emaDecay ? Json(*options.emaDecay) : Json()}};
}

/// An absolute path stays as it is, an empty one too.
std::filesystem::path pathFrom(const Json& json, std::string_view key, const std::filesystem::path& folder) {
  const std::string& text = json.string(key);
  return text.empty() ? std::filesystem::path() : folder / text;
}

TrainConfig configFrom(const Json& json, const std::filesystem::path& folder) {
  json.allowOnly({"schema",
                  "version",
                  "model",
                  "dataset",
                  "out",
                  "start_from",
                  "split",
                  "loss",
                  "sampling",
                  "augmentation",
                  "optimizer",
                  "epochs",
                  "steps_per_epoch",
                  "validate_every",
                  "checkpoint_every",
                  "seed",
                  "device",
                  "precision",
                  "threads",
                  "loader_threads"});
  TrainConfig config;
  config.model = within(json, "model", modelPlanFromJson);
  config.dataset = pathFrom(json, "dataset", folder);
  config.out = pathFrom(json, "out", folder);
  config.startFrom = pathFrom(json, "start_from", folder);
  if (config.dataset.empty()) refuseKey("dataset", "names no folder");
  if (config.out.empty()) refuseKey("out", "names no folder");
  config.split = within(json, "split", splitFrom);
  config.loss = lossFrom(json);
  config.sampling = within(json, "sampling", samplingFrom);
  config.augmentation = within(json, "augmentation", augmentationFrom);
  config.optimizer = within(json, "optimizer", optimizerFrom);
  config.epochs = integerIn(json, "epochs", 1, 1'000'000);
  config.stepsPerEpoch = integerIn(json, "steps_per_epoch", 1, 1'000'000);
  config.validateEvery = integerIn(json, "validate_every", 1, 1'000'000);
  config.checkpointEvery = integerIn(json, "checkpoint_every", 1, kMostSteps);
  config.seed = seedFrom(json);
  config.device = json.string("device");
  constexpr std::array<std::string_view, 4> kPrecisions{"auto", "float32", "bfloat16", "float16"};
  config.precision = kPrecisions[indexOfName(json, "precision", kPrecisions)];
  config.threads = integerIn(json, "threads", 0, kMostThreads);
  config.loaderThreads = integerIn(json, "loader_threads", 1, kMostThreads);
  return config;
}

}  // namespace

TrainConfig parseTrainConfig(std::string_view text, const std::filesystem::path& folder) {
  const Json json = Json::parse(text, kMostConfigBytes);
  if (json.string("schema") != kSchema) refuseKey("schema", "is not " + jsonString(kSchema));
  if (json.integer("version") != kVersion)
    refuseKey("version", "is " + std::to_string(json.integer("version")) + ", this program reads version " +
                             std::to_string(kVersion));
  return configFrom(json, folder);
}

std::string trainConfigText(const TrainConfig& config) {
  const Json json(Json::Object{{"schema", kSchema},
                               {"version", kVersion},
                               {"model", modelPlanToJson(config.model)},
                               {"dataset", config.dataset.string()},
                               {"out", config.out.string()},
                               {"start_from", config.startFrom.string()},
                               {"split", toJson(config.split)},
                               {"loss", lossToJson(config.loss)},
                               {"sampling", toJson(config.sampling)},
                               {"augmentation", toJson(config.augmentation)},
                               {"optimizer", toJson(config.optimizer)},
                               {"epochs", config.epochs},
                               {"steps_per_epoch", config.stepsPerEpoch},
                               {"validate_every", config.validateEvery},
                               {"checkpoint_every", config.checkpointEvery},
                               {"seed", config.seed},
                               {"device", config.device},
                               {"precision", config.precision},
                               {"threads", config.threads},
                               {"loader_threads", config.loaderThreads}});
  std::string text = json.dump(2) + "\n";
  parseTrainConfig(text, {});
  return text;
}

TrainConfig readTrainConfig(const std::filesystem::path& file) {
  try {
    return parseTrainConfig(readText(file, kMostConfigBytes), std::filesystem::absolute(file).parent_path());
  } catch (const std::domain_error& error) {
    throw LoadError(file.filename().string() + ": " + error.what() + ".");
  }
}

std::string_view optimizerName(OptimizerKind kind) {
  return kOptimizers[static_cast<std::size_t>(kind)];
}

std::string_view scheduleName(ScheduleKind kind) {
  return kSchedules[static_cast<std::size_t>(kind)];
}

int validationsAfter(const TrainConfig& config, int epoch) {
  const auto upTo = [&](int last) {
    const int regular = last / config.validateEvery;
    return last == config.epochs && last % config.validateEvery != 0 ? regular + 1 : regular;
  };
  return upTo(config.epochs) - upTo(epoch);
}

}  // namespace valvista
