// SPDX-License-Identifier: GPL-3.0-or-later
// The client of the worker against a false one that dies, hangs and babbles at every line it has to say.
#include "planning/worker/worker_client.h"

#include "planning/core/error.h"
#include "tests/core/temporary_folder.h"
#include "tests/worker/fake_model.h"

#include <chrono>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace valvista::planning {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLines = 12;  // of a fake worker: greeting, ten of progress, the answer

class WorkerClient : public testing::Test {
 protected:
  WorkerClient() { tests::writeFakeModel(folder_ / "model"); }

  SegmentationRequest request(const std::string& mode) const {
    return {{{VALVISTA_BIN "/valvista-fake-worker", mode}}, folder_ / "model", {}};
  }
  static Volume ct() {
    const ImageGeometry grid = axisAlignedGeometry({40, 30, 20}, {1, 1, 1});
    std::vector<std::int16_t> hu(grid.voxelCount());
    for (std::size_t i = 0; i < hu.size(); ++i) hu[i] = static_cast<std::int16_t>((i * 37) % 300 - 50);
    return Volume(grid, std::move(hu));
  }
  static void expectLabelsOf(const Volume& volume, const LabelMap& labels) {
    std::size_t wrong = 0, i = 0;
    for (int k = 0; k < labels.geometry().size[2]; ++k)
      for (const std::uint8_t label : labels.slice(k)) wrong += label != (volume.hu()[i++] > 100 ? 1 : 0);
    EXPECT_EQ(wrong, 0u);
  }
  /// The reason of the ModelError; empty without one.
  static std::string reasonOf(const SegmentationRequest& request, const Progress& progress = Progress()) {
    try {
      segmentVolume(ct(), request, progress);
      return {};
    } catch (const ModelError& error) {
      return error.what();
    }
  }

  TemporaryFolder folder_;
};

TEST_F(WorkerClient, LabelsComeThroughSharedMemory) {
  const SegmentationAnswer answer = segmentVolume(ct(), request("good"), Progress());
  expectLabelsOf(ct(), answer.labels);
  EXPECT_EQ(answer.cost.windows, 10);
  EXPECT_EQ(answer.cost.windowsSkipped, 2);
  EXPECT_EQ(answer.worker.volumes, VolumeTransport::mapped);
}

TEST_F(WorkerClient, LabelsComeThroughStreamsFromAnotherMachine) {
  const SegmentationAnswer answer = segmentVolume(ct(), request("streamed"), Progress());
  expectLabelsOf(ct(), answer.labels);
  EXPECT_EQ(answer.worker.volumes, VolumeTransport::streamed);
}

TEST_F(WorkerClient, AWrapperThatPassesNoVariablesOnIsStreamedTo) {
  SegmentationRequest through = request("good");
  through.worker.words.insert(through.worker.words.begin(), {"/usr/bin/env", "-i"});
  const SegmentationAnswer answer = segmentVolume(ct(), through, Progress());
  expectLabelsOf(ct(), answer.labels);
  EXPECT_EQ(answer.worker.volumes, VolumeTransport::streamed);
}

TEST_F(WorkerClient, ProgressIsPassedOn) {
  std::vector<double> fractions;
  std::string last;
  const Progress progress([&](double fraction, std::string_view what) {
    fractions.push_back(fraction);
    last = what;
  });
  segmentVolume(ct(), request("good"), progress);
  EXPECT_EQ(last, "window 10 of 10");
  EXPECT_TRUE(std::is_sorted(fractions.begin(), fractions.end()));
}

TEST_F(WorkerClient, EstimatesWithoutMovingVoxels) {
  for (const char* mode : {"good", "streamed"})
    EXPECT_EQ(estimateSegmentation(ct().geometry(), request(mode), Progress()).windows, 10) << mode;
}

TEST_F(WorkerClient, EndsAtEveryLineAreTold) {
  for (int line = 1; line <= kLines; ++line) {
    const std::string at = ":" + std::to_string(line);
    EXPECT_NE(reasonOf(request("dies" + at)).find("signal 9 (killed"), std::string::npos) << line;
    EXPECT_NE(reasonOf(request("crashes" + at)).find("signal 11"), std::string::npos) << line;
    EXPECT_NE(reasonOf(request("ends" + at)).find("ended before it gave an answer"), std::string::npos)
        << line;
    EXPECT_NE(reasonOf(request("fails" + at)).find("exit code 7. It said: is missing here"),
              std::string::npos)
        << line;
  }
}

