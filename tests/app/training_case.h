// SPDX-License-Identifier: GPL-3.0-or-later
// A training of seconds through the programs.
#pragma once

#include "planning/core/training/train_config.h"
#include "planning/core/training/train_run.h"
#include "tests/app/command_line.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace valvista::tests {

/// Writes the configuration of a small training on `dataset`, whose run goes to `folder`/run.
inline std::filesystem::path writeSmallTraining(const std::filesystem::path& folder,
                                                const std::filesystem::path& dataset,
                                                int stepsPerEpoch = 20) {
  TrainConfig config;
  config.model.name = "Small";
  config.model.version = "1";
  config.model.network = UNetOptions{{4, 8, 16}, {2, 2}, 1, NetworkNorm::instance};
  config.model.classes = {
      {"background", 0}, {"aorta", 1},   {"left_ventricle", 2},    {"aortic_root", 3},
      {"valve", 4},      {"annulus", 5}, {"iliac_artery_left", 6}, {"iliac_artery_right", 7}};
  config.model.spacingMm = {5.0, 5.0, 5.0};
  config.model.intensity.windowHu = {-300.0, 900.0};
  config.model.patchSize = {32, 32, 32};
  config.model.licence = "CC0-1.0";
  config.dataset = dataset;
  config.out = "run";
  config.split.validation = 0.3;
  config.loss = {{LossKind::focalSkeletonRecallDetached, 1.0}, {LossKind::focal, 1.0}};
  config.sampling.patches = 2;
  config.optimizer.emaDecay = 0.9;
  config.epochs = 4;
  config.stepsPerEpoch = stepsPerEpoch;
  config.validateEvery = 2;
  config.checkpointEvery = 3;
  config.device = "cpu";
  config.threads = 1;
  std::ofstream(folder / "train.json") << trainConfigText(config);
  return folder / "train.json";
}

/// What of history.csv does not depend on the clock.
inline std::vector<std::vector<double>> lossCurve(const std::filesystem::path& run) {
  std::vector<std::vector<double>> curve;
  for (const TrainStep& step : readTrainHistory({run})) {
    curve.push_back({static_cast<double>(step.step), step.learningRate, step.total});
    curve.back().insert(curve.back().end(), step.terms.begin(), step.terms.end());
  }
  return curve;
}

}  // namespace valvista::tests
