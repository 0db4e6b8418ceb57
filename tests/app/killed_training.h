// SPDX-License-Identifier: GPL-3.0-or-later
// A training whose worker is killed again and again.
#pragma once

#include "tests/app/training_case.h"

#include <chrono>
#include <gtest/gtest.h>
#include <random>
#include <thread>

namespace valvista::tests {

struct Kills {
  int atRandom = 0;  ///< some time after the training has begun to step
  int inWrite = 0;   ///< while a checkpoint is being written
};

/// True while a checkpoint has a temporary file.
inline bool writesCheckpoint(const std::filesystem::path& run) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(run / "checkpoints", ignored))
    if (entry.path().filename().string().starts_with(".valvista-")) return true;
  return false;
}

/// Trains with kills in between and holds the result against the unbroken run in `unbroken`, which must take
/// longer than the kills let it run.
inline void expectKilledTrainingIsTheSame(const std::filesystem::path& dataset,
                                          const std::filesystem::path& unbroken, Kills kills) {
  using namespace std::chrono_literals;
  const TemporaryFolder folder;
  const int stepsPerEpoch = readTrainConfig(unbroken / "config.json").stepsPerEpoch;
  const std::filesystem::path config = writeSmallTraining(folder.path(), dataset, stepsPerEpoch),
                              run = folder / "run";
  std::mt19937 random(7);
  int killed = 0, inWrite = 0;
  for (bool resumes = false; killed < kills.atRandom || inWrite < kills.inWrite; resumes = true) {
    const bool waitsForWrite = inWrite < kills.inWrite;
    ProgramRun worker;
    worker.afterStart = [&](pid_t child, const auto&) {
      const auto begun = std::chrono::steady_clock::now();
      if (waitsForWrite) {
        while (!writesCheckpoint(run)) ASSERT_LT(std::chrono::steady_clock::now() - begun, 60s);
      } else {
        std::this_thread::sleep_for(std::chrono::milliseconds(600 + random() % 1500));
      }
      ::kill(child, SIGKILL);
    };
    std::vector<std::string> task{"train", "--config", config.string()};
    if (resumes && std::filesystem::exists(run / "checkpoints")) task.emplace_back("--resume");
    const Outcome outcome = worker("valvista-worker", task);
    ASSERT_EQ(outcome.code, -SIGKILL) << "it ended before kill " << killed << ": " << outcome.err;
    ++(waitsForWrite ? inWrite : killed);
  }
  const Outcome last = ProgramRun{}("valvista-worker", {"train", "--config", config.string(), "--resume"});
  ASSERT_EQ(last.code, 0) << last.err;
  EXPECT_EQ(lossCurve(run), lossCurve(unbroken));
  EXPECT_EQ(bytesOf(run / "model" / "model.safetensors"), bytesOf(unbroken / "model" / "model.safetensors"));
}

}  // namespace valvista::tests
