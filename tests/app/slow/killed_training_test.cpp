// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/killed_training.h"

namespace valvista::tests {
namespace {

TEST(KilledTraining, ThirtyKillsChangeNothing) {
  const TemporaryFolder folder;
  const std::filesystem::path dataset = folder / "cohort";
  ASSERT_EQ(
      runCli({"cohort", "--out", dataset.string(), "--cases", "4", "--spacing", "5", "--seed", "3"}).code, 0);
  const Outcome unbroken =
      runCli({"train", "--config", writeSmallTraining(folder.path(), dataset, 300).string()});
  ASSERT_EQ(unbroken.code, 0) << unbroken.err;
  for (int round = 0; round < 2; ++round) expectKilledTrainingIsTheSame(dataset, folder / "run", {14, 1});
}

}  // namespace
}  // namespace valvista::tests
