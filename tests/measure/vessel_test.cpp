// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/vessel_calibre.h"
#include "tests/measure/analytic_scan.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <numeric>

namespace valvista::planning {
namespace {

constexpr std::uint8_t kLeft = 6, kRight = 7, kAorta = 1;

/// A tube about an arc of a circle in the plane y = 0, tapered and with a stenosis; it goes on beyond its
/// label.
struct ArcTube {
  double bendRadius = 50.0, length = 70.0, healthy = 4.5, narrow = 2.6, width = 9.0;
  double radius(double s) const {
    const double x = (s - 0.55 * length) / width;
    const double bump = std::abs(x) < 1.0 ? 0.5 * (1.0 + std::cos(std::numbers::pi * x)) : 0.0;
    return healthy - 0.5 * s / length - bump * (healthy - 0.275 - narrow);
  }
  double along(const Vec3& p) const { return bendRadius * std::atan2(p.z, p.x + bendRadius); }
  bool inLumen(const Vec3& p) const {
    const double across = std::hypot(std::hypot(p.x + bendRadius, p.z) - bendRadius, p.y);
    return across < radius(std::clamp(along(p), 0.0, length));
  }
  bool inLabel(const Vec3& p) const { return along(p) > 0 && along(p) < length && inLumen(p); }
  double chord() const { return 2.0 * bendRadius * std::sin(0.5 * length / bendRadius); }
  double meanDiameter() const {
    double sum = 0.0;
    int n = 0;
    for (double s = radius(0.0); s < length - radius(length); s += 0.05, ++n) sum += 2.0 * radius(s);
    return sum / n;
  }
  double maxDiameter() const { return 2.0 * radius(radius(0.0)); }
};

ImageGeometry geometryOf(const ArcTube&, const Vec3& spacing, double tilt) {
  return test::gridAround({-19, 0.3, 25}, spacing,
                          {tilt > 0 ? 52. : 34., tilt > 0 ? 30. : 10., tilt > 0 ? 52. : 38.},
                          test::tilted(tilt));
}

LabelMap labelsIn(const ArcTube& tube, const ImageGeometry& geometry) {
  return test::labelsOf(geometry, [&](const Vec3& p) -> std::uint8_t {
    if (tube.inLabel(p)) return kLeft;
    return tube.inLumen(p) && tube.along(p) < 0 && tube.along(p) > -6 ? kAorta : 0;
  });
}

double meanOf(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void expectTruth(const VesselCalibre& vessel, const ArcTube& tube, double toleranceMm) {
  EXPECT_NEAR(vessel.diameterMm[vessel.narrowest], 2.0 * tube.narrow, toleranceMm);
  EXPECT_NEAR(meanOf(vessel.diameterMm), tube.meanDiameter(), toleranceMm);
  EXPECT_NEAR(*std::max_element(vessel.diameterMm.begin(), vessel.diameterMm.end()), tube.maxDiameter(),
              toleranceMm);
  EXPECT_NEAR(vessel.lengthMm / tube.length, 1.0, 0.02);
  EXPECT_NEAR(vessel.tortuosity, tube.length / tube.chord() - 1.0, 0.02);
  EXPECT_NEAR(vessel.distanceMm[vessel.narrowest], 0.55 * tube.length, 2.0);
}

TEST(Vessel, oneThatDoesNotBeginAtTheAortaIsNotMeasured) {
  const ArcTube tube;
  const ImageGeometry geometry =
      test::gridAround({-19, 0.3, 25}, {1.5, 1.5, 1.5}, {60., 12., 45.}, test::tilted(0));
  const auto isMeasured = [&](const Vec3& aorta, const std::optional<Polyline>& drawn = {}) {
    const LabelMap labels = test::labelsOf(geometry, [&](const Vec3& p) -> std::uint8_t {
      if (tube.inLabel(p)) return kLeft;
      return distance(p, aorta) < 6.0 ? kAorta : 0;
    });
    Findings findings;
    const auto vessel = measureVessel(labels, {kLeft, "iliac.left", drawn}, nullptr, findings, Progress());
    EXPECT_EQ(vessel.has_value(), std::ranges::count(findings, "iliac.left.apart", &Finding::id) == 0);
    return vessel.has_value();
  };
  const Vec3 away{-72, 0, 40};
  EXPECT_TRUE(isMeasured({0, 0, -6}));
  EXPECT_FALSE(isMeasured(away)) << "the aorta is in the scan, but not near";
  EXPECT_TRUE(isMeasured({1000, 0, 0})) << "no aorta in the scan";
  EXPECT_TRUE(isMeasured(away, Polyline{{-1, 0, 10}, {-10, 0, 30}, {-25, 0, 45}})) << "a person knows better";
}

TEST(Vessel, labelsAloneGiveCalibreAndLength) {
  const ArcTube tube;
  for (const auto& [voxel, tolerance] : {std::pair{0.6, 0.3}, {1.0, 0.3}, {1.5, 0.5}})
    for (const double tilt : {0.0, 35.0}) {
      SCOPED_TRACE(testing::Message() << "voxel " << voxel << " tilt " << tilt);
      Findings findings;
      const LabelMap labels = labelsIn(tube, geometryOf(tube, {voxel, voxel, voxel}, tilt));
      const auto vessel = measureVessel(labels, {kLeft, "iliac.left", {}}, nullptr, findings, Progress());
      ASSERT_TRUE(vessel);
      EXPECT_TRUE(findings.empty()) << findings[0].message;
      EXPECT_EQ(vessel->method, "label contour");
      expectTruth(*vessel, tube, tolerance);
    }
}

TEST(Vessel, theCtRefinesTheCalibre) {
  const ArcTube tube;
  const ImageGeometry geometry = geometryOf(tube, {0.8, 0.8, 1.0}, 0.0);
  const LabelMap labels = labelsIn(tube, geometry);
  const test::Blurred lumen([&](const Vec3& p) { return tube.inLumen(p); }, 0.7);
  const Volume ct =
      test::scan(geometry, {35.0, 0.7, 5}, [&](const Vec3& p) { return 40.0 + 310.0 * lumen(p); });
  Findings findings;
  const auto vessel = measureVessel(labels, {kLeft, "iliac.left", {}}, &ct, findings, Progress());
  ASSERT_TRUE(vessel);
  EXPECT_EQ(vessel->method, "CT edge");
  expectTruth(*vessel, tube, 0.2);

  LabelMap restoredLabels = labels;
  const Volume restoredCt = test::restored(ct, {1, 2, 0}, {false, true, true}, restoredLabels);
  const auto restored =
      measureVessel(restoredLabels, {kLeft, "iliac.left", {}}, &restoredCt, findings, Progress());
  ASSERT_TRUE(restored);
  EXPECT_NEAR(restored->diameterMm[restored->narrowest], vessel->diameterMm[vessel->narrowest], 0.02);
  EXPECT_NEAR(meanOf(restored->diameterMm), meanOf(vessel->diameterMm), 0.02);
  EXPECT_NEAR(restored->lengthMm, vessel->lengthMm, 0.02);
  EXPECT_NEAR(restored->centreline.front().z, vessel->centreline.front().z, 0.02);
}

TEST(Vessel, startsAtTheAortaOrTowardsTheHead) {
  const ArcTube tube;
  const ImageGeometry geometry = geometryOf(tube, {1, 1, 1}, 0.0);
  Findings findings;
  LabelMap labels = labelsIn(tube, geometry);
  const auto atAorta = measureVessel(labels, {kLeft, "v", {}}, nullptr, findings, Progress());
  ASSERT_TRUE(atAorta);
  EXPECT_LT(atAorta->centreline.front().z, 5.0);
  labels =
      test::labelsOf(geometry, [&](const Vec3& p) -> std::uint8_t { return tube.inLabel(p) ? kLeft : 0; });
  const auto alone = measureVessel(labels, {kLeft, "v", {}}, nullptr, findings, Progress());
  ASSERT_TRUE(alone);
  EXPECT_GT(alone->centreline.front().z, 40.0);
}

TEST(Vessel, touchingNeighbourAndSpeckleDoNotWidenIt) {
  const ArcTube tube{50.0, 70.0, 4.5, 2.6, 9.0};
  const ImageGeometry geometry = geometryOf(tube, {0.9, 0.9, 0.9}, 0.0);
  const auto beside = [&](const Vec3& p) {
    return !tube.inLumen(p) && std::abs(tube.along(p) - 12.0) < 12.0 &&
           std::hypot(std::hypot(p.x + 50.0, p.z) - 42.0, p.y) < 4.0;
  };
  const LabelMap labels = test::labelsOf(geometry, [&](const Vec3& p) -> std::uint8_t {
    if (tube.inLabel(p)) return norm(p - Vec3{-2.3, 0.4, 17.0}) < 0.6 ? 0 : kLeft;  // a hole
    if (beside(p)) return kRight;
    return norm(p - Vec3{-30, 5, 5}) < 1.5 ? kLeft : 0;  // a speck
  });
  const test::Blurred lumen([&](const Vec3& p) { return tube.inLumen(p) || beside(p); }, 0.6);
  const Volume ct =
      test::scan(geometry, {20.0, 0.6, 9}, [&](const Vec3& p) { return 40.0 + 310.0 * lumen(p); });
  Findings findings;
  const auto vessel = measureVessel(labels, {kLeft, "v", {}}, &ct, findings, Progress());
  ASSERT_TRUE(vessel);
  EXPECT_NEAR(vessel->diameterMm[vessel->narrowest], 2.0 * tube.narrow, 0.2);
  EXPECT_NEAR(*std::max_element(vessel->diameterMm.begin(), vessel->diameterMm.end()), tube.maxDiameter(),
              0.3);
  EXPECT_NEAR(vessel->lengthMm / tube.length, 1.0, 0.02);
}

TEST(Vessel, twoPiecesGiveTheLargerOneAndAFinding) {
  const ArcTube tube;
  const LabelMap labels =
      test::labelsOf(geometryOf(tube, {1, 1, 1}, 0.0), [&](const Vec3& p) -> std::uint8_t {
        return tube.inLabel(p) && std::abs(tube.along(p) - 20.0) > 2.0 ? kLeft : 0;
      });
  Findings findings;
  const auto vessel = measureVessel(labels, {kLeft, "v", {}}, nullptr, findings, Progress());
  ASSERT_TRUE(vessel);
  EXPECT_NEAR(vessel->lengthMm, 48.0, 1.5);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].id, "v.pieces");
}

TEST(Vessel, aPlaceWithoutASectionIsSaid) {
  const ArcTube tube;
  const Vec3 middle{50.0 * std::cos(0.9) - 50.0, 0.0, 50.0 * std::sin(0.9)};  // on the axis, 45 mm along
  const LabelMap labels = test::labelsOf(
      geometryOf(tube, {0.8, 0.8, 0.8}, 0.0),
      [&](const Vec3& p) -> std::uint8_t { return tube.inLabel(p) && norm(p - middle) > 1.9 ? kLeft : 0; });
  Findings findings;
  const auto vessel = measureVessel(labels, {kLeft, "v", {}}, nullptr, findings, Progress());
  ASSERT_TRUE(vessel);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].id, "v.sections_missing");
  EXPECT_LT(distance(findings[0].locationLps.value(), middle), 4.0);
}

