// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/train_store.h"

#include "tests/core/temporary_folder.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace valvista {
namespace {

TrainConfig someConfig(const std::string& name) {
  TrainConfig config;
  config.model.name = name;
  config.model.version = "1";
  config.model.licence = "not stated";
  config.model.classes = {{"background", 0}, {"aorta", 1}};
  config.dataset = "/data/set";
  config.loss = {{LossKind::diceCe, 1.0}};
  return config;
}

TrainStatus statusOf(TrainState state, std::int64_t process, double startedAt) {
  TrainStatus status;
  status.state = state;
  status.processId = process;
  status.host = hostName();
  status.startedAt = status.updatedAt = startedAt;
  return status;
}

TEST(TrainStore, FolderIsThatOfTheVariable) {
  setenv("VALVISTA_TRAINING", "/somewhere/else", 1);
  EXPECT_EQ(trainStoreFolder(), "/somewhere/else");
  unsetenv("VALVISTA_TRAINING");
  setenv("XDG_DATA_HOME", "/shared", 1);
  EXPECT_EQ(trainStoreFolder(), "/shared/valvista/training");
  unsetenv("XDG_DATA_HOME");
}

TEST(TrainStore, WithoutAStoreThereIsNoTraining) {
  const TemporaryFolder folder;
  EXPECT_TRUE(listTrainings(folder.path() / "nothing").empty());
}

TEST(TrainStore, RunIsPrivateNamedAfterTheModelAndHoldsItsConfiguration) {
  const TemporaryFolder folder;
  const auto store = folder.path() / "store";
  const TrainRunFolder one = makeTrainRun(someConfig("TAVR U-Net!"), store);
  const TrainRunFolder two = makeTrainRun(someConfig("TAVR U-Net!"), store);
  EXPECT_NE(one.folder, two.folder) << "also within the same second";
  EXPECT_TRUE(one.folder.filename().string().starts_with("tavr-u-net-2")) << one.folder;
  struct stat facts {};
  ASSERT_EQ(stat(one.folder.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0700U);
  const TrainConfig config = readTrainConfig(one.config());
  EXPECT_EQ(config.out, one.folder);
  EXPECT_EQ(config.model.name, "TAVR U-Net!");
}

TEST(TrainStore, NewestComesFirstAndDeadOnesAreSeen) {
  const TemporaryFolder folder;
  const TrainRunFolder old = makeTrainRun(someConfig("z"), folder.path());
  const TrainRunFolder dead = makeTrainRun(someConfig("a"), folder.path());
  const TrainRunFolder done = makeTrainRun(someConfig("m"), folder.path());
  constexpr std::int64_t kNobody = 0x7fffffff;
  writeTrainStatus(old, statusOf(TrainState::training, getpid(), 4e9 + 100.0));
  writeTrainStatus(dead, statusOf(TrainState::paused, kNobody, 4e9 + 300.0));
  writeTrainStatus(done, statusOf(TrainState::finished, kNobody, 4e9 + 200.0));
  const auto list = listTrainings(folder.path());
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].run.folder, dead.folder);
  EXPECT_EQ(list[1].run.folder, done.folder);
  EXPECT_EQ(list[2].run.folder, old.folder);
  EXPECT_TRUE(list[0].isInterrupted());
  EXPECT_FALSE(list[1].isInterrupted());
  EXPECT_TRUE(list[2].alive);
  EXPECT_FALSE(list[2].isInterrupted());
}

TEST(TrainStore, WhatEndedEarlyGoesOnFromACheckpoint) {
  constexpr std::int64_t kNobody = 0x7fffffff;
  for (const TrainState state : {TrainState::stopped, TrainState::failed, TrainState::finished}) {
    const TemporaryFolder folder;
    const TrainRunFolder run = makeTrainRun(someConfig("a"), folder.path());
    writeTrainStatus(run, statusOf(state, kNobody, 4e9));
    std::filesystem::create_directories(run.checkpoints());
    std::ofstream(run.checkpoints() / "best.safetensors") << "weights alone";
    EXPECT_FALSE(listTrainings(folder.path()).front().mayResume());
    std::ofstream(run.checkpoints() / "step_000000000250.safetensors") << "weights";
    EXPECT_EQ(listTrainings(folder.path()).front().mayResume(), state != TrainState::finished);
    writeTrainStatus(run, statusOf(TrainState::training, getpid(), 4e9));
    EXPECT_FALSE(listTrainings(folder.path()).front().mayResume()) << "it is at work";
  }
}

TEST(TrainStore, OneThatCannotBeReadIsListedWithTheReason) {
  const TemporaryFolder folder;
  const TrainRunFolder run = makeTrainRun(someConfig("a"), folder.path());
  std::ofstream(run.config()) << "{";
  const auto list = listTrainings(folder.path());
  ASSERT_EQ(list.size(), 1U);
  EXPECT_FALSE(list[0].config);
  EXPECT_NE(list[0].problem.find("config.json"), std::string::npos) << list[0].problem;
}

TEST(TrainStore, LastWordsAreWholeLines) {
  const TemporaryFolder folder;
  const TrainRunFolder run{folder.path()};
  EXPECT_EQ(lastWords(run), "");
  std::ofstream(run.log()) << std::string(5000, 'x') << "\nsomething broke\nand this is why\n";
  EXPECT_EQ(lastWords(run), "something broke\nand this is why");
}

}  // namespace
}  // namespace valvista
