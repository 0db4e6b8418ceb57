// SPDX-License-Identifier: GPL-3.0-or-later
// Models compared in millimetres on the phantom, where the truth is known and a model is a function.
#include "planning/pipeline/model_comparison.h"

#include "planning/phantom/aortic_phantom.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

const Phantom& phantom() {
  static const Phantom made = [] {
    PhantomSpec spec;
    spec.spacing = {2.0, 2.0, 2.0};
    return makePhantom(spec, Progress());
  }();
  return made;
}

/// Aorta and ventricle shrunk by a voxel on every side.
LabelMap shrunk(const LabelMap& labels) {
  LabelMap result = labels;
  const Index3 size = labels.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        const std::uint8_t own = labels.at({i, j, k});
        if (own == 0) continue;
        const Index3 sides[]{{i - 1, j, k}, {i + 1, j, k}, {i, j - 1, k}, {i, j + 1, k}};
        if (std::any_of(std::begin(sides), std::end(sides),
                        [&](const Index3& side) { return labels.atOrZero(side) == 0; }))
          result.set({i, j, k}, 0);
      }
  return result;
}

ModelComparisonRequest request(const std::filesystem::path& before, const std::filesystem::path& after) {
  ModelComparisonRequest asked{{"one", "two"}, after, before, {}, {}};
  asked.read = [](const std::string&, const Progress&) {
    return DatasetVoxels{phantom().ct, phantom().anatomy};
  };
  asked.segment = [](const Volume& ct, const std::filesystem::path& model, const Progress&) {
    if (model == "perfect") return phantom().anatomy;
    if (model == "empty") return LabelMap(ct.geometry());
    return shrunk(phantom().anatomy);
  };
  return asked;
}

const ErrorSummary& row(const EvaluationSummary& summary, std::string_view id) {
  return *std::find_if(summary.measurements.begin(), summary.measurements.end(),
                       [&](const ErrorSummary& one) { return one.id == id; });
}

TEST(ModelComparison, SaysWhatGotWorseInMillimetres) {
  const ComparedModels compared = compareModels(request("perfect", "shrunk"), Progress());
  ASSERT_EQ(compared.before.size(), 2U);
  ASSERT_EQ(compared.after.size(), 2U);
  const auto& annulus = row(summarise(compared.after), "annulus.diameter.area_derived");
  EXPECT_EQ(annulus.cases, 2U);
  EXPECT_LT(*annulus.mean, -1.0) << "a voxel of 2 mm was taken off on every side";
  EXPECT_NEAR(*rootMeanSquare(annulus), -*annulus.mean, 1e-9) << "both cases are the same";
  const auto worse = worseMeasurements(compared);
  ASSERT_FALSE(worse.empty());
  EXPECT_EQ(worse.front().id, "annulus.diameter.area_derived");
  EXPECT_EQ(worse.front().why, WorseMeasurement::Why::error);
  EXPECT_NEAR(worse.front().before, 0.0, 1e-9);
}

TEST(ModelComparison, ABetterModelIsWorseInNothing) {
  EXPECT_TRUE(worseMeasurements(compareModels(request("shrunk", "perfect"), Progress())).empty());
}

TEST(ModelComparison, AModelThatFindsNothingIsWorse) {
  const auto worse = worseMeasurements(compareModels(request("perfect", "empty"), Progress()));
  ASSERT_FALSE(worse.empty());
  EXPECT_EQ(worse.front().why, WorseMeasurement::Why::unmeasured);
  EXPECT_EQ(worse.front().after, 0.0);
}

TEST(ModelComparison, WithoutAnOlderModelItMustMeasureWhatTheTruthHas) {
  const ComparedModels compared = compareModels(request({}, "shrunk"), Progress());
  EXPECT_TRUE(compared.before.empty());
  EXPECT_EQ(compared.after.size(), 2U);
  EXPECT_TRUE(worseMeasurements(compared).empty());

  const auto failed = worseMeasurements(compareModels(request({}, "empty"), Progress()));
  ASSERT_FALSE(failed.empty());
  EXPECT_EQ(failed.front().why, WorseMeasurement::Why::unmeasured);
  EXPECT_EQ(failed.front().before, 2.0);
  EXPECT_EQ(failed.front().after, 0.0);
}

TEST(ModelComparison, CanBeCancelled) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(compareModels(request("perfect", "shrunk"), progress), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