TEST(Vessel, whereTheCtDoesNotShowTheWallTheMethodSaysSo) {
  const ArcTube tube;
  const ImageGeometry geometry = geometryOf(tube, {0.8, 0.8, 1.0}, 0.0);
  const LabelMap labels = labelsIn(tube, geometry);
  const test::Blurred lumen([&](const Vec3& p) { return tube.inLumen(p); }, 0.7);
  // Around the stenosis the scan has lost its contrast.
  const auto shown = [&](const Vec3& p) { return std::abs(tube.along(p) - 0.55 * tube.length) > 9.0; };
  const Volume ct = test::scan(geometry, {20.0, 0.7, 5},
                               [&](const Vec3& p) { return 40.0 + (shown(p) ? 310.0 * lumen(p) : 0.0); });
  Findings findings;
  const auto vessel = measureVessel(labels, {kLeft, "v", {}}, &ct, findings, Progress());
  ASSERT_TRUE(vessel);
  EXPECT_EQ(vessel->method, "CT edge");
  ASSERT_EQ(vessel->sectionMethods.size(), vessel->diameterMm.size());
  EXPECT_EQ(vessel->sectionMethods.front(), "CT edge");
  EXPECT_EQ(vessel->sectionMethods[vessel->narrowest], "label contour");
  EXPECT_GT(vessel->diameterSdMm[vessel->narrowest], 0.1) << "that of labels, not of a CT";
}

