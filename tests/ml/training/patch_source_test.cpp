// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_source.h"

#include "ml/inference/predict_labels.h"
#include "ml/skeleton/skeleton_tube.h"
#include "planning/core/error.h"
#include "tests/core/training/small_dataset.h"

#include <ATen/Functions.h>
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <numeric>
#include <thread>

namespace valvista::ml::tests {
namespace {

namespace fs = std::filesystem;
using namespace valvista::tests;

TrainConfig plainConfig() {
  TrainConfig config;
  config.model = smallModel();
  config.loss = {{LossKind::diceCe, 1.0}};
  config.augmentation.probability = 0.0;
  return config;
}

/// A dataset whose CTs have one value each, 100 times their number, and a large and a tiny structure in air.
class PatchSourceTest : public testing::Test {
 protected:
  static constexpr int kCases = 5;

  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    const ImageGeometry grid = axisAlignedGeometry({40, 40, 40}, {1.5, 1.5, 1.5});
    Dataset dataset{DatasetLayout::nnUNet, folder_->path(), smallModel().classes, {}};
    for (int which = 0; which < kCases; ++which) {
      const std::string name = "case" + std::to_string(which);
      LabelMap labels(grid);
      for (int k = 14; k < 26; ++k)
        for (int j = 14; j < 26; ++j)
          for (int i = 14; i < 26; ++i) labels.set({i, j, k}, i < 16 && j < 16 && k < 16 ? 2 : 1);
      writeNifti(
          *folder_ / (name + "_ct.nii"),
          Volume(grid, std::vector<std::int16_t>(grid.voxelCount(), static_cast<std::int16_t>(100 * which))));
      writeNifti(*folder_ / (name + ".nii"), labels);
      dataset.cases.push_back({name, name, *folder_ / (name + "_ct.nii"), *folder_ / (name + ".nii")});
    }
    cache_ = std::make_unique<CaseCache>(*folder_ / "cache", dataset, smallModel(), Progress());
  }
  static void TearDownTestSuite() {
    cache_.reset();
    folder_.reset();
  }

  static PatchSource sourceOf(const TrainConfig& config) {
    std::vector<int> cases(kCases);
    std::iota(cases.begin(), cases.end(), 0);
    return {*cache_, cases, config};
  }
  static int caseOf(const at::Tensor& image, const ModelManifest& model) {
    const IntensityScale scale = intensityOf(model);
    return static_cast<int>(std::lround((image.max().item<double>() - scale.shift) / scale.scale / 100.0));
  }

  static std::unique_ptr<TemporaryFolder> folder_;
  static std::unique_ptr<CaseCache> cache_;
};
std::unique_ptr<TemporaryFolder> PatchSourceTest::folder_;
std::unique_ptr<CaseCache> PatchSourceTest::cache_;

TEST_F(PatchSourceTest, APatchIsAPureFunctionOfItsNumber) {
  TrainConfig config = plainConfig();
  config.augmentation = AugmentationOptions{};
  config.loss.push_back({LossKind::skeletonRecall, 1.0});
  const PatchBatch whole = sourceOf(config).patches(3, 0, 6);
  const PatchSource source = sourceOf(config);
  std::array<PatchBatch, 6> single;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 3; ++thread)
    threads.emplace_back([&, thread] {
      for (int at = 5 - thread; at >= 0; at -= 3)
        single.at(static_cast<std::size_t>(at)) = source.patches(3, at, 1);
    });
  for (std::thread& thread : threads) thread.join();
  for (int at = 0; at < 6; ++at) {
    const PatchBatch& one = single.at(static_cast<std::size_t>(at));
    EXPECT_TRUE(whole.images[at].equal(one.images[0])) << at;
    EXPECT_TRUE(whole.labels[at].equal(one.labels[0])) << at;
    EXPECT_TRUE(whole.tube[at].equal(one.tube[0])) << at;
  }
  // Steps are one sequence of patches, and another seed gives another.
  EXPECT_TRUE(source.patches(2, 7, 1).images.equal(source.patches(3, 1, 1).images));
  EXPECT_FALSE(source.patches(4, 0, 6).images.equal(whole.images));
  config.seed = 2;
  EXPECT_FALSE(sourceOf(config).patches(3, 0, 6).images.equal(whole.images));
}

TEST_F(PatchSourceTest, EveryCtIsTakenEquallyOften) {
  TrainConfig config = plainConfig();
  config.model.intensity.windowHu = {-1000.0, 1000.0};
  config.sampling.patchesPerCt = 3;
  const PatchSource source = sourceOf(config);
  constexpr int kPasses = 4, kOfPass = kCases * 3;
  std::vector<std::vector<int>> orders;
  for (int pass = 0; pass < kPasses; ++pass) {
    const PatchBatch batch = source.patches(0, pass * kOfPass, kOfPass);
    std::map<int, int> counts;
    std::vector<int> order;
    for (int at = 0; at < kOfPass; ++at) {
      const int one = caseOf(batch.images[at], config.model);
      ++counts[one];
      if (at % 3 == 0)
        order.push_back(one);
      else
        EXPECT_EQ(one, order.back()) << "patches of a CT follow each other";
    }
    for (int one = 0; one < kCases; ++one) EXPECT_EQ(counts[one], 3) << "case " << one << " in pass " << pass;
    orders.push_back(order);
  }
  EXPECT_TRUE(
      std::any_of(orders.begin(), orders.end(), [&](const auto& order) { return order != orders[0]; }));
}

