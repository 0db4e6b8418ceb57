// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/annulus_measurements.h"
#include "tests/measure/analytic_scan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <numeric>

namespace valvista::planning {
namespace {

using test::ScanSpec;

/// An ellipse with three lobes, as a straight duct along z with the ventricle below z = 0.
struct Outline {
  double a = 14.5, b = 10.5, lobes = 0.0;
  double radius(double t) const {
    const double c = std::cos(t) / a, s = std::sin(t) / b;
    return (1.0 + lobes * std::cos(3.0 * t)) / std::sqrt(c * c + s * s);
  }
  bool contains(const Vec3& p) const { return std::hypot(p.x, p.y) < radius(std::atan2(p.y, p.x)); }
  ContourMetrics truth() const {
    Contour contour;
    for (int i = 0; i < 3600; ++i) {
      const double t = 2.0 * std::numbers::pi * i / 3600, r = radius(t);
      contour.points.push_back({r * std::cos(t), r * std::sin(t)});
    }
    return measureContour(contour);
  }
};

struct Scene {
  LabelMap labels;
  Volume ct;
  AnnulusInterface interface;
};

AnnulusInterface interfaceOf(const Outline& outline) {
  AnnulusInterface interface;
  interface.plane = {{0.1, -0.1, 0.0}, {0, 0, 1}};
  for (double x = -20; x < 20; x += 0.8)
    for (double y = -20; y < 20; y += 0.8)
      if (outline.contains({x, y, 0})) interface.faceCentres.push_back({x, y, 0});
  return interface;
}

ImageGeometry geometryOf(const Vec3& spacing, double tiltDegrees) {
  return test::gridAround({0.31, -0.17, 0.23}, spacing, {21, 21, tiltDegrees > 0 ? 21.0 : 8.0},
                          test::tilted(tiltDegrees));
}

LabelMap labelsIn(const Outline& outline, const ImageGeometry& geometry) {
  return test::labelsOf(geometry, [&](const Vec3& p) -> std::uint8_t {
    return !outline.contains(p) || std::abs(p.z) > 9.0 ? 0 : p.z < 0 ? 2 : 1;
  });
}

/// The outline seen through the blur, in the plane across the duct: a table 0.1 mm fine.
class BlurredOutline {
 public:
  BlurredOutline(const Outline& outline, double blurMm) : table_(kSize * kSize, 0.0) {
    for (int y = 0; y < kSize; ++y)
      for (int x = 0; x < kSize; ++x)
        for (int sub = 0; sub < 16; ++sub) {
          const Vec3 p{place(x) + kStep * ((sub % 4 + 0.5) / 4 - 0.5),
                       place(y) + kStep * ((sub / 4 + 0.5) / 4 - 0.5), 0};
          table_[at(x, y)] += outline.contains(p) ? 1.0 / 16 : 0.0;
        }
    blurRows(blurMm);
    blurRows(blurMm);
  }
  double operator()(const Vec3& p) const {
    const double x = std::clamp((p.x - place(0)) / kStep, 0.0, kSize - 1.001);
    const double y = std::clamp((p.y - place(0)) / kStep, 0.0, kSize - 1.001);
    const int i = static_cast<int>(x), j = static_cast<int>(y);
    const double u = x - i, v = y - j;
    return (1 - v) * ((1 - u) * table_[at(i, j)] + u * table_[at(i + 1, j)]) +
           v * ((1 - u) * table_[at(i, j + 1)] + u * table_[at(i + 1, j + 1)]);
  }

 private:
  static constexpr int kSize = 401;
  static constexpr double kStep = 0.1;
  static double place(int index) { return kStep * (index - kSize / 2); }
  static std::size_t at(int x, int y) {
    return static_cast<std::size_t>(y) * kSize + static_cast<std::size_t>(x);
  }
  /// Blurs along x and swaps the axes.
  void blurRows(double blurMm) {
    const int reach = static_cast<int>(4.5 * blurMm / kStep);
    std::vector<double> kernel, turned(table_.size(), 0.0);
    for (int d = -reach; d <= reach; ++d) kernel.push_back(std::exp(-0.5 * std::pow(d * kStep / blurMm, 2)));
    const double sum = std::accumulate(kernel.begin(), kernel.end(), 0.0);
    for (int y = 0; y < kSize; ++y)
      for (int x = 0; x < kSize; ++x)
        for (int d = -reach; d <= reach; ++d)
          turned[at(y, x)] += kernel[static_cast<std::size_t>(d + reach)] / sum *
                              table_[at(std::clamp(x + d, 0, kSize - 1), y)];
    table_ = std::move(turned);
  }
  std::vector<double> table_;
};

Scene makeScene(const Outline& outline, const Vec3& spacing, double tiltDegrees, const ScanSpec& spec) {
  const BlurredOutline blurred(outline, spec.blurMm);
  const ImageGeometry geometry = geometryOf(spacing, tiltDegrees);
  return {labelsIn(outline, geometry),
          test::scan(geometry, spec, [&](const Vec3& p) { return 60.0 + 320.0 * blurred(p); }),
          interfaceOf(outline)};
}

std::array<double, 5> diametersOf(const ContourMetrics& m) {
  return {m.min.width, m.max.width, 0.5 * (m.min.width + m.max.width), areaDerivedDiameter(m.area),
          m.perimeter / std::numbers::pi};
}

void expectWithin(double toleranceMm, const AnnulusSection& section, const Outline& outline) {
  constexpr std::array kNames{"min", "max", "mean", "area-derived", "perimeter-derived"};
  const auto found = diametersOf(section.metrics), truth = diametersOf(outline.truth());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], truth[i], toleranceMm) << kNames[i];
}

