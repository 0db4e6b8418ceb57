// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/sliding_window.h"

#include "planning/core/error.h"
#include "tests/ml/plain_sliding_window.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <string>

namespace valvista::ml {
namespace {

using tests::formulaNetwork;
using tests::plainSlidingWindow;

at::Tensor noise(const Index3& size, std::int64_t seed) {
  at::Generator generator = at::detail::createCPUGenerator(static_cast<std::uint64_t>(seed));
  return at::randn({size[0], size[1], size[2]}, generator);
}

WindowedVolume volumeOf(const at::Tensor& tensor) {
  WindowedVolume volume;
  for (std::size_t axis = 0; axis < 3; ++axis)
    volume.size[axis] = static_cast<int>(tensor.size(static_cast<std::int64_t>(axis)));
  volume.read = [tensor](const IndexBox& box) {
    return tensor.slice(0, box.begin[0], box.end[0])
        .slice(1, box.begin[1], box.end[1])
        .slice(2, box.begin[2], box.end[2]);
  };
  return volume;
}

/// What the streamed window hands out, put together; fails when rows are missing, double or out of order.
struct Collected {
  at::Tensor logits;
  WindowCounts counts;
  std::int64_t mostRows = 0;
};
Collected collect(const WindowedVolume& volume, const WindowPredictor& predict,
                  const SlidingWindowOptions& options) {
  Collected result;
  std::vector<at::Tensor> parts;
  std::int64_t next = 0;
  const std::int64_t axis = options.streamAxis + 1;
  result.counts = slideWindows(
      volume, predict, options,
      [&](int firstRow, const at::Tensor& logits) {
        EXPECT_EQ(firstRow, next);
        EXPECT_GT(logits.size(axis), 0);
        next += logits.size(axis);
        result.mostRows = std::max(result.mostRows, logits.size(axis));
        parts.push_back(logits.clone());
      },
      Progress());
  result.logits = at::cat(parts, axis);
  return result;
}

SlidingWindowOptions optionsFor(const Index3& roi, double overlap, int batch, int streamAxis) {
  SlidingWindowOptions options;
  options.roi = roi;
  options.overlap = overlap;
  options.classes = 3;
  options.batch = batch;
  options.streamAxis = streamAxis;
  return options;
}

struct Shape {
  Index3 volume, roi;
  double overlap;
  int batch;
};

TEST(SlidingWindow, StreamedEqualsPlain) {
  const std::vector<Shape> shapes{{{40, 24, 30}, {16, 16, 16}, 0.25, 1}, {{33, 17, 16}, {16, 12, 16}, 0.5, 3},
                                  {{20, 50, 21}, {8, 16, 12}, 0.25, 4},  {{10, 26, 9}, {16, 12, 12}, 0.25, 2},
                                  {{17, 17, 17}, {16, 16, 16}, 0.75, 2}, {{5, 6, 7}, {8, 8, 8}, 0.25, 2}};
  std::int64_t seed = 0;
  for (const Shape& shape : shapes) {
    const at::Tensor volume = noise(shape.volume, ++seed);
    const at::Tensor plain = plainSlidingWindow(volume, formulaNetwork, shape.roi, shape.overlap);
    for (int streamAxis = 0; streamAxis < 3; ++streamAxis) {
      const Collected streamed = collect(volumeOf(volume), formulaNetwork,
                                         optionsFor(shape.roi, shape.overlap, shape.batch, streamAxis));
      ASSERT_EQ(streamed.logits.sizes(), plain.sizes());
      EXPECT_LT((streamed.logits - plain).abs().max().item<double>(), 1e-5);
      EXPECT_TRUE(at::equal(streamed.logits.argmax(0), plain.argmax(0)))
          << "volume " << seed << " along axis " << streamAxis;
    }
  }
}

TEST(SlidingWindow, HoldsOneWindowOfRowsWhateverTheLength) {
  const at::Tensor volume = noise({200, 9, 9}, 3);
  const Collected streamed = collect(volumeOf(volume), formulaNetwork, optionsFor({16, 8, 8}, 0.25, 2, 0));
  EXPECT_EQ(streamed.logits.size(1), 200);
  EXPECT_LE(streamed.mostRows, 16);
}

TEST(SlidingWindow, ReadsEveryVoxelOnceForEachPositionAlongTheStream) {
  const at::Tensor volume = noise({50, 20, 20}, 4);
  WindowedVolume counted = volumeOf(volume);
  at::Tensor reads = at::zeros_like(volume);
  counted.read = [&, read = counted.read](const IndexBox& box) {
    reads.slice(0, box.begin[0], box.end[0])
        .slice(1, box.begin[1], box.end[1])
        .slice(2, box.begin[2], box.end[2]) += 1;
    return read(box);
  };
  collect(counted, formulaNetwork, optionsFor({16, 16, 16}, 0.5, 1, 0));
  at::Tensor positions = at::zeros({50, 1, 1});
  const WindowGrid grid = windowGrid({50, 20, 20}, {16, 16, 16}, 0.5);
  for (const int start : grid.starts[0]) positions.slice(0, start, start + 16) += 1;
  EXPECT_TRUE((reads == positions).all().item<bool>());
}

TEST(SlidingWindow, SkippedWindowsArePredictedByNobody) {
  // A body in the middle of air: what is skipped is background in the plain result, too.
  at::Tensor volume = at::full({60, 30, 30}, -1.0F);
  volume.slice(0, 22, 38).slice(1, 8, 22).slice(2, 8, 22) = noise({16, 14, 14}, 5).abs();
  const WindowPredictor bright = [](const at::Tensor& windows) {
    return at::cat({at::full_like(windows, 0.3F), windows, windows * 2 - 1}, 1);
  };
  WindowedVolume source = volumeOf(volume);
  source.isBackground = [&](const IndexBox& box) { return source.read(box).max().item<float>() < 0.0F; };
  const Index3 roi{12, 12, 12};
  const at::Tensor plain = plainSlidingWindow(volume, bright, roi, 0.25);
  const Collected streamed = collect(source, bright, optionsFor(roi, 0.25, 2, 0));
  EXPECT_GT(streamed.counts.skipped, 0);
  EXPECT_EQ(streamed.counts.skipped + streamed.counts.predicted, windowGrid({60, 30, 30}, roi, 0.25).count());
  EXPECT_TRUE(at::equal(streamed.logits.argmax(0), plain.argmax(0)));
  EXPECT_EQ(streamed.logits.select(1, 0).abs().max().item<float>(), 0.0F) << "nobody has looked here";

  source.isBackground = [](const IndexBox&) { return true; };
  const Collected nothing = collect(
      source, [](const at::Tensor&) -> at::Tensor { throw std::logic_error("called"); },
      optionsFor(roi, 0.25, 2, 0));
  EXPECT_EQ(nothing.counts.predicted, 0);
  EXPECT_EQ(nothing.logits.abs().max().item<float>(), 0.0F);
}

TEST(SlidingWindow, BatchesAreAsLargeAsAskedAndProgressIsTheShareOfWindows) {
  const at::Tensor volume = noise({40, 24, 30}, 6);
  std::int64_t largest = 0;
  int batches = 0;
  const WindowPredictor watching = [&](const at::Tensor& windows) {
    largest = std::max(largest, windows.size(0));
    ++batches;
    return formulaNetwork(windows);
  };
  std::vector<double> fractions;
  const Progress progress([&](double fraction, std::string_view) { fractions.push_back(fraction); });
  const WindowCounts counts = slideWindows(
      volumeOf(volume), watching, optionsFor({16, 16, 16}, 0.25, 4, 0), [](int, const at::Tensor&) {},
      progress);
  EXPECT_EQ(largest, 4);
  EXPECT_EQ(counts.predicted, 3 * 2 * 3);
  EXPECT_EQ(batches, 3 * 2) << "rows of 6 windows: 4 and 2";
  ASSERT_EQ(fractions.size(), 6U);
  EXPECT_NEAR(fractions[1], 6.0 / 18.0, 1e-12);
  EXPECT_EQ(fractions.back(), 1.0);
}

TEST(SlidingWindow, CancelTakesEffectBeforeTheNextBatch) {
  const at::Tensor volume = noise({40, 24, 30}, 7);
  Progress progress;
  int batches = 0;
  const WindowPredictor cancelling = [&](const at::Tensor& windows) {
    if (++batches == 2) progress.cancel();
    return formulaNetwork(windows);
  };
  EXPECT_THROW(slideWindows(
                   volumeOf(volume), cancelling, optionsFor({16, 16, 16}, 0.25, 1, 0),
                   [](int, const at::Tensor&) {}, progress),
               Cancelled);
  EXPECT_EQ(batches, 2);
}

TEST(SlidingWindow, OutputOfAnotherShapeIsRefused) {
  const at::Tensor volume = noise({16, 16, 16}, 8);
  SlidingWindowOptions options = optionsFor({16, 16, 16}, 0.25, 1, 0);
  options.classes = 4;
  EXPECT_THROW(collect(volumeOf(volume), formulaNetwork, options), ModelError);
}

}  // namespace
}  // namespace valvista::ml
