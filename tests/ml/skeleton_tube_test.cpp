// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/skeleton/skeleton_tube.h"

#include "ml/skeleton/thinning.h"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace valvista::ml {
namespace {

LabelMap emptyMap() {
  return LabelMap(axisAlignedGeometry({30, 24, 20}, {1, 1, 1}));
}

void fill(LabelMap& labels, const IndexBox& box, std::uint8_t label) {
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) labels.set({i, j, k}, label);
}

/// A thick bar along i, and one of another label against it. Their boxes begin at even indices, as the grid
/// does: the order within a layer depends on the fields of a chessboard in the label's box.
LabelMap twoBars() {
  LabelMap labels = emptyMap();
  fill(labels, {{2, 4, 4}, {28, 12, 13}}, 3);
  fill(labels, {{2, 12, 4}, {28, 17, 9}}, 200);
  return labels;
}

/// The definition, voxel by voxel: within two steps along the axes from a voxel of the label's skeleton, and
/// of the label.
std::uint8_t tubeByDefinition(const LabelMap& labels, std::uint8_t label, const BitVolume& skeleton,
                              const Index3& at) {
  if (labels.at(at) != label) return 0;
  for (int dk = -2; dk <= 2; ++dk)
    for (int dj = -2; dj <= 2; ++dj)
      for (int di = -2; di <= 2; ++di) {
        const Index3 other{at[0] + di, at[1] + dj, at[2] + dk};
        if (std::abs(di) + std::abs(dj) + std::abs(dk) <= 2 && labels.geometry().contains(other) &&
            skeleton.test(other))
          return label;
      }
  return 0;
}

TEST(SkeletonTube, IsTheSkeletonOfEachClassDilatedTwiceAndCut) {
  const LabelMap labels = twoBars(), tube = skeletonTube(labels);
  for (const std::uint8_t label : {std::uint8_t{3}, std::uint8_t{200}}) {
    BitVolume skeleton(labels.geometry().size);
    for (int k = 0; k < 20; ++k)
      for (int j = 0; j < 24; ++j)
        for (int i = 0; i < 30; ++i)
          if (labels.at({i, j, k}) == label) skeleton.set({i, j, k});
    thin(skeleton);
    for (int k = 0; k < 20; ++k)
      for (int j = 0; j < 24; ++j)
        for (int i = 0; i < 30; ++i)
          if (labels.at({i, j, k}) == label) {
            EXPECT_EQ(tube.at({i, j, k}), tubeByDefinition(labels, label, skeleton, {i, j, k}))
                << i << ' ' << j << ' ' << k;
          }
  }
  const auto of = labelCounts(labels), core = labelCounts(tube);
  EXPECT_LT(core[3], of[3] / 4);
  EXPECT_GT(core[200], of[200] / 4) << "of a thin structure the tube is a good part";
  EXPECT_EQ(core[0] + core[3] + core[200], of[0] + of[3] + of[200]);
}

TEST(SkeletonTube, ALineBecomesABallOfTwentyFiveVoxelsAtMost) {
  LabelMap labels = emptyMap();
  labels.set({10, 10, 10}, 1);
  EXPECT_EQ(labelCounts(skeletonTube(labels))[1], 1U) << "a tube never leaves its structure";
  fill(labels, {{8, 8, 8}, {13, 13, 13}}, 1);
  BitVolume cube({5, 5, 5});
  for (int n = 0; n < 125; ++n) cube.set({n % 5, n / 5 % 5, n / 25});
  thin(cube);
  int line = 0;
  for (int n = 0; n < 125; ++n) line += cube.test({n % 5, n / 5 % 5, n / 25});
  EXPECT_LE(labelCounts(skeletonTube(labels))[1], 25U * static_cast<unsigned>(line));
}

TEST(SkeletonTube, AStructureAgainstAnotherHasItsOwnCore) {
  // Thinned as one, the pair would have a skeleton between or in the thicker one alone.
  const auto core = labelCounts(skeletonTube(twoBars()));
  EXPECT_GT(core[200], 100U);
  LabelMap alone = emptyMap();
  fill(alone, {{2, 12, 4}, {28, 17, 9}}, 200);
  EXPECT_EQ(labelCounts(skeletonTube(alone))[200], core[200]);
}

TEST(SkeletonTube, WhereAStructureLiesMakesNoDifference) {
  const auto lies = [](const Index3& at) {
    LabelMap labels = emptyMap();
    fill(labels, {at, {at[0] + 14, at[1] + 6, at[2] + 5}}, 1);
    fill(labels, {{at[0] + 3, at[1] + 6, at[2]}, {at[0] + 7, at[1] + 11, at[2] + 4}}, 1);
    return skeletonTube(labels);
  };
  const LabelMap here = lies({2, 3, 4}), there = lies({7, 4, 7});
  EXPECT_GT(labelCounts(here)[1], 50U);
  for (int k = 0; k < 17; ++k)
    for (int j = 0; j < 23; ++j)
      for (int i = 0; i < 25; ++i) EXPECT_EQ(here.at({i, j, k}), there.at({i + 5, j + 1, k + 3}));
}

TEST(SkeletonTube, NothingGivesNothing) {
  const LabelMap tube = skeletonTube(emptyMap());
  EXPECT_EQ(labelCounts(tube)[0], 30U * 24U * 20U);
}

TEST(SkeletonTube, SeveralThreadsAtOnce) {
  const LabelMap labels = twoBars();
  const auto alone = labelCounts(skeletonTube(labels));
  std::vector<std::vector<std::size_t>> counts(4);
  {
    std::vector<std::jthread> threads;
    for (auto& count : counts) threads.emplace_back([&] { count = labelCounts(skeletonTube(labels)); });
  }
  for (const auto& count : counts) EXPECT_EQ(count, alone);
}

}  // namespace
}  // namespace valvista::ml
