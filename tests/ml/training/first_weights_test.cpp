// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/first_weights.h"

#include "ml/training/tensor_table.h"
#include "ml/training/trained_model.h"
#include "planning/core/error.h"
#include "tests/core/temporary_folder.h"

#include <torch/utils.h>

#include <ATen/ATen.h>
#include <algorithm>
#include <gtest/gtest.h>

namespace valvista::ml {
namespace {

const std::vector<ModelClass> kOld{{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}};

class FirstWeights : public testing::TestWithParam<NetworkOptions> {
 protected:
  TrainConfig config(std::vector<ModelClass> classes) const {
    TrainConfig config;
    config.model.name = "Small";
    config.model.version = "1";
    config.model.licence = "CC0-1.0";
    config.model.network = GetParam();
    config.model.classes = std::move(classes);
    config.model.patchSize = {side(), side(), side()};
    return config;
  }

  /// The old network, whose model is what later ones start from.
  std::shared_ptr<Network> old() const {
    const TrainConfig before = config(kOld);
    const std::shared_ptr<Network> network = networkToTrain(before);
    if (!std::filesystem::exists(model_.path() / "old")) {
      writeTensors(model_ / "weights.safetensors", weightsOf(*network), {});
      writeModel(model_.path() / "old", before, {}, model_ / "weights.safetensors");
    }
    return network;
  }
  std::shared_ptr<Network> startedFromOld(std::vector<ModelClass> classes) const {
    TrainConfig now = config(std::move(classes));
    now.startFrom = model_.path() / "old";
    now.seed = 77;
    return networkToTrain(now);
  }

  static int side() { return std::max(32, minimumPatch(GetParam())); }

  static at::Tensor logits(Network& network) {
    const c10::InferenceMode noGradient;
    network.eval();
    torch::manual_seed(1);
    return network.forward(at::rand({1, 1, side(), side(), side()}));
  }

  const TemporaryFolder model_;
};

TEST_P(FirstWeights, AreThoseOfTheModelWithTheSameClasses) {
  const at::Tensor before = logits(*old());
  EXPECT_TRUE(at::equal(logits(*startedFromOld(kOld)), before));
}

TEST_P(FirstWeights, ClassesFollowTheirNamesToANewPlace) {
  const at::Tensor before = logits(*old());
  const at::Tensor now = logits(*startedFromOld({{"background", 0}, {"left_ventricle", 2}, {"aorta", 1}}));
  EXPECT_TRUE(at::allclose(now, before.index_select(1, at::tensor({0, 2, 1})), 1e-4, 1e-5));
}

TEST_P(FirstWeights, ANewClassLeavesTheRestOfTheNetworkAsItWas) {
  const TensorTable before = weightsOf(*old());
  const std::shared_ptr<Network> network =
      startedFromOld({{"background", 0}, {"annulus", 5}, {"aorta", 1}, {"left_ventricle", 2}});
  EXPECT_EQ(logits(*network).size(1), 4);
  std::size_t same = 0, other = 0;
  const TensorTable now = weightsOf(*network);
  ASSERT_EQ(now.size(), before.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i].second.sizes() != before[i].second.sizes()) {
      ++other;
      EXPECT_TRUE(at::isfinite(now[i].second).all().item<bool>()) << now[i].first;
      continue;
    }
    ++same;
    EXPECT_TRUE(at::equal(now[i].second, before[i].second)) << now[i].first;
  }
  EXPECT_GT(other, 0U);
  EXPECT_GT(same, other);
}

TEST_P(FirstWeights, AnotherNetworkIsRefused) {
  old();
  TrainConfig now = config(kOld);
  now.startFrom = model_.path() / "old";
  now.model.network = UNetOptions{{5, 10}, {2}, 1, NetworkNorm::batch};
  EXPECT_THROW(networkToTrain(now), ModelError);
}

SwinUnetrOptions smallSwin() {
  SwinUnetrOptions options;
  options.featureSize = 12;
  return options;
}

INSTANTIATE_TEST_SUITE_P(Networks, FirstWeights,
                         testing::Values(NetworkOptions(UNetOptions{
                                             {4, 8, 16}, {2, 2}, 1, NetworkNorm::instance}),
                                         NetworkOptions(VNetOptions{}), NetworkOptions(smallSwin())),
                         [](const auto& network) { return std::string(networkName(network.param)); });

}  // namespace
}  // namespace valvista::ml
