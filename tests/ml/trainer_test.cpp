// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/trainer.h"

#include "planning/core/error.h"
#include "tests/ml/training_case.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <limits>
#include <optional>
#include <set>
#include <sys/resource.h>
#include <thread>

namespace valvista::ml {
namespace {

using tests::ballInputs, tests::ballPatches, tests::lossCurve, tests::smallTraining;

class TrainerTest : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }

  TrainState train(const TrainConfig& config, TrainInputs inputs, bool resume,
                   const Progress& progress = Progress()) {
    NoPeers alone;
    status_ = std::make_unique<RunStatus>(TrainRunFolder{config.out}, config);
    Trainer trainer(config, {}, std::move(inputs), alone, *status_);
    return trainer.run(resume, progress);
  }

  /// What a training that cannot go on says.
  std::string failure(const TrainConfig& config, TrainInputs inputs) {
    try {
      train(config, std::move(inputs), false);
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }

  /// Trains on until the patches of a step are asked for, then is told to stop.
  void trainUntil(const TrainConfig& config, std::int64_t step, bool resume) {
    Progress progress;
    TrainInputs inputs = ballInputs();
    inputs.patches = [&](std::int64_t now, int first, int count) {
      if (now >= step) progress.cancel();
      return ballPatches(now, first, count);
    };
    EXPECT_EQ(train(config, std::move(inputs), resume, progress), TrainState::stopped);
  }

  TemporaryFolder folder_;
  std::unique_ptr<RunStatus> status_;
};

TEST_F(TrainerTest, LearnsAndKeepsTheBestAndTheLastThree) {
  const TrainConfig config = smallTraining(folder_.path());
  EXPECT_EQ(train(config, ballInputs(), false), TrainState::finished);
  const std::vector<TrainStep> history = readTrainHistory({folder_.path()});
  ASSERT_EQ(history.size(), 12u);
  EXPECT_LT(history.back().total, 0.8 * history.front().total);
  EXPECT_EQ(readValidation({folder_.path()}).size(), 6u);
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "checkpoints"))
    names.insert(entry.path().filename().string());
  EXPECT_TRUE(names.contains("best.safetensors"));
  EXPECT_TRUE(names.contains("step_000000000012.safetensors"));
  EXPECT_EQ(
      std::count_if(names.begin(), names.end(), [](const std::string& n) { return n.starts_with("step_"); }),
      3);
  EXPECT_EQ(status_->now().step, 12);
  EXPECT_TRUE(status_->now().bestDice.has_value());
}

TEST_F(TrainerTest, InterruptedTwiceHasTheSameCurveBitForBit) {
  const TrainConfig whole = smallTraining(folder_ / "whole"), parts = smallTraining(folder_ / "parts");
  std::filesystem::create_directory(whole.out);
  std::filesystem::create_directory(parts.out);
  train(whole, ballInputs(), false);
  trainUntil(parts, 3, false);
  trainUntil(parts, 8, true);
  EXPECT_EQ(train(parts, ballInputs(), true), TrainState::finished);
  EXPECT_EQ(lossCurve(parts.out), lossCurve(whole.out));
  EXPECT_EQ(bytesOf(parts.out / "validation.csv"), bytesOf(whole.out / "validation.csv"));
  const SafetensorsFile a(parts.out / "checkpoints/step_000000000012.safetensors"),
      b(whole.out / "checkpoints/step_000000000012.safetensors");
  for (const NamedTensor& tensor : a.tensors())
    EXPECT_TRUE(std::ranges::equal(tensor.bytes, b.find(tensor.name)->bytes)) << tensor.name;
}

TEST_F(TrainerTest, GoesOnFromTheNewestWholeCheckpoint) {
  const TrainConfig whole = smallTraining(folder_ / "whole"), parts = smallTraining(folder_ / "parts");
  std::filesystem::create_directory(whole.out);
  std::filesystem::create_directory(parts.out);
  train(whole, ballInputs(), false);
  trainUntil(parts, 10, false);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(parts.out / "checkpoints"))
    if (entry.path().filename().string().starts_with("step_")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::filesystem::resize_file(files.back(), std::filesystem::file_size(files.back()) / 2);
  EXPECT_EQ(train(parts, ballInputs(), true), TrainState::finished);
  EXPECT_EQ(lossCurve(parts.out), lossCurve(whole.out));
}

TEST_F(TrainerTest, RefusesToGoOnWithAnotherConfiguration) {
  TrainConfig config = smallTraining(folder_.path());
  trainUntil(config, 3, false);
  config.optimizer.learningRate = 0.02;
  EXPECT_THROW(train(config, ballInputs(), true), LoadError);
  config = smallTraining(folder_.path());
  config.checkpointEvery = 5;
  config.loaderThreads = 2;
  EXPECT_EQ(train(config, ballInputs(), true), TrainState::finished);
}

