// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/memory_plan.h"

#include "planning/core/error.h"

#include <gtest/gtest.h>
#include <string>

namespace valvista::ml {
namespace {

constexpr std::uint64_t kGiB = 1ULL << 30;

ModelManifest manifestOf(const NetworkOptions& network, int patch) {
  ModelManifest manifest;
  manifest.name = "TAVR";
  manifest.network = network;
  for (std::uint8_t label = 0; label < 8; ++label) manifest.classes.push_back({std::to_string(label), label});
  manifest.patchSize = {patch, patch, patch};
  return manifest;
}

SegmentationTask taskOf(const ModelManifest& manifest, const Index3& ctSize, std::uint64_t parameters) {
  return {.ct = axisAlignedGeometry(ctSize, {0.8, 0.8, 0.7}), .manifest = manifest, .parameters = parameters};
}

TEST(MemoryPlan, EachNetworkOfThePaperFitsInTwoGibibytesOnALongScan) {
  const std::vector<std::pair<ModelManifest, std::uint64_t>> models{
      {manifestOf(UNetOptions(), 96), 4806481},
      {manifestOf(VNetOptions(), 64), 45597898},
      {manifestOf(SwinUnetrOptions(), 64), 62186708}};
  for (const auto& [manifest, parameters] : models) {
    SegmentationTask task = taskOf(manifest, {512, 512, 600}, parameters);
    task.choosesPrecision = true;
    EXPECT_LE(planMemory(task, {2 * kGiB, {}}).hostBytes, 2 * kGiB) << networkName(manifest.network);
  }
}

TEST(MemoryPlan, ALimitTooSmallIsRefusedWithTheNumberNeeded) {
  const ModelManifest manifest = manifestOf(SwinUnetrOptions(), 64);
  const SegmentationTask task = taskOf(manifest, {512, 512, 600}, 62186708);
  const std::uint64_t needed = planMemory(task, {}).hostBytes;
  EXPECT_EQ(planMemory(task, {needed, {}}).hostBytes, needed);
  try {
    planMemory(task, {needed - 1, {}});
    FAIL() << "a byte too small";
  } catch (const ModelError& error) {
    const auto tenths = (needed * 10 + kGiB - 1) / kGiB;
    const std::string number = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GiB";
    EXPECT_NE(std::string(error.what()).find("needs " + number), std::string::npos) << error.what();
  }
}

TEST(MemoryPlan, GrowsWithTheScanByItsVoxelsAlone) {
  const ModelManifest manifest = manifestOf(UNetOptions(), 96);
  const std::uint64_t once = planMemory(taskOf(manifest, {512, 512, 700}, 4806481), {}).hostBytes;
  const std::uint64_t twice = planMemory(taskOf(manifest, {512, 512, 1400}, 4806481), {}).hostBytes;
  const std::uint64_t voxels = 512ULL * 512ULL * 700ULL;
  EXPECT_EQ(twice - once, 3 * voxels) << "two bytes of CT and one of labels; no class map grows";
}

TEST(MemoryPlan, ADeviceHasALimitOfItsOwn) {
  const ModelManifest manifest = manifestOf(SwinUnetrOptions(), 64);
  SegmentationTask task = taskOf(manifest, {512, 512, 300}, 62186708);
  task.onProcessor = false;
  const MemoryPlan plan = planMemory(task, {{}, 80 * kGiB});
  EXPECT_GT(plan.deviceBytes, 0U);
  EXPECT_LT(planMemory(task, {{}, plan.deviceBytes - 1}).batch, plan.batch);
  EXPECT_THROW(planMemory(task, {{}, kGiB / 8}), ModelError);
}

TEST(MemoryPlan, TheMachineSaysWhatItHas) {
  const std::optional<std::uint64_t> before = availableHostBytes();
  ASSERT_TRUE(before);
  EXPECT_GT(*before, kGiB / 4) << "LibTorch alone takes as much";
  EXPECT_LT(*before, 1024 * 1024 * kGiB);
}

TEST(MemoryPlan, SecondsFollowWindowsAndThreads) {
  const ModelManifest manifest = manifestOf(VNetOptions(), 64);
  SegmentationTask task = taskOf(manifest, {256, 256, 256}, 45597898);
  const double quarter = secondsOf(task, 2);
  EXPECT_NEAR(secondsOf(task, 4), quarter / 2, 1e-9);
  task.overlap = 0.5;
  EXPECT_GT(secondsOf(task, 2), 1.5 * quarter);
}

}  // namespace
}  // namespace valvista::ml
