// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/network.h"
#include "ml/networks/swin_transformer.h"
#include "tests/ml/parity.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <sstream>

namespace valvista::ml {
namespace {

class Networks : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists(parity::folder())) GTEST_SKIP() << "no ml_parity beside the sources";
    at::set_num_threads(2);
  }
};

/// "name (2, 3) float32", sorted: as in the lists that were written from MONAI.
std::vector<std::string> weightList(const Network& network) {
  std::vector<std::string> list;
  const auto add = [&](const std::string& name, const at::Tensor& tensor) {
    std::string shape;
    for (const std::int64_t size : tensor.sizes())
      shape += (shape.empty() ? "" : ", ") + std::to_string(size);
    if (tensor.dim() == 1) shape += ",";
    list.push_back(name + " (" + shape + ") " + (tensor.is_floating_point() ? "float32" : "int64"));
  };
  for (const auto& parameter : network.named_parameters()) add(parameter.key(), parameter.value());
  for (const auto& buffer : network.named_buffers()) add(buffer.key(), buffer.value());
  std::sort(list.begin(), list.end());
  return list;
}

std::vector<std::string> listOfMonai(const std::string& file) {
  std::istringstream text(parity::textOf(file));
  std::vector<std::string> list;
  for (std::string line; std::getline(text, line);)
    if (!line.starts_with("#")) list.push_back(line);
  std::sort(list.begin(), list.end());
  return list;
}

at::Tensor hashOutput(const NetworkOptions& options, std::int64_t size) {
  const c10::NoGradGuard noGradient;
  const auto network = makeNetwork({options, 2});
  parity::setHashWeights(*network);
  network->eval();
  return network->forward(parity::hashInput({1, 1, size, size, size}));
}

TEST_F(Networks, NamesAndShapesAreMonais) {
  EXPECT_EQ(weightList(*makeNetwork({UNetOptions(), 2})), listOfMonai("unet.txt"));
  EXPECT_EQ(weightList(*makeNetwork({VNetOptions(), 2})), listOfMonai("vnet.txt"));
  EXPECT_EQ(weightList(*makeNetwork({SwinUnetrOptions{24}, 2})), listOfMonai("swin24.txt"));
  EXPECT_EQ(weightList(*makeNetwork({SwinUnetrOptions{48}, 2})), listOfMonai("swin48.txt"));
}

TEST_F(Networks, UNetComputesWhatMonaiComputes) {
  parity::expectGolden(parity::hashInput({1, 1, 32, 32, 32}), "unet_32", "input");
  const at::Tensor output = hashOutput(UNetOptions(), 32);
  parity::expectGolden(output, "unet_32", "output");
  EXPECT_LT(parity::largestDifference(output, parity::loadNpy("unet_32.npy", {1, 2, 32, 32, 32})), 1e-4);
}

TEST_F(Networks, VNetComputesWhatMonaiComputes) {
  const at::Tensor output = hashOutput(VNetOptions(), 32);
  parity::expectGolden(output, "vnet_32", "output");
  EXPECT_LT(parity::largestDifference(output, parity::loadNpy("vnet_32.npy", {1, 2, 32, 32, 32})), 1e-4);
}

void expectStates(const SwinUnetrOptions& options, std::int64_t size, const std::string& entry) {
  const c10::NoGradGuard noGradient;
  SwinTransformer encoder(options);
  for (auto& parameter : encoder.named_parameters())
    parameter.value().copy_(parity::hashWeight("swinViT." + parameter.key(), parameter.value().sizes()));
  const auto states = encoder.forward(parity::hashInput({1, 1, size, size, size}));
  ASSERT_EQ(states.size(), 5u);
  for (std::size_t i = 0; i < states.size(); ++i) {
    const std::string name = "hidden" + std::to_string(i);
    parity::expectGolden(states[i], entry, name + "_unnorm");
    parity::expectGolden(normalisedState(states[i]), entry, name);
  }
}

TEST_F(Networks, SwinUnetrComputesWhatMonaiComputes) {
  expectStates({24, PatchMerging::legacy}, 64, "swin24_legacy_64");
  parity::expectGolden(hashOutput(SwinUnetrOptions{24, PatchMerging::legacy}, 64), "swin24_legacy_64",
                       "output");
}

TEST_F(Networks, EveryOrderOfMergingIsMonais) {
  for (const auto& [merging, entry] : parity::kSwinEntries) expectStates({24, merging}, 64, entry);
}

}  // namespace
}  // namespace valvista::ml
