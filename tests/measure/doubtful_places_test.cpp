// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/doubtful_places.h"

#include "planning/core/error.h"
#include "planning/measure/measure_case.h"
#include "planning/model/tavr_labels.h"
#include "planning/phantom/aortic_phantom.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::planning {
namespace {

class DoubtfulPlaces : public testing::Test {
 protected:
  static const Phantom& phantom() {
    static const Phantom phantom = makePhantom(PhantomSpec{}, Progress());
    return phantom;
  }
  void SetUp() override {
    Study study;
    study.volume = phantom().ct;
    case_.study = study;
    AnatomyLabels anatomy;
    anatomy.labels = phantom().anatomy;
    case_.anatomy = anatomy;
  }
  std::vector<DoubtfulPlace> ranked() {
    derived_ = {};
    derived_.root = deriveRootLabels(case_.anatomy->labels, {}, case_.review.edits, Progress());
    measureCase(case_, derived_, Progress());
    return doubtfulPlaces(case_, derived_, Progress());
  }
  /// Labels by place, from the label there.
  void paint(const std::function<std::uint8_t(const Vec3&, std::uint8_t)>& labelAt) {
    LabelMap& labels = case_.anatomy->labels;
    const ImageGeometry& grid = labels.geometry();
    for (int k = 0; k < grid.size[2]; ++k)
      for (int j = 0; j < grid.size[1]; ++j)
        for (int i = 0; i < grid.size[0]; ++i) {
          const std::uint8_t old = labels.at({i, j, k}), label = labelAt(grid.lps({i, j, k}), old);
          if (label != old) labels.set({i, j, k}, label);
        }
  }
  double number(const char* id) const { return find(derived_.measurements, id)->value.value(); }

  Case case_;
  Derived derived_;
};

TEST_F(DoubtfulPlaces, LabelsThatAgreeWithTheCtLeaveLittleToLookAt) {
  for (const DoubtfulPlace& place : ranked()) {
    if (place.kind == DoubtKind::annulusArea) {
      EXPECT_LT(place.amount, 5.0);
    } else {
      EXPECT_LT(place.amount, 0.5) << place.alongMm;
    }
  }
}

TEST_F(DoubtfulPlaces, ABumpAtOneSideOfTheAnnulusComesFirst) {
  ranked();
  const Contour contour = *derived_.annulusContour;
  constexpr double kBumpMm = 2.0, kHalfAngle = 0.6, kHalfHeightMm = 5.0;
  const double middle = 1.1;  // radians, in the contour's own frame
  const auto wallAt = [&](double angle) {
    const auto n = static_cast<double>(contour.points.size());
    const auto at = static_cast<std::size_t>(std::lround((angle / (2 * std::numbers::pi) + 1.0) * n));
    const Vec2& p = contour.points[at % contour.points.size()];
    return std::hypot(p.x, p.y);
  };
  paint([&](const Vec3& p, std::uint8_t old) -> std::uint8_t {
    const Vec2 flat = contour.frame.toPlane(p);
    const double height = dot(p - contour.frame.origin, contour.frame.normal);
    const double angle = std::atan2(flat.y, flat.x), rho = std::hypot(flat.x, flat.y);
    if (old != 0 || std::abs(height) > kHalfHeightMm || std::abs(angle - middle) > kHalfAngle ||
        rho > wallAt(angle) + kBumpMm)
      return old;
    return value(height > 0 ? TavrLabel::aorta : TavrLabel::leftVentricle);
  });
  double mm2 = 0.0;
  constexpr int kSteps = 1000;
  for (int i = 0; i < kSteps; ++i) {
    const double wall = wallAt(middle - kHalfAngle + (i + 0.5) * 2 * kHalfAngle / kSteps);
    mm2 += 0.5 * (std::pow(wall + kBumpMm, 2) - wall * wall) * 2 * kHalfAngle / kSteps;
  }
  const std::vector<DoubtfulPlace> places = ranked();
  ASSERT_FALSE(places.empty());
  const DoubtfulPlace& first = places.front();
  EXPECT_EQ(first.kind, DoubtKind::annulusArea);
  EXPECT_NEAR(first.amount, mm2, 0.2 * mm2);
  const Vec2 flat = contour.frame.toPlane(first.lps);
  EXPECT_NEAR(std::atan2(flat.y, flat.x), middle, kHalfAngle);
  EXPECT_NEAR(std::hypot(flat.x, flat.y), wallAt(middle) + 0.5 * kBumpMm, 1.0);
  EXPECT_NEAR(first.share, 0.5 * first.amount / number("annulus.area"), 1e-9);
  EXPECT_NEAR(dot(first.outward, normalized(first.lps - contour.frame.origin)), 1.0, 0.01);
  EXPECT_LE(places.size(), kMostDoubtfulPlaces);
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end(),
                             [](const auto& a, const auto& b) { return a.share > b.share; }));
}

TEST_F(DoubtfulPlaces, ADentInAnIliacArteryComesFirst) {
  ranked();
  const VesselCalibre artery = *derived_.iliacLeft;
  const std::size_t at = artery.sections.size() / 2;
  const PlaneFrame& frame = artery.sections[at].frame;
  const double minimum = number("iliac.left.diameter.min"), radius = 0.5 * artery.diameterMm[at];
  // A flat side that deepens to the middle: a step in the wall is no shape of a vessel.
  constexpr double kHalfLengthMm = 14.0, kDepth = 0.3;  ///< the chord there, in radii from the middle
  paint([&](const Vec3& p, std::uint8_t old) -> std::uint8_t {
    const Vec2 flat = frame.toPlane(p);
    const double along = std::abs(dot(p - frame.origin, frame.normal)) / kHalfLengthMm;
    if (old != value(TavrLabel::iliacLeft) || along > 1 || std::hypot(flat.x, flat.y) > 2 * radius)
      return old;
    const double chord = 1 - (1 - kDepth) * std::pow(std::cos(0.5 * std::numbers::pi * along), 2);
    return flat.x > chord * radius ? 0 : old;
  });
  const double angle = std::acos(kDepth);
  const double area = radius * radius * (std::numbers::pi - angle + kDepth * std::sin(angle));
  const double narrowed = 2 * std::sqrt(area / std::numbers::pi);
  const std::vector<DoubtfulPlace> places = ranked();
  ASSERT_FALSE(places.empty());
  const DoubtfulPlace& first = places.front();
  EXPECT_EQ(first.kind, DoubtKind::iliacLeftMinimum);
  EXPECT_TRUE(first.edgeShows);
  EXPECT_NEAR(number("iliac.left.diameter.min"), minimum, 0.2) << "the CT shows the wall";
  EXPECT_NEAR(first.amount, minimum - narrowed, 0.2 * (minimum - narrowed));
  EXPECT_LT(distance(first.lps, frame.origin), kHalfLengthMm + radius);
  EXPECT_NEAR(first.alongMm, artery.distanceMm[at], kHalfLengthMm);
}

TEST_F(DoubtfulPlaces, NothingIsRankedWithoutACtAndItStopsWhenAsked) {
  ranked();
  Progress stop;
  stop.cancel();
  EXPECT_THROW(doubtfulPlaces(case_, derived_, stop), Cancelled);
  case_.study.reset();
  EXPECT_TRUE(ranked().empty());
  EXPECT_TRUE(doubtfulPlaces(case_, {}, Progress()).empty());
}

}  // namespace
}  // namespace valvista::planning
