// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/train_run.h"

#include "planning/core/error.h"
#include "tests/core/temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace valvista::tests {
namespace {

TEST(TrainRun, aStatusIsReadBackWhole) {
  const TemporaryFolder folder;
  const TrainRunFolder run{folder.path()};
  EXPECT_FALSE(readTrainStatus(run));
  TrainStatus status;
  status.state = TrainState::validating;
  status.processId = 17;
  status.host = "node7";
  status.startedAt = 1.5e9;
  status.updatedAt = 1.5e9 + 0.25;
  status.step = 40;
  status.steps = 200;
  status.epoch = 2;
  status.epochs = 10;
  status.fraction = 0.5;
  status.what = "Validating";
  status.secondsLeft = 12.5;
  status.bestDice = 0.75;
  status.bestEpoch = 1;
  status.peakBytes = 1ULL << 33;
  status.warnings = {"one", "two"};
  status.message = "why";
  writeTrainStatus(run, status);
  EXPECT_EQ(readTrainStatus(run), status);

  std::ofstream(run.status()) << "{\"state\": \"asleep\"}";
  EXPECT_THROW(readTrainStatus(run), LoadError);
}

TEST(TrainRun, itIsAliveWhileItsProcessIs) {
  TrainStatus status;
  status.state = TrainState::training;
  status.host = hostName();
  status.processId = ::getpid();
  status.updatedAt = 4e9;
  EXPECT_TRUE(isAlive(status));
  status.updatedAt = 1.0;  // of a process that had the same number before this one
  EXPECT_FALSE(isAlive(status));
  status.updatedAt = 4e9;
  status.state = TrainState::finished;
  EXPECT_FALSE(isAlive(status));

  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  status.state = TrainState::paused;
  status.processId = child;
  EXPECT_FALSE(isAlive(status));

  status.host = hostName() + "-other";
  status.updatedAt = 0.0;
  EXPECT_FALSE(isAlive(status));
  status.updatedAt = 4e9;
  EXPECT_TRUE(isAlive(status));
}

TEST(TrainRun, whatIsAskedIsHeard) {
  const TemporaryFolder folder;
  const TrainRunFolder run{folder.path()};
  EXPECT_EQ(readTrainRequest(run), TrainRequest::none);
  writeTrainRequest(run, TrainRequest::pause);
  EXPECT_EQ(readTrainRequest(run), TrainRequest::pause);
  writeTrainRequest(run, TrainRequest::stop);
  EXPECT_EQ(readTrainRequest(run), TrainRequest::stop);
  std::ofstream(run.request()) << "{";
  EXPECT_EQ(readTrainRequest(run), TrainRequest::none);
}

TEST(TrainRun, tablesAreReadBackWithoutALineThatIsBeingWritten) {
  const TemporaryFolder folder;
  const TrainRunFolder run{folder.path()};
  EXPECT_TRUE(readTrainHistory(run).empty());
  std::ofstream history(run.history());
  history << historyHeader({{LossKind::focal, 1.0}, {LossKind::skeletonRecall, 1.0}})
          << historyLine({1, 1, 0.1, 0.30000000000000004, {0.7, -0.4}, 2.0, 0.125, 3.0})
          << historyLine({2, 1, 0.1, 0.25, {0.65, -0.4}, 2.0, 0.125, 3.0}) << "3,1,0.1,0.2";
  history.close();
  const std::vector<TrainStep> steps = readTrainHistory(run);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].step, 1);
  EXPECT_EQ(steps[0].total, 0.30000000000000004);
  EXPECT_EQ(steps[1].terms, (std::vector<double>{0.65, -0.4}));
  EXPECT_EQ(steps[1].dataSeconds, 0.125);

  std::ofstream validation(run.validation());
  validation << validationHeader({"aorta", "valve"})
             << validationLine({5, "case_1", 0.5, {0.5, std::nullopt}});
  validation.close();
  const std::vector<ValidatedCase> cases = readValidation(run);
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases[0].name, "case_1");
  EXPECT_EQ(cases[0].dice[0], 0.5);
  EXPECT_FALSE(cases[0].dice[1]);

  std::ofstream(run.history())
      << "step,epoch,learning_rate,total,focal,seconds,data_seconds,samples_per_second\n1,2\n";
  EXPECT_THROW(readTrainHistory(run), LoadError);
}

}  // namespace
}  // namespace valvista::tests
