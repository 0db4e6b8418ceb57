// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/worker/train_trial.h"
#include "tests/app/killed_training.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class Train : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shared_ = std::make_unique<TemporaryFolder>();
    const Outcome made =
        runCli({"cohort", "--out", dataset().string(), "--cases", "4", "--spacing", "5", "--seed", "3"});
    ASSERT_EQ(made.code, 0) << made.err;
  }
  static void TearDownTestSuite() { shared_.reset(); }

  static std::filesystem::path dataset() { return *shared_ / "cohort"; }
  static std::filesystem::path run() { return *shared_ / "run"; }

  /// A training that nothing disturbs, in run(); made once.
  static const Outcome& unbroken() {
    static const Outcome outcome =
        runCli({"train", "--config", writeSmallTraining(shared_->path(), dataset(), 60).string(), "--json",
                (*shared_ / "answer.json").string()});
    return outcome;
  }

  static inline std::unique_ptr<TemporaryFolder> shared_;
};

TEST_F(Train, EndsWithAModelThatSegments) {
  ASSERT_EQ(unbroken().code, 0) << unbroken().err;
  const Json answer = Json::parse(bytesOf(*shared_ / "answer.json"));
  EXPECT_EQ(answer.at("schema"), "valvista.train_result");
  EXPECT_EQ(answer.at("state"), "finished");
  EXPECT_EQ(answer.at("steps"), 240);
  const std::vector<TrainStep> steps = readTrainHistory({run()});
  ASSERT_EQ(steps.size(), 240U);
  EXPECT_LT(steps.back().total, 0.5 * steps.front().total);
  const Outcome labels =
      runCli({"segment", (dataset() / "imagesTr" / "case_0001_0000.nii.gz").string(), "--model",
              answer.at("model").get<std::string>(), "--out", (*shared_ / "labels.nii.gz").string()});
  EXPECT_EQ(labels.code, 0) << labels.err;
}

TEST_F(Train, KilledAndResumedItIsTheSameTraining) {
  ASSERT_EQ(unbroken().code, 0) << unbroken().err;
  expectKilledTrainingIsTheSame(dataset(), run(), {3, 1});
}

TEST_F(Train, AnInterruptStopsItWithACheckpoint) {
  const TemporaryFolder folder;
  const std::filesystem::path config = writeSmallTraining(folder.path(), dataset(), 200);
  ProgramRun program;
  program.afterStart = [&](pid_t child, const auto&) {
    for (int turn = 0; turn < 600 && readTrainHistory({folder / "run"}).empty(); ++turn) ::usleep(50000);
    ::kill(child, SIGINT);
  };
  EXPECT_EQ(program("valvista-cli", {"train", "--config", config.string()}).code, 130);
  EXPECT_EQ(readTrainStatus({folder / "run"})->state, TrainState::stopped);
  EXPECT_FALSE(std::filesystem::is_empty(folder / "run" / "checkpoints"));
}

TEST_F(Train, ATrialTellsWhatPreparationStepsAndValidationTake) {
  const TemporaryFolder folder;
  setenv("VALVISTA_TRAINING", (folder / "trainings").c_str(), 1);
  const TrainConfig config = readTrainConfig(writeSmallTraining(folder.path(), dataset()));
  const planning::TrainTrial trial =
      planning::tryTraining({{VALVISTA_BIN "/valvista-worker"}}, config, 2, Progress());
  unsetenv("VALVISTA_TRAINING");
  EXPECT_GT(trial.secondsPerStep, 0.0);
  EXPECT_GT(trial.prepareSeconds, 0.0);
  // A case has more windows than a step has patches, each of a third of its time.
  EXPECT_GT(trial.validationSeconds, trial.secondsPerStep / 3.0);
  EXPECT_GT(trial.peakBytes, 0U);
}

TEST_F(Train, WhatItCannotReadIsNamed) {
  const TemporaryFolder folder;
  EXPECT_EQ(runCli({"train"}).code, 2);
  const Outcome missing = runCli({"train", "--config", (folder / "none.json").string()});
  EXPECT_EQ(missing.code, 3);
  EXPECT_TRUE(has(missing.err, "none.json"));
  const Outcome noDataset =
      runCli({"train", "--config", writeSmallTraining(folder.path(), folder / "nowhere").string()});
  EXPECT_EQ(noDataset.code, 3);
  EXPECT_TRUE(has(noDataset.err, "nowhere"));
}

}  // namespace
}  // namespace valvista::tests
