// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_cut.h"

#include "tests/core/model_case.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::ml::tests {
namespace {

/// A case that owns its voxels.
struct OwnedCase {
  Index3 size;
  std::vector<std::int16_t> hu;
  std::vector<std::uint8_t> channels;

  OwnedCase(const Index3& size_, const std::function<int(const Index3&)>& huAt,
            const std::function<int(const Index3&)>& channelAt)
      : size(size_) {
    for (int z = 0; z < size[0]; ++z)
      for (int y = 0; y < size[1]; ++y)
        for (int x = 0; x < size[2]; ++x) {
          hu.push_back(static_cast<std::int16_t>(huAt({z, y, x})));
          channels.push_back(static_cast<std::uint8_t>(channelAt({z, y, x})));
        }
  }
  CachedCase view() const {
    CachedCase one;
    one.size = size;
    one.hu = hu;
    one.channels = channels;
    return one;
  }
};

OwnedCase colourful() {
  return OwnedCase(
      {30, 28, 26}, [](const Index3& v) { return v[0] * 61 + v[1] * 17 + v[2] * v[2] - 900; },
      [](const Index3& v) { return (v[0] / 3 + v[1] / 4 + v[2] / 5) % 4; });
}

ModelManifest modelOf(const std::string& orientation, const std::array<double, 3>& spacing,
                      const std::vector<std::string>& names) {
  ModelManifest model = valvista::tests::goodManifest();
  model.orientation = orientation;
  model.spacingMm = spacing;
  model.classes = {{"background", 0}};
  for (const std::string& name : names)
    model.classes.push_back({name, static_cast<std::uint8_t>(model.classes.size())});
  return model;
}

ModelManifest legs(const std::string& orientation, const std::array<double, 3>& spacing) {
  return modelOf(orientation, spacing, {"iliac_artery_left", "aorta", "iliac_artery_right"});
}

std::size_t placeOf(const Index3& size, const Index3& v) {
  return static_cast<std::size_t>((v[0] * size[1] + v[1]) * size[2] + v[2]);
}

TEST(CutPatch, IsThePieceOfTheCase) {
  const OwnedCase one = colourful();
  const Index3 corner{3, 7, 9}, size{16, 12, 10};
  const CutPatch patch = cutPatch(one.view(), corner, size);
  for (int z = 0; z < size[0]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[2]; ++x) {
        const std::size_t there = placeOf(one.size, {z + corner[0], y + corner[1], x + corner[2]});
        ASSERT_EQ(patch.hu[placeOf(size, {z, y, x})], one.hu[there]);
        ASSERT_EQ(patch.channels[placeOf(size, {z, y, x})], one.channels[there]);
      }
}

TEST(CutPatch, IsAirBeyondTheCase) {
  const OwnedCase one(
      {2, 3, 4}, [](const Index3&) { return 50; }, [](const Index3&) { return 1; });
  const Index3 size{6, 6, 6};
  for (const bool moved : {false, true}) {
    const CutPatch patch = moved ? cutMovedPatch(one.view(), {-2, -1, -1}, size, {}, legs("RAS", {1, 1, 1}))
                                 : cutPatch(one.view(), {-2, -1, -1}, size);
    for (int z = 0; z < 6; ++z)
      for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 6; ++x) {
          const bool inside = z >= 2 && z < 4 && y >= 1 && y < 4 && x >= 1 && x < 5;
          ASSERT_EQ(patch.hu[placeOf(size, {z, y, x})], inside ? 50 : -1024);
          ASSERT_EQ(patch.channels[placeOf(size, {z, y, x})], inside ? 1 : 0);
        }
  }
}

TEST(CutMovedPatch, UnmovedIsThePlainCut) {
  const OwnedCase one = colourful();
  const Index3 corner{3, 7, 9}, size{16, 12, 11};
  const CutPatch plain = cutPatch(one.view(), corner, size);
  const CutPatch moved = cutMovedPatch(one.view(), corner, size, {}, legs("RAS", {0.7, 1.1, 1.9}));
  EXPECT_EQ(moved.hu, plain.hu);
  EXPECT_EQ(moved.channels, plain.channels);
}

/// Along the axis between left and right, whichever it is, and with left and right exchanged.
TEST(CutMovedPatch, MirroredIsThePlainCutFromTheOtherSide) {
  const OwnedCase one = colourful();
  const Index3 corner{3, 7, 9}, size{16, 12, 11};
  const std::array<std::uint8_t, 4> exchanged{0, 3, 2, 1};
  const CutPatch plain = cutPatch(one.view(), corner, size);
  PatchChanges changes;
  changes.mirrored = true;
  for (const auto& [orientation, axis] : {std::pair{"RAS", 0U}, std::pair{"ALS", 1U}, std::pair{"SPL", 2U}}) {
    const CutPatch patch =
        cutMovedPatch(one.view(), corner, size, changes, legs(orientation, {0.7, 1.1, 1.9}));
    for (int z = 0; z < size[0]; ++z)
      for (int y = 0; y < size[1]; ++y)
        for (int x = 0; x < size[2]; ++x) {
          Index3 other{z, y, x};
          other[axis] = size[axis] - 1 - other[axis];
          ASSERT_EQ(patch.hu[placeOf(size, {z, y, x})], plain.hu[placeOf(size, other)]) << orientation;
          ASSERT_EQ(patch.channels[placeOf(size, {z, y, x})], exchanged[plain.channels[placeOf(size, other)]])
              << orientation;
        }
  }
}