constexpr std::array kOutlines{Outline{9.2, 9.2, 0.0}, Outline{14.5, 10.5, 0.0}, Outline{12.0, 12.0, 0.06}};

TEST(Annulus, contourOnTheCtIsWithinATenthAtFineVoxels) {
  for (const Outline& outline : kOutlines)
    for (const double tilt : {0.0, 60.0}) {
      SCOPED_TRACE(testing::Message() << "a " << outline.a << " tilt " << tilt);
      const Scene scene = makeScene(outline, {0.6, 0.6, 0.6}, tilt, {30.0, 0.6, 3});
      Findings findings;
      const auto section = measureAnnulus(scene.labels, scene.interface, &scene.ct, findings);
      ASSERT_TRUE(section);
      EXPECT_EQ(section->method, "CT edge");
      expectWithin(0.1, *section, outline);
      EXPECT_NEAR(section->metrics.area / outline.truth().area, 1.0, 0.01);
    }
}

TEST(Annulus, contourOnTheCtIsWithinTwoTenthsUpToOneMillimetre) {
  for (const Outline& outline : kOutlines)
    for (const Vec3& spacing : {Vec3{0.5, 0.5, 1.0}, Vec3{0.8, 0.8, 0.8}})
      for (const double tilt : {0.0, 25.0}) {
        SCOPED_TRACE(testing::Message() << "a " << outline.a << " spacing " << spacing.x << " tilt " << tilt);
        const Scene scene = makeScene(outline, spacing, tilt, {30.0, 0.7, 7});
        Findings findings;
        const auto section = measureAnnulus(scene.labels, scene.interface, &scene.ct, findings);
        ASSERT_TRUE(section);
        expectWithin(0.2, *section, outline);
        EXPECT_NEAR(section->metrics.area / outline.truth().area, 1.0, 0.01);
      }
}

TEST(Annulus, labelsAloneAreWithinHalfAMillimetreAtCoarseVoxels) {
  for (const Outline& outline : kOutlines)
    for (const double tilt : {6.0, 25.0, 60.0}) {
      SCOPED_TRACE(testing::Message() << "a " << outline.a << " tilt " << tilt);
      Findings findings;
      const LabelMap labels = labelsIn(outline, geometryOf({1.5, 1.5, 1.5}, tilt));
      const auto section = measureAnnulus(labels, interfaceOf(outline), nullptr, findings);
      ASSERT_TRUE(section);
      EXPECT_EQ(section->method, "label contour");
      expectWithin(0.5, *section, outline);
    }
}

TEST(Annulus, calciumOutsideTheLumenDoesNotCaptureTheEdge) {
  const Outline outline;
  const ImageGeometry geometry = geometryOf({0.7, 0.7, 0.7}, 25.0);
  const test::Blurred calcium(
      [&](const Vec3& p) {
        for (const double t : {0.4, 1.7, 3.9}) {
          const double r = outline.radius(t) + 1.4;
          if (norm(p - Vec3{r * std::cos(t), r * std::sin(t), 0.3}) < 1.4) return true;
        }
        return false;
      },
      0.6);
  const BlurredOutline lumen(outline, 0.6);
  const auto hu = [&](const Vec3& p) { return 60.0 + 320.0 * lumen(p) + 1040.0 * calcium(p); };
  const Scene scene{labelsIn(outline, geometry), test::scan(geometry, {20.0, 0.6, 5}, hu),
                    interfaceOf(outline)};
  Findings findings;
  const auto section = measureAnnulus(scene.labels, scene.interface, &scene.ct, findings);
  ASSERT_TRUE(section);
  EXPECT_EQ(section->method, "CT edge");
  expectWithin(0.2, *section, outline);
}

TEST(Annulus, wallOfTheCtCountsWhereTheLabelsAreTooLarge) {
  const Outline outline, wide{14.5 + 0.8, 10.5 + 0.8, 0.0};
  Scene scene = makeScene(outline, {0.7, 0.7, 0.7}, 25.0, {20.0, 0.6, 5});
  scene.labels = labelsIn(wide, scene.labels.geometry());
  Findings findings;
  const auto section = measureAnnulus(scene.labels, scene.interface, &scene.ct, findings);
  ASSERT_TRUE(section);
  expectWithin(0.2, *section, outline);
}

