// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/predictor.h"

#include "planning/core/error.h"
#include "tests/ml/model_of.h"
#include "tests/ml/parity.h"

#include <ATen/Parallel.h>
#include <functional>

namespace valvista::ml::tests {
namespace {

std::shared_ptr<Network> hashNetwork(const NetworkSpec& spec) {
  auto network = makeNetwork(spec);
  parity::setHashWeights(*network);
  network->eval();
  return network;
}

std::unique_ptr<Predictor> predictorOf(const Network& network, const NetworkSpec& spec,
                                       Precision precision = Precision::float32) {
  return makePredictor(spec, modelOf(network, {}).weights, "cpu", precision);
}

class PredictorParity : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists(parity::folder())) GTEST_SKIP() << "no ml_parity beside the sources";
    at::set_num_threads(2);
  }
  static at::Tensor output(const NetworkOptions& options, std::int64_t size) {
    const NetworkSpec spec{options, 2};
    return (*predictorOf(*hashNetwork(spec), spec))(parity::hashInput({1, 1, size, size, size}));
  }
};

TEST_F(PredictorParity, UNet) {
  const at::Tensor logits = output(UNetOptions(), 32);
  parity::expectGolden(logits, "unet_32", "output");
  EXPECT_LT(parity::largestDifference(logits, parity::loadNpy("unet_32.npy", {1, 2, 32, 32, 32})), 1e-4);
}

TEST_F(PredictorParity, VNet) {
  const at::Tensor logits = output(VNetOptions(), 32);
  parity::expectGolden(logits, "vnet_32", "output");
  EXPECT_LT(parity::largestDifference(logits, parity::loadNpy("vnet_32.npy", {1, 2, 32, 32, 32})), 1e-4);
}

TEST_F(PredictorParity, SwinUnetrInEveryOrderOfMerging) {
  for (const auto& [merging, entry] : parity::kSwinEntries)
    parity::expectGolden(output(SwinUnetrOptions{24, merging}, 64), entry, "output");
}

TEST_F(PredictorParity, SwinUnetrWhereWindowsAreCut) {
  parity::expectGolden(output(SwinUnetrOptions{24, PatchMerging::legacy}, 96), "swin24_legacy_96", "output");
}

/// What no entry of MONAI covers is held against the module.
void expectLikeModule(const NetworkSpec& spec, at::IntArrayRef shape) {
  SCOPED_TRACE(networkName(spec.options));
  const c10::NoGradGuard noGradient;
  at::set_num_threads(2);
  const auto network = hashNetwork(spec);
  const at::Tensor patches = parity::hashInput(shape);
  const at::Tensor logits = (*predictorOf(*network, spec))(patches), expected = network->forward(patches);
  ASSERT_EQ(logits.sizes(), expected.sizes());
  EXPECT_GT(expected.abs().max().item<double>(), 0.1);
  EXPECT_LT(parity::largestDifference(logits, expected), 1e-4);
}

TEST(Predictor, TakesPatchesOfUnequalSidesAndManyClasses) {
  expectLikeModule({UNetOptions(), 8}, {2, 1, 32, 48, 64});
  expectLikeModule({VNetOptions(), 3}, {1, 1, 48, 32, 32});
}

TEST(Predictor, UNetWithBatchNorm) {
  UNetOptions options;
  options.norm = NetworkNorm::batch;
  expectLikeModule({options, 2}, {1, 1, 32, 32, 32});
}

TEST(Predictor, UNetOfOtherDepthsStridesAndUnits) {
  UNetOptions options{{8, 20, 24}, {1, 2}, 1, NetworkNorm::instance};
  expectLikeModule({options, 5}, {1, 1, 12, 8, 16});
  options = {{16, 16}, {2}, 3, NetworkNorm::batch};
  expectLikeModule({options, 2}, {1, 1, 8, 8, 8});
}

TEST(Predictor, OneThreadAndManyGiveTheSameNumbers) {
  const NetworkSpec spec{UNetOptions(), 2};
  const auto predictor = predictorOf(*hashNetwork(spec), spec);
  const at::Tensor patch = parity::hashInput({1, 1, 32, 32, 32});
  at::set_num_threads(1);
  const at::Tensor alone = (*predictor)(patch);
  at::set_num_threads(3);
  EXPECT_EQ(parity::largestDifference((*predictor)(patch), alone), 0.0);
  at::set_num_threads(2);
}

TEST(Predictor, Bfloat16WeightsGiveNearlyTheSameLabels) {
  const NetworkSpec spec{UNetOptions(), 2};
  const auto network = hashNetwork(spec);
  const at::Tensor patch = parity::hashInput({1, 1, 32, 32, 32});
  const at::Tensor exact = (*predictorOf(*network, spec))(patch);
  const at::Tensor rounded = (*predictorOf(*network, spec, Precision::bfloat16))(patch);
  EXPECT_GT(parity::largestDifference(rounded, exact), 1e-3) << "the weights were not rounded";
  EXPECT_GT(rounded.argmax(1).eq(exact.argmax(1)).to(at::kDouble).mean().item<double>(), 0.99);
}