constexpr int kBallHu = 300;

/// Volume and centre of what is kBallHu where everything else is 0, in millimetres from the patch's middle.
struct Ball {
  double volume = 0.0;
  std::array<double, 3> centre{0, 0, 0};
};

Ball ballIn(const CutPatch& patch, const std::array<double, 3>& spacing) {
  Ball ball;
  double voxels = 0.0;
  for (int z = 0; z < patch.size[0]; ++z)
    for (int y = 0; y < patch.size[1]; ++y)
      for (int x = 0; x < patch.size[2]; ++x) {
        const Index3 v{z, y, x};
        const double weight = patch.hu[placeOf(patch.size, v)] / kBallHu;
        for (std::size_t axis = 0; axis < 3; ++axis)
          ball.centre[axis] += weight * (v[axis] - 0.5 * (patch.size[axis] - 1)) * spacing[axis];
        voxels += weight;
      }
  for (double& c : ball.centre) c /= voxels;
  ball.volume = voxels * spacing[0] * spacing[1] * spacing[2];
  return ball;
}

/// A ball 12 mm off the middle, on voxels that are no cubes, stays a ball and goes where the turn takes it.
TEST(CutMovedPatch, TurnsAndScalesInMillimetres) {
  const std::array<double, 3> spacing{1.0, 0.8, 1.25};
  const Index3 caseSize{80, 90, 70}, size{48, 60, 40}, corner{16, 15, 15};
  constexpr double kRadius = 8.0, kPi = std::numbers::pi;
  const std::array<double, 3> offset{4.0, -9.0, 7.0};
  const auto inBall = [&](const Index3& v) {
    double squares = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double d = (v[axis] - corner[axis] - 0.5 * (size[axis] - 1)) * spacing[axis] - offset[axis];
      squares += d * d;
    }
    return squares <= kRadius * kRadius;
  };
  const OwnedCase one(
      caseSize, [&](const Index3& v) { return inBall(v) ? kBallHu : 0; },
      [&](const Index3& v) { return inBall(v) ? 1 : 0; });
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (const double scale : {0.9, 1.0, 1.15}) {
      PatchChanges changes;
      const double angle = changes.turn[axis] = 0.3;
      changes.scale = scale;
      const CutPatch patch = cutMovedPatch(one.view(), corner, size, changes, legs("RAS", spacing));
      const Ball ball = ballIn(patch, spacing);
      EXPECT_NEAR(ball.volume / (4.0 / 3.0 * kPi * std::pow(kRadius * scale, 3)), 1.0, 0.03);
      const std::size_t u = (axis + 1) % 3, v = (axis + 2) % 3;
      EXPECT_NEAR(ball.centre[axis], scale * offset[axis], 0.1);
      EXPECT_NEAR(ball.centre[u], scale * (std::cos(angle) * offset[u] + std::sin(angle) * offset[v]), 0.1);
      EXPECT_NEAR(ball.centre[v], scale * (std::cos(angle) * offset[v] - std::sin(angle) * offset[u]), 0.1);
      // Labels go the same way as HU.
      std::size_t agree = 0;
      for (std::size_t at = 0; at < patch.hu.size(); ++at)
        agree += (patch.hu[at] > kBallHu / 2.0F) == (patch.channels[at] == 1) ? 1U : 0U;
      EXPECT_GT(static_cast<double>(agree) / static_cast<double>(patch.hu.size()), 0.995);
    }
}

/// What lies beside the patch in the case comes in at its corners.
TEST(CutMovedPatch, HasNoBlackCornersInsideTheCase) {
  const OwnedCase one(
      {64, 64, 64}, [](const Index3& v) { return 10 * v[0] + 2 * v[1] - v[2]; },
      [](const Index3&) { return 2; });
  PatchChanges changes;
  changes.turn = {0.2, -0.25, 0.26};
  changes.scale = 0.85;
  const CutPatch patch =
      cutMovedPatch(one.view(), {20, 20, 20}, {24, 24, 24}, changes, legs("RAS", {1, 1, 1}));
  EXPECT_TRUE(std::all_of(patch.channels.begin(), patch.channels.end(), [](int c) { return c == 2; }));
  // HU that change linearly still do: second differences vanish.
  for (std::size_t at = 1; at + 1 < 24; ++at)
    EXPECT_NEAR(patch.hu[at - 1] - 2 * patch.hu[at] + patch.hu[at + 1], 0.0, 1e-2);
}

