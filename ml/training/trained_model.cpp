// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/trained_model.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/number_text.h"
#include "planning/core/safetensors.h"
#include "planning/core/sha256.h"

#include <algorithm>
#include <string>
#include <system_error>

namespace valvista::ml {

namespace {

std::string lossText(const std::vector<LossTerm>& terms) {
  std::string text;
  for (const LossTerm& term : terms)
    text +=
        (text.empty() ? "" : " + ") + formatExact(term.weight) + " " + std::string(lossRow(term.kind).name);
  return text;
}

void writeWhole(const std::filesystem::path& target, std::span<const std::byte> bytes) {
  AtomicFile file(target);
  file.write(bytes);
  file.commit();
}

}  // namespace

std::string trainingText(const TrainConfig& config, const TrainingFacts& facts) {
  std::string text = "Trained on " + std::to_string(facts.trainingCases) + " CT scans for " +
                     std::to_string(facts.epochs) + " of " + std::to_string(config.epochs) + " epochs of " +
                     std::to_string(config.stepsPerEpoch) + " steps, " +
                     std::to_string(config.sampling.patches) + " patches a step, loss " +
                     lossText(config.loss) + ", seed " + std::to_string(config.seed) + ", split seed " +
                     std::to_string(config.split.seed);
  if (!config.startFrom.empty()) text += ", starting from another model";
  if (facts.meanDice)
    text += ". Mean Dice of " + std::to_string(facts.validationCases) +
            " validation scans: " + formatFixed(*facts.meanDice, 3);
  return text + ".";
}

void writeModel(const std::filesystem::path& folder, const TrainConfig& config, const TrainingFacts& facts,
                const std::filesystem::path& weights) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw SaveError("The folder of the model cannot be made: " + error.message() + ".");
  const SafetensorsFile file(weights);
  ModelManifest manifest = config.model;
  manifest.weightsFile = "model.safetensors";
  manifest.weightsSha256 = sha256Hex(file.bytes());
  manifest.training = trainingText(config, facts);
  writeWhole(folder / manifest.weightsFile, file.bytes());
  const std::string text = modelManifestText(manifest);
  writeWhole(folder / "manifest.json", std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace valvista::ml