TEST(Annulus, withoutContrastTheLabelsAreMeasuredAndAFindingSaysSo) {
  const Outline outline;
  const ImageGeometry geometry = geometryOf({0.8, 0.8, 0.8}, 25.0);
  const Scene scene{
      labelsIn(outline, geometry),
      test::scan(geometry, {20.0, 0.6, 5}, [&](const Vec3& p) { return outline.contains(p) ? 55.0 : 40.0; }),
      interfaceOf(outline)};
  Findings findings;
  const auto section = measureAnnulus(scene.labels, scene.interface, &scene.ct, findings);
  ASSERT_TRUE(section);
  EXPECT_EQ(section->method, "label contour");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].id, "annulus.ct_edge_missing");
}

TEST(Annulus, ctThatDoesNotReachTheAnnulusIsNotUsed) {
  const Outline outline;
  Scene scene = makeScene(outline, {1.0, 1.0, 1.0}, 0.0, {});
  ImageGeometry elsewhere = scene.ct.geometry();
  elsewhere.lpsFromIjk.offset += Vec3{0, 0, 200};
  scene.ct = Volume(elsewhere, {scene.ct.hu().begin(), scene.ct.hu().end()});
  Findings findings;
  const auto section = measureAnnulus(scene.labels, scene.interface, &scene.ct, findings);
  ASSERT_TRUE(section);
  EXPECT_EQ(section->method, "label contour");
  EXPECT_EQ(findings.size(), 1U);
}

TEST(Annulus, ventricleWiderThanTheAnnulusDoesNotWidenTheContour) {
  const Outline outline;
  const LabelMap labels =
      test::labelsOf(geometryOf({0.8, 0.8, 0.8}, 0.0), [&](const Vec3& p) -> std::uint8_t {
        if (std::abs(p.z) > 9.0) return 0;
        // The ventricle reaches 8 mm further to one side, up to the plane and a little above.
        if (p.z < 1.0 && p.x > 0 && std::hypot(p.x - 8.0, p.y) < 13.0 && !outline.contains(p)) return 2;
        return !outline.contains(p) ? 0 : p.z < 0 ? 2 : 1;
      });
  Findings findings;
  const auto section = measureAnnulus(labels, interfaceOf(outline), nullptr, findings);
  ASSERT_TRUE(section);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].id, "annulus.wider_than_interface");
  expectWithin(1.2, *section, outline);
}

TEST(Annulus, planeOutsideTheLumenIsRefused) {
  const Outline outline;
  AnnulusInterface interface = interfaceOf(outline);
  interface.plane.origin.z = 30.0;
  Findings findings;
  EXPECT_FALSE(measureAnnulus(labelsIn(outline, geometryOf({1, 1, 1}, 0.0)), interface, nullptr, findings));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].id, "annulus.no_contour");
}

TEST(Annulus, worldFrameAndStorageOrderDoNotMatter) {
  const Outline outline{13.0, 10.0, 0.03};
  const Scene scene = makeScene(outline, {0.7, 0.7, 0.9}, 35.0, {25.0, 0.6, 11});
  Findings findings;
  const auto reference = measureAnnulus(scene.labels, scene.interface, &scene.ct, findings);
  ASSERT_TRUE(reference);
  const auto expectSame = [&](const LabelMap& labels, const Volume& ct, const AnnulusInterface& interface) {
    const auto section = measureAnnulus(labels, interface, &ct, findings);
    ASSERT_TRUE(section);
    const auto found = diametersOf(section->metrics), expected = diametersOf(reference->metrics);
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 0.005) << i;
  };
  Mat3 mirror;
  mirror.column[0].x = -1.0;
  for (const Affine& world :
       {Affine{rotation(normalized(Vec3{1, 2, 3}), 1.1), {40, -30, 7}}, Affine{mirror, {5, 0, 0}}}) {
    std::vector<std::uint8_t> voxels;
    for (int k = 0; k < scene.labels.geometry().size[2]; ++k)
      voxels.insert(voxels.end(), scene.labels.slice(k).begin(), scene.labels.slice(k).end());
    const ImageGeometry geometry = test::moved(scene.ct.geometry(), world);
    AnnulusInterface interface = scene.interface;
    interface.plane = {world(interface.plane.origin), world.linear * interface.plane.normal};
    for (Vec3& face : interface.faceCentres) face = world(face);
    expectSame(LabelMap(geometry, voxels), Volume(geometry, {scene.ct.hu().begin(), scene.ct.hu().end()}),
               interface);
  }
  LabelMap labels = scene.labels;
  const Volume ct = test::restored(scene.ct, {2, 0, 1}, {true, false, true}, labels);
  expectSame(labels, ct, scene.interface);
}

}  // namespace
}  // namespace valvista::planning