TEST(LeftRightOf, FindsSidesByName) {
  const LeftRight sides = leftRightOf(modelOf(
      "PSR", {1, 1, 1},
      {"kidney_right", "left_ventricle", "kidney_left", "heart_ventricle_left", "heart_atrium_right"}));
  EXPECT_EQ(sides.axis, 2);
  EXPECT_TRUE(sides.canBeExchanged);
  EXPECT_EQ((std::vector<int>(sides.channel.begin(), sides.channel.begin() + 7)),
            (std::vector<int>{0, 3, 2, 1, 4, 5, 6}));
  EXPECT_FALSE(leftRightOf(modelOf("RAS", {1, 1, 1}, {"aorta", "iliac_artery_left"})).canBeExchanged);
}

TEST(PatchChanges, AreDrawnEvenlyUpToTheOptions) {
  AugmentationOptions options;
  options.probability = 0.5;
  int mirrored = 0, turned = 0, shifted = 0;
  double largestTurn = 0.0, largestShift = 0.0, sum = 0.0;
  constexpr int kDraws = 4000;
  for (int draw = 0; draw < kDraws; ++draw) {
    RandomDraws draws(static_cast<std::uint64_t>(draw));
    const PatchChanges changes = drawChanges(options, draws);
    mirrored += changes.mirrored ? 1 : 0;
    turned += changes.turn[1] != 0.0 ? 1 : 0;
    shifted += changes.shiftHu != 0.0 ? 1 : 0;
    largestTurn = std::max(largestTurn, std::abs(changes.turn[1]));
    largestShift = std::max(largestShift, std::abs(changes.shiftHu));
    sum += changes.shiftHu;
    ASSERT_GE(changes.noiseHu, 0.0);
    ASSERT_GE(changes.blurMm, 0.0);
  }
  // Five standard deviations of a binomial count.
  for (const int count : {mirrored, turned, shifted}) EXPECT_NEAR(count, kDraws / 2, 5 * 32);
  EXPECT_NEAR(largestTurn, options.rotationDeg * std::numbers::pi / 180.0, 0.01);
  EXPECT_NEAR(largestShift, options.shiftHu, 0.5);
  EXPECT_NEAR(sum / kDraws, 0.0, 5 * options.shiftHu / std::sqrt(6.0 * kDraws));
  options = {};
  options.mirror = false;
  options.rotationDeg = options.scale = options.gain = options.shiftHu = options.blurMm = options.noiseHu =
      0.0;
  RandomDraws draws(1);
  const PatchChanges none = drawChanges(options, draws);
  EXPECT_FALSE(none.moves());
  EXPECT_EQ(none.gain, 1.0);
}

TEST(PatchNoise, HasTheDeviationAskedForAndIsPure) {
  std::vector<float> noise(100000, 10.0F), again(noise);
  addNoise(noise.data(), noise.size(), 20.0, 7);
  addNoise(again.data(), again.size(), 20.0, 7);
  EXPECT_EQ(noise, again);
  double sum = 0.0, squares = 0.0, within = 0.0;
  for (const float value : noise) {
    sum += value;
    squares += (value - 10.0) * (value - 10.0);
    within += std::abs(value - 10.0) < 20.0 ? 1.0 : 0.0;
  }
  EXPECT_NEAR(sum / 1e5, 10.0, 5 * 20.0 / std::sqrt(1e5));
  EXPECT_NEAR(std::sqrt(squares / 1e5), 20.0, 0.25);
  EXPECT_NEAR(within / 1e5, 0.6827, 0.0075);
}

TEST(PatchBlur, SpreadsAPointByItsSigmaAlongEachAxis) {
  const Index3 size{21, 23, 25};
  const std::array<double, 3> sigma{0.8, 1.3, 1.9};
  std::vector<float> values(21 * 23 * 25, 0.0F);
  values[placeOf(size, {10, 11, 12})] = 1000.0F;
  blur(values.data(), size, sigma);
  double sum = 0.0;
  std::array<double, 3> variance{0, 0, 0};
  for (int z = 0; z < 21; ++z)
    for (int y = 0; y < 23; ++y)
      for (int x = 0; x < 25; ++x) {
        const double value = values[placeOf(size, {z, y, x})];
        sum += value;
        const std::array<double, 3> d{z - 10.0, y - 11.0, x - 12.0};
        for (std::size_t axis = 0; axis < 3; ++axis) variance[axis] += value * d[axis] * d[axis];
      }
  EXPECT_NEAR(sum, 1000.0, 0.01);
  for (std::size_t axis = 0; axis < 3; ++axis)
    EXPECT_NEAR(std::sqrt(variance[axis] / sum), sigma[axis], 0.03);
  std::vector<float> flat(21 * 23 * 25, 7.0F);
  blur(flat.data(), size, sigma);
  for (const float value : flat) ASSERT_NEAR(value, 7.0F, 1e-4);
}

}  // namespace
}  // namespace valvista::ml::tests
