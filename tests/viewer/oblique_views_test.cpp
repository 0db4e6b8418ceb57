// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/viewer/test_volumes.h"
#include "viewer/scene/plane_cross.h"
#include "viewer/scene/view_colours.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/slice_view.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::viewer {
namespace {

constexpr std::array kSlices{"axialView", "coronalView", "sagittalView"};
const ImageGeometry kGeometry = axisAlignedGeometry({120, 100, 80}, {1, 1, 1.5}, {-60, -50, -60});
const Plane kAnnulus{{6, -4, 3}, normalized({0.5, -0.25, 0.8})};

void expectRigid(const Mat3& cross) {
  EXPECT_NEAR(determinant(cross), 1.0, 1e-12);
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 3; ++b)
      EXPECT_NEAR(dot(cross.column[a], cross.column[b]), a == b ? 1.0 : 0.0, 1e-12);
}

TEST(PlaneCross, LaysTheAxialViewOntoThePlaneWithThePatientsRightOnTheLeft) {
  for (const Vec3& normal :
       {Vec3{0.5, -0.25, 0.8}, Vec3{-0.5, 0.3, -0.8}, Vec3{0, 0, 1}, Vec3{1, 0, 0}, Vec3{0, 1, 0}}) {
    const Mat3 cross = rotationOnto(normal);
    expectRigid(cross);
    const SliceAxes axial = axesOf(SliceOrientation::axial, cross);
    EXPECT_NEAR(std::abs(dot(axial.into(), normalized(normal))), 1.0, 1e-12);
    EXPECT_GE(axial.into().z, 0.0) << "seen from the feet";
    EXPECT_GE(axial.right.x, 0.0);
  }
  EXPECT_EQ(rotationOnto({0, 0, 1}), Mat3());
}

TEST(PlaneCross, StaysRigidHoweverOftenItIsTurned) {
  Mat3 cross;
  for (int i = 0; i < 20000; ++i) cross = turned(cross, normalized({0.3, 0.5, 0.7}), 0.1);
  expectRigid(cross);
}

