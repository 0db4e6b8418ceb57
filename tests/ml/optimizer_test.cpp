// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/optimizer.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <ATen/ATen.h>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::ml {
namespace {

/// A weight that decays and a bias that does not, both of one number.
struct TwoNumbers : torch::nn::Module {
  at::Tensor weight, bias;
  TwoNumbers() {
    weight = register_parameter("weight", at::full({1, 1}, 2.0, at::kFloat));
    bias = register_parameter("bias", at::full({1}, -1.0, at::kFloat));
  }
  void gradients(double ofWeight, double ofBias) {
    weight.mutable_grad() = at::full({1, 1}, ofWeight, at::kFloat);
    bias.mutable_grad() = at::full({1}, ofBias, at::kFloat);
  }
};

constexpr double kTolerance = 1e-6;

TEST(Optimizer, AdamWFollowsItsFormulaAndSparesTheBias) {
  TwoNumbers numbers;
  OptimizerOptions options;
  options.weightDecay = 0.1;
  Optimizer optimizer(numbers, options);
  double weight = 2.0, bias = -1.0, m = 0.0, v = 0.0, mBias = 0.0, vBias = 0.0;
  for (int step = 0; step < 5; ++step) {
    const double g = 0.5 - 0.3 * step, gBias = 0.2 * step - 0.1, rate = 0.05;
    numbers.gradients(g, gBias);
    optimizer.update(rate, step);
    const double c1 = 1.0 - std::pow(0.9, step + 1), c2 = 1.0 - std::pow(0.999, step + 1);
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    weight = weight * (1.0 - rate * 0.1) - rate * (m / c1) / (std::sqrt(v / c2) + 1e-8);
    mBias = 0.9 * mBias + 0.1 * gBias;
    vBias = 0.999 * vBias + 0.001 * gBias * gBias;
    bias -= rate * (mBias / c1) / (std::sqrt(vBias / c2) + 1e-8);
    EXPECT_NEAR(numbers.weight.item<double>(), weight, kTolerance) << step;
    EXPECT_NEAR(numbers.bias.item<double>(), bias, kTolerance) << step;
  }
}

TEST(Optimizer, SgdFollowsNesterovAsPyTorchWritesIt) {
  TwoNumbers numbers;
  OptimizerOptions options;
  options.kind = OptimizerKind::sgd;
  options.weightDecay = 0.1;
  options.momentum = 0.9;
  Optimizer optimizer(numbers, options);
  double weight = 2.0, velocity = 0.0;
  for (int step = 0; step < 5; ++step) {
    const double g = 0.5 - 0.3 * step, rate = 0.05;
    numbers.gradients(g, 0.0);
    optimizer.update(rate, step);
    const double decayed = g + 0.1 * weight;
    velocity = 0.9 * velocity + decayed;
    weight -= rate * (decayed + 0.9 * velocity);
    EXPECT_NEAR(numbers.weight.item<double>(), weight, kTolerance) << step;
    EXPECT_EQ(numbers.bias.item<double>(), -1.0);
  }
}

TEST(Optimizer, ClipsByTheNormOverAllGradients) {
  TwoNumbers numbers;
  OptimizerOptions options;
  options.clipNorm = 1.0;
  Optimizer optimizer(numbers, options);
  numbers.gradients(3.0, 4.0);
  EXPECT_NEAR(optimizer.clipGradients(), 5.0, kTolerance);
  EXPECT_NEAR(numbers.weight.grad().item<double>(), 0.6, kTolerance);
  EXPECT_NEAR(numbers.bias.grad().item<double>(), 0.8, kTolerance);
  numbers.gradients(0.3, 0.4);
  optimizer.clipGradients();
  EXPECT_NEAR(numbers.weight.grad().item<double>(), 0.3, kTolerance);
  numbers.gradients(std::nan(""), 0.0);
  EXPECT_FALSE(std::isfinite(optimizer.clipGradients()));
}

TEST(LearningRate, RisesThenFollowsItsSchedule) {
  OptimizerOptions options;
  options.learningRate = 1.0;
  options.warmUpSteps = 4;
  EXPECT_DOUBLE_EQ(learningRateAt(options, 0, 104), 0.25);
  EXPECT_DOUBLE_EQ(learningRateAt(options, 3, 104), 1.0);
  EXPECT_DOUBLE_EQ(learningRateAt(options, 4, 104), 1.0);
  EXPECT_DOUBLE_EQ(learningRateAt(options, 54, 104), std::pow(0.5, 0.9));
  EXPECT_GT(learningRateAt(options, 103, 104), 0.0);
  options.schedule = ScheduleKind::cosine;
  EXPECT_NEAR(learningRateAt(options, 29, 104), 0.5 * (1.0 + std::cos(std::numbers::pi / 4)), kTolerance);
  options.schedule = ScheduleKind::constant;
  EXPECT_DOUBLE_EQ(learningRateAt(options, 103, 104), 1.0);
}

TEST(WeightAverage, MovesTowardsTheWeights) {
  TwoNumbers numbers;
  WeightAverage average(numbers, 0.75);
  {
    const c10::NoGradGuard noGradient;
    numbers.weight.fill_(6.0);
  }
  average.update();
  EXPECT_NEAR(average.weights().front().second.item<double>(), 0.75 * 2.0 + 0.25 * 6.0, kTolerance);
}

}  // namespace
}  // namespace valvista::ml
