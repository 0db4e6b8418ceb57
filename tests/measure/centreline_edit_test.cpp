// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/control_line.h"
#include "planning/measure/live_measure.h"
#include "planning/measure/measure_case.h"
#include "planning/phantom/aortic_anatomy.h"
#include "tests/measure/analytic_scan.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <string>

namespace valvista::planning {
namespace {

constexpr std::uint8_t kLeft = 6;
constexpr double kRadius = 4.5, kHalfLength = 40.0;

bool inTube(const Vec3& p) {
  return std::hypot(p.x, p.y) < kRadius && std::abs(p.z) < kHalfLength;
}

/// A straight tube along the patient, oblique to its grid.
LabelMap tubeLabels() {
  const ImageGeometry geometry =
      test::gridAround({0.2, 0.1, 0.3}, {0.8, 0.8, 0.8}, {26, 30, 48}, test::tilted(25.0));
  return test::labelsOf(geometry, [](const Vec3& p) -> std::uint8_t { return inTube(p) ? kLeft : 0; });
}

Volume tubeCt(const ImageGeometry& geometry) {
  const test::Blurred lumen([](const Vec3& p) { return std::hypot(p.x, p.y) < kRadius; }, 0.6);
  return test::scan(geometry, {15.0, 0.6, 2}, [&](const Vec3& p) { return 50.0 + 330.0 * lumen(p); });
}

bool hasFinding(const Findings& findings, const std::string& id) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.id == id; });
}

TEST(ControlLine, goesThroughEveryPointAndKeepsALineStraight) {
  const Polyline points{{0, 0, 0}, {3, 1, -10}, {-2, 4, -22}, {-2, 4, -23}, {5, 5, -60}};
  const Polyline line = lineThrough(points);
  for (const Vec3& p : points) {
    double nearest = 1e9;
    for (std::size_t i = 1; i < line.size(); ++i) {
      const Vec3 along = line[i] - line[i - 1];
      const double t = std::clamp(dot(p - line[i - 1], along) / dot(along, along), 0.0, 1.0);
      nearest = std::min(nearest, distance(p, line[i - 1] + along * t));
    }
    EXPECT_LT(nearest, 0.05);
  }
  EXPECT_EQ(line.front(), points.front());
  EXPECT_EQ(line.back(), points.back());
  for (const Vec3& p : lineThrough({{0, 0, 0}, {0, 0, -4}, {0, 0, -40}}))
    EXPECT_NEAR(std::hypot(p.x, p.y), 0, 1e-9);
  EXPECT_TRUE(lineThrough({}).empty());
  EXPECT_TRUE(lineThrough({{1, 2, 3}, {1, 2, 3}}).empty());
  EXPECT_TRUE(lineThrough({{1, 2, 3}, {std::numeric_limits<double>::infinity(), 2, 3}}).empty());
}

TEST(CentrelineEdit, pointsMovedSidewaysLeaveTheCalibreOfAStraightTube) {
  const LabelMap labels = tubeLabels();
  const Volume ct = tubeCt(labels.geometry());
  for (const Volume* scan : {static_cast<const Volume*>(nullptr), &ct}) {
    Findings findings;
    const auto proposed = measureVessel(labels, {kLeft, "v", {}}, scan, findings, Progress());
    ASSERT_TRUE(proposed);
    EXPECT_FALSE(proposed->centrelineEdited);
    ASSERT_EQ(proposed->proposedPoints.size(), 6u);  // 80 mm, about 15 mm apart
    EXPECT_EQ(proposed->proposedPoints.front(), proposed->centreline.front());
    EXPECT_EQ(proposed->proposedPoints.back(), proposed->centreline.back());
    Polyline points = proposed->proposedPoints;
    for (std::size_t i = 1; i + 1 < points.size(); ++i) points[i] += Vec3{i % 2 == 0 ? 1.0 : -1.0, 0.0, 0.0};
    const auto edited = measureVessel(labels, {kLeft, "v", points}, scan, findings, Progress());
    ASSERT_TRUE(edited);
    EXPECT_TRUE(edited->centrelineEdited);
    EXPECT_TRUE(findings.empty()) << findings[0].message;
    EXPECT_EQ(edited->proposedPoints, proposed->proposedPoints);
    EXPECT_GT(edited->lengthMm, proposed->lengthMm + 0.2);
    const std::vector<double>& d = edited->diameterMm;
    const double mean = std::accumulate(d.begin(), d.end(), 0.0) / static_cast<double>(d.size());
    EXPECT_NEAR(mean, 2.0 * kRadius, 0.15);
    EXPECT_NEAR(d[edited->narrowest], 2.0 * kRadius, 0.3);
    EXPECT_NEAR(*std::max_element(d.begin(), d.end()), 2.0 * kRadius, 0.35);
  }
}

