// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/segment_volume.h"

#include "ml/inference/postprocess.h"
#include "ml/inference/predict_labels.h"
#include "ml/inference/predictor_choice.h"
#include "planning/core/error.h"
#include "planning/core/voxel_runs.h"
#include "tests/ml/ct_phantom.h"
#include "tests/ml/model_of.h"
#include "tests/ml/parity.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <gtest/gtest.h>
#include <string>

namespace valvista::ml {
namespace {

/// A U-Net of three levels with weights by hash; `confidence` is added to the logit of the second class.
Model smallModel(double confidence = 0.0) {
  ModelManifest manifest;
  manifest.name = "small";
  UNetOptions options;
  options.channels = {4, 8, 16};
  options.strides = {2, 2};
  manifest.network = options;
  manifest.classes = {{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}};
  manifest.spacingMm = {1.5, 1.5, 1.5};
  manifest.intensity.windowHu = {-200.0, 600.0};
  manifest.patchSize = {32, 32, 32};
  const auto network = makeNetwork(manifest.networkSpec());
  parity::setHashWeights(*network);
  const c10::NoGradGuard noGradient;
  network->named_parameters()["model.2.1.conv.unit0.conv.bias"][1].add_(confidence);
  return tests::modelOf(*network, manifest);
}

Volume phantom() {
  return tests::ctOf(axisAlignedGeometry({50, 44, 60}, {1.1, 1.1, 1.3}, {-27, -24, -39}), [](const Vec3& p) {
    if (std::hypot(p.x, p.y) > 24.0 || std::abs(p.z) > 30.0) return -1000.0;
    return 60.0 + 250.0 * std::sin(0.31 * p.x + 0.2 * p.y) * std::cos(0.27 * p.z);
  });
}

SegmentationOptions onProcessor() {
  SegmentationOptions options;
  options.device = "cpu";
  options.precision = "float32";
  options.dropSmallParts = options.fillHoles = false;
  options.threads = 2;
  return options;
}

TEST(SegmentVolume, GivesLabelsOnTheGridOfTheCtAndSaysWhatItDid) {
  const Volume ct = phantom();
  const Model model = smallModel();
  constexpr std::uint64_t kParameters = 20'000;
  const SegmentationCost estimate =
      estimateSegmentation(ct.geometry(), model.manifest, kParameters, onProcessor());
  const SegmentOutcome outcome = segmentVolume(ct, model, onProcessor(), Progress());
  EXPECT_EQ(cornerMismatch(outcome.labels.geometry(), ct.geometry()), 0.0);
  EXPECT_EQ(outcome.cost.device, "cpu");
  EXPECT_EQ(outcome.cost.precision, "float32");
  EXPECT_EQ(outcome.cost.windows, 2 * 1 * 2);
  EXPECT_EQ(estimate.windows, outcome.cost.windows);
  EXPECT_GT(estimate.peakBytes, 3 * ct.geometry().voxelCount());
  EXPECT_GT(outcome.cost.seconds, 0.0);
  EXPECT_EQ(at::get_num_threads(), 2);
  const std::vector<std::size_t> counts = labelCounts(outcome.labels);
  EXPECT_GT(counts[1], 1000U);
  EXPECT_GT(counts[2], 1000U);
}

TEST(SegmentVolume, CleansTheClassesThatAreNamed) {
  const Volume ct = phantom();
  SegmentationOptions options = onProcessor();
  const auto smallestShare = [&](const LabelMap& labels, std::uint8_t label) {
    LabelClasses classes{};
    classes[label] = 1;
    const auto sizes = connectedPieces(runsByClass(labels, classes, 1, Progress())[1], kCorners).voxels;
    const auto [least, most] = std::minmax_element(sizes.begin(), sizes.end());
    return static_cast<double>(*least) / static_cast<double>(*most);
  };
  const LabelMap raw = segmentVolume(ct, smallModel(), options, Progress()).labels;
  ASSERT_LT(smallestShare(raw, 1), kSmallPart);
  ASSERT_LT(smallestShare(raw, 2), kSmallPart);
  options.dropSmallParts = true;
  options.cleanUpClasses = {"aorta"};
  const LabelMap one = segmentVolume(ct, smallModel(), options, Progress()).labels;
  EXPECT_GE(smallestShare(one, 1), kSmallPart);
  EXPECT_EQ(smallestShare(one, 2), smallestShare(raw, 2));
  options.cleanUpClasses = {};
  EXPECT_GE(smallestShare(segmentVolume(ct, smallModel(), options, Progress()).labels, 2), kSmallPart);
  options.cleanUpClasses = {"spleen"};
  EXPECT_THROW(segmentVolume(ct, smallModel(), options, Progress()), ModelError);
}

TEST(SegmentVolume, ReportsWindowsAndStopsWhenAsked) {
  Progress* asked = nullptr;
  int reports = 0;
  Progress progress([&](double fraction, std::string_view what) {
    if (what.starts_with("window ")) {
      EXPECT_GT(fraction, 0.0);
      ++reports;
      asked->cancel();
    }
  });
  asked = &progress;
  EXPECT_THROW(segmentVolume(phantom(), smallModel(), onProcessor(), progress), Cancelled);
  EXPECT_EQ(reports, 1);
}

TEST(SegmentVolume, ALimitTooSmallIsRefusedBeforeTheStart) {
  SegmentationOptions options = onProcessor();
  options.memoryLimitBytes = 64ULL << 20;
  bool started = false;
  const Progress progress([&](double, std::string_view) { started = true; });
  try {
    segmentVolume(phantom(), smallModel(), options, progress);
    FAIL() << "64 MiB do not hold LibTorch";
  } catch (const ModelError& error) {
    EXPECT_NE(std::string(error.what()).find(" GiB of memory; the limit is 0.1 GiB."), std::string::npos)
        << error.what();
  }
  EXPECT_FALSE(started);
}

TEST(SegmentVolume, UnknownDevicesAreRefused) {
  for (const char* device : {"toaster", "cpu:x", "", "cuda:97"}) {
    SegmentationOptions options = onProcessor();
    options.device = device;
    EXPECT_THROW(segmentVolume(phantom(), smallModel(), options, Progress()), ModelError) << device;
  }
}

TEST(PredictorChoice, AgreementIsTheDiceOfTheStructures) {
  // Classes 1, 0, 0, 1 of two.
  const at::Tensor one = at::tensor({0.1F, 0.9F, 0.5F, 0.2F, 0.8F, 0.3F, 0.4F, 0.6F}).view({1, 2, 1, 1, 4});
  EXPECT_EQ(structureDice(one, one), 1.0);
  EXPECT_EQ(structureDice(one, one.flip(1)), 0.0);
  at::Tensor other = one.clone();
  other[0][1][0][0][0] = -1.0F;
  EXPECT_EQ(structureDice(one, other), 2.0 * 1 / (2 + 1));
  const at::Tensor background = at::tensor({1.0F, 0.0F}).view({1, 2, 1, 1, 1});
  EXPECT_FALSE(structureDice(background, background)) << "two empty windows prove nothing";
}

TEST(PredictorChoice, TakesTheFasterPrecisionOnlyWhereLabelsAgree) {
  const at::Tensor probe = parity::hashInput({1, 1, 32, 32, 32});
  const Precision fastest = fastestPrecision("cpu");
  const auto chosenFor = [&](double confidence) {
    Model model = smallModel(confidence);
    return choosePredictor(model.manifest, std::move(model.weights), "cpu", {}, probe).precision;
  };
  EXPECT_EQ(chosenFor(100.0), fastest) << "no doubt about any voxel";
  EXPECT_EQ(chosenFor(0.0), Precision::float32) << "noise: many voxels stand at the edge of two classes";
  Model model = smallModel();
  EXPECT_EQ(
      choosePredictor(model.manifest, std::move(model.weights), "cpu", Precision::bfloat16, probe).precision,
      Precision::bfloat16)
      << "who asks for it gets it";
}

}  // namespace
}  // namespace valvista::ml
