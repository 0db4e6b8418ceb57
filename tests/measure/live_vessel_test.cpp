// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of an iliac artery that follow a stroke before the whole vessel is measured again.
#include "planning/measure/live_measure.h"
#include "planning/model/tavr_labels.h"
#include "tests/measure/corrected_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>

namespace valvista::planning {
namespace {

constexpr double kHundredthsMm = 0.05;
constexpr std::array kNumbers{"iliac.left.diameter.min", "iliac.left.diameter.mean",
                              "iliac.left.diameter.max"};
constexpr std::uint8_t kLeft = value(TavrLabel::iliacLeft);

class LiveVessel : public CorrectedCase {
 protected:
  LiveMeasures liveNumbers() {
    derived_.root = deriveRootLabels(case_.anatomy->labels, {}, {}, Progress());
    return measureLive(case_, case_.review.edits, derived_, Progress());
  }
  /// Strokes of the brush along the wall of the vessel, each on its own.
  void expectStrokesToBeFollowed(int strokes, unsigned seed);
  const Polyline& line() const { return derived_.iliacLeft->centreline; }
  /// A point of the wall beside the centreline.
  Vec3 wallAt(double share, double angle) const {
    const auto& sections = derived_.iliacLeft->sections;
    const Contour& contour =
        sections[static_cast<std::size_t>(share * static_cast<double>(sections.size() - 1))];
    const auto point =
        static_cast<std::size_t>(angle * static_cast<double>(contour.points.size())) % contour.points.size();
    return contour.frame.toLps(contour.points[point]);
  }
};

void LiveVessel::expectStrokesToBeFollowed(int strokes, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const Derived first = derived_;
  const LabelMap whole = case_.anatomy->labels;
  double largestChange = 0.0;
  for (int n = 0; n < strokes; ++n) {
    derived_ = first;
    case_.anatomy->labels = whole;
    const double radius = 1.5 + 5.0 * unit(random);
    const bool adds = n % 2 == 0;
    const double along = unit(random), angle = unit(random);
    paint(wallAt(along, angle), radius, adds ? 0 : kLeft, adds ? kLeft : 0);
    const LiveMeasures live = liveNumbers();
    measureCase(case_, derived_, Progress());
    for (const char* id : kNumbers) {
      SCOPED_TRACE(testing::Message() << id << (adds ? ", added " : ", erased ") << radius << " mm at "
                                      << along << ", " << angle);
      ASSERT_NE(find(live.measurements, id), nullptr);
      const double exact = number(id), before = find(first.measurements, id)->value.value();
      EXPECT_NEAR(find(live.measurements, id)->value.value(), exact, kHundredthsMm);
      largestChange = std::max(largestChange, std::abs(exact - before));
    }
  }
  EXPECT_GT(largestChange, 10.0 * kHundredthsMm) << "so that the test can fail";
}

TEST_F(LiveVessel, DiametersFollowAStrokeAsTheWholeVesselMeasuresThem) {
  expectStrokesToBeFollowed(16, 7);
}

TEST_F(LiveVessel, AlsoByLabelsAlone) {
  case_.study.reset();
  derived_ = {};
  measure(derived_);
  expectStrokesToBeFollowed(8, 8);
}

TEST_F(LiveVessel, AlsoAlongAnEditedCentreline) {
  case_.review.edits.centrelinePoints[indexOf(Vessel::iliacLeft)] =
      derived_.proposedCentrelinePoints[indexOf(Vessel::iliacLeft)];
  derived_ = {};
  measure(derived_);
  ASSERT_TRUE(derived_.iliacLeft->centrelineEdited);
  expectStrokesToBeFollowed(6, 9);
}

TEST_F(LiveVessel, LengthIsThatOfTheNewCourse) {
  paint(line().back(), 12.0, kLeft, 0);
  const LiveMeasures live = liveNumbers();
  measureCase(case_, derived_, Progress());
  EXPECT_EQ(find(live.measurements, "iliac.left.length")->value.value(), number("iliac.left.length"));
}

TEST_F(LiveVessel, WhereTheVesselIsCutOnlyItsLargestPieceCounts) {
  case_.study.reset();
  paint(wallAt(0.93, 0.25), 4.0, kLeft, 0);  // narrow behind the cut
  measure(derived_);
  const double narrow = number("iliac.left.diameter.min");
  paint(line()[line().size() * 6 / 10], 5.5, kLeft, 0);
  const LiveMeasures live = liveNumbers();
  const double before = number("iliac.left.length");
  measureCase(case_, derived_, Progress());
  EXPECT_LT(number("iliac.left.length"), before - 10.0);
  EXPECT_GT(number("iliac.left.diameter.min"), narrow + 0.2);
  for (const char* id : kNumbers)
    EXPECT_NEAR(find(live.measurements, id)->value.value(), number(id), kHundredthsMm) << id;
  EXPECT_EQ(find(live.measurements, "iliac.left.length")->value.value(), number("iliac.left.length"));
}

TEST_F(LiveVessel, WithoutALabelThereIsNoNumber) {
  paint({}, 1e9, kLeft, 0);
  EXPECT_EQ(find(liveNumbers().measurements, "iliac.left.diameter.min"), nullptr);
}

TEST_F(LiveVessel, TheOtherArteryIsLeftAlone) {
  paint(wallAt(0.5, 0.0), 4.0, 0, kLeft);
  EXPECT_EQ(find(liveNumbers().measurements, "iliac.right.diameter.min"), nullptr);
}

}  // namespace
}  // namespace valvista::planning
