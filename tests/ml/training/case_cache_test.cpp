// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/case_cache.h"

#include "ml/inference/predict_labels.h"
#include "ml/training/label_sampling.h"
#include "planning/core/error.h"
#include "tests/core/training/small_dataset.h"
#include "tests/ml/ct_phantom.h"

#include <cmath>
#include <functional>
#include <gtest/gtest.h>

namespace valvista::ml::tests {
namespace {

namespace fs = std::filesystem;
using namespace valvista::tests;

Dataset datasetIn(const fs::path& folder) {
  std::vector<DatasetFault> faults;
  return readDataset(folder, faults);
}

/// Which writing of a file this is: every writing renames a new one into place.
struct Writing {
  explicit Writing(const fs::path& file) : time(fs::last_write_time(file)) {}
  fs::file_time_type time;
  bool operator==(const Writing&) const = default;
};

std::string messageOf(const std::function<void()>& what) {
  try {
    what();
  } catch (const LoadError& error) {
    return error.what();
  }
  return "nothing was thrown";
}

class CaseCacheTest : public testing::Test {
 protected:
  void SetUp() override { makeNnUNet(folder_.path(), 2); }

  CaseCache cache() const { return {folder_ / "cache", datasetIn(folder_.path()), smallModel(), Progress()}; }
  fs::path file(const char* name) const { return folder_ / "cache" / (std::string(name) + ".case"); }