class ObliqueViewsTest : public testing::Test {
 protected:
  void SetUp() override {
    views_.resize(1002, 802);
    views_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&views_));
    views_.setVolume(volumeOf(kGeometry, [](const Vec3& p) { return 10 * p.x + p.y; }));
    views_.setCrosshair({3, 2, 1.5});
  }

  SliceView& slice(const char* name) { return *views_.findChild<SliceView*>(name); }
  static void send(QWidget& view, QEvent::Type type, const Vec2& at, Qt::MouseButton changed,
                   Qt::MouseButtons held) {
    const QPointF position(at.x, at.y);
    QMouseEvent event(type, position, view.mapToGlobal(position), changed, held, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
  }
  static void drag(QWidget& view, const Vec2& from, const Vec2& to) {
    send(view, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    send(view, QEvent::MouseMove, {(from.x + to.x) / 2, (from.y + to.y) / 2}, Qt::NoButton, Qt::LeftButton);
    send(view, QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
    send(view, QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
  }
  static Vec2 about(const Vec2& centre, const Vec2& at, double radians) {
    const double x = at.x - centre.x, y = at.y - centre.y, c = std::cos(radians), s = std::sin(radians);
    return {centre.x + x * c - y * s, centre.y + x * s + y * c};
  }
  /// Every pixel's place, picked by a click, is seen at that pixel in this view, and lies in all planes
  /// shown.
  void expectLinked() {
    for (const char* name : kSlices)
      for (const Vec2& share : {Vec2{0.24, 0.23}, Vec2{0.61, 0.56}, Vec2{0.78, 0.78}}) {
        SliceView& view = slice(name);
        if (!view.isVisible()) continue;
        const Vec2 at{share.x * view.width(), share.y * view.height()};
        const Vec3 wanted = view.geometry().lpsFromScreen(at);
        send(view, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
        send(view, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
        EXPECT_LT(distance(views_.crosshair(), wanted), 1e-9) << name;
        for (const char* other : kSlices) {
          const SliceView& seen = slice(other);
          if (!seen.isVisible()) continue;
          EXPECT_NEAR(seen.geometry().depthOf(wanted), 0.0, 1e-9);
          const Vec2 centre = seen.crosshair().centre(), place = seen.geometry().screenFromLps(wanted);
          EXPECT_LE(std::hypot(centre.x - place.x, centre.y - place.y), 0.5) << name << " in " << other;
        }
      }
  }

  LinkedViews views_;
};

TEST_F(ObliqueViewsTest, SnapsToThePlane) {
  QSignalSpy turnedSpy(&views_, &LinkedViews::rotationChanged);
  views_.snapTo(kAnnulus);
  EXPECT_EQ(turnedSpy.size(), 1);
  EXPECT_EQ(views_.crosshair(), kAnnulus.origin);
  const SliceGeometry axial = slice("axialView").geometry();
  EXPECT_NEAR(dot(axial.axes().into(), kAnnulus.normal), 1.0, 1e-12);
  // The annulus is level in both planes across it.
  for (const char* name : {"coronalView", "sagittalView"})
    EXPECT_NEAR(dot(slice(name).geometry().axes().down, kAnnulus.normal), -1.0, 1e-12) << name;
  expectLinked();
  views_.straighten();
  EXPECT_EQ(views_.rotation(), Mat3());
  EXPECT_EQ(slice("axialView").geometry().axes(), axesOf(SliceOrientation::axial));
}

// Row of the task: picks hit in every layout, also where its views are turned, large or narrow.
TEST_F(ObliqueViewsTest, PicksAreLinkedInEveryLayout) {
  for (const auto layout : {ViewLayout::fourUp, ViewLayout::onePlusThree, ViewLayout::root,
                            ViewLayout::access, ViewLayout::compare}) {
    views_.setViewLayout(layout);
    QTest::qWait(20);
    SCOPED_TRACE(static_cast<int>(layout));
    for (const Plane& plane : {kAnnulus, Plane{{-5, 8, -10}, normalized({-0.7, 0.4, 0.2})}}) {
      views_.snapTo(plane);
      ASSERT_TRUE(slice("axialView").isVisible());
      expectLinked();
    }
    views_.straighten();
    expectLinked();
  }
}

TEST_F(ObliqueViewsTest, GripTurnsTheOtherTwoPlanesRigidlyAndNothingElseMoves) {
  SliceView& axial = slice("axialView");
  const SliceGeometry before = axial.geometry();
  const SliceCrosshair lines = axial.crosshair();
  const Vec2 grip = *lines.grip(0, true);
  ASSERT_EQ(lines.hit(grip), (CrosshairHit{CrosshairPart::grip, 0}));
  const double angle = 25.0 * std::numbers::pi / 180.0;
  drag(axial, grip, about(lines.centre(), grip, angle));
  expectRigid(views_.rotation());
  const SliceGeometry after = axial.geometry();
  EXPECT_LT(distance(after.axes().right, before.axes().right), 1e-9) << "the picture stays";
  EXPECT_LT(distance(after.centre(), before.centre()), 1e-9);
  EXPECT_EQ(views_.crosshair(), (Vec3{3, 2, 1.5}));
  // The line is now where the mouse left it, and still the coronal plane's.
  const SliceCrosshair turnedLines = axial.crosshair();
  EXPECT_EQ(turnedLines.lines()[0].view, SliceOrientation::coronal);
  EXPECT_EQ(turnedLines.hit(about(lines.centre(), grip, angle)), (CrosshairHit{CrosshairPart::line, 0}));
  const Vec3 coronalBefore = axesOf(SliceOrientation::coronal).into();
  EXPECT_NEAR(dot(slice("coronalView").geometry().axes().into(), coronalBefore), std::cos(angle), 1e-9);
  EXPECT_NEAR(
      dot(slice("coronalView").geometry().axes().into(), slice("sagittalView").geometry().axes().into()), 0.0,
      1e-12);
  expectLinked();
}

TEST_F(ObliqueViewsTest, TurningInTwoViewsGivesADoubleObliquePlane) {
  for (const char* name : {"coronalView", "sagittalView"}) {
    SliceView& view = slice(name);
    const SliceCrosshair lines = view.crosshair();
    ASSERT_EQ(lines.lines()[0].view, SliceOrientation::axial);
    const Vec2 grip = *lines.grip(0, false);
    drag(view, grip, about(lines.centre(), grip, 0.3));
  }
  const Vec3 into = slice("axialView").geometry().axes().into();
  EXPECT_GT(std::abs(into.x), 0.2);
  EXPECT_GT(std::abs(into.y), 0.2);
  expectLinked();
}

TEST_F(ObliqueViewsTest, LineMovesItsPlaneAlongItsNormalAndTheCentreMovesBoth) {
  views_.setRotation(turned(Mat3(), {0, 0, 1}, 0.4));
  SliceView& axial = slice("axialView");
  const SliceCrosshair lines = axial.crosshair();
  const Vec3 start = views_.crosshair(), normal = lines.lines()[1].normal;
  const Vec2 along = lines.lines()[1].direction, centre = lines.centre();
  const Vec2 from{centre.x + 40 * along.x, centre.y + 40 * along.y};
  ASSERT_EQ(lines.hit(from), (CrosshairHit{CrosshairPart::line, 1}));
  drag(axial, from, {from.x + 20 * along.x + 10 * along.y, from.y + 20 * along.y - 10 * along.x});
  const Vec3 way = views_.crosshair() - start;
  EXPECT_NEAR(norm(way), 10 * axial.geometry().mmPerPixel(), 1e-9);
  EXPECT_NEAR(norm(cross(way, normal)), 0.0, 1e-9);
  const Vec2 middle = axial.crosshair().centre();
  const Vec3 wanted = axial.geometry().lpsFromScreen({middle.x + 17, middle.y - 9});
  drag(axial, middle, {middle.x + 17, middle.y - 9});
  EXPECT_LT(distance(views_.crosshair(), wanted), 1e-9);
}

TEST_F(ObliqueViewsTest, LineHasTheColourOfItsViewAlsoWhenTurnedByMoreThanHalfARightAngle) {
  SliceView& axial = slice("axialView");
  const SliceCrosshair lines = axial.crosshair();
  const Vec2 grip = *lines.grip(0, true);
  drag(axial, grip, about(lines.centre(), grip, std::numbers::pi / 2));
  // The coronal plane's line now stands upright.
  const QImage image = axial.grab().toImage();
  const double scale = image.devicePixelRatio();
  const Vec2 centre = axial.crosshair().centre();
  const QColor seen(
      image.pixel(static_cast<int>(std::floor(centre.x) * scale), static_cast<int>((centre.y - 60) * scale)));
  const Rgb coronal = colourOf(SliceOrientation::coronal);
  EXPECT_GT(seen.blue(), seen.red() + 40) << coronal[0];
}

TEST_F(ObliqueViewsTest, ObliqueStepsComeBackExactly) {
  views_.snapTo(kAnnulus);
  slice("axialView").setFocus();
  for (int i = 0; i < 5; ++i) views_.perform(ViewCommand::nextSlice);
  EXPECT_GT(distance(views_.crosshair(), kAnnulus.origin), 4.0);
  for (int i = 0; i < 5; ++i) views_.perform(ViewCommand::previousSlice);
  EXPECT_LT(distance(views_.crosshair(), kAnnulus.origin), 1e-9);
}

}  // namespace
}  // namespace valvista::viewer
