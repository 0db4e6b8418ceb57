// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_loader.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <stdexcept>

namespace valvista::ml {
namespace {

PatchBatch numbered(std::int64_t step, int first, int count) {
  PatchBatch batch;
  batch.images = at::full({count}, static_cast<float>(100 * step + first));
  return batch;
}

TEST(PatchLoader, SharesOutEveryPatchOnce) {
  EXPECT_EQ(patchRanges(6, 1, 0, 1), (std::vector<PatchRange>{{0, 6}}));
  EXPECT_EQ(patchRanges(6, 3, 0, 1), (std::vector<PatchRange>{{0, 2}, {2, 2}, {4, 2}}));
  EXPECT_EQ(patchRanges(6, 2, 1, 2), (std::vector<PatchRange>{{3, 1}, {4, 2}}));
  EXPECT_EQ(patchRanges(3, 4, 1, 2), (std::vector<PatchRange>{{1, 1}, {2, 1}}));
}

TEST(PatchLoader, GivesBatchesInOrderWhoeverMadeThem) {
  PatchLoader loader(numbered, {{0, 1}, {1, 2}}, 3, 20, 4);
  for (int step = 3; step < 20; ++step) {
    EXPECT_EQ(loader.next().images[0].item<float>(), 100.0F * static_cast<float>(step));
    EXPECT_EQ(loader.next().images.size(0), 2);
  }
  EXPECT_THROW(loader.next(), std::out_of_range);
}

TEST(PatchLoader, ThrowsWhatPreparingThrewInItsTurn) {
  PatchLoader loader(
      [](std::int64_t step, int first, int count) {
        if (step == 2) throw std::runtime_error("gone");
        return numbered(step, first, count);
      },
      {{0, 1}}, 0, 10, 3);
  loader.next();
  loader.next();
  EXPECT_THROW(loader.next(), std::runtime_error);
}

TEST(PatchLoader, EndsWhileNobodyTakes) {
  PatchLoader loader(numbered, {{0, 1}}, 0, 1000000, 2);
  loader.next();
}

}  // namespace
}  // namespace valvista::ml