  TemporaryFolder folder_;
};

TEST_F(CaseCacheTest, HoldsWhatDirectResamplingGives) {
  const CaseCache cases = cache();
  ASSERT_EQ(cases.size(), 2);
  EXPECT_EQ(cases.name(1), "b");
  const CachedCase one = cases.open(1);
  EXPECT_EQ(one.name, "b");
  const Volume ct = smallCt(smallGrid(), 1);
  const ModelGrid grid = modelGrid(ct.geometry(), frameOf(smallModel()));
  ASSERT_EQ(one.size, grid.size);
  const at::Tensor expected =
      CtSampler(ct, grid).sample({{0, 0, 0}, {grid.size[0], grid.size[1], grid.size[2]}}).contiguous();
  ASSERT_EQ(one.hu.size(), static_cast<std::size_t>(expected.numel()));
  for (std::size_t at = 0; at < one.hu.size(); ++at)
    ASSERT_EQ(one.hu[at], std::lround(expected.data_ptr<float>()[at]));
  const std::vector<std::uint8_t> channels =
      channelsOnGrid(smallLabels(smallGrid()), grid, smallModel().classes);
  EXPECT_TRUE(std::equal(channels.begin(), channels.end(), one.channels.begin(), one.channels.end()));
  ASSERT_EQ(one.voxelsOf.size(), 3u);
  EXPECT_TRUE(one.voxelsOf[0].empty());
  for (std::size_t c = 1; c < 3; ++c) {
    EXPECT_EQ(one.voxelsOf[c].size(),
              static_cast<std::size_t>(std::count(channels.begin(), channels.end(), c)));
    for (const std::uint32_t voxel : one.voxelsOf[c]) EXPECT_EQ(channels[voxel], c);
  }
}

TEST_F(CaseCacheTest, GoesOnWhereItWas) {
  cache();
  const Writing a(file("a"));
  fs::remove(file("b"));
  cache();
  EXPECT_EQ(Writing(file("a")), a);
  EXPECT_TRUE(fs::exists(file("b")));
}

TEST_F(CaseCacheTest, WhatAKilledOneLeftHalfWrittenIsRemoved) {
  cache();
  std::ofstream(folder_ / "cache" / ".valvista-a1b2c3") << "half";
  cache();
  EXPECT_FALSE(fs::exists(folder_ / "cache" / ".valvista-a1b2c3"));
  EXPECT_TRUE(fs::exists(file("a")));
}

TEST_F(CaseCacheTest, IsMadeAnewWhenItsSourcesOrTheGridChange) {
  cache();
  const Writing a(file("a")), b(file("b"));
  writeNifti(folder_ / "labelsTr/a.nii.gz", maskOf(smallLabels(smallGrid()), 1));
  EXPECT_TRUE(cache().open(0).voxelsOf.at(2).empty());
  EXPECT_EQ(Writing(file("b")), b);
  ModelManifest coarser = smallModel();
  coarser.spacingMm = {3, 3, 3};
  const CaseCache other(folder_ / "cache", datasetIn(folder_.path()), coarser, Progress());
  EXPECT_EQ(other.open(1).size, (Index3{13, 9, 12}));
}

TEST_F(CaseCacheTest, DamageIsNamedOrMendedWhenItStartsAnew) {
  const auto flip = [&](std::size_t at) {
    std::string bytes = bytesOf(file("a"));
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    putBytes(file("a"), bytes);
  };
  const CaseCache cases = cache();
  const std::string good = bytesOf(file("a"));
  flip(good.size() / 2);
  EXPECT_NE(messageOf([&] { cases.open(0); }).find("a.case: its content is damaged"), std::string::npos);
  putBytes(file("a"), good);
  flip(75);  // the size
  EXPECT_NE(messageOf([&] { cases.open(0); }).find("a.case: its header is damaged"), std::string::npos);
  EXPECT_EQ(bytesOf((cache(), file("a"))), good);
  putBytes(file("a"), good.substr(0, good.size() - 64));
  EXPECT_NE(messageOf([&] { cases.open(0); }).find("a.case: it is not as long"), std::string::npos);
  EXPECT_EQ(bytesOf((cache(), file("a"))), good);
  putBytes(file("a"), good.substr(0, 20));
  EXPECT_NE(messageOf([&] { cases.open(0); }).find("a.case: the file ends too early"), std::string::npos);
  fs::remove(file("a"));
  EXPECT_NE(messageOf([&] { cases.open(0); }).find("a.case: there is no such file"), std::string::npos);
  EXPECT_NO_THROW(cases.open(1));
}

TEST_F(CaseCacheTest, NamesACaseThatCannotBeRead) {
  fs::remove(folder_ / "labelsTr/b.nii.gz");
  Dataset dataset = datasetIn(folder_.path());
  dataset.cases.push_back({"b", "b", folder_ / "imagesTr/b_0000.nii.gz", folder_ / "labelsTr/b.nii.gz"});
  EXPECT_NE(messageOf([&] {
              CaseCache(folder_ / "cache", dataset, smallModel(), Progress());
            }).find("b.nii.gz: There is no such file"),
            std::string::npos);
  EXPECT_TRUE(fs::exists(file("a")));
}

TEST_F(CaseCacheTest, CancelledItLeavesNothingHalf) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(CaseCache(folder_ / "cache", datasetIn(folder_.path()), smallModel(), progress), Cancelled);
  EXPECT_TRUE(fs::is_empty(folder_ / "cache"));
}

TEST(ChannelsOnGrid, AreTheLabelsOnTheirOwnGrid) {
  const LabelMap labels = smallLabels(smallGrid());
  const ModelGrid grid = modelGrid(smallGrid(), {"LPS", {1.5, 1.25, 2.0}});
  const std::vector<std::uint8_t> channels =
      channelsOnGrid(labels, grid, {{"background", 0}, {"a", 2}, {"b", 1}});
  std::size_t at = 0;
  for (int i = 0; i < grid.size[0]; ++i)
    for (int j = 0; j < grid.size[1]; ++j)
      for (int k = 0; k < grid.size[2]; ++k, ++at) {
        const std::uint8_t label = labels.at({i, j, k});
        ASSERT_EQ(channels[at], label == 0 ? 0 : 3 - label);
      }
}

/// Balls of labels on a grid of twice the spacing keep their volume: 4/3 pi r^3.
TEST(ChannelsOnGrid, KeepVolume) {
  constexpr double kRadius = 14.0;
  const ImageGeometry fine = axisAlignedGeometry({64, 64, 64}, {0.75, 0.75, 0.75});
  LabelMap labels(fine);
  for (int k = 0; k < 64; ++k)
    for (int j = 0; j < 64; ++j)
      for (int i = 0; i < 64; ++i)
        if (norm(fine.lps({i, j, k}) - Vec3{23.6, 23.7, 23.4}) <= kRadius) labels.set({i, j, k}, 1);
  const ModelGrid grid = modelGrid(fine, {"RAS", {1.5, 1.5, 1.5}});
  const std::vector<std::uint8_t> channels = channelsOnGrid(labels, grid, {{"background", 0}, {"ball", 1}});
  const double volume =
      static_cast<double>(std::count(channels.begin(), channels.end(), 1)) * 1.5 * 1.5 * 1.5;
  EXPECT_NEAR(volume / (4.0 / 3.0 * 3.14159265 * kRadius * kRadius * kRadius), 1.0, 0.01);
}

TEST(ChannelsOnGrid, DoNotDependOnTheStorageOrder) {
  const ImageGeometry geometry = smallGrid();
  const LabelMap labels = smallLabels(geometry);
  const std::vector<ModelClass> classes{{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}};
  const ModelFrame frame{"RAS", {2.5, 2.5, 2.5}};
  const std::vector<std::uint8_t> expected = channelsOnGrid(labels, modelGrid(geometry, frame), classes);
  for (const StorageOrder& storage : storageOrders()) {
    const ImageGeometry turned = reordered(geometry, storage);
    LabelMap other(turned);
    for (int k = 0; k < geometry.size[2]; ++k)
      for (int j = 0; j < geometry.size[1]; ++j)
        for (int i = 0; i < geometry.size[0]; ++i)
          if (labels.at({i, j, k}) != 0)
            other.set(reorderedIndex(geometry, storage, {i, j, k}), labels.at({i, j, k}));
    EXPECT_EQ(channelsOnGrid(other, modelGrid(turned, frame), classes), expected);
  }
}

}  // namespace
}  // namespace valvista::ml::tests