TEST(CentrelineEdit, aLineOutsideTheVesselIsSaid) {
  const LabelMap labels = tubeLabels();
  Findings findings;
  const auto proposed = measureVessel(labels, {kLeft, "v", {}}, nullptr, findings, Progress());
  ASSERT_TRUE(proposed);
  Polyline points = proposed->proposedPoints;
  points[2].x += 9.0;
  const auto partly = measureVessel(labels, {kLeft, "v", points}, nullptr, findings, Progress());
  ASSERT_TRUE(partly);
  EXPECT_TRUE(partly->centrelineEdited);
  EXPECT_TRUE(hasFinding(findings, "v.centreline_outside"));
  for (Vec3& p : points) p.x += 30.0;
  const auto wholly = measureVessel(labels, {kLeft, "v", points}, nullptr, findings, Progress());
  ASSERT_TRUE(wholly);
  EXPECT_FALSE(wholly->centrelineEdited);
  EXPECT_TRUE(hasFinding(findings, "v.centreline_refused"));
  EXPECT_EQ(wholly->diameterMm, proposed->diameterMm);
}

Derived derivedOf(const Case& inputs) {
  Derived derived;
  derived.root = deriveRootLabels(inputs.anatomy->labels, inputs.options.root, inputs.review.edits, {});
  measureCase(inputs, derived, {});
  return derived;
}

TEST(CentrelineEdit, liveNumbersAreThoseOfTheWholePlan) {
  PhantomSpec spec;
  spec.spacing = {1.2, 1.2, 1.2};
  spec.region = PhantomRegion::access;
  Case inputs;
  inputs.anatomy = AnatomyLabels{makePhantom(spec, Progress()).anatomy, "phantom", "tavr", "", {}};
  const Derived proposed = derivedOf(inputs);
  Polyline points = proposed.proposedCentrelinePoints[indexOf(Vessel::iliacRight)];
  ASSERT_GE(points.size(), 4u);
  points[2].y += 1.0;
  inputs.review.edits.centrelinePoints[indexOf(Vessel::iliacRight)] = points;
  const LiveMeasures live = measureLive(inputs, {}, proposed, Progress());
  const Derived whole = derivedOf(inputs);
  EXPECT_EQ(live.measurements.size(), 5u);
  for (const Measured& m : live.measurements) {
    EXPECT_TRUE(m.id.starts_with("iliac.right.")) << m.id;
    EXPECT_EQ(m.value, find(whole.measurements, m.id)->value) << m.id;
    EXPECT_NE(m.method.find("edited centreline"), std::string::npos) << m.method;
    EXPECT_EQ(m.method, find(whole.measurements, m.id)->method);
  }
  EXPECT_EQ(live.vessels[indexOf(Vessel::iliacRight)]->diameterMm, whole.iliacRight->diameterMm);
  EXPECT_FALSE(live.vessels[indexOf(Vessel::aorta)]);
}

TEST(AortaCourse, followsThePhantomFromAnnulusToBifurcation) {
  PhantomSpec spec;
  spec.spacing = {1.0, 1.0, 1.0};
  const AorticAnatomy truth = buildAnatomy(spec);
  Case inputs;
  inputs.anatomy = AnatomyLabels{makePhantom(spec, Progress()).anatomy, "phantom", "tavr", "", {}};
  const Derived derived = derivedOf(inputs);
  ASSERT_TRUE(derived.aorta);
  const VesselCalibre& aorta = *derived.aorta;
  EXPECT_LT(std::abs(signedDistance(truth.annulus, aorta.centreline.front())), 1.0);
  EXPECT_LT(distance(truth.annulus.origin, aorta.centreline.front()), 5.0);
  EXPECT_LT(distance(truth.aorta.centre(truth.aorta.length()), aorta.centreline.back()), 12.0);
  std::size_t compared = 0;
  double error = 0.0;
  for (std::size_t i = 0; i < aorta.sections.size(); ++i) {
    const Vec3& at = aorta.sections[i].frame.origin;
    const double along = truth.aorta.relation(at).along;
    if (along < 15.0 || along > truth.aorta.length() - 12.0) continue;
    ++compared;
    EXPECT_LT(distance(at, truth.aorta.centre(along)), 1.5) << along;
    EXPECT_NEAR(aorta.diameterMm[i], 2.0 * truth.aorta.radius(along), 0.6) << along;
    error += aorta.diameterMm[i] - 2.0 * truth.aorta.radius(along);
  }
  ASSERT_GT(compared, 100u);
  EXPECT_NEAR(error / static_cast<double>(compared), 0.0, 0.15);
  EXPECT_GT(derived.proposedCentrelinePoints[indexOf(Vessel::aorta)].size(), 20u);
}

}  // namespace
}  // namespace valvista::planning
