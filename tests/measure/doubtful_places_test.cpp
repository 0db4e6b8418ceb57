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

  static constexpr double kBumpMm = 2.0, kBumpHalfAngle = 0.6, kBumpAt = 1.1;  ///< in the contour's frame
  static double wallAt(const Contour& contour, double angle) {
    const auto n = static_cast<double>(contour.points.size());
    const auto at = static_cast<std::size_t>(std::lround((angle / (2 * std::numbers::pi) + 1.0) * n));
    const Vec2& p = contour.points[at % contour.points.size()];
    return std::hypot(p.x, p.y);
  }
  /// Widens the annulus on one side; returns by how much, mm2.
  double paintBump(const Contour& contour) {
    constexpr double kHalfHeightMm = 5.0;
    paint([&](const Vec3& p, std::uint8_t old) -> std::uint8_t {
      const Vec2 flat = contour.frame.toPlane(p);
      const double height = dot(p - contour.frame.origin, contour.frame.normal);
      const double angle = std::atan2(flat.y, flat.x), rho = std::hypot(flat.x, flat.y);
      if (old != 0 || std::abs(height) > kHalfHeightMm || std::abs(angle - kBumpAt) > kBumpHalfAngle ||
          rho > wallAt(contour, angle) + kBumpMm)
        return old;
      return value(height > 0 ? TavrLabel::aorta : TavrLabel::leftVentricle);
    });
    double mm2 = 0.0;
    constexpr int kSteps = 1000;
    for (int i = 0; i < kSteps; ++i) {
      const double wall = wallAt(contour, kBumpAt - kBumpHalfAngle + (i + 0.5) * 2 * kBumpHalfAngle / kSteps);
      mm2 += 0.5 * (std::pow(wall + kBumpMm, 2) - wall * wall) * 2 * kBumpHalfAngle / kSteps;
    }
    return mm2;
  }
  static constexpr double kDentHalfLengthMm = 14.0;
  /// Flattens one side of an artery about a section; returns the diameter in the middle. The side deepens
  /// towards it: a step in the wall is no shape of a vessel.
  double paintDent(const PlaneFrame& frame, double radius) {
    constexpr double kDepth = 0.3;  // the chord in the middle, in radii
    paint([&](const Vec3& p, std::uint8_t old) -> std::uint8_t {
      const Vec2 flat = frame.toPlane(p);
      const double along = std::abs(dot(p - frame.origin, frame.normal)) / kDentHalfLengthMm;
      if (old != value(TavrLabel::iliacLeft) || along > 1 || std::hypot(flat.x, flat.y) > 2 * radius)
        return old;
      const double chord = 1 - (1 - kDepth) * std::pow(std::cos(0.5 * std::numbers::pi * along), 2);
      return flat.x > chord * radius ? 0 : old;
    });
    const double angle = std::acos(kDepth);
    return 2 * radius * std::sqrt((std::numbers::pi - angle + kDepth * std::sin(angle)) / std::numbers::pi);
  }

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
  const double mm2 = paintBump(contour);
  const std::vector<DoubtfulPlace> places = ranked();
  ASSERT_FALSE(places.empty());
  const DoubtfulPlace& first = places.front();
  EXPECT_EQ(first.kind, DoubtKind::annulusArea);
  EXPECT_NEAR(first.amount, mm2, 0.2 * mm2);
  const Vec2 flat = contour.frame.toPlane(first.lps);
  EXPECT_NEAR(std::atan2(flat.y, flat.x), kBumpAt, kBumpHalfAngle);
  EXPECT_NEAR(std::hypot(flat.x, flat.y), wallAt(contour, kBumpAt) + 0.5 * kBumpMm, 1.0);
  EXPECT_NEAR(first.share, 0.5 * first.amount / number("annulus.area"), 1e-9);
  EXPECT_NEAR(dot(first.outward, normalized(first.lps - contour.frame.origin)), 1.0, 0.01);
}

TEST_F(DoubtfulPlaces, ADentInAnIliacArteryComesFirst) {
  ranked();
  const VesselCalibre artery = *derived_.iliacLeft;
  const std::size_t at = artery.sections.size() / 2;
  const PlaneFrame& frame = artery.sections[at].frame;
  const double minimum = number("iliac.left.diameter.min");
  const double narrowed = paintDent(frame, 0.5 * artery.diameterMm[at]);
  const std::vector<DoubtfulPlace> places = ranked();
  ASSERT_FALSE(places.empty());
  const DoubtfulPlace& first = places.front();
  EXPECT_EQ(first.kind, DoubtKind::iliacLeftMinimum);
  EXPECT_TRUE(first.edgeShows);
  EXPECT_NEAR(number("iliac.left.diameter.min"), minimum, 0.2) << "the CT shows the wall";
  EXPECT_NEAR(first.amount, minimum - narrowed, 0.2 * (minimum - narrowed));
  EXPECT_LT(distance(first.lps, frame.origin), 5.0);
  EXPECT_NEAR(first.alongMm, artery.distanceMm[at], 5.0);
}

TEST_F(DoubtfulPlaces, TheLargerShareOfADiameterComesFirst) {
  ranked();
  const VesselCalibre artery = *derived_.iliacLeft;
  const std::size_t at = artery.sections.size() / 2;
  paintBump(Contour(*derived_.annulusContour));
  paintDent(artery.sections[at].frame, 0.5 * artery.diameterMm[at]);
  const std::vector<DoubtfulPlace> places = ranked();
  ASSERT_GE(places.size(), 2U);
  EXPECT_LE(places.size(), kMostDoubtfulPlaces);
  EXPECT_EQ(places[0].kind, DoubtKind::iliacLeftMinimum) << "a tenth of a diameter";
  EXPECT_EQ(places[1].kind, DoubtKind::annulusArea) << "30 mm2 are three hundredths";
  EXPECT_GT(places[0].share, places[1].share);
}

TEST_F(DoubtfulPlaces, WhereTheCtShowsNoWallTheLabelsAreInDoubtByAVoxel) {
  ranked();
  const VesselCalibre artery = *derived_.iliacLeft;
  const Vec3 blind = artery.sections[artery.narrowest].frame.origin;
  // As much contrast around the narrowest section as in it.
  std::vector<std::int16_t> hu(phantom().ct.hu().begin(), phantom().ct.hu().end());
  const ImageGeometry& grid = phantom().ct.geometry();
  for (std::size_t at = 0; at < hu.size(); ++at) {
    const auto nx = static_cast<std::size_t>(grid.size[0]), ny = static_cast<std::size_t>(grid.size[1]);
    const Index3 ijk{static_cast<int>(at % nx), static_cast<int>(at / nx % ny),
                     static_cast<int>(at / nx / ny)};
    if (distance(grid.lps(ijk), blind) < 12.0) hu[at] = 380;
  }
  case_.study->volume = Volume(grid, std::move(hu));
  const std::vector<DoubtfulPlace> places = ranked();
  const auto found = std::find_if(places.begin(), places.end(), [](const DoubtfulPlace& place) {
    return place.kind == DoubtKind::iliacLeftMinimum && !place.edgeShows;
  });
  ASSERT_NE(found, places.end());
  EXPECT_NEAR(found->amount, grid.meanSpacing(), 0.25);
  EXPECT_LT(distance(found->lps, blind), 12.0);
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
