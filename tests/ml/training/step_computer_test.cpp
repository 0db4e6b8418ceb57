// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/step_computer.h"

#include <ATen/ATen.h>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace valvista::ml {
namespace {

NetworkOptions smallSwin() {
  SwinUnetrOptions options;
  options.featureSize = 12;
  return options;
}

class TrainingStep : public testing::TestWithParam<NetworkOptions> {
 protected:
  static std::vector<double> losses(bool bfloat16) {
    TrainConfig config;
    config.model.network = GetParam();
    config.model.classes = {{"background", 0}, {"aorta", 1}};
    // The least that normalises over more than one voxel in the deepest layer.
    const int side = std::holds_alternative<SwinUnetrOptions>(config.model.network) ? 64 : 32;
    config.model.patchSize = {side, side, side};
    config.loss = {{LossKind::diceCe, 1.0}};
    config.sampling.patches = 1;
    config.optimizer.learningRate = 0.01;
    NoPeers alone;
    StepComputer computer(config, {"cpu", bfloat16}, alone);
    const at::Tensor place = at::arange(side, at::kFloat) - 14;
    const at::Tensor ball =
        place.view({-1, 1, 1}).square() + place.view({-1, 1}).square() + place.square() < 100.0F;
    std::vector<double> losses;
    for (int step = 0; step < 2; ++step)
      losses.push_back(computer
                           .compute(step, {{0, 1}},
                                    [&] {
                                      PatchBatch batch;
                                      batch.images = ball.to(at::kFloat).view({1, 1, side, side, side});
                                      batch.labels = ball.to(at::kByte).unsqueeze(0);
                                      return batch;
                                    })
                           .step.total);
    return losses;
  }
};

TEST_P(TrainingStep, InBfloat16IsThatInFloat32ButForRounding) {
  const std::vector<double> full = losses(false), half = losses(true);
  for (std::size_t step = 0; step < full.size(); ++step) {
    EXPECT_TRUE(std::isfinite(half[step]));
    EXPECT_NEAR(half[step], full[step], 0.05 * full[step]) << "step " << step;
  }
  EXPECT_NE(half[0], full[0]) << "computed in float32";
}

INSTANTIATE_TEST_SUITE_P(Networks, TrainingStep,
                         testing::Values(NetworkOptions(UNetOptions{
                                             {4, 8, 16}, {2, 2}, 1, NetworkNorm::instance}),
                                         NetworkOptions(VNetOptions{}), NetworkOptions(smallSwin())),
                         [](const auto& network) { return std::string(networkName(network.param)); });

}  // namespace
}  // namespace valvista::ml
