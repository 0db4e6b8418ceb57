// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tool_actions.h"

#include "planning/model/plan_edits.h"
#include "tests/ui/workplace.h"
#include "ui/widgets/plan_markups.h"
#include "viewer/scene/markup_handles.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/markup_board.h"
#include "viewer/widgets/slice_view.h"

#include <QAction>
#include <QLineEdit>
#include <QMouseEvent>

#include <cmath>
#include <gtest/gtest.h>
#include <memory>

namespace valvista::ui {
namespace {

using planning::Step;
using viewer::HandlePart;
using viewer::Markup;
using viewer::SliceView;

/// The demo measured, and the mouse of a person. One window and one measuring for all tests.
class ToolActionsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shared_ = std::make_unique<Workplace>();
    shared_->controller_.openDemo(coarseDemo());
    ASSERT_TRUE(shared_->settle());
    measured_ = std::make_unique<planning::Plan>(shared_->document_.plan());
  }
  static void TearDownTestSuite() {
    shared_.reset();
    measured_.reset();
  }
  void SetUp() override {
    openAgain();
    for (const char* name : {"showHandles", "showAnnotations"})
      if (!action(name).isChecked()) action(name).trigger();
    views_->straighten();
    views_->setCrosshair(markup("annulus.plane").plane->origin);
  }
  /// The same case as if it were another, without measuring it.
  void openAgain() {
    planning::Plan plan;
    plan.inputs = measured_->inputs;
    document().replace(document().sources(), std::move(plan));
    for (const Step step : {Step::rootLabels, Step::measure})
      document().accept(step, document().status(step).revision, measured_->derived);
  }
  CaseDocument& document() { return place_.document_; }
  SliceView& slice(const char* name) { return place_.child<SliceView>(name); }
  QAction& action(const char* name) { return place_.child<QAction>(name); }
  const Markup& markup(const std::string& id) {
    const Markup* found = views_->markups().find(id);
    if (!found) throw std::runtime_error("no markup " + id);
    return *found;
  }
  static void mouse(SliceView& view, QEvent::Type type, const QPointF& at, bool held) {
    const bool moves = type == QEvent::MouseMove;
    QMouseEvent event(type, at, view.mapToGlobal(at), moves ? Qt::NoButton : Qt::LeftButton,
                      held ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
  }
  static QPointF onScreen(const SliceView& view, const Vec3& lps) {
    const Vec2 at = view.geometry().screenFromLps(lps);
    return {at.x, at.y};
  }
  static void press(SliceView& view, const QPointF& from, const QPointF& to) {
    view.grab();  // what can be taken hold of is what was painted
    mouse(view, QEvent::MouseButtonPress, from, true);
    mouse(view, QEvent::MouseMove, (from + to) / 2, true);
    mouse(view, QEvent::MouseMove, to, true);
  }
  static void drag(SliceView& view, const QPointF& from, const QPointF& to) {
    press(view, from, to);
    mouse(view, QEvent::MouseButtonRelease, to, false);
  }
  static void click(SliceView& view, const QPointF& at) {
    mouse(view, QEvent::MouseMove, at, false);
    mouse(view, QEvent::MouseButtonPress, at, true);
    mouse(view, QEvent::MouseButtonRelease, at, false);
  }
  /// Where a handle of a markup is seen.
  QPointF handle(const SliceView& view, const std::string& id, HandlePart part) {
    for (const viewer::MarkupHandle& own : viewer::handlesOf(markup(id), view.geometry(), 0.75))
      if (own.part == part) return onScreen(view, own.lps);
    throw std::runtime_error("no handle of " + id);
  }

  double number(const char* id) { return *planning::find(document().derived().measurements, id)->value; }

  static std::unique_ptr<Workplace> shared_;
  static std::unique_ptr<planning::Plan> measured_;
  Workplace& place_ = *shared_;
  viewer::LinkedViews* views_ = &shared_->window_.views();
};
std::unique_ptr<Workplace> ToolActionsTest::shared_;
std::unique_ptr<planning::Plan> ToolActionsTest::measured_;

TEST_F(ToolActionsTest, AHingePointMovesTheNumbersAndUndoBringsThemBack) {
  const Vec3 before = markup("annulus.hinges").points[1];
  const double area = number("annulus.area");
  views_->setCrosshair(before);
  SliceView& axial = slice("axialView");
  const QPointF from = onScreen(axial, before);
  press(axial, from, from + QPointF(40, 0));
  EXPECT_TRUE(document().isPreviewing());
  EXPECT_EQ(document().undoStack().count(), 0) << "a drag under way is no entry";
  mouse(axial, QEvent::MouseButtonRelease, from + QPointF(40, 0), false);
  EXPECT_EQ(document().undoStack().count(), 1);
  EXPECT_EQ(document().undoStack().undoText(), "Move hinge point LCC");
  const Vec3 after = markup("annulus.hinges").points[1];
  EXPECT_NEAR(distance(before, after), 40 * axial.geometry().mmPerPixel(), 0.05);
  EXPECT_TRUE(markup("annulus.plane").edited);
  ASSERT_TRUE(place_.settle());
  EXPECT_GT(std::abs(number("annulus.area") - area), 0.5);

  action("undo").trigger();
  EXPECT_LT(distance(markup("annulus.hinges").points[1], before), 1e-9);
  ASSERT_TRUE(place_.settle());
  EXPECT_NEAR(number("annulus.area"), area, 1e-9);
  EXPECT_FALSE(action("resetAnnulus").isEnabled());
  action("redo").trigger();
  EXPECT_TRUE(action("resetAnnulus").isEnabled());
  action("resetAnnulus").trigger();
  EXPECT_FALSE(document().review().edits.hinges);
}

TEST_F(ToolActionsTest, APlaneIsMovedTiltedAndRefusedWhereItIsNoAnnulus) {
  SliceView& sagittal = slice("sagittalView");
  const Plane start = *markup("annulus.plane").plane;
  views_->setCrosshair(start.origin);
  const QPointF line = handle(sagittal, "annulus.plane", HandlePart::line);
  drag(sagittal, line, line + QPointF(0, 15));
  EXPECT_EQ(document().undoStack().undoText(), "Move annulus plane");
  const Plane moved = *markup("annulus.plane").plane;
  EXPECT_LT(norm(cross(moved.normal, start.normal)), 1e-9);
  EXPECT_GT(std::abs(signedDistance(start, moved.origin)), 1.0);

  const QPointF end = handle(sagittal, "annulus.plane", HandlePart::end);
  drag(sagittal, end, end + QPointF(0, 12));
  EXPECT_EQ(document().undoStack().undoText(), "Tilt annulus plane");
  EXPECT_GT(norm(cross(markup("annulus.plane").plane->normal, start.normal)), 0.05);

  // Around its middle to the other side: the last plane within 45 degrees of the proposal stays.
  const QPointF middle = onScreen(sagittal, moved.origin);
  const QPointF from = handle(sagittal, "annulus.plane", HandlePart::end);
  const QPointF arm = from - middle;
  drag(sagittal, from, middle + QPointF(arm.y(), -arm.x()));
  const Plane kept = *planning::annulusPlane(document().inputs(), document().derived());
  EXPECT_GE(dot(kept.normal, start.normal), std::cos(planning::kLargestHingeTiltDeg * M_PI / 180) - 1e-9);
}

TEST_F(ToolActionsTest, TheEndOfTheRootFollowsTheMouseAndEscapeGivesItUp) {
  SliceView& coronal = slice("coronalView");
  const double before = *planning::rootEndMm(document().inputs(), document().derived()).current();
  const Plane level = *markup("root.end").plane;
  views_->setCrosshair(level.origin);
  const QPointF from = handle(coronal, "root.end", HandlePart::line);
  const Vec2 to = coronal.geometry().screenFromLps(coronal.geometry().lpsFromScreen({from.x(), from.y()}) +
                                                   level.normal * 3.0);
  press(coronal, from, {to.x, to.y});
  const auto shown = planning::rootEndMm(document().shownInputs(), document().derived()).current();
  EXPECT_GT(*shown, before + 1.0) << "the plot follows shownReview";
  QTest::keyClick(&coronal, Qt::Key_Escape);
  EXPECT_FALSE(document().isPreviewing());
  mouse(coronal, QEvent::MouseButtonRelease, {to.x, to.y}, false);
  EXPECT_FALSE(document().review().edits.rootEndMm);

  drag(coronal, from, {to.x, to.y});
  ASSERT_TRUE(document().review().edits.rootEndMm);
  EXPECT_EQ(document().undoStack().undoText(), "Move end of root");
  ASSERT_TRUE(place_.settle());
  EXPECT_NEAR(number("root.length"), *document().review().edits.rootEndMm, 1e-6);
}

// Row of the task: a distance drawn by mouse is that of the world within 0.05 mm.
TEST_F(ToolActionsTest, ARulerIsDrawnInEveryViewUndoneAndDrawnAgain) {
  for (const char* name : {"axialView", "coronalView", "sagittalView"}) {
    SliceView& view = slice(name);
    action("toolRuler").trigger();
    EXPECT_TRUE(action("toolRuler").isChecked());
    const QPointF a(100, 60), b(190, 110);
    click(view, a);
    click(view, b);
    ASSERT_FALSE(document().review().annotations.empty());
    const planning::Annotation& ruler = document().review().annotations.back();
    const double world = std::hypot(90.0, 50.0) * view.geometry().mmPerPixel();
    EXPECT_NEAR(distance(ruler.points[0], ruler.points[1]), world, 0.05) << name;
    EXPECT_FALSE(action("toolRuler").isChecked());
    EXPECT_TRUE(action("deleteAnnotation").isEnabled()) << "what was drawn is selected";
  }
  EXPECT_EQ(document().review().annotations.size(), 3u);
  EXPECT_EQ(document().undoStack().undoText(), "Draw ruler");
  action("undo").trigger();
  EXPECT_EQ(document().review().annotations.size(), 2u);
  action("redo").trigger();
  EXPECT_EQ(document().review().annotations.size(), 3u);
}

TEST_F(ToolActionsTest, ARulerBetweenTwoPlacesIsAsLongAsTheyAreApartInObliqueViews) {
  views_->snapTo({markup("annulus.plane").plane->origin, normalized({0.5, -0.3, 0.8})});
  for (const char* name : {"axialView", "coronalView", "sagittalView"}) {
    SliceView& view = slice(name);
    const viewer::SliceAxes axes = view.geometry().axes();
    // Away from the handles of the annulus, which the mouse would take hold of.
    const Vec3 a = views_->crosshair() + axes.right * 31.3 - axes.down * 33.7;
    const Vec3 b = views_->crosshair() + axes.right * 47.9 - axes.down * 22.2;
    action("toolRuler").trigger();
    click(view, onScreen(view, a));
    click(view, onScreen(view, b));
    ASSERT_FALSE(document().review().annotations.empty());
    const planning::Annotation& ruler = document().review().annotations.back();
    EXPECT_LT(distance(ruler.points[0], a), 0.05) << name;
    EXPECT_NEAR(distance(ruler.points[0], ruler.points[1]), distance(a, b), 0.05) << name;
  }
  EXPECT_EQ(document().review().annotations.size(), 3u);
}

TEST_F(ToolActionsTest, AnAnnotationIsMovedNamedAndDeletedByKey) {
  SliceView& axial = slice("axialView");
  action("toolLandmark").trigger();
  click(axial, {80, 90});
  EXPECT_EQ(document().review().annotations.at(0).name, "Landmark 1");
  const Vec3 before = document().review().annotations[0].points[0];
  drag(axial, {80, 90}, {100, 90});
  EXPECT_NEAR(distance(document().review().annotations[0].points[0], before),
              20 * axial.geometry().mmPerPixel(), 1e-6);
  EXPECT_EQ(document().undoStack().undoText(), "Move landmark");

  action("renameAnnotation").trigger();
  auto& name = place_.child<QLineEdit>("annotationName");
  name.setText(" Left  ostium ");
  QTest::keyClick(&name, Qt::Key_Return);
  EXPECT_EQ(document().review().annotations[0].name, "Left ostium");

  axial.setFocus();
  QTest::keyClick(&axial, Qt::Key_Delete);
  EXPECT_TRUE(document().review().annotations.empty());
  EXPECT_EQ(document().undoStack().undoText(), "Delete landmark");
  EXPECT_FALSE(action("renameAnnotation").isEnabled());
}

TEST_F(ToolActionsTest, EveryToolHasItsKey) {
  EXPECT_EQ(action("toolNavigate").shortcuts(), QList<QKeySequence>{QKeySequence(Qt::Key_Escape)});
  EXPECT_EQ(action("toolRuler").shortcuts(), QList<QKeySequence>{QKeySequence(Qt::Key_M)});
  EXPECT_EQ(action("deleteAnnotation").shortcuts().size(), 2);
  for (const char* name : {"toolRuler", "toolAngle", "toolPolygon", "toolLandmark"}) {
    ASSERT_EQ(action(name).shortcuts().size(), 1) << name;
    place_.window_.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&place_.window_));
    slice("axialView").setFocus();
    QTest::keyClick(&slice("axialView"), static_cast<Qt::Key>(action(name).shortcut()[0].key()));
    EXPECT_TRUE(action(name).isChecked()) << name;
    QTest::keyClick(&slice("axialView"), Qt::Key_Escape);
    EXPECT_EQ(views_->markups().tool(), viewer::ViewTool::navigate) << name;
  }
}

