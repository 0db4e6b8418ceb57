// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/train_config.h"

#include "planning/core/error.h"
#include "tests/core/model_case.h"

#include <fstream>
#include <gtest/gtest.h>
#include <stdexcept>

namespace valvista::tests {
namespace {

TrainConfig goodConfig() {
  TrainConfig config;
  config.model = goodManifest();
  config.model.training.clear();
  config.model.weightsSha256.clear();
  config.dataset = "/data/cohort";
  config.out = "/data/run";
  config.loss = {{LossKind::focalSkeletonRecallDetached, 0.5}, {LossKind::focal, 1.0}};
  return config;
}

std::string refusal(const std::string& text) {
  try {
    parseTrainConfig(text, "/data");
    return {};
  } catch (const std::domain_error& error) {
    return error.what();
  }
}

TEST(TrainConfigFile, whatIsWrittenIsReadBack) {
  TrainConfig config = goodConfig();
  EXPECT_EQ(parseTrainConfig(trainConfigText(config), {}), config);
  config.startFrom = "/models/old";
  config.optimizer = {OptimizerKind::sgd, 0.01, 3e-5, 0.9, ScheduleKind::cosine, 100, 1.0, 0.999};
  config.sampling = {12, 4, 3, 0.5};
  config.augmentation = {false, 0, 0, 0, 0, 0, 0, 0};
  config.split = {0.25, 0.25, 7};
  config.precision = "bfloat16";
  config.device = "cuda:1";
  config.threads = 3;
  EXPECT_EQ(parseTrainConfig(trainConfigText(config), {}), config);
}

TEST(TrainConfigFile, pathsStartAtItsFolder) {
  TrainConfig config = goodConfig();
  config.dataset = "cohort";
  config.out = "../run";
  const TrainConfig read = parseTrainConfig(trainConfigText(config), "/data/here");
  EXPECT_EQ(read.dataset, "/data/here/cohort");
  EXPECT_EQ(read.out, "/data/here/../run");
  EXPECT_TRUE(read.startFrom.empty());
}

TEST(TrainConfigFile, whatCannotBeTrainedIsRefusedWithItsKey) {
  const std::string text = trainConfigText(goodConfig());
  EXPECT_EQ(refusal(text), "");
  const auto expect = [&](std::string_view from, std::string_view to, const std::string& reason) {
    EXPECT_EQ(refusal(replaced(text, from, to)), reason) << to;
  };
  expect("\"valvista.train\"", "\"valvista.model\"", "\"schema\" is not \"valvista.train\"");
  expect("\"epochs\": 350", "\"epochs\": 0", "\"epochs\" is not in 1 to 1000000");
  expect("\"epochs\": 350", "\"epoch\": 350", "\"epoch\" is not known");
  expect("\"name\": \"focal\"", "\"name\": \"vocal\"",
         "\"name\" is \"vocal\"; there are: dice_ce, focal, skeleton_recall, focal_skeleton_recall, "
         "focal_skeleton_recall_detached");
  expect("\"weight\": 0.5", "\"weight\": -1", "\"weight\" is not in 1e-06 to 1e+06");
  expect("\"accumulate\": 1", "\"accumulate\": 4",
         "\"sampling\": \"accumulate\" does not divide the number of patches");
  expect("\"adamw\"", "\"adam\"", "\"optimizer\": \"type\" is \"adam\"; there are: adamw, sgd");
  expect("\"/data/cohort\"", "\"\"", "\"dataset\" names no folder");
  expect("\"precision\": \"auto\"", "\"precision\": \"int8\"",
         "\"precision\" is \"int8\"; there are: auto, float32, bfloat16, float16");
}

TEST(TrainConfigFile, itsPathsHoldInAnotherFolderToo) {
  const TemporaryFolder folder;
  TrainConfig config = goodConfig();
  config.dataset = "cohort";
  std::ofstream(folder.path() / "train.json") << trainConfigText(config);
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  const TrainConfig read = readTrainConfig("train.json");
  std::filesystem::current_path(before);
  EXPECT_TRUE(read.dataset.is_absolute());
  EXPECT_EQ(read.dataset.filename(), "cohort");
}

TEST(TrainConfigFile, theLastEpochIsAlwaysValidated) {
  TrainConfig config = goodConfig();
  config.epochs = 12;
  config.validateEvery = 5;
  EXPECT_EQ(validationsAfter(config, 0), 3) << "5, 10, 12";
  EXPECT_EQ(validationsAfter(config, 5), 2);
  EXPECT_EQ(validationsAfter(config, 11), 1);
  EXPECT_EQ(validationsAfter(config, 12), 0);
  config.epochs = 10;
  EXPECT_EQ(validationsAfter(config, 0), 2);
}

TEST(TrainConfigFile, aFileThatIsNotThereIsNamed) {
  try {
    readTrainConfig("/nowhere/train.json");
    FAIL();
  } catch (const LoadError& error) {
    EXPECT_STREQ(error.what(), "train.json: there is no such file.");
  }
}

}  // namespace
}  // namespace valvista::tests