/// The tiny structure of eight voxels as often as the one of 1720.
TEST_F(PatchSourceTest, EachClassIsCentredEquallyOften) {
  TrainConfig config = plainConfig();
  constexpr int kPatches = 900;
  for (const double foreground : {1.0, 0.6}) {
    config.sampling.foreground = foreground;
    const PatchBatch batch = sourceOf(config).patches(0, 0, kPatches);
    std::array<int, 3> counts{};
    for (int at = 0; at < kPatches; ++at)
      ++counts.at(static_cast<std::size_t>(batch.labels[at][8][8][8].item<int>()));
    // Anywhere, the middle voxel is in the large structure with probability (12 / 25)^3 or so.
    const double byChance = (1.0 - foreground) * std::pow(12.0 / 25.0, 3);
    EXPECT_NEAR(counts[2], kPatches * foreground / 2, 5 * 15);
    EXPECT_NEAR(counts[1], kPatches * (foreground / 2 + byChance), 5 * 15);
    if (foreground == 1.0) {
      EXPECT_EQ(counts[0], 0);
    }
  }
}

TEST_F(PatchSourceTest, WithoutChangesItIsTheNormalisedCut) {
  TrainConfig config = plainConfig();
  config.model.patchSize = {48, 40, 32};  // larger, as large and smaller than the case
  config.model.intensity.zScore = IntensityRule::ZScore{30.0, 170.0};
  const PatchBatch batch = PatchSource(*cache_, {2}, config).patches(0, 0, 1);
  EXPECT_EQ(batch.images.sizes(), (at::IntArrayRef{1, 1, 48, 40, 32}));
  EXPECT_EQ(batch.labels.sizes(), (at::IntArrayRef{1, 48, 40, 32}));
  EXPECT_FALSE(batch.tube.defined());
  at::Tensor expected = at::full({48, 40, 32}, -1024.0, at::kFloat);
  expected.narrow(0, 4, 40).fill_(200.0);
  intensityOf(config.model).applyTo(expected);
  EXPECT_TRUE(batch.images[0][0].equal(expected));
  EXPECT_EQ(batch.labels[0].narrow(0, 0, 4).max().item<int>(), 0);
  EXPECT_GT(batch.labels.max().item<int>(), 0);
}

TEST_F(PatchSourceTest, TheTubeIsThatOfThePatchItself) {
  TrainConfig config = plainConfig();
  config.augmentation = AugmentationOptions{};
  config.augmentation.probability = 1.0;
  config.loss = {{LossKind::focalSkeletonRecall, 1.0}};
  const PatchBatch batch = sourceOf(config).patches(0, 0, 1);
  const at::Tensor labels = batch.labels[0].contiguous();
  const LabelMap tube = skeletonTube(LabelMap(axisAlignedGeometry({16, 16, 16}, {1, 1, 1}),
                                              {labels.data_ptr<std::uint8_t>(), 16 * 16 * 16}));
  for (int z = 0; z < 16; ++z)
    for (int at = 0; at < 16 * 16; ++at)
      ASSERT_EQ(batch.tube[0][z].view({-1})[at].item<int>(), tube.slice(z)[static_cast<std::size_t>(at)]);
  EXPECT_GT(batch.tube.max().item<int>(), 0);
}

/// Only one side of a pair among the classes: mirrored, it would be the other.
TEST_F(PatchSourceTest, DoesNotMirrorHalfAPair) {
  TrainConfig config = plainConfig();
  config.sampling.foreground = 0.0;
  config.augmentation = {true, 0, 0, 0, 0, 0, 0, 1.0};
  const PatchBatch mirrored = PatchSource(*cache_, {0}, config).patches(0, 0, 8);
  config.augmentation.mirror = false;
  const PatchBatch plain = PatchSource(*cache_, {0}, config).patches(0, 0, 8);
  EXPECT_FALSE(mirrored.labels.equal(plain.labels));
  EXPECT_TRUE(mirrored.labels.flip({1}).equal(plain.labels));
  config.augmentation.mirror = true;
  config.model.classes[1].name = "iliac_artery_left";
  EXPECT_TRUE(PatchSource(*cache_, {0}, config).patches(0, 0, 8).labels.equal(plain.labels));
}

TEST_F(PatchSourceTest, RefusesNoCasesAndNamesAVanishedOne) {
  EXPECT_THROW(PatchSource(*cache_, {}, plainConfig()), std::invalid_argument);
  const PatchSource source(*cache_, {4}, plainConfig());
  const fs::path file = *folder_ / "cache" / "case4.case";
  fs::rename(file, *folder_ / "away");
  try {
    source.patches(0, 0, 1);
    ADD_FAILURE() << "nothing was thrown";
  } catch (const LoadError& error) {
    EXPECT_NE(std::string(error.what()).find("case4.case"), std::string::npos);
  }
  fs::rename(*folder_ / "away", file);
  EXPECT_NO_THROW(source.patches(0, 0, 1));
}

}  // namespace
}  // namespace valvista::ml::tests