TEST(Vessel, cutByTheImageIsMeasuredAndSaid) {
  const ArcTube tube;
  ImageGeometry geometry = geometryOf(tube, {1, 1, 1}, 0.0);
  geometry.size[2] -= 30;
  Findings findings;
  const auto vessel =
      measureVessel(labelsIn(tube, geometry), {kLeft, "v", {}}, nullptr, findings, Progress());
  ASSERT_TRUE(vessel);
  EXPECT_LT(vessel->lengthMm, 60.0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].id, "v.cut_by_image");
}

TEST(Vessel, absentOrTinyLabelIsRefusedWithAFinding) {
  const LabelMap none(axisAlignedGeometry({20, 20, 20}, {1, 1, 1}));
  Findings findings;
  EXPECT_FALSE(measureVessel(none, {kLeft, "v", {}}, nullptr, findings, Progress()));
  const LabelMap ball =
      test::labelsOf(axisAlignedGeometry({20, 20, 20}, {1, 1, 1}), [](const Vec3& p) -> std::uint8_t {
        return norm(p - Vec3{10, 10, 10}) < 4.0 ? kLeft : 0;
      });
  EXPECT_FALSE(measureVessel(ball, {kLeft, "v", {}}, nullptr, findings, Progress()));
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].id, "v.missing");
}

TEST(Vessel, cancelStopsTheWork) {
  const ArcTube tube;
  const LabelMap labels = labelsIn(tube, geometryOf(tube, {1, 1, 1}, 0.0));
  Progress progress;
  progress.cancel();
  Findings findings;
  EXPECT_THROW(measureVessel(labels, {kLeft, "v", {}}, nullptr, findings, progress), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
