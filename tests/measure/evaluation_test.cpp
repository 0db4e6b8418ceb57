// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/evaluation.h"

#include <cmath>
#include <gtest/gtest.h>
#include <stdexcept>
#include <vector>

namespace valvista::planning {
namespace {

/// 10 x 10 x 10 voxels of 1 x 1 x 2 mm with boxes of labels.
struct Box {
  Index3 begin, size;
  std::uint8_t label;
};

LabelMap boxes(const std::vector<Box>& all) {
  LabelMap map(axisAlignedGeometry({10, 10, 10}, {1.0, 1.0, 2.0}));
  for (const Box& box : all)
    for (int k = box.begin[2]; k < box.begin[2] + box.size[2]; ++k)
      for (int j = box.begin[1]; j < box.begin[1] + box.size[1]; ++j)
        for (int i = box.begin[0]; i < box.begin[0] + box.size[0]; ++i) map.set({i, j, k}, box.label);
  return map;
}

Measurements measurements(const std::vector<std::pair<const char*, double>>& values) {
  Measurements all;
  for (const auto& [id, value] : values) {
    Measured measured;
    measured.id = id;
    measured.value = value;
    all.push_back(measured);
  }
  return all;
}

CaseEvaluation evaluated(const LabelMap& truth, const LabelMap& prediction) {
  return evaluateCase("case", {truth, {}}, {prediction, {}}, Progress());
}

const ClassSummary& row(const EvaluationSummary& summary, std::uint8_t label) {
  for (const ClassSummary& one : summary.classes)
    if (one.label == label) return one;
  throw std::out_of_range("no such class");
}

const ErrorSummary& row(const EvaluationSummary& summary, const std::string& id) {
  for (const ErrorSummary& one : summary.measurements)
    if (one.id == id) return one;
  throw std::out_of_range("no such measurement");
}

// A cube of 4 x 4 x 4 moved by one voxel along k: 48 of 64 voxels are shared, 16 are in the prediction alone.
// Of its 56 surface voxels a side, the 16 of the layer that is left behind are 2 mm off, the inner 4 of the
// opposite layer 1 mm from the ring around them, and 36 lie on the other surface.
TEST(Evaluation, ShiftedBoxByHand) {
  const CaseEvaluation own =
      evaluated(boxes({{{3, 3, 3}, {4, 4, 4}, 1}}), boxes({{{3, 3, 4}, {4, 4, 4}, 1}}));
  ASSERT_EQ(own.classes.size(), 2u);
  EXPECT_EQ(own.classes[0].label, 0);
  EXPECT_EQ(own.classes[0].voxelsA, 936u);
  EXPECT_EQ(own.classes[0].voxelsBoth, 920u);
  EXPECT_DOUBLE_EQ(own.classes[0].dice.value(), 920.0 / 936.0);
  EXPECT_DOUBLE_EQ(own.classes[0].iou.value(), 920.0 / 952.0);
  EXPECT_FALSE(own.classes[0].hausdorff95Mm);
  EXPECT_DOUBLE_EQ(own.classes[1].dice.value(), 0.75);
  EXPECT_DOUBLE_EQ(own.classes[1].iou.value(), 0.6);
  EXPECT_NEAR(own.classes[1].hausdorff95Mm.value(), 2.0, 1e-6);
  EXPECT_NEAR(own.classes[1].meanSurfaceDistanceMm.value(), (16 * 2.0 + 4 * 1.0) / 56.0, 1e-6);
  const MeanAgreement without = meanAgreement(own.classes, false), with = meanAgreement(own.classes, true);
  EXPECT_DOUBLE_EQ(without.dice.value(), 0.75);
  EXPECT_DOUBLE_EQ(with.dice.value(), (0.75 + 920.0 / 936.0) / 2.0);
  EXPECT_DOUBLE_EQ(with.iou.value(), (0.6 + 920.0 / 952.0) / 2.0);
}

TEST(Evaluation, AClassThatTheTruthLacksIsLeftOutOfTheMeans) {
  const LabelMap truth = boxes({{{0, 0, 0}, {4, 4, 4}, 1}, {{6, 6, 6}, {2, 2, 2}, 2}});
  const LabelMap prediction = boxes({{{0, 0, 0}, {4, 4, 4}, 1}, {{0, 6, 6}, {3, 3, 3}, 5}});
  const CaseEvaluation own = evaluated(truth, prediction);
  ASSERT_EQ(own.classes.size(), 4u);
  EXPECT_DOUBLE_EQ(meanAgreement(own.classes, false).dice.value(), 0.5)
      << "1 for label 1, 0 for label 2 alone";
  const EvaluationSummary summary = summarise(std::vector{own});
  EXPECT_DOUBLE_EQ(summary.mean.dice.value(), 0.5);
  EXPECT_EQ(row(summary, 2).missed, 1u);
  EXPECT_DOUBLE_EQ(row(summary, 2).dice.value(), 0.0);
  EXPECT_FALSE(row(summary, 2).hausdorff95Mm);
  EXPECT_EQ(row(summary, 5).cases, 0u);
  EXPECT_EQ(row(summary, 5).onlyPredicted, 1u);
  EXPECT_FALSE(row(summary, 5).dice);
  EXPECT_FALSE(row(summary, 5).iou);
}

TEST(Evaluation, MeansAreOverTheCasesThatHaveTheClass) {
  const LabelMap one = boxes({{{0, 0, 0}, {4, 4, 4}, 1}});
  const LabelMap both = boxes({{{0, 0, 0}, {4, 4, 4}, 1}, {{6, 6, 6}, {2, 2, 2}, 2}});
  const LabelMap shifted = boxes({{{0, 0, 1}, {4, 4, 4}, 1}, {{6, 6, 6}, {2, 2, 2}, 2}});
  const EvaluationSummary summary = summarise(std::vector{evaluated(one, one), evaluated(both, shifted)});
  EXPECT_EQ(row(summary, 1).cases, 2u);
  EXPECT_DOUBLE_EQ(row(summary, 1).dice.value(), (1.0 + 0.75) / 2.0);
  EXPECT_DOUBLE_EQ(row(summary, 1).iou.value(), (1.0 + 0.6) / 2.0);
  EXPECT_EQ(row(summary, 2).cases, 1u);
  EXPECT_DOUBLE_EQ(row(summary, 2).dice.value(), 1.0);
  EXPECT_DOUBLE_EQ(summary.mean.dice.value(), (0.875 + 1.0) / 2.0);
  EXPECT_DOUBLE_EQ(summary.meanWithBackground.dice.value(),
                   (0.875 + 1.0 + row(summary, 0).dice.value()) / 3.0);
}

TEST(Evaluation, NothingToCompareGivesNoNumbers) {
  const EvaluationSummary none = summarise({});
  EXPECT_TRUE(none.classes.empty());
  EXPECT_FALSE(none.mean.dice);
  EXPECT_FALSE(none.meanWithBackground.dice);
  const CaseEvaluation empty = evaluated(boxes({}), boxes({}));
  EXPECT_FALSE(meanAgreement(empty.classes, false).dice);
  EXPECT_DOUBLE_EQ(meanAgreement(empty.classes, true).dice.value(), 1.0);
}

TEST(Evaluation, ErrorsOfMeasurementsAreSigned) {
  const LabelMap map = boxes({{{0, 0, 0}, {4, 4, 4}, 1}});
  const auto one = [&](const Measurements& truth, const Measurements& prediction) {
    return evaluateCase("c", {map, truth}, {map, prediction}, Progress());
  };
  const std::vector<CaseEvaluation> cases{
      one(measurements({{"annulus.area", 400.0}, {"root.length", 20.0}}),
          measurements({{"annulus.area", 404.0}})),
      one(measurements({{"annulus.area", 500.0}}), measurements({{"annulus.area", 490.0}})),
      one(measurements({{"annulus.area", 450.0}}), measurements({{"annulus.area", NAN}})),
      one(measurements({{"annulus.area", 300.0}}), measurements({{"annulus.area", 303.0}}))};
  EXPECT_EQ(cases[0].measurements.size(), measurementCatalogue().size());
  const EvaluationSummary summary = summarise(cases);
  const ErrorSummary& area = row(summary, "annulus.area");
  EXPECT_EQ(area.cases, 3u);
  EXPECT_DOUBLE_EQ(area.mean.value(), -1.0);
  EXPECT_DOUBLE_EQ(area.deviation.value(), std::sqrt((25.0 + 81.0 + 16.0) / 2.0));
  EXPECT_DOUBLE_EQ(area.worst.value(), -10.0);
  EXPECT_EQ(row(summary, "root.length").cases, 0u);
  EXPECT_FALSE(row(summary, "root.length").mean);
  EXPECT_FALSE(row(summarise(std::span(cases).first(1)), "annulus.area").deviation)
      << "one case has no spread";
}

TEST(Evaluation, OtherGridsAreRefused) {
  EXPECT_THROW(evaluated(boxes({}), LabelMap(axisAlignedGeometry({10, 10, 10}, {1.0, 1.0, 2.1}))),
               std::invalid_argument);
}

}  // namespace
}  // namespace valvista::planning
