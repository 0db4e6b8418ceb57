// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/curved_reformat.h"

#include "tests/viewer/test_volumes.h"
#include "viewer/scene/slice_sampling.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <random>
#include <stdexcept>

namespace valvista::viewer {
namespace {

constexpr double kPi = std::numbers::pi;

/// Radius 30 mm, pitch 60 mm: 1.2 turns; length per radian is hypot(30, 60 / 2 pi).
Polyline helix(int points) {
  Polyline line;
  for (int n = 0; n < points; ++n) {
    const double t = 2.4 * kPi * n / (points - 1);
    line.push_back({30 * std::cos(t), 30 * std::sin(t), 30 * t / kPi});
  }
  return line;
}
double helixLength() {
  return 2.4 * kPi * std::hypot(30.0, 30.0 / kPi);
}
/// A quarter of a circle of 40 mm in the sagittal plane, with straight ends of 30 mm.
Polyline arc() {
  Polyline line;
  for (int n = 0; n < 30; ++n) line.push_back({5, 40, 30.0 - n});
  for (int n = 0; n <= 90; ++n)
    line.push_back({5, 40 * std::cos(n * kPi / 180), -40 * std::sin(n * kPi / 180)});
  for (int n = 1; n <= 30; ++n) line.push_back({5, -1.0 * n, -40});
  return line;
}

TEST(CurvedReformat, StretchedLengthsAreTrue) {
  const CurvedReformat reformat(helix(400), ReformatMode::stretched, 0.7);
  EXPECT_NEAR(reformat.lengthMm(), helixLength(), 0.05);
  EXPECT_DOUBLE_EQ(reformat.heightMm(), reformat.lengthMm());
  for (const double t : {0.0, 0.3, 1.1, 4.0, 2.4 * kPi}) {
    const Vec3 truth{30 * std::cos(t), 30 * std::sin(t), 30 * t / kPi};
    const double along = t * std::hypot(30.0, 30.0 / kPi);
    const auto seen = reformat.lpsFromPicture({0.0, std::min(along, reformat.heightMm())});
    ASSERT_TRUE(seen);
    EXPECT_LT(distance(*seen, truth), 0.05) << t;
    EXPECT_NEAR(reformat.alongNearest(truth), along, 0.05);
    const Plane section = reformat.planeAt(along);
    const Vec3 tangent = normalized({-30 * std::sin(t), 30 * std::cos(t), 30 / kPi});
    EXPECT_GT(dot(section.normal, tangent), std::cos(0.02)) << t;
  }
}

TEST(CurvedReformat, FramesDoNotTwist) {
  // The turn of the frame about the line between two rows is what the line's own turn leaves: none.
  const CurvedReformat reformat(helix(400), ReformatMode::stretched, 0.0);
  const double step = 0.5;
  for (double along = 0.0; along + step < reformat.lengthMm(); along += step) {
    const Vec3 before = reformat.acrossAt(along), after = reformat.acrossAt(along + step);
    const Vec3 binormal = cross(reformat.planeAt(along).normal, before);
    EXPECT_NEAR(dot(after - before, binormal), 0.0, 0.002) << along;
    EXPECT_NEAR(dot(before, reformat.planeAt(along).normal), 0.0, 1e-9);
  }
  EXPECT_GT(dot(reformat.acrossAt(0), Vec3{1, 0, 0}), 0.99) << "begins with the patient's left to the right";
}

TEST(CurvedReformat, PictureAndPatientAreInverse) {
  std::mt19937 random(7);
  for (const ReformatMode mode : {ReformatMode::stretched, ReformatMode::curved})
    for (const Polyline& line : {helix(300), arc()})
      for (const double turn : {0.0, 0.9, 2.5}) {
        const CurvedReformat reformat(line, mode, turn);
        std::uniform_real_distribution<double> off(-12.0, 12.0), along(0.0, reformat.lengthMm());
        for (int n = 0; n < 200; ++n) {
          Vec2 place = reformat.pictureFromAlong(along(random));
          place.x += off(random);
          const auto lps = reformat.lpsFromPicture(place);
          ASSERT_TRUE(lps);
          const auto back = reformat.pictureFromLps(*lps);
          ASSERT_TRUE(back);
          // Where the course covers itself the same patient point is seen elsewhere as well.
          const auto again = reformat.lpsFromPicture(*back);
          ASSERT_TRUE(again);
          EXPECT_LT(distance(*again, *lps), 0.05);
          if (mode == ReformatMode::stretched) {
            EXPECT_NEAR(back->x, place.x, 0.05);
            EXPECT_NEAR(back->y, place.y, 0.05);
          }
        }
      }
}

TEST(CurvedReformat, BeyondTheEndsIsNothing) {
  for (const ReformatMode mode : {ReformatMode::stretched, ReformatMode::curved}) {
    const CurvedReformat reformat(arc(), mode, 0.0);
    EXPECT_FALSE(reformat.lpsFromPicture({0, -0.1}));
    EXPECT_FALSE(reformat.lpsFromPicture({0, reformat.heightMm() + 0.1}));
    EXPECT_FALSE(reformat.pictureFromLps({5, 40, 31}));
    EXPECT_TRUE(reformat.pictureFromLps({5, 40, 30}));
    std::vector<Vec3> points;
    reformat.points(1.0, {0, 0}, 4, 6, points);
    EXPECT_TRUE(std::isnan(points[0].x));
    EXPECT_FALSE(std::isnan(points[4 * 4].x));
  }
  EXPECT_THROW(CurvedReformat({}, ReformatMode::stretched, 0), std::invalid_argument);
  EXPECT_THROW(CurvedReformat({{1, 2, 3}, {1, 2, 3}}, ReformatMode::curved, 0), std::invalid_argument);
  EXPECT_FALSE(CurvedReformat().pictureFromLps({0, 0, 0}));
}

TEST(CurvedReformat, CurvedKeepsTheCourseAndDistancesOnTheSurface) {
  const CurvedReformat reformat(arc(), ReformatMode::curved, 0.0);
  // The bend lies in the sagittal plane: seen sideways it is all there, and nothing is lost to depth.
  double low = 1e9, high = -1e9;
  for (double along = 0.0; along <= reformat.lengthMm(); along += 0.5) {
    const Vec2 seen = reformat.pictureFromAlong(along);
    low = std::min(low, seen.x);
    high = std::max(high, seen.x);
    const Vec2 next = reformat.pictureFromAlong(along + 0.2);
    if (along + 0.2 <= reformat.lengthMm()) {
      EXPECT_NEAR(std::hypot(next.x - seen.x, next.y - seen.y), 0.2, 0.01);
    }
  }
  EXPECT_GT(high - low, 15.0);
  EXPECT_NEAR(reformat.courseWidthMm(), high - low, 0.1);
  EXPECT_LT(reformat.heightMm(), reformat.lengthMm());
}

// An aortic arch, seen from the side: neither limb shows the other beside it once more.
TEST(CurvedReformat, CurvedShowsEachLimbOfAnArchOnce) {
  Polyline arch;
  for (int n = 0; n < 60; ++n) arch.push_back({0, -40, n - 60.0});
  for (int n = 0; n <= 90; ++n)
    arch.push_back({0, -40 * std::cos(n * kPi / 90), 40 * std::sin(n * kPi / 90)});
  for (int n = 1; n <= 600; ++n) arch.push_back({0, 40, -1.0 * n});
  const CurvedReformat reformat(arch, ReformatMode::curved, 0.0);
  ASSERT_GT(std::abs(reformat.acrossAt(0).y), 0.97) << "both limbs lie beside each other";
  for (const double along : {20.0, 200.0, 240.0}) {
    const Vec2 own = reformat.pictureFromAlong(along);
    const double aside = own.x < 0 ? 1.0 : -1.0;  // to the other limb
    EXPECT_TRUE(reformat.lpsFromPicture({own.x + aside * 35, own.y})) << along;
    EXPECT_FALSE(reformat.lpsFromPicture({own.x + aside * 45, own.y})) << along;
    EXPECT_FALSE(reformat.lpsFromPicture({own.x + aside * 80, own.y})) << "the other limb's own place";
    EXPECT_TRUE(reformat.lpsFromPicture({own.x - aside * 80, own.y})) << "nothing is on that side";
    std::vector<Vec3> points;
    reformat.points(1.0, own, 200, 1, points);
    EXPECT_FALSE(std::isnan(points[100].y));
    EXPECT_TRUE(std::isnan(points[aside > 0 ? 180 : 20].y));
  }
  EXPECT_TRUE(reformat.lpsFromPicture({-200, reformat.heightMm()})) << "one limb alone is not cut";
}

TEST(CurvedReformat, TubeIsAStraightBandOfConstantWidth) {
  const Polyline line = arc();
  const CurvedReformat course(line, ReformatMode::stretched, 0.0);
  const ImageGeometry geometry = axisAlignedGeometry({30, 105, 100}, {0.8, 0.8, 0.8}, {-6.5, -34, -50});
  const Volume volume = volumeOf(geometry, [&](const Vec3& p) {
    const double away = distance(p, course.planeAt(course.alongNearest(p)).origin);
    return std::clamp((6.0 - away) * 500.0, -500.0, 500.0);  // half at a radius of 6 mm
  });
  for (const double turn : {0.0, 1.0, kPi / 2}) {
    const CurvedReformat reformat(line, ReformatMode::stretched, turn);
    constexpr double kPixel = 0.1;
    const int height = static_cast<int>((reformat.heightMm() - 10.0) / kPixel);
    std::vector<Vec3> points;
    std::vector<std::int16_t> hu;
    reformat.points(kPixel, {0.0, reformat.heightMm() / 2}, 200, height, points);
    sampleHuAt(volume, points, hu);
    for (int row = 0; row < height; row += 25) {
      const auto begin = hu.begin() + row * 200;
      const auto first = std::find_if(begin, begin + 200, [](int value) { return value > 0; }) - begin;
      const auto count = std::count_if(begin, begin + 200, [](int value) { return value > 0; });
      EXPECT_NEAR(static_cast<double>(count) * kPixel, 12.0, 0.35) << "row " << row << " turn " << turn;
      EXPECT_NEAR((static_cast<double>(first) - 100.0) * kPixel, -6.0, 0.25);
    }
  }
}

}  // namespace
}  // namespace valvista::viewer