TEST(Predictor, RefusesPatchesThatTheNetworkCannotTake) {
  const NetworkSpec spec{UNetOptions(), 2};
  const auto predictor = predictorOf(*hashNetwork(spec), spec);
  EXPECT_THROW((*predictor)(parity::hashInput({1, 1, 16, 32, 32})), ModelError)
      << "one voxel in the deepest level";
  EXPECT_THROW((*predictor)(parity::hashInput({1, 1, 40, 32, 32})), ModelError);
  EXPECT_THROW((*predictor)(parity::hashInput({1, 2, 32, 32, 32})), ModelError);
  EXPECT_THROW((*predictor)(parity::hashInput({1, 32, 32, 32})), ModelError);
}

/// What a model is refused with once its tensors were changed.
std::string refusal(const NetworkSpec& spec, const std::function<void(std::vector<NamedTensor>&)>& change) {
  const TemporaryFolder folder;
  const SafetensorsFile good = modelOf(*hashNetwork(spec), {}).weights;
  std::vector<NamedTensor> tensors = good.tensors();
  change(tensors);
  writeSafetensors(folder / "changed.safetensors", tensors);
  std::string reason;
  try {
    makePredictor(spec, SafetensorsFile(folder / "changed.safetensors"), "cpu", Precision::float32);
  } catch (const ModelError& error) {
    reason = error.what();
  }
  std::string ofModule;
  try {
    loadWeights(*makeNetwork(spec), SafetensorsFile(folder / "changed.safetensors"));
  } catch (const ModelError& error) {
    ofModule = error.what();
  }
  EXPECT_EQ(reason.empty(), ofModule.empty()) << reason << ofModule;
  return reason;
}

TEST(Predictor, RefusesModelsForOtherNetworks) {
  const NetworkSpec spec{UNetOptions{{4, 8}, {2}, 1, NetworkNorm::batch}, 2};
  const std::vector<float> numbers(2048, 0.5F), notANumber(1, std::nanf(""));
  const std::string slope = "model.2.0.adn.A.weight";
  const auto find = [](std::vector<NamedTensor>& tensors, const std::string& name) {
    return std::find_if(tensors.begin(), tensors.end(), [&](const NamedTensor& t) { return t.name == name; });
  };
  EXPECT_EQ(refusal(spec, [](auto&) {}), "");
  EXPECT_NE(refusal(spec, [&](auto& all) { all.erase(find(all, slope)); }).find("lacks tensor \"" + slope),
            std::string::npos);
  EXPECT_NE(refusal(spec, [&](auto& all) { find(all, slope)->name = "other"; }).find(slope),
            std::string::npos);
  EXPECT_NE(
      refusal(spec,
              [&](auto& all) {
                all.push_back({"extra", TensorType::f32, {1}, std::as_bytes(std::span(numbers).first(1))});
              })
          .find("\"extra\""),
      std::string::npos);
  EXPECT_NE(
      refusal(spec,
              [&](auto& all) {
                *find(all, slope) = {slope, TensorType::f32, {2}, std::as_bytes(std::span(numbers).first(2))};
              })
          .find("has shape [2], the network needs [1]"),
      std::string::npos);
  EXPECT_NE(
      refusal(spec,
              [&](auto& all) {
                *find(all, slope) = {slope, TensorType::f64, {1}, std::as_bytes(std::span(numbers).first(2))};
              })
          .find("F64"),
      std::string::npos);
  EXPECT_NE(
      refusal(spec,
              [&](auto& all) {
                *find(all, slope) = {slope, TensorType::i64, {1}, std::as_bytes(std::span(numbers).first(2))};
              })
          .find("whole numbers"),
      std::string::npos);
  EXPECT_NE(refusal(spec,
                    [&](auto& all) {
                      *find(all, slope) = {slope, TensorType::f32, {1}, std::as_bytes(std::span(notANumber))};
                    })
                .find("not finite"),
            std::string::npos);
}

TEST(Predictor, RefusesDevicesThatAreNotThere) {
  const NetworkSpec spec{UNetOptions{{4, 8}, {2}, 1, NetworkNorm::instance}, 2};
  const auto network = hashNetwork(spec);
  EXPECT_THROW(makePredictor(spec, modelOf(*network, {}).weights, "cuda:77", Precision::float32), ModelError);
  EXPECT_THROW(makePredictor(spec, modelOf(*network, {}).weights, "nothing", Precision::float32), ModelError);
}

}  // namespace
}  // namespace valvista::ml::tests
