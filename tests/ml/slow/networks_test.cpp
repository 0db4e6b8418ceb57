// SPDX-License-Identifier: GPL-3.0-or-later
//
// The modules at the sizes that take a plain LibTorch many seconds.
#include "ml/networks/swin_transformer.h"
#include "tests/ml/parity.h"

#include <ATen/Parallel.h>

namespace valvista::ml {
namespace {

TEST(SlowNetworks, SwinUnetrInEveryOrderOfMergingAndWhereWindowsAreCut) {
  if (!exists(parity::folder())) GTEST_SKIP() << "no ml_parity beside the sources";
  const c10::NoGradGuard noGradient;
  at::set_num_threads(2);
  const auto expect = [](PatchMerging merging, std::int64_t size, const char* entry) {
    const auto network = makeNetwork({SwinUnetrOptions{24, merging}, 2});
    parity::setHashWeights(*network);
    network->eval();
    parity::expectGolden(network->forward(parity::hashInput({1, 1, size, size, size})), entry, "output");
  };
  for (const auto& [merging, entry] : parity::kSwinEntries) expect(merging, 64, entry);
  expect(PatchMerging::legacy, 96, "swin24_legacy_96");
}

}  // namespace
}  // namespace valvista::ml
