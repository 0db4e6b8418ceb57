// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/volume_caster.h"

#include "tests/viewer/test_volumes.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace valvista::viewer {
namespace {

const Vec3 kCentre{20, -10, 15};
constexpr double kRadius = 14.0, kAway = 300.0, kTan = 0.25;
constexpr int kSide = 200;

/// A bright ball in air, stored from back to front and right to left.
Volume ball(double hu) {
  const ImageGeometry stored = reordered(axisAlignedGeometry({100, 90, 60}, {1, 1, 1.5}, {-40, -50, -30}),
                                         {2, 0, 1}, {false, true, true});
  return volumeOf(stored, [hu](const Vec3& p) { return distance(p, kCentre) < kRadius ? hu : -1000.0; });
}

/// From the patient's front, head up: the patient's left is on the right.
CastView fromFront() {
  return {Vec3{0, -kAway, 0}, {0, 1, 0}, {1, 0, 0}, {0, 0, 1}, kTan, kSide, kSide};
}

VolumeCaster casterOf(const Volume& volume, VolumePreset preset) {
  return {drawnVolume(volume, {}), preset};
}

int alphaAt(const VolumePicture& picture, int x, int y) {
  return picture.rgba[static_cast<std::size_t>(y * picture.width + x) * 4 + 3];
}

/// Where a point is seen by fromFront().
Vec2 seenAt(const Vec3& p) {
  const double scale = kSide / (2.0 * kTan * (p.y + kAway));
  return {kSide / 2.0 + p.x * scale, kSide / 2.0 - p.z * scale};
}

TEST(VolumeCaster, BallIsSeenWhereItIs) {
  const VolumePicture picture =
      casterOf(ball(900), VolumePreset::boneAndVessel).cast(fromFront(), {}, 1.0, {});
  ASSERT_EQ(picture.width, kSide);
  double sumX = 0.0, sumY = 0.0;
  int seen = 0;
  for (int y = 0; y < kSide; ++y)
    for (int x = 0; x < kSide; ++x)
      if (alphaAt(picture, x, y) > 128) {
        sumX += x + 0.5;
        sumY += y + 0.5;
        ++seen;
      }
  ASSERT_GT(seen, 0);
  const Vec2 middle = seenAt(kCentre);
  EXPECT_GT(middle.x, kSide / 2.0) << "the patient's left is on the right";
  EXPECT_NEAR(sumX / seen, middle.x, 0.7);
  EXPECT_NEAR(sumY / seen, middle.y, 0.7);
  const double radius = kRadius * kSide / (2.0 * kTan * (kCentre.y + kAway));
  EXPECT_NEAR(std::sqrt(seen / 3.14159265), radius, 0.7);
}

TEST(VolumeCaster, PresetsShowWhatTheyAreFor) {
  const Vec2 middle = seenAt(kCentre);
  const auto alphaOf = [&](double hu, VolumePreset preset) {
    return alphaAt(casterOf(ball(hu), preset).cast(fromFront(), {}, 1.0, {}), static_cast<int>(middle.x),
                   static_cast<int>(middle.y));
  };
  EXPECT_EQ(alphaOf(900, VolumePreset::none), 0);
  for (const VolumePreset preset :
       {VolumePreset::cardiacCta, VolumePreset::boneAndVessel, VolumePreset::calcium}) {
    EXPECT_GT(alphaOf(1000, preset), 240);
    EXPECT_EQ(alphaOf(60, preset), 0) << "soft tissue";
  }
  EXPECT_GT(alphaOf(400, VolumePreset::cardiacCta), 240) << "contrast";
  EXPECT_GT(alphaOf(400, VolumePreset::boneAndVessel), 200);
  const int lumen = alphaOf(400, VolumePreset::calcium);
  EXPECT_GT(lumen, 5) << "a shade tells the place";
  EXPECT_LT(lumen, 90);
}

TEST(VolumeCaster, TablesRiseFromTransparent) {
  for (const VolumePreset preset :
       {VolumePreset::cardiacCta, VolumePreset::boneAndVessel, VolumePreset::calcium}) {
    const auto points = transferFunction(preset);
    ASSERT_GE(points.size(), 2u);
    EXPECT_EQ(points.front().opacity, 0.0);
    for (std::size_t p = 1; p < points.size(); ++p) {
      EXPECT_LT(points[p - 1].hu, points[p].hu);
      EXPECT_LE(points[p - 1].opacity, points[p].opacity);
    }
  }
}

TEST(VolumeCaster, ClipKeepsTheSideOfTheNormal) {
  VolumeCaster caster = casterOf(ball(900), VolumePreset::boneAndVessel);
  caster.setClip(Plane{kCentre, {0, 0, 1}});
  const VolumePicture picture = caster.cast(fromFront(), {}, 1.0, {});
  const Vec2 above = seenAt(kCentre + Vec3{0, 0, 7}), below = seenAt(kCentre - Vec3{0, 0, 7});
  EXPECT_GT(alphaAt(picture, static_cast<int>(above.x), static_cast<int>(above.y)), 200);
  EXPECT_EQ(alphaAt(picture, static_cast<int>(below.x), static_cast<int>(below.y)), 0);
}

// The left half of the picture has a surface in front of the ball, the right half one behind it.
TEST(VolumeCaster, SolidSurfacesHideWhatIsBehindThem) {
  const Vec2 middle = seenAt(kCentre);
  SurfaceDepth depth{kSide, kSide, {}};
  depth.mm.resize(static_cast<std::size_t>(kSide) * kSide);
  for (std::size_t n = 0; n < depth.mm.size(); ++n)
    depth.mm[n] = static_cast<double>(n % kSide) < middle.x ? 250.0F : 400.0F;
  const VolumePicture picture =
      casterOf(ball(900), VolumePreset::boneAndVessel).cast(fromFront(), depth, 1.0, {});
  const int y = static_cast<int>(middle.y);
  EXPECT_EQ(alphaAt(picture, static_cast<int>(middle.x) - 4, y), 0);
  EXPECT_GT(alphaAt(picture, static_cast<int>(middle.x) + 4, y), 200);
}

TEST(VolumeCaster, FirstSolidPlaceIsTheFaceOfTheBall) {
  const VolumeCaster caster = casterOf(ball(900), VolumePreset::boneAndVessel);
  const auto place = caster.firstSolid({kCentre.x, -kAway, kCentre.z}, {0, 1, 0});
  ASSERT_TRUE(place);
  EXPECT_LT(distance(*place, kCentre - Vec3{0, kRadius, 0}), 2.0);
  EXPECT_FALSE(caster.firstSolid({-30, -kAway, kCentre.z}, {0, 1, 0}));
}

TEST(VolumeCaster, CoarsePictureIsTheSameInFewerRays) {
  const VolumeCaster caster = casterOf(ball(900), VolumePreset::boneAndVessel);
  const VolumePicture coarse = caster.cast(fromFront(), {}, 5.0, {});
  EXPECT_EQ(coarse.width, 40);
  const Vec2 middle = seenAt(kCentre);
  EXPECT_GT(alphaAt(coarse, static_cast<int>(middle.x / 5), static_cast<int>(middle.y / 5)), 200);
  std::stop_source stopped;
  stopped.request_stop();
  EXPECT_TRUE(caster.cast(fromFront(), {}, 1.0, stopped.get_token()).rgba.empty());
  EXPECT_EQ(drawnVolume(ball(900), stopped.get_token()), nullptr);
}

// What a large CT loses is detail, not its place: the mean of a ramp along each axis stays the ramp.
TEST(DrawnVolume, LargeVolumeIsShrunkInPlace) {
  const ImageGeometry full = axisAlignedGeometry({300, 520, 20}, {0.5, 0.4, 2.0}, {-70, 30, 5});
  const auto ramp = [](const Vec3& p) { return 2.0 * p.x + p.y - 3.0 * p.z; };
  const auto drawn = drawnVolume(volumeOf(full, ramp), {});
  EXPECT_EQ(drawn->geometry.size, (Index3{150, 173, 20}));
  for (const Index3& ijk : {Index3{0, 0, 0}, Index3{149, 172, 19}, Index3{70, 20, 3}}) {
    const auto at = static_cast<std::size_t>((ijk[2] * 173 + ijk[1]) * 150 + ijk[0]);
    EXPECT_NEAR(drawn->hu[at], ramp(drawn->geometry.lps(ijk)), 1.0);
  }
}

}  // namespace
}  // namespace valvista::viewer