TEST_F(ToolActionsTest, HandlesAreShownOnDemand) {
  EXPECT_TRUE(views_->markups().find("annulus.plane"));
  action("showHandles").trigger();
  EXPECT_FALSE(views_->markups().find("annulus.plane"));
  EXPECT_FALSE(views_->markups().find("root.end"));
  action("showHandles").trigger();
  EXPECT_TRUE(views_->markups().find("annulus.plane"));
}

TEST_F(ToolActionsTest, ACentrelinePointIsMovedWhereItsVesselIsEdited) {
  document().accept(Step::measure, document().status(Step::measure).revision, [&] {
    planning::Derived derived = document().derived();
    derived.proposedCentrelinePoints.fill({views_->crosshair(), views_->crosshair() + Vec3{0, 0, -20}});
    return derived;
  }());
  EXPECT_FALSE(views_->markups().find("centreline.1"));
  action("editIliacLeft").trigger();
  SliceView& axial = slice("axialView");
  const QPointF at = onScreen(axial, markup("centreline.1").points[0]);
  action("showHandles").trigger();  // the annulus is there, too
  drag(axial, at, at + QPointF(30, 0));
  EXPECT_EQ(document().undoStack().undoText(), "Move centreline point");
  EXPECT_TRUE(action("resetIliacLeft").isEnabled());
  action("editIliacRight").trigger();
  EXPECT_FALSE(action("editIliacLeft").isChecked());
  EXPECT_FALSE(views_->markups().find("centreline.1"));
  action("editIliacRight").trigger();
}

TEST_F(ToolActionsTest, AnotherCaseEndsADragOfTheOneBefore) {
  SliceView& axial = slice("axialView");
  const Vec3 hinge = markup("annulus.hinges").points[0];
  views_->setCrosshair(hinge);
  const QPointF from = onScreen(axial, hinge);
  press(axial, from, from + QPointF(20, 0));
  action("toolRuler").trigger();
  openAgain();
  mouse(axial, QEvent::MouseButtonRelease, from + QPointF(20, 0), false);
  EXPECT_EQ(document().review(), planning::Review());
  EXPECT_EQ(views_->markups().tool(), viewer::ViewTool::navigate);
}

}  // namespace
}  // namespace valvista::ui
