// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/checkpoint.h"

#include "planning/core/error.h"
#include "tests/core/temporary_folder.h"

#include <ATen/ATen.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace valvista::ml {
namespace {

TensorTable tableOf(float value) {
  return {{"weight", at::full({4}, value)}};
}

TrainPosition at(std::int64_t step) {
  TrainPosition position;
  position.step = step;
  return position;
}

std::set<std::filesystem::path> filesIn(const std::filesystem::path& folder) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.insert(entry.path());
  return files;
}

TEST(Checkpoint, TheLastThreeAreKeptAndTheNewestWholeOneIsRestored) {
  const TemporaryFolder folder;
  const CheckpointFolder checkpoints(folder.path(), "a");
  TensorTable tensors = tableOf(0.0F);
  EXPECT_FALSE(checkpoints.restore(tensors));
  for (const int step : {3, 6, 9, 12}) checkpoints.save(at(step), tableOf(static_cast<float>(step)));
  const auto files = filesIn(folder.path());
  ASSERT_EQ(files.size(), 3U);
  std::filesystem::resize_file(*files.rbegin(), 40);
  EXPECT_EQ(checkpoints.restore(tensors)->step, 9);
  EXPECT_EQ(tensors.front().second[0].item<float>(), 9.0F);
}

TEST(Checkpoint, WhenNoneCanBeReadNothingIsBegunAnew) {
  const TemporaryFolder folder;
  const CheckpointFolder checkpoints(folder.path(), "a");
  for (const int step : {3, 6}) checkpoints.save(at(step), tableOf(1.0F));
  for (const auto& file : filesIn(folder.path())) std::filesystem::resize_file(file, 40);
  TensorTable tensors = tableOf(0.0F);
  EXPECT_THROW(checkpoints.restore(tensors), LoadError);
}

TEST(Checkpoint, ANewOneIsKeptThoughUnreadableOnesHaveHigherNumbers) {
  const TemporaryFolder folder;
  const CheckpointFolder checkpoints(folder.path(), "a");
  for (const int step : {3, 30, 31, 32}) checkpoints.save(at(step), tableOf(1.0F));
  for (const auto& file : filesIn(folder.path())) std::filesystem::resize_file(file, 40);
  checkpoints.save(at(6), tableOf(6.0F));
  TensorTable tensors = tableOf(0.0F);
  EXPECT_EQ(checkpoints.restore(tensors)->step, 6);
  EXPECT_EQ(filesIn(folder.path()).size(), 1U);
}

TEST(Checkpoint, OneOfAnotherConfigurationIsRefused) {
  const TemporaryFolder folder;
  CheckpointFolder(folder.path(), "a").save(at(3), tableOf(1.0F));
  TensorTable tensors = tableOf(0.0F);
  EXPECT_THROW(CheckpointFolder(folder.path(), "b").restore(tensors), LoadError);
}

}  // namespace
}  // namespace valvista::ml
