// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/loss_spec.h"
#include "planning/core/model_manifest.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace valvista {

enum class OptimizerKind : std::uint8_t { adamW, sgd };
enum class ScheduleKind : std::uint8_t { constant, poly, cosine };

/// How the cases of a dataset are shared out, by patient. What neither validates nor tests is trained on.
struct SplitRule {
  double validation = 0.2, test = 0.0;  ///< part of the patients
  std::uint64_t seed = 1;
  bool operator==(const SplitRule&) const = default;
};

/// What one step sees.
struct SamplingOptions {
  int patches = 6;          ///< in a step, of all processes and all accumulated parts together
  int patchesPerCt = 2;     ///< cut from a CT before the next one is taken
  int accumulate = 1;       ///< parts a step's patches are computed in, one after the other
  double foreground = 0.7;  ///< part of the patches that is centred on a class, each class being as likely
  bool operator==(const SamplingOptions&) const = default;
};

/// Largest random changes of a patch; 0 leaves one out. Drawn evenly up to the value, either sign.
struct AugmentationOptions {
  bool mirror = true;        ///< left and right exchanged together with the labels named so
  double rotationDeg = 15;   ///< about each axis
  double scale = 0.15;       ///< part of the size
  double gain = 0.1;         ///< part of the HU's distance from water
  double shiftHu = 40;       ///< added to all HU
  double blurMm = 0.8;       ///< sigma
  double noiseHu = 25;       ///< standard deviation
  double probability = 0.5;  ///< with which each change is made
  bool operator==(const AugmentationOptions&) const = default;
};

struct OptimizerOptions {
  OptimizerKind kind = OptimizerKind::adamW;
  double learningRate = 1e-3;
  double weightDecay = 1e-4;
  double momentum = 0.99;  ///< of SGD, with Nesterov's correction
  ScheduleKind schedule = ScheduleKind::poly;
  int warmUpSteps = 0;             ///< in which the learning rate rises to its value
  double clipNorm = 12.0;          ///< of the gradient; 0: not clipped
  std::optional<double> emaDecay;  ///< of the moving average of the weights that is validated and kept
  bool operator==(const OptimizerOptions&) const = default;
};

/// A training: what comes out, from what, and how. The file of `train --config`.
struct TrainConfig {
  ModelManifest model;              ///< that is trained; `training` and weights are filled in at the end
  std::filesystem::path dataset;    ///< folder, nnU-Net v2 or TotalSegmentator
  std::filesystem::path out;        ///< folder of the run (train_run.h)
  std::filesystem::path startFrom;  ///< folder of a model with the same network; empty: new weights
  SplitRule split;
  std::vector<LossTerm> loss;
  SamplingOptions sampling;
  AugmentationOptions augmentation;
  OptimizerOptions optimizer;
  int epochs = 350;  ///< as in the paper
  int stepsPerEpoch = 250;
  int validateEvery = 5;                            ///< epochs; the last one is always validated
  int checkpointEvery = 250;                        ///< steps
  std::uint64_t seed = 1;                           ///< of new weights, patches and their changes
  std::string device = "auto", precision = "auto";  ///< as in SegmentationOptions
  int threads = 0;                                  ///< of the computation; 0: one for each core
  int loaderThreads = 1;                            ///< that prepare patches beside it
  bool operator==(const TrainConfig&) const = default;
};

/// How many epochs after `epoch` end with a validation: every validateEvery-th, and the last one.
int validationsAfter(const TrainConfig&, int epoch);

/// Reads schema "valvista.train", version 1, whole or not at all: every key must be there and none may be
/// unknown. Paths are relative to `folder`. Throws std::domain_error with a reason that names the key and can
/// follow "FILE: ".
TrainConfig parseTrainConfig(std::string_view text, const std::filesystem::path& folder);

/// The text that parseTrainConfig reads, paths as they are. Throws std::domain_error when it would refuse it.
std::string trainConfigText(const TrainConfig&);

/// The same from a file, paths being absolute then; throws LoadError naming it and the reason.
TrainConfig readTrainConfig(const std::filesystem::path& file);

/// Names in a configuration, in the order of the enumerators.
std::string_view optimizerName(OptimizerKind);
std::string_view scheduleName(ScheduleKind);

}  // namespace valvista
