// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/plan_changes.h"

#include "tests/ui/small_case.h"

#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

using planning::Step;
using planning::Vessel;

const planning::HingePoints kHinges{{Vec3{0.0, 0.0, 5.0}, Vec3{10.0, 0.0, 5.0}, Vec3{0.0, 10.0, 5.0}}};

/// A case whose proposals are known: annulus in z = 5, root end 20 mm above, three points for each vessel.
class PlanChangesTest : public testing::Test {
 protected:
  PlanChangesTest() {
    planning::Plan plan;
    plan.inputs.study = smallStudy(1);
    plan.inputs.anatomy = smallLabels(1);
    document_.replace(smallSources(1), std::move(plan));
    planning::Derived derived;
    auto& root = derived.root.emplace();
    root.interface.emplace().plane = planning::planeThrough(kHinges, {0.0, 0.0, 1.0});
    root.proposedHinges = kHinges;
    auto& curve = root.curve.emplace();
    for (int i = 0; i < 40; ++i) curve.distanceMm.push_back(0.5 + i);
    curve.rootEndMm = 20.0;
    derived.proposedCentrelinePoints.fill({{0.0, 0.0, 0.0}, {0.0, 0.0, 15.0}, {0.0, 0.0, 30.0}});
    document_.accept(Step::measure, document_.status(Step::measure).revision, derived);
  }
  void commit(planning::Review review) { document_.commit(QStringLiteral("change"), std::move(review)); }

  CaseDocument document_;
};

TEST_F(PlanChangesTest, AHingeMovesAloneAndKeepsTheProposalApart) {
  commit(withHinge(document_, 1, {10.0, 0.0, 7.0}));
  ASSERT_TRUE(document_.review().edits.hinges);
  EXPECT_EQ(document_.review().edits.hinges->points[1], (Vec3{10.0, 0.0, 7.0}));
  EXPECT_EQ(document_.review().edits.hinges->points[0], kHinges.points[0]);
  EXPECT_EQ(document_.derived().root->proposedHinges, kHinges);
  EXPECT_TRUE(isEdited(document_, EditPart::annulus));
  EXPECT_FALSE(isEdited(document_, EditPart::rootEnd));
  commit(withoutEdits(document_, EditPart::annulus));
  EXPECT_FALSE(document_.review().edits.hinges);
  document_.undoStack().undo();
  EXPECT_TRUE(isEdited(document_, EditPart::annulus));
}

TEST_F(PlanChangesTest, ADragIsOneEntryAndOneBackToItsStartIsNone) {
  for (double z = 5.0; z < 9.0; z += 1.0) document_.preview(withHinge(document_, 0, {0.0, 0.0, z}));
  EXPECT_EQ(document_.undoStack().count(), 0);
  commit(withHinge(document_, 0, {0.0, 0.0, 9.0}));
  EXPECT_EQ(document_.undoStack().count(), 1);

  document_.preview(withHinge(document_, 0, {0.0, 0.0, 4.0}));
  commit(withHinge(document_, 0, {0.0, 0.0, 9.0}));
  EXPECT_EQ(document_.undoStack().count(), 1);
  EXPECT_FALSE(document_.isPreviewing());

  const Plane now{{3.0, 3.0, 6.0}, normalized({0.1, 0.2, 1.0})};
  document_.preview(withPlane(document_, now));
  const auto counted = planning::planeThrough(*document_.review().edits.hinges, {0.0, 0.0, 1.0});
  commit(withPlane(document_, counted));
  EXPECT_EQ(document_.undoStack().count(), 1) << "rounding of a plane turned nowhere is no change";
}

TEST_F(PlanChangesTest, AMovedPlaneKeepsTheTriangleOfItsHinges) {
  const Plane target{{1.0, 2.0, 9.0}, normalized({0.3, 0.0, 1.0})};
  const auto review = withPlane(document_, target);
  ASSERT_TRUE(review.edits.hinges);
  const auto& moved = review.edits.hinges->points;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(signedDistance(target, moved[i]), 0.0, 1e-9);
    EXPECT_NEAR(distance(moved[i], moved[(i + 1) % 3]),
                distance(kHinges.points[i], kHinges.points[(i + 1) % 3]), 1e-9);
  }
}

TEST_F(PlanChangesTest, HingesOnOneLineStopTheDrag) {
  document_.preview(withHinge(document_, 2, {0.0, 4.0, 5.0}));
  EXPECT_EQ(withHinge(document_, 2, {5.0, 0.0, 5.0}), document_.shownReview());
  EXPECT_EQ(document_.shownReview().edits.hinges->points[2], (Vec3{0.0, 4.0, 5.0}));
  EXPECT_EQ(withHinge(document_, 3, {}), document_.shownReview()) << "there is no fourth";
}

TEST_F(PlanChangesTest, TheRootEndStaysInsideTheCurve) {
  EXPECT_EQ(withRootEnd(document_, 25.0).edits.rootEndMm, 25.0);
  EXPECT_EQ(withRootEnd(document_, 400.0).edits.rootEndMm, 39.5);
  EXPECT_EQ(withRootEnd(document_, -3.0).edits.rootEndMm, 0.5);
  EXPECT_EQ(withRootEnd(document_, 20.0), document_.review());
}

TEST_F(PlanChangesTest, ACentrelinePointIsOfItsVesselAlone) {
  commit(withCentrelinePoint(document_, Vessel::iliacRight, 1, {1.0, 0.0, 15.0}));
  EXPECT_TRUE(isEdited(document_, EditPart::iliacRight));
  EXPECT_FALSE(isEdited(document_, EditPart::iliacLeft));
  EXPECT_FALSE(isEdited(document_, EditPart::aorta));
  EXPECT_EQ(withCentrelinePoint(document_, Vessel::aorta, 9, {}), document_.review());
}

TEST_F(PlanChangesTest, AnnotationsGetIdsOfTheirOwnAndAreReplacedById) {
  planning::Annotation ruler;
  ruler.points = {{0.0, 0.0, 0.0}, {0.0, 0.0, 1.0}};
  commit(withAnnotation(document_, ruler));
  commit(withAnnotation(document_, ruler));
  ASSERT_EQ(document_.review().annotations.size(), 2U);
  EXPECT_NE(document_.review().annotations[0].id, document_.review().annotations[1].id);
  planning::Annotation first = document_.review().annotations[0];
  first.name = "septum";
  commit(withAnnotation(document_, first));
  EXPECT_EQ(document_.review().annotations[0].name, "septum");
  commit(withoutAnnotation(document_, first.id));
  ASSERT_EQ(document_.review().annotations.size(), 1U);
  commit(withAnnotation(document_, ruler));
  EXPECT_NE(document_.review().annotations[0].id, document_.review().annotations[1].id);
}

TEST_F(PlanChangesTest, AcknowledgingIsUndoneLikeAnyChange) {
  const planning::Finding finding{"annulus.rough", planning::Severity::warning, "3 mm off", {}};
  planning::Finding other = finding;
  other.message = "4 mm off";
  commit(withAcknowledged(document_, finding, true));
  EXPECT_TRUE(isAcknowledged(document_, finding));
  EXPECT_FALSE(isAcknowledged(document_, other)) << "it says something else now";
  commit(withAcknowledged(document_, finding, false));
  EXPECT_FALSE(isAcknowledged(document_, finding));
  document_.undoStack().undo();
  EXPECT_TRUE(isAcknowledged(document_, finding));
}

}  // namespace
}  // namespace valvista::ui
