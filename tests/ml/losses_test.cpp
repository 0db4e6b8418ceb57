// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/losses/losses.h"

#include "tests/ml/loss_cases.h"

#include <cmath>
#include <set>
#include <stdexcept>

namespace valvista::ml {
namespace {

using tests::difference, tests::finiteDifferences, tests::gradientOf, tests::labelsOf, tests::logitsOf,
    tests::randomPatch;

double number(const at::Tensor& loss) {
  return loss.item<double>();
}

/// Two samples of three voxels, three classes; p[class][voxel] a row each.
at::Tensor handLogits() {
  return logitsOf({.7, .2, .1, .2, .5, .3, .1, .3, .6,     //
                   .6, .1, .25, .3, .8, .25, .1, .1, .5},  //
                  2, 3);
}
at::Tensor handLabels() {
  return labelsOf({0, 1, 2, 0, 1, 1}, 2);
}

TEST(Losses, DiceCeByHand) {
  // 2 sum p y, then sum p + sum y, of each class.
  const double s = kSmoothing;
  const double dice =
      ((1 - (1.4 + s) / (2.0 + s)) + (1 - (1.0 + s) / (2.0 + s)) + (1 - (1.2 + s) / (2.0 + s)) +
       (1 - (1.2 + s) / (1.95 + s)) + (1 - (2.1 + s) / (3.35 + s)) + (1 - s / (0.7 + s))) /
      6;
  const double ce =
      -(std::log(.7) + std::log(.5) + std::log(.6) + std::log(.6) + std::log(.8) + std::log(.25)) / 6;
  EXPECT_NEAR(number(diceCeLoss(handLogits(), handLabels())), 0.25 * dice + 0.75 * ce, 1e-12);
}

TEST(Losses, FocalByHand) {
  double sum = 0.0;
  for (const double p : {.7, .5, .6, .6, .8, .25}) sum -= (1 - p) * (1 - p) * std::log(p);
  EXPECT_NEAR(number(focalLoss(handLogits(), handLabels())), sum / 6, 1e-12)
      << "divided by voxels, not by classes";
}

TEST(Losses, SkeletonRecallByHand) {
  // First sample: class 1 on voxel 1, class 2 on voxel 2; second: class 1 on voxels 1 and 2, class 2 absent.
  const at::Tensor tube = labelsOf({0, 1, 2, 0, 1, 1}, 2);
  EXPECT_NEAR(number(skeletonRecallLoss(handLogits(), tube)), -((.5 + .6) / 2 + (.8 + .25) / 2) / 2, 1e-5);
  const auto f = [](double p) { return (1 - p) * (1 - p) * p; };
  EXPECT_NEAR(number(focalSkeletonRecallLoss(handLogits(), tube)),
              -((f(.5) + f(.6)) / 2 + (f(.8) + f(.25)) / 2) / 2, 1e-5);
  EXPECT_DOUBLE_EQ(number(focalSkeletonRecallDetachedLoss(handLogits(), tube)),
                   number(focalSkeletonRecallLoss(handLogits(), tube)));
  const at::Tensor found = labelsOf({0, 1, 2, 0, 1, 1}, 2);
  EXPECT_NEAR(number(skeletonRecallLoss(
                  handLogits().zero_() + 60.0 * at::one_hot(found, 3).permute({0, 4, 1, 2, 3}), tube)),
              -1.0, 1e-9)
      << "all of every tube found";
}

/// Each loss once more, one voxel at a time, from the equations.
struct Plain {
  at::Tensor p, labels;
  std::int64_t samples, classes, voxels;
  Plain(const at::Tensor& logits, const at::Tensor& target)
      : p((logits.exp() / logits.exp().sum(1, true)).flatten(2).contiguous()),
        labels(target.flatten(1).contiguous()),
        samples(p.size(0)),
        classes(p.size(1)),
        voxels(p.size(2)) {}
  double at(std::int64_t n, std::int64_t c, std::int64_t v) const { return p[n][c][v].item<double>(); }
  std::int64_t label(std::int64_t n, std::int64_t v) const { return labels[n][v].item<std::int64_t>(); }