TEST_F(TrainerTest, StopsAndPausesWhenAsked) {
  const TrainConfig config = smallTraining(folder_.path());
  writeTrainRequest({folder_.path()}, TrainRequest::stop);
  EXPECT_EQ(train(config, ballInputs(), false), TrainState::stopped);
  writeTrainRequest({folder_.path()}, TrainRequest::pause);
  std::thread later([&] {
    while (true) {
      const auto status = readTrainStatus({folder_.path()});
      if (status && status->state == TrainState::paused) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    writeTrainRequest({folder_.path()}, TrainRequest::resume);
  });
  EXPECT_EQ(train(config, ballInputs(), true), TrainState::finished);
  later.join();
}

TEST_F(TrainerTest, TimeLeftHasTheValidationsToComeAndNotThePauses) {
  TrainConfig config = smallTraining(folder_ / "validated");
  std::filesystem::create_directory(config.out);
  TrainInputs inputs = ballInputs();
  inputs.validationCase = [](int index) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return tests::ballCase(index);
  };
  train(config, std::move(inputs), false);
  EXPECT_GE(status_->now().secondsLeft.value_or(0.0), 0.2) << "behind the last step came a validation";

  config.out = folder_ / "paused";
  std::filesystem::create_directory(config.out);
  writeTrainRequest({config.out}, TrainRequest::pause);
  double paused = 0.0;
  std::thread later([&] {
    for (std::optional<TrainStatus> status; !status || status->state != TrainState::paused;
         status = readTrainStatus({config.out}))
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const double begin = wallTime();
    std::this_thread::sleep_for(std::chrono::seconds(3));
    paused = wallTime() - begin;
    writeTrainRequest({config.out}, TrainRequest::resume);
  });
  const double begin = wallTime();
  train(config, {ballPatches, 0, {}}, false);
  const double whole = wallTime() - begin;
  later.join();
  const std::optional<TrainStatus> status =
      readTrainStatus({config.out});  // of the first step after the pause
  ASSERT_TRUE(status && status->secondsLeft);
  ASSERT_GT(status->step, 0);
  EXPECT_LE(*status->secondsLeft, (whole - paused) / static_cast<double>(status->step) *
                                      static_cast<double>(status->steps - status->step));
}

TEST_F(TrainerTest, RefusesToTrainWithAProcessThatGoesOnFromElsewhere) {
  class Elsewhere : public NoPeers {
   public:
    std::int64_t fromFirst(std::int64_t number) override { return number + 3; }
  };
  const TrainConfig config = smallTraining(folder_.path());
  RunStatus status({config.out}, config);
  Elsewhere peers;
  Trainer trainer(config, {}, ballInputs(), peers, status);
  EXPECT_THROW(trainer.run(false, Progress()), ModelError);
  EXPECT_TRUE(readTrainHistory({config.out}).empty());
}

TEST_F(TrainerTest, HearsAStopWhileItValidatesAndValidatesWhenItGoesOn) {
  const TrainConfig config = smallTraining(folder_.path());
  TrainInputs inputs = ballInputs();
  int asked = 0;
  inputs.validationCase = [&](int index) {
    ++asked;
    writeTrainRequest({config.out}, TrainRequest::stop);
    return tests::ballCase(index);
  };
  EXPECT_EQ(train(config, std::move(inputs), false), TrainState::stopped);
  EXPECT_EQ(asked, 1) << "of two cases";
  EXPECT_TRUE(readValidation({config.out}).empty());
  writeTrainRequest({config.out}, TrainRequest::none);
  EXPECT_EQ(train(config, ballInputs(), true), TrainState::finished);
  EXPECT_EQ(readValidation({config.out}).size(), 6U);
}

TEST_F(TrainerTest, NumbersThatAreNoneStopItWithAdviceAndAWholeCheckpoint) {
  const TrainConfig config = smallTraining(folder_.path());
  TrainInputs inputs = ballInputs();
  inputs.patches = [](std::int64_t step, int first, int count) {
    PatchBatch batch = ballPatches(step, first, count);
    if (step == 7) batch.images.fill_(std::numeric_limits<float>::quiet_NaN());
    return batch;
  };
  EXPECT_NE(failure(config, std::move(inputs)).find("learning rate"), std::string::npos);
  EXPECT_EQ(train(config, ballInputs(), true), TrainState::finished);
  EXPECT_EQ(readTrainHistory({folder_.path()}).size(), 12u);
}

TEST_F(TrainerTest, AVanishedCaseIsToldInTheTrainingThread) {
  TrainInputs inputs = ballInputs();
  inputs.patches = [](std::int64_t step, int first, int count) {
    if (step == 5) throw LoadError("case.bin: it has vanished.");
    return ballPatches(step, first, count);
  };
  EXPECT_EQ(failure(smallTraining(folder_.path()), std::move(inputs)), "case.bin: it has vanished.");
  EXPECT_EQ(train(smallTraining(folder_.path()), ballInputs(), true), TrainState::finished);
}

TEST_F(TrainerTest, AFullDiskStopsItAndTheEarlierCheckpointIsWhole) {
  const TrainConfig config = smallTraining(folder_.path());
  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  TrainInputs inputs = ballInputs();
  inputs.patches = [&](std::int64_t step, int first, int count) {
    rlimit small = before;
    small.rlim_cur = 4096;
    if (step == 6) setrlimit(RLIMIT_FSIZE, &small);
    return ballPatches(step, first, count);
  };
  EXPECT_THROW(train(config, std::move(inputs), false), SaveError);
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(train(config, ballInputs(), true), TrainState::finished);
  EXPECT_EQ(readTrainHistory({folder_.path()}).size(), 12u);
}

TEST_F(TrainerTest, PartsOfAStepAddUpToTheWhole) {
  TrainConfig whole = smallTraining(folder_ / "whole"), parts = smallTraining(folder_ / "parts");
  for (TrainConfig* config : {&whole, &parts}) {
    std::filesystem::create_directory(config->out);
    config->model.network =
        UNetOptions{{4, 8, 16}, {2, 2}, 1, NetworkNorm::instance};  // no statistics of a batch
  }
  parts.sampling.accumulate = 2;
  train(whole, ballInputs(), false);
  train(parts, ballInputs(), false);
  const auto a = readTrainHistory({whole.out}), b = readTrainHistory({parts.out});
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i].total, b[i].total, 2e-3 * a[i].total) << i;
  EXPECT_NEAR(a[0].total, b[0].total, 1e-5);
}

}  // namespace
}  // namespace valvista::ml
