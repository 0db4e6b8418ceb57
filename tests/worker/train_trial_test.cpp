// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/worker/train_trial.h"

#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

TEST(TrainTrial, EstimateHasPreparationStepsAndValidations) {
  TrainTrial trial;
  trial.secondsPerStep = 0.5;
  trial.prepareSeconds = 3.0;
  trial.validationSeconds = 30.0;
  TrainConfig config;
  config.epochs = 12;
  config.stepsPerEpoch = 40;
  config.validateEvery = 5;
  const DatasetSplit split{{"a", DatasetPart::training},
                           {"b", DatasetPart::training},
                           {"c", DatasetPart::validation},
                           {"d", DatasetPart::validation},
                           {"e", DatasetPart::test}};
  const TrainEstimate estimate = estimateTraining(trial, config, split);
  EXPECT_DOUBLE_EQ(estimate.preparation, 4 * 3.0) << "the test part is not looked at";
  EXPECT_DOUBLE_EQ(estimate.epoch, 20.0);
  EXPECT_DOUBLE_EQ(estimate.validation, 60.0);
  EXPECT_DOUBLE_EQ(estimate.all, 12.0 + 12 * 20.0 + 3 * 60.0);
}

}  // namespace
}  // namespace valvista::planning
