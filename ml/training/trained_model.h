// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/training/train_config.h"

#include <filesystem>
#include <optional>

namespace valvista::ml {

/// What a training came to, for the model's description.
struct TrainingFacts {
  int trainingCases = 0, validationCases = 0;
  int epochs = 0;  ///< done, of the best weights
  std::optional<double> meanDice;
};

/// One sentence on how a model was trained, without a name or a path.
std::string trainingText(const TrainConfig& config, const TrainingFacts& facts);

/// Makes the folder of a model, weights and manifest, that openModel reads. Throws SaveError, and ModelError
/// when the weights cannot be read.
void writeModel(const std::filesystem::path& folder, const TrainConfig& config, const TrainingFacts& facts,
                const std::filesystem::path& weights);

}  // namespace valvista::ml