  double diceCe() const {
    double dice = 0.0, ce = 0.0;
    for (std::int64_t n = 0; n < samples; ++n)
      for (std::int64_t c = 0; c < classes; ++c) {
        double both = 0.0, sum = 0.0;
        for (std::int64_t v = 0; v < voxels; ++v) {
          const double y = label(n, v) == c ? 1.0 : 0.0;
          both += at(n, c, v) * y;
          sum += at(n, c, v) + y;
          ce -= y * std::log(at(n, c, v));
        }
        dice += 1.0 - (2.0 * both + 1e-5) / (sum + 1e-5);
      }
    return 0.25 * dice / static_cast<double>(samples * classes) +
           0.75 * ce / static_cast<double>(samples * voxels);
  }
  double focal() const {
    double sum = 0.0;
    for (std::int64_t n = 0; n < samples; ++n)
      for (std::int64_t v = 0; v < voxels; ++v) {
        const double star = at(n, label(n, v), v);
        sum -= std::pow(1.0 - star, 2.0) * std::log(star);
      }
    return sum / static_cast<double>(samples * voxels);
  }
  template <class Value>
  double overTubes(Value value) const {
    double all = 0.0;
    for (std::int64_t n = 0; n < samples; ++n) {
      double sum = 0.0;
      int present = 0;
      for (std::int64_t c = 1; c < classes; ++c) {
        double above = 1e-5, below = 1e-5;
        for (std::int64_t v = 0; v < voxels; ++v)
          if (label(n, v) == c) {
            above += value(at(n, c, v));
            below += 1.0;
          }
        if (below < 0.5) continue;
        sum += above / below;
        ++present;
      }
      if (present > 0) all -= sum / present;
    }
    return all / static_cast<double>(samples);
  }
};

TEST(Losses, AgreeWithTheEquationsVoxelByVoxel) {
  const auto patch = randomPatch();
  const Plain onLabels(patch.logits, patch.labels), onTube(patch.logits, patch.tube);
  EXPECT_NEAR(number(diceCeLoss(patch.logits, patch.labels)), onLabels.diceCe(), 1e-12);
  EXPECT_NEAR(number(focalLoss(patch.logits, patch.labels)), onLabels.focal(), 1e-12);
  EXPECT_NEAR(number(skeletonRecallLoss(patch.logits, patch.tube)),
              onTube.overTubes([](double p) { return p; }), 1e-12);
  const double focalRecall = onTube.overTubes([](double p) { return (1 - p) * (1 - p) * p; });
  EXPECT_NEAR(number(focalSkeletonRecallLoss(patch.logits, patch.tube)), focalRecall, 1e-12);
  EXPECT_NEAR(number(focalSkeletonRecallDetachedLoss(patch.logits, patch.tube)), focalRecall, 1e-12);
}

TEST(Losses, GradientsAreFiniteDifferences) {
  const auto patch = randomPatch();
  const std::vector<std::pair<const char*, tests::Loss>> losses{
      {"dice_ce", [&](const at::Tensor& x) { return diceCeLoss(x, patch.labels); }},
      {"focal", [&](const at::Tensor& x) { return focalLoss(x, patch.labels); }},
      {"skeleton_recall", [&](const at::Tensor& x) { return skeletonRecallLoss(x, patch.tube); }},
      {"focal_skeleton_recall", [&](const at::Tensor& x) { return focalSkeletonRecallLoss(x, patch.tube); }},
      {"focal_sk_star", [&](const at::Tensor& x) {
         return lossValues(lossSums()[4].terms, x, {patch.labels, patch.tube}).total;
       }}};
  for (const auto& [name, loss] : losses) {
    const at::Tensor slopes = finiteDifferences(loss, patch.logits);
    EXPECT_GT(slopes.abs().max().item<double>(), 1e-4) << name;
    EXPECT_LT(difference(gradientOf(loss, patch.logits), slopes), 1e-9) << name;
  }
}

/// (1 - p)^(gamma + 1) / (gamma + 1), averaged as the losses on tubes are: what the detached form goes down.
at::Tensor monotoneForm(const at::Tensor& logits, const at::Tensor& tube) {
  const at::Tensor p = at::softmax(logits, 1);
  at::Tensor total = at::zeros({}, logits.options());
  for (std::int64_t n = 0; n < tube.size(0); ++n) {
    std::vector<at::Tensor> present;
    for (std::int64_t c = 1; c < logits.size(1); ++c) {
      const at::Tensor on = (tube[n] == c).to(at::kDouble);
      const double voxels = number(on.sum());
      if (voxels > 0) present.push_back(((1.0 - p[n][c]).pow(3) / 3.0 * on).sum() / (voxels + kSmoothing));
    }
    if (!present.empty()) total = total + at::stack(present).mean();
  }
  return total / static_cast<double>(tube.size(0));
}

TEST(Losses, DetachedGoesDownTheMonotoneForm) {
  const auto patch = randomPatch();
  const auto monotone = [&](const at::Tensor& x) { return monotoneForm(x, patch.tube); };
  const auto detached = [&](const at::Tensor& x) { return focalSkeletonRecallDetachedLoss(x, patch.tube); };
  const at::Tensor gradient = gradientOf(detached, patch.logits);
  EXPECT_LT(difference(gradient, gradientOf(monotone, patch.logits)), 1e-14);
  EXPECT_LT(difference(gradient, finiteDifferences(monotone, patch.logits)), 1e-9);
  const auto printed = [&](const at::Tensor& x) { return focalSkeletonRecallLoss(x, patch.tube); };
  EXPECT_GT(difference(gradient, gradientOf(printed, patch.logits)), 1e-3)
      << "which eq. 3 as printed does not";
}

constexpr int kSteps = 300;
constexpr double kRate = 24.0;

/// Where gradient descent on free logits takes p of the tube of four voxels, starting at `p`.
double trained(LossKind kind, double p) {
  const at::Tensor tube = at::ones({1, 1, 2, 2}, at::kByte);
  at::Tensor logits = at::zeros({1, 2, 1, 2, 2}, at::kDouble);
  logits.select(1, 1).fill_(std::log(p / (1.0 - p)));
  const std::vector<LossTerm> terms{{kind, 1.0}};
  for (int step = 0; step < kSteps; ++step)
    logits = logits - kRate * gradientOf(
                                  [&](const at::Tensor& x) {
                                    return lossValues(terms, x, {{}, tube}).total;
                                  },
                                  logits);
  return at::softmax(logits, 1).select(1, 1).mean().item<double>();
}

TEST(Losses, AsPrintedTheFocalRecallIsSmallestAtAThird) {
  for (const double start : {0.1, 0.5, 0.9})
    EXPECT_NEAR(trained(LossKind::focalSkeletonRecall, start), 1.0 / 3.0, 1e-3) << start;
  // The two logits part by 2 kRate / 4 p (1 - p)^3 a step when detached: near the end by 12 e^-3z, so that
  // 1 - p = e^-z = (36 steps)^(-1/3).
  for (const double start : {0.1, 0.5}) {
    EXPECT_NEAR(1.0 - trained(LossKind::focalSkeletonRecallDetached, start), std::cbrt(1.0 / (36.0 * kSteps)),
                0.004)
        << start;
    EXPECT_GT(trained(LossKind::skeletonRecall, start), 0.99) << start;
  }
}

TEST(Losses, AbsentClassesAndEmptyTubesAreNoPartOfIt) {
  const auto patch = randomPatch();
  const at::Tensor nothing = at::zeros_like(patch.tube);
  for (const auto loss : {skeletonRecallLoss, focalSkeletonRecallLoss, focalSkeletonRecallDetachedLoss}) {
    EXPECT_EQ(number(loss(patch.logits, nothing)), 0.0);
    const at::Tensor gradient =
        gradientOf([&](const at::Tensor& x) { return loss(x, nothing); }, patch.logits);
    EXPECT_EQ(gradient.abs().max().item<double>(), 0.0) << "and not NaN";

    // A sample without a tube counts 0 in the mean over samples.
    at::Tensor half = patch.tube.clone();
    half[1].zero_();
    EXPECT_NEAR(number(loss(patch.logits, half)),
                number(loss(patch.logits.slice(0, 0, 1), half.slice(0, 0, 1))) / 2.0, 1e-15);

    // A class that nobody has changes only p, not |C|.
    const at::Tensor unused = at::full({2, 1, 3, 4, 5}, -1000.0, at::kDouble);
    EXPECT_NEAR(number(loss(at::cat({patch.logits, unused}, 1), patch.tube)),
                number(loss(patch.logits, patch.tube)), 1e-15);
  }
  EXPECT_FALSE(std::isnan(number(diceCeLoss(patch.logits, nothing))));
}

TEST(Losses, ABatchIsTheMeanOfItsSamples) {
  // So that a batch gives one loss on one machine and spread over several.
  const auto patch = randomPatch();
  const auto halves = [&](const auto& loss, const at::Tensor& target) {
    return (number(loss(patch.logits.slice(0, 0, 1), target.slice(0, 0, 1))) +
            number(loss(patch.logits.slice(0, 1, 2), target.slice(0, 1, 2)))) /
           2.0;
  };
  for (const auto loss : {diceCeLoss, focalLoss})
    EXPECT_NEAR(number(loss(patch.logits, patch.labels)), halves(loss, patch.labels), 1e-12);
  for (const auto loss : {skeletonRecallLoss, focalSkeletonRecallLoss})
    EXPECT_NEAR(number(loss(patch.logits, patch.tube)), halves(loss, patch.tube), 1e-12);
}

/// MONAI's softmax focal loss without the background is 0 for two classes: it drops the channel first.
TEST(Losses, TwoClassesAreNotNothing) {
  const at::Tensor logits = logitsOf({.9, .2, .1, .8}, 1, 2), labels = labelsOf({1, 1}, 1);
  EXPECT_NEAR(number(focalLoss(logits, labels)), -(.81 * std::log(.1) + .04 * std::log(.8)) / 2, 1e-12);
  EXPECT_NEAR(number(skeletonRecallLoss(logits, labels)), -.45, 1e-5)
      << "the background's logit still counts";
}

TEST(Losses, AreFloat32WhateverComesIn) {
  const auto patch = randomPatch();
  for (const LossRow& row : lossRows()) {
    const std::vector<LossTerm> terms{{row.kind, 1.0}};
    const auto value = [&](const at::Tensor& logits, at::ScalarType labels) {
      return lossValues(terms, logits, {patch.labels.to(labels), patch.tube.to(labels)}).total;
    };
    for (const at::ScalarType type : {at::kHalf, at::kBFloat16, at::kFloat}) {
      const at::Tensor logits = patch.logits.to(type), loss = value(logits, at::kByte);
      EXPECT_EQ(loss.scalar_type(), at::kFloat) << row.name;
      EXPECT_NEAR(number(loss), number(value(logits.to(at::kDouble), at::kLong)), 1e-6) << row.name;
    }
    EXPECT_EQ(value(patch.logits, at::kLong).scalar_type(), at::kDouble) << row.name;
  }
}

TEST(Losses, ExtremeLogitsStayFinite) {
  const at::Tensor logits = at::tensor({200.0, -200.0, -200.0, 200.0}, at::kFloat).view({1, 2, 1, 1, 2});
  for (const at::Tensor& target : {labelsOf({0, 1}, 1), labelsOf({1, 0}, 1), labelsOf({1, 1}, 1)})
    for (const LossRow& row : lossRows()) {
      const std::vector<LossTerm> terms{{row.kind, 1.0}};
      const auto loss = [&](const at::Tensor& x) { return lossValues(terms, x, {target, target}).total; };
      EXPECT_TRUE(std::isfinite(number(loss(logits)))) << row.name;
      EXPECT_TRUE(at::isfinite(gradientOf(loss, logits)).all().item<bool>()) << row.name;
    }
}

TEST(Losses, SumsWeighTheirTerms) {
  const auto patch = randomPatch();
  const std::vector<LossTerm> terms{{LossKind::focalSkeletonRecall, 0.3}, {LossKind::focal, 2.0}};
  const LossValues values = lossValues(terms, patch.logits, {patch.labels, patch.tube});
  ASSERT_EQ(values.terms.size(), 2U);
  const double recall = number(focalSkeletonRecallLoss(patch.logits, patch.tube));
  const double focal = number(focalLoss(patch.logits, patch.labels));
  EXPECT_DOUBLE_EQ(number(values.terms[0]), recall);
  EXPECT_DOUBLE_EQ(number(values.terms[1]), focal);
  EXPECT_NEAR(number(values.total), 0.3 * recall + 2.0 * focal, 1e-15);
}

TEST(Losses, TheTableNamesEveryFunction) {
  const auto patch = randomPatch();
  std::set<std::string_view> names;
  for (std::size_t at = 0; at < lossRows().size(); ++at) {
    EXPECT_EQ(static_cast<std::size_t>(lossRows()[at].kind), at) << "rows stand in the order of LossKind";
    EXPECT_TRUE(names.insert(lossRows()[at].name).second);
  }
  const auto one = [&](LossKind kind) {
    const std::vector<LossTerm> terms{{kind, 1.0}};
    return number(lossValues(terms, patch.logits, {patch.labels, patch.tube}).total);
  };
  EXPECT_EQ(one(LossKind::diceCe), number(diceCeLoss(patch.logits, patch.labels)));
  EXPECT_EQ(one(LossKind::focal), number(focalLoss(patch.logits, patch.labels)));
  EXPECT_EQ(one(LossKind::skeletonRecall), number(skeletonRecallLoss(patch.logits, patch.tube)));
  EXPECT_EQ(one(LossKind::focalSkeletonRecall), number(focalSkeletonRecallLoss(patch.logits, patch.tube)));
  names.clear();
  for (const LossSum& sum : lossSums()) EXPECT_TRUE(names.insert(sum.name).second);
  ASSERT_GE(lossSums().size(), 5U);
  EXPECT_EQ(lossSums()[4].name, "focal_sk_star");
  EXPECT_EQ(lossSums()[4].terms,
            (std::vector<LossTerm>{{LossKind::focalSkeletonRecall, 1.0}, {LossKind::focal, 1.0}}));
}

TEST(Losses, WhatDoesNotFitIsRefused) {
  const auto patch = randomPatch();
  using Refusal = std::invalid_argument;
  EXPECT_THROW(focalLoss(patch.logits.slice(1, 0, 1), patch.labels), Refusal) << "one channel";
  EXPECT_THROW(focalLoss(patch.logits[0], patch.labels), Refusal);
  EXPECT_THROW(focalLoss(patch.logits, patch.labels.slice(3, 0, 4)), Refusal);
  EXPECT_THROW(focalLoss(patch.logits, patch.labels.slice(0, 0, 1)), Refusal);
  EXPECT_THROW(focalLoss(patch.logits, patch.labels.to(at::kFloat)), Refusal);
  EXPECT_THROW(focalLoss(patch.labels, patch.labels), Refusal);
  EXPECT_THROW(lossValues({}, patch.logits, {patch.labels, patch.tube}), Refusal);
  EXPECT_THROW(lossValues(lossSums()[4].terms, patch.logits, {patch.labels, {}}), Refusal) << "no tube";
  EXPECT_NO_THROW(lossValues(lossSums()[0].terms, patch.logits, {patch.labels, {}}));
}

}  // namespace
}  // namespace valvista::ml
