// SPDX-License-Identifier: GPL-3.0-or-later
// A case that is measured again after its labels were corrected: as if it were measured for the first time.
#include "planning/measure/live_measure.h"
#include "planning/measure/touched_parts.h"
#include "planning/model/tavr_labels.h"
#include "tests/measure/corrected_case.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace valvista::planning {
namespace {

class MeasuredAgain : public CorrectedCase {
 protected:
  /// Measured again and measured anew must agree in everything.
  void expectSameAsAnew() {
    measure(derived_);
    Derived anew;
    measure(anew);
    ASSERT_EQ(derived_.measurements.size(), anew.measurements.size());
    for (std::size_t i = 0; i < anew.measurements.size(); ++i) {
      EXPECT_EQ(derived_.measurements[i].id, anew.measurements[i].id);
      EXPECT_EQ(derived_.measurements[i].value, anew.measurements[i].value) << anew.measurements[i].id;
      EXPECT_EQ(derived_.measurements[i].uncertainty, anew.measurements[i].uncertainty)
          << anew.measurements[i].id;
    }
    ASSERT_EQ(derived_.findings.size(), anew.findings.size());
    for (std::size_t i = 0; i < anew.findings.size(); ++i)
      EXPECT_EQ(derived_.findings[i].message, anew.findings[i].message);
    for (const Vessel vessel : kVessels)
      EXPECT_EQ(derived_.proposedCentrelinePoints[indexOf(vessel)],
                anew.proposedCentrelinePoints[indexOf(vessel)]);
  }
};

TEST(ChangedRuns, AreTheVoxelsThatDiffer) {
  const ImageGeometry grid = axisAlignedGeometry({20, 6, 4}, {1, 1, 1}, {});
  LabelMap before(grid);
  for (int i = 3; i < 9; ++i) before.set({i, 2, 1}, 6);
  LabelMap after = before;
  EXPECT_TRUE(changedRuns(before, after).empty());
  after.set({0, 0, 0}, 1);
  after.set({4, 2, 1}, 0);
  after.set({5, 2, 1}, 7);
  after.set({19, 5, 3}, 2);
  EXPECT_EQ(changedRuns(before, after), (VoxelRuns{{0, 0, 0, 1}, {1, 2, 4, 6}, {3, 5, 19, 20}}));
  const LabelMap other(axisAlignedGeometry({2, 2, 1}, {1, 1, 1}, {}));
  EXPECT_EQ(voxelCount(changedRuns(before, other)), 4U);
}

TEST_F(MeasuredAgain, AfterALeakOfAnIliacArtery) {
  const double before = number("iliac.left.diameter.mean"), other = number("iliac.right.diameter.mean");
  const Polyline& line = derived_.iliacLeft->centreline;
  paint(line[line.size() / 2], 9.0, 0, value(TavrLabel::iliacLeft));
  const LabelMap& measured = derived_.measuredOn->labels;
  const LabelMap labels = deriveRootLabels(case_.anatomy->labels, {}, {}, Progress()).labels;
  const auto touched = touchedParts(measured, labels, changedRuns(measured, labels));
  EXPECT_TRUE(touched.vessels[indexOf(Vessel::iliacLeft)]);
  EXPECT_FALSE(touched.vessels[indexOf(Vessel::iliacRight)]);
  EXPECT_FALSE(touched.vessels[indexOf(Vessel::aorta)]);
  EXPECT_FALSE(touched.root);
  expectSameAsAnew();
  EXPECT_NE(number("iliac.left.diameter.mean"), before);
  EXPECT_EQ(number("iliac.right.diameter.mean"), other);
}

TEST_F(MeasuredAgain, AfterTheOtherArteryCameCloseToAnIliacArtery) {
  const double before = number("iliac.left.diameter.mean");
  const auto& sections = derived_.iliacLeft->sections;
  const Contour& wall = sections[sections.size() / 2];
  paint(wall.frame.toLps(wall.points.front()), 5.0, 0, value(TavrLabel::iliacRight));
  expectSameAsAnew();
  EXPECT_NE(number("iliac.left.diameter.mean"), before);
}

TEST_F(MeasuredAgain, AfterAStrokeAtTheAnnulus) {
  const double before = number("annulus.area");
  const Contour& contour = *derived_.annulusContour;
  const Vec3 rim = contour.frame.toLps(contour.points.front());
  paint(rim, 6.0, 0, value(TavrLabel::aorta));
  expectSameAsAnew();
  EXPECT_NE(number("annulus.area"), before);
}

TEST_F(MeasuredAgain, TheFirstNumbersOfACorrectionAreThoseOfTheWholeMeasuring) {
  const Contour& contour = *derived_.annulusContour;
  paint(contour.frame.toLps(contour.points.front()), 6.0, 0, value(TavrLabel::aorta));
  derived_.root = deriveRootLabels(case_.anatomy->labels, {}, {}, Progress());
  const LiveMeasures live = measureLive(case_, {}, derived_, Progress());
  measureCase(case_, derived_, Progress());
  for (const char* id : {"annulus.area", "annulus.diameter.min", "root.length", "root.diameter.max"}) {
    ASSERT_NE(find(live.measurements, id), nullptr) << id;
    EXPECT_EQ(find(live.measurements, id)->value.value(), number(id)) << id;
  }
  EXPECT_TRUE(measureLive(case_, {}, derived_, Progress()).measurements.empty()) << "measured since";
}

TEST_F(MeasuredAgain, AfterTheAortaChangedBesideTheIliacArteries) {
  paint(derived_.iliacLeft->centreline.front(), 12.0, value(TavrLabel::aorta), 0);
  expectSameAsAnew();
  paint(derived_.iliacRight->centreline.front(), 5.0, 0, value(TavrLabel::aorta));
  expectSameAsAnew();
}

TEST_F(MeasuredAgain, AfterTheAortaWentAwayFromAnIliacArtery) {
  // Nothing of the artery's own box changes, yet it does not begin at the aorta any more and is not measured.
  paint(derived_.iliacLeft->centreline.front(), 32.0, value(TavrLabel::aorta), 0);
  expectSameAsAnew();
  EXPECT_FALSE(find(derived_.measurements, "iliac.left.diameter.min")->value.has_value());
}

TEST_F(MeasuredAgain, AfterTheFirstAortaWasDrawnFarAway) {
  const LabelMap whole = case_.anatomy->labels;
  paint({}, 1e9, value(TavrLabel::aorta), 0);
  expectSameAsAnew();
  // Far from both arteries; yet where there is an aorta, they have to begin at it.
  LabelMap& labels = case_.anatomy->labels;
  for (int i = 0; i < 4; ++i) labels.set({i, 0, labels.geometry().size[2] - 1}, value(TavrLabel::aorta));
  expectSameAsAnew();
  case_.anatomy->labels = whole;
  expectSameAsAnew();
}

TEST_F(MeasuredAgain, AfterALabelWentAndCameBack) {
  const LabelMap whole = case_.anatomy->labels;
  paint({}, 1e9, value(TavrLabel::iliacRight), 0);
  expectSameAsAnew();
  EXPECT_FALSE(derived_.iliacRight.has_value());
  case_.anatomy->labels = whole;
  expectSameAsAnew();
  EXPECT_TRUE(derived_.iliacRight.has_value());
}

TEST_F(MeasuredAgain, ARootThatWouldEndInANeckOfABrokenLabelHasNoLength) {
  const double end = number("root.length");
  const Plane plane = *derived_.root->annulusPlane;
  LabelMap& labels = case_.anatomy->labels;
  const ImageGeometry& grid = labels.geometry();
  for (const double radius : {9.0, 5.0}) {  // of the neck; the largest section of the root has 16.5 mm
    for (int k = 0; k < grid.size[2]; ++k)
      for (int j = 0; j < grid.size[1]; ++j)
        for (int i = 0; i < grid.size[0]; ++i) {
          const Vec3 off = grid.lps({i, j, k}) - plane.origin;
          const double above = dot(off, plane.normal), aside = norm(off - plane.normal * above);
          if (std::abs(above - end) < 3.0 && aside > radius && aside < 30.0 && labels.at({i, j, k}) == 1)
            labels.set({i, j, k}, 0);
        }
    measure(derived_);
    const bool said = std::any_of(derived_.findings.begin(), derived_.findings.end(),
                                  [](const Finding& finding) { return finding.id == "root.length_in_neck"; });
    EXPECT_EQ(said, !find(derived_.measurements, "root.length")->value.has_value());
    EXPECT_TRUE(said) << radius;
  }
}

TEST_F(MeasuredAgain, AfterEditsOfTheReview) {
  case_.review.edits.rootEndMm = 18.0;
  expectSameAsAnew();
  case_.review.edits.centrelinePoints[indexOf(Vessel::iliacLeft)] =
      derived_.proposedCentrelinePoints[indexOf(Vessel::iliacLeft)];
  expectSameAsAnew();
  case_.review.edits = {};
  expectSameAsAnew();
}

}  // namespace
}  // namespace valvista::planning
