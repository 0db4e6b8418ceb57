// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/trainer.h"
#include "planning/core/training/train_config.h"
#include "tests/core/temporary_folder.h"

#include <ATen/ATen.h>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace valvista::ml::tests {

constexpr int kSide = 32;

/// A training that takes seconds: bright balls in noise, a network of a few thousand weights.
inline TrainConfig smallTraining(const std::filesystem::path& out) {
  TrainConfig config;
  config.model.name = "Small";
  config.model.version = "1";
  config.model.network = UNetOptions{{4, 8, 16}, {2, 2}, 1, NetworkNorm::batch};
  config.model.classes = {{"background", 0}, {"aorta", 1}};
  config.model.intensity.windowHu = {-200.0, 600.0};
  config.model.patchSize = {kSide, kSide, kSide};
  config.model.licence = "CC0-1.0";
  config.dataset = "dataset";
  config.out = out;
  config.loss = {{LossKind::diceCe, 1.0}, {LossKind::focal, 0.5}};
  config.sampling.patches = 2;
  config.optimizer.learningRate = 0.01;
  config.optimizer.emaDecay = 0.9;
  config.epochs = 3;
  config.stepsPerEpoch = 4;
  config.validateEvery = 1;
  config.checkpointEvery = 3;
  config.device = "cpu";
  config.threads = 1;
  return config;
}

/// A ball whose place and size depend on its number, and noise.
inline PatchBatch ballPatches(std::int64_t step, int first, int count) {
  PatchBatch batch;
  batch.images = at::empty({count, 1, kSide, kSide, kSide}, at::kFloat);
  batch.labels = at::zeros({count, kSide, kSide, kSide}, at::kByte);
  float* image = batch.images.data_ptr<float>();
  auto* label = batch.labels.data_ptr<std::uint8_t>();
  for (int p = first; p < first + count; ++p) {
    auto noise = static_cast<std::uint32_t>(step * 1000 + p + 1);
    const double centre = 12.0 + static_cast<double>((step * 7 + p * 3) % 8), radius = 6.0 + p % 3;
    for (int d = 0; d < kSide; ++d)
      for (int h = 0; h < kSide; ++h)
        for (int w = 0; w < kSide; ++w) {
          noise = noise * 1664525U + 1013904223U;
          const bool inside = std::hypot(d - centre, h - 16.0, w - centre) < radius;
          *image++ = (inside ? 0.6F : 0.3F) + 0.1F * static_cast<float>(noise >> 8U) / 16777216.0F;
          *label++ = inside ? 1 : 0;
        }
  }
  return batch;
}

/// The same as a cached case: what the intensity rule makes of its HU are the numbers of a patch.
inline CachedCase ballCase(int index) {
  struct Voxels {
    std::vector<std::int16_t> hu;
    std::vector<std::uint8_t> channels;
  };
  const PatchBatch batch = ballPatches(100000 + index, 0, 1);
  const auto voxels = std::make_shared<Voxels>();
  const float* image = batch.images.data_ptr<float>();
  const auto* label = batch.labels.data_ptr<std::uint8_t>();
  for (int i = 0; i < kSide * kSide * kSide; ++i) {
    voxels->hu.push_back(static_cast<std::int16_t>(std::lround(image[i] * 800.0F - 200.0F)));
    voxels->channels.push_back(label[i]);
  }
  CachedCase one;
  one.name = "ball" + std::to_string(index);
  one.size = {kSide, kSide, kSide};
  one.hu = voxels->hu;
  one.channels = voxels->channels;
  one.owner = voxels;
  return one;
}

inline TrainInputs ballInputs() {
  return {ballPatches, 2, ballCase};
}

/// The columns of history.csv that do not depend on the clock.
inline std::vector<std::string> lossCurve(const std::filesystem::path& out, std::size_t terms = 2) {
  std::vector<std::string> lines;
  std::ifstream file(out / "history.csv");
  for (std::string line; std::getline(file, line);) {
    std::size_t end = 0;
    for (std::size_t column = 0; column < 4 + terms; ++column) end = line.find(',', end + 1);
    lines.push_back(line.substr(0, end));
  }
  return lines;
}

}  // namespace valvista::ml::tests
