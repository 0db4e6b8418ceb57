// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/predict_labels.h"

#include "ml/networks/network.h"
#include "planning/core/error.h"
#include "tests/ml/ct_phantom.h"
#include "tests/ml/parity.h"
#include "tests/ml/plain_sliding_window.h"

#include <ATen/ATen.h>
#include <cmath>
#include <gtest/gtest.h>
#include <memory>
#include <vector>

namespace valvista::ml {
namespace {

/// A torso without symmetry in air: an ellipsoid of tissue, a bright tube to one side, a dense ball at
/// another.
double torsoHu(const Vec3& p) {
  const double body = p.x * p.x / 400.0 + (p.y - 1.5) * (p.y - 1.5) / 260.0 + p.z * p.z / 500.0;
  if (body > 1.0) return -1000.0;
  if (std::hypot(p.x - 6.0 - 0.2 * p.z, p.y - 3.0) < 4.0) return 350.0;
  if (norm(p - Vec3{-8, -2, 6}) < 4.5) return 900.0;
  return 40.0 + 60.0 * std::sin(0.3 * p.x + 0.17 * p.y) * std::cos(0.23 * p.z);
}

ImageGeometry torsoGeometry(const Mat3& turn, double margin = 0.0) {
  const Vec3 spacing{1.2, 1.0, 1.5};
  Index3 size{38, 36, 32};
  for (std::size_t axis = 0; axis < 3; ++axis)
    size[axis] += static_cast<int>(2.0 * margin / spacing[static_cast<int>(axis)]);
  ImageGeometry geometry = axisAlignedGeometry(size, spacing);
  geometry.lpsFromIjk.linear = turn * geometry.lpsFromIjk.linear;
  geometry.lpsFromIjk.offset =
      -(geometry.lpsFromIjk.linear * Vec3{0.5 * (size[0] - 1), 0.5 * (size[1] - 1), 0.5 * (size[2] - 1)});
  return geometry;
}

ModelManifest manifestFor(const Index3& patch, double spacing) {
  ModelManifest manifest;
  manifest.name = "test";
  manifest.classes = {{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}};
  manifest.spacingMm = {spacing, spacing, spacing};
  manifest.orientation = "RAS";
  manifest.intensity.windowHu = {-200.0, 600.0};
  manifest.patchSize = patch;
  return manifest;
}

PredictedLabels predict(const Volume& ct, const ModelManifest& manifest, const WindowPredictor& network,
                        const LabelRun& run = {}) {
  return predictLabels(ct, manifest, network, run, Progress());
}

void expectSameForEveryStorageOrder(const Volume& ct, const ModelManifest& manifest,
                                    const WindowPredictor& network) {
  const LabelMap canonical = predict(ct, manifest, network).labels;
  const std::vector<std::size_t> counts = labelCounts(canonical);
  ASSERT_GT(counts[1], 500U);
  ASSERT_GT(counts[2], 500U);
  for (const tests::StorageOrder& storage : tests::storageOrders()) {
    const LabelMap labels = predict(tests::reordered(ct, storage), manifest, network).labels;
    EXPECT_GE(tests::leastDice(canonical, labels, storage), 0.999);
  }
}

TEST(PredictLabels, FormulasAgreeInAll48StorageOrders) {
  for (const Mat3& turn : {Mat3{}, rotation(normalized({1, 2, 4}), 0.6)}) {
    const Volume ct = tests::ctOf(torsoGeometry(turn), torsoHu);
    expectSameForEveryStorageOrder(ct, manifestFor({16, 20, 12}, 1.7), tests::formulaNetwork);
  }
}

/// A U-Net of three levels and three classes, weights by hash.
std::shared_ptr<Network> smallUNet() {
  UNetOptions options;
  options.channels = {4, 8, 16};
  options.strides = {2, 2};
  std::shared_ptr<Network> network = makeNetwork({options, 3});
  parity::setHashWeights(*network);
  network->eval();
  return network;
}

TEST(PredictLabels, UNetAgreesInAll48StorageOrders) {
  const auto network = smallUNet();
  const Volume ct = tests::ctOf(torsoGeometry(rotation(normalized({1, 2, 4}), 0.6)), torsoHu);
  expectSameForEveryStorageOrder(ct, manifestFor({16, 16, 16}, 1.9),
                                 [&](const at::Tensor& windows) { return network->forward(windows); });
}

TEST(PredictLabels, UNetStreamedEqualsPlain) {
  const c10::NoGradGuard noGradient;
  const auto network = smallUNet();
  const WindowPredictor forward = [&](const at::Tensor& windows) { return network->forward(windows); };
  // On a grid of its own voxels the labels are the arg-max itself.
  const ImageGeometry geometry = axisAlignedGeometry({50, 40, 45}, {1, 1, 1}, {-25, -20, -22});
  const Volume ct = tests::ctOf(geometry, torsoHu);
  ModelManifest manifest = manifestFor({32, 32, 32}, 1.0);
  manifest.orientation = "LPS";
  at::Tensor volume = CtSampler(ct, modelGrid(geometry, frameOf(manifest))).sample({{0, 0, 0}, {50, 40, 45}});
  intensityOf(manifest).applyTo(volume);
  for (const double overlap : {0.25, 0.5}) {
    const at::Tensor plain =
        tests::plainSlidingWindow(volume, forward, manifest.patchSize, overlap).argmax(0);
    LabelRun run;
    run.overlap = overlap;
    run.batch = 2;
    run.skipAir = false;
    const LabelMap labels = predict(ct, manifest, forward, run).labels;
    int different = 0;
    for (int i = 0; i < 50; ++i)
      for (int j = 0; j < 40; ++j)
        for (int k = 0; k < 45; ++k)
          different += labels.at({i, j, k}) != plain[i][j][k].item<std::int64_t>() ? 1 : 0;
    EXPECT_LE(different, 9) << "of 90000 voxels, that is 99.99 %";
  }
}

TEST(PredictLabels, SkippedAirChangesNothingInABody) {
  const WindowPredictor bright = [](const at::Tensor& windows) {
    const at::Tensor blurred = at::avg_pool3d(windows, 3, 1, 1);
    return at::cat({at::full_like(windows, 0.35F), blurred, 4.0 * (blurred - 0.75)}, 1);
  };
  const Volume ct = tests::ctOf(torsoGeometry(Mat3{}, 30.0), torsoHu);
  const ModelManifest manifest = manifestFor({12, 12, 12}, 1.5);
  LabelRun run;
  const PredictedLabels skipping = predict(ct, manifest, bright, run);
  run.skipAir = false;
  const PredictedLabels all = predict(ct, manifest, bright, run);
  EXPECT_GT(skipping.windows.skipped, skipping.windows.predicted);
  EXPECT_EQ(all.windows.skipped, 0);
  EXPECT_EQ(tests::leastDice(all.labels, skipping.labels, {}), 1.0);
  EXPECT_GT(labelCounts(all.labels)[1], 500U);
}

TEST(PredictLabels, LabelsAreTheValuesOfTheClasses) {
  ModelManifest manifest = manifestFor({16, 16, 16}, 1.5);
  manifest.classes[1].label = 6;
  manifest.classes[2].label = 77;
  const Volume ct = tests::ctOf(torsoGeometry(Mat3{}), torsoHu);
  const std::vector<std::size_t> counts = labelCounts(predict(ct, manifest, tests::formulaNetwork).labels);
  EXPECT_GT(counts[6], 0U);
  EXPECT_GT(counts[77], 0U);
  EXPECT_EQ(counts[0] + counts[6] + counts[77], ct.geometry().voxelCount());
}

TEST(PredictLabels, TriesSmallerBatchesWhenMemoryRunsOut) {
  const Volume ct = tests::ctOf(torsoGeometry(Mat3{}), torsoHu);
  const ModelManifest manifest = manifestFor({16, 16, 16}, 1.5);
  std::vector<std::int64_t> tried;
  const auto networkFor = [&](std::int64_t largest) {
    return [&tried, largest](const at::Tensor& windows) {
      if (tried.empty() || tried.back() != windows.size(0)) tried.push_back(windows.size(0));
      if (windows.size(0) > largest) TORCH_CHECK_WITH(OutOfMemoryError, false, "CUDA out of memory");
      return tests::formulaNetwork(windows);
    };
  };
  LabelRun run;
  run.batch = 4;
  const PredictedLabels found = predict(ct, manifest, networkFor(1), run);
  EXPECT_EQ(tried, (std::vector<std::int64_t>{4, 2, 1}));
  EXPECT_EQ(found.run.batch, 1);
  EXPECT_EQ(tests::leastDice(predict(ct, manifest, tests::formulaNetwork).labels, found.labels, {}), 1.0);
  try {
    predict(ct, manifest, networkFor(0), run);
    FAIL() << "nothing fits";
  } catch (const ModelError& error) {
    EXPECT_NE(std::string(error.what()).find("Memory ran out on cpu"), std::string::npos) << error.what();
  }
}

TEST(PredictLabels, AFailureOfTheNetworkIsAModelError) {
  const Volume ct = tests::ctOf(torsoGeometry(Mat3{}), torsoHu);
  const ModelManifest manifest = manifestFor({16, 16, 16}, 1.5);
  EXPECT_THROW(predict(ct, manifest,
                       [](const at::Tensor& windows) {
                         return windows.view({-1, 7, 11});
                       }),
               ModelError);
  EXPECT_THROW(predict(ct, manifest, [](const at::Tensor&) -> at::Tensor { throw Cancelled(); }), Cancelled);
}

}  // namespace
}  // namespace valvista::ml