TEST_F(WorkerClient, NonsenseAtEveryLineIsRefused) {
  for (int line = 1; line <= kLines; ++line) {
    const std::string at = ":" + std::to_string(line);
    EXPECT_NE(reasonOf(request("babbles" + at)).find("cannot be understood"), std::string::npos) << line;
    EXPECT_NE(reasonOf(request("floods" + at)).find("does not end"), std::string::npos) << line;
  }
  EXPECT_NE(reasonOf(request("greets:1")).find("cannot be used"), std::string::npos);
  EXPECT_NE(reasonOf(request("greets:3")).find("cannot be understood"), std::string::npos);
  EXPECT_NE(reasonOf(request("is-newer:1")).find("another protocol is spoken (version 2 instead of 1)"),
            std::string::npos);
  EXPECT_NE(reasonOf(request("mislabels")).find("label 200, which the model does not have"),
            std::string::npos);
}

TEST_F(WorkerClient, WhatTheWorkerRefusesIsToldInItsWords) {
  for (const int line : {2, 5, kLines})
    EXPECT_EQ(reasonOf(request("refuses:" + std::to_string(line))), "It needs 3.1 GiB of memory.");
}

TEST_F(WorkerClient, SilenceIsToldWithinTwoSecondsAndCanBeCancelled) {
  for (const int line : {1, 4}) {
    const auto start = Clock::now();
    std::string told;
    Progress progress([&](double, std::string_view what) {
      if (what.find("has not answered") != std::string_view::npos) told = what;
    });
    std::thread impatient([&] {
      while (told.empty() && Clock::now() - start < std::chrono::seconds(5))
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      progress.cancel();
    });
    EXPECT_THROW(segmentVolume(ct(), request("hangs:" + std::to_string(line)), progress), Cancelled);
    impatient.join();
    EXPECT_EQ(told, "valvista-fake-worker has not answered for 1 s");
  }
}

TEST_F(WorkerClient, DeathAtFiftyRandomMomentsGivesLabelsOrAReason) {
  std::mt19937 random(7);
  int killed = 0;
  for (int round = 0; round < 50; ++round) {
    const int microseconds = std::uniform_int_distribution<int>(1, 80'000)(random);
    try {
      const SegmentationAnswer answer =
          segmentVolume(ct(), request("dies-after-us:" + std::to_string(microseconds)), Progress());
      expectLabelsOf(ct(), answer.labels);
    } catch (const ModelError& error) {
      ++killed;
      EXPECT_NE(std::string(error.what()).find("signal 9"), std::string::npos) << error.what();
    }
  }
  EXPECT_GT(killed, 10);
}

TEST_F(WorkerClient, NothingStartedOutlivesACancel) {
  SegmentationRequest wrapped = request("unused");
  putBytes(folder_ / "wrapper", "#!/bin/sh\nsleep 4217 &\nexec sleep 4217\n");
  std::filesystem::permissions(folder_ / "wrapper", std::filesystem::perms::owner_all);
  wrapped.worker.words = {(folder_ / "wrapper").string()};
  Progress progress;
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    progress.cancel();
  });
  EXPECT_THROW(segmentVolume(ct(), wrapped, progress), Cancelled);
  canceller.join();
  EXPECT_NE(std::system("pgrep -f '[s]leep 4217' > /dev/null"), 0) << "a child of the worker is still there";
}

TEST_F(WorkerClient, MissingProgramsAndModelsAreNamed) {
  SegmentationRequest missing = request("good");
  missing.worker.words = {(folder_ / "no-worker").string()};
  EXPECT_NE(reasonOf(missing).find("no-worker could not be started"), std::string::npos);
  SegmentationRequest bare = request("good");
  bare.model = folder_ / "nothing";
  EXPECT_NE(reasonOf(bare).find("nothing was refused: manifest.json is missing"), std::string::npos)
      << reasonOf(bare);
}

TEST(WorkerCommand, IsAProgramOrWords) {
  const TemporaryFolder folder;
  const std::string program = (folder / "my worker").string();
  putBytes(program, "");
  EXPECT_EQ(parseWorkerCommand(program).words, std::vector<std::string>{program});
  EXPECT_EQ(parseWorkerCommand(" ssh  gpu valvista-worker").words,
            (std::vector<std::string>{"ssh", "gpu", "valvista-worker"}));
  EXPECT_EQ(parseWorkerCommand("ssh 'two words' \"and 'these'\" x''").words,
            (std::vector<std::string>{"ssh", "two words", "and 'these'", "x"}));
  EXPECT_THROW(parseWorkerCommand("ssh 'gpu"), ModelError);
  EXPECT_THROW(parseWorkerCommand("  "), ModelError);
}

}  // namespace
}  // namespace valvista::planning
