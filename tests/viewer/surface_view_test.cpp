// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/surface_view.h"

#include "planning/edit/prism.h"
#include "tests/viewer/test_volumes.h"
#include "viewer/widgets/vtk_view.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <optional>

namespace valvista::viewer {
namespace {

const Vec3 kCentre{30, -10, 15};

/// A ball, whose middle the front view puts into the middle of the picture.
std::vector<planning::LabelSurface> ball() {
  const ImageGeometry geometry = axisAlignedGeometry({60, 60, 60}, {1, 1, 1}, kCentre - Vec3{30, 30, 30});
  return planning::buildSurfaces(
      labelsOf(geometry,
               [](const Vec3& p) { return static_cast<std::uint8_t>(distance(p, kCentre) < 10.0 ? 2 : 0); }),
      Progress());
}

class SurfaceViewTest : public testing::Test {
 protected:
  void SetUp() override {
    qRegisterMetaType<Vec3>();
    view_.resize(500, 400);
    view_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&view_));
    view_.setSurfaces(surfaces_);
    QSignalSpy frames(view_.findChild<VtkView*>(), &VtkView::rendered);
    ASSERT_TRUE(QTest::qWaitFor([&] { return frames.size() >= 2; })) << "empty, then with the ball";
  }
  static void click(QWidget& view, const QPointF& at) {
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
      const bool press = type == QEvent::MouseButtonPress;
      QMouseEvent event(type, at, view.mapToGlobal(at), Qt::LeftButton, press ? Qt::LeftButton : Qt::NoButton,
                        Qt::NoModifier);
      QCoreApplication::sendEvent(&view, &event);
    }
  }

  const std::vector<planning::LabelSurface> surfaces_ = ball();
  PaintHand hand_;
  SurfaceView view_{hand_};
};

TEST(SurfaceScene, ShowsItsSurfacesOneAfterTheOther) {
  std::vector<planning::LabelSurface> surfaces = ball();
  surfaces.push_back(surfaces.front());
  surfaces.back().label = 6;
  SurfaceScene scene;
  scene.setSurfaces(surfaces);
  EXPECT_TRUE(scene.legend().empty());
  EXPECT_TRUE(scene.showNextSurface());
  EXPECT_EQ(scene.legend().size(), 1U);
  EXPECT_TRUE(scene.showNextSurface());
  EXPECT_EQ(scene.legend().size(), 2U);
  EXPECT_FALSE(scene.showNextSurface());
}

TEST_F(SurfaceViewTest, GivesWayToAStrokeAndFollowsOnceTheHandRests) {
  QSignalSpy frames(view_.findChild<VtkView*>(), &VtkView::rendered);
  hand_.setTool(PaintTool::brush);
  hand_.begin(kCentre, {0, 0, 1});
  view_.setSurfaces(surfaces_);
  QTest::qWait(200);
  EXPECT_EQ(frames.size(), 0);
  hand_.end();
  EXPECT_TRUE(QTest::qWaitFor([&] { return frames.size() >= 2; }));
}

// Row of the task: picking hits within one pixel of the screen, in 3D too, at 1x and 2x.
TEST_F(SurfaceViewTest, ClickPicksThePointOfTheSurfaceThatIsSeenThere) {
  QSignalSpy asked(&view_, &SurfaceView::crosshairRequested);
  // The front view shows the sphere around the surface's box at VTK's 30 degrees.
  Vec3 low = kCentre, high = kCentre;
  for (const Vec3& p : surfaces_.front().mesh.points)
    for (int axis = 0; axis < 3; ++axis) {
      low[axis] = std::min(low[axis], p[axis]);
      high[axis] = std::max(high[axis], p[axis]);
    }
  const double halfAngle = std::numbers::pi / 12.0;
  const double away = 0.5 * distance(low, high) / std::sin(halfAngle), tangent = std::tan(halfAngle);
  const double pixels = view_.height() * view_.devicePixelRatioF();
  for (const QPointF& from : {QPointF(0, 0), QPointF(60, 0), QPointF(-35, 40), QPointF(20, -70)}) {
    asked.clear();
    click(*view_.findChild<VtkView*>(), QRectF(view_.rect()).center() + from);
    ASSERT_EQ(asked.size(), 1);
    const Vec3 got = asked[0][0].value<Vec3>() - kCentre;
    EXPECT_NEAR(norm(got), 10.0, 0.6) << "on the ball";
    EXPECT_LT(got.y, 0.0) << "on the side of the eye";
    // Patient's left is on the right, the head is up.
    const double mmPerPixel = 2.0 * tangent * (away + got.y) / pixels, scale = view_.devicePixelRatioF();
    EXPECT_NEAR(got.x / mmPerPixel, from.x() * scale, 1.0);
    EXPECT_NEAR(got.z / mmPerPixel, -from.y() * scale, 1.0);
  }
  asked.clear();
  click(*view_.findChild<VtkView*>(), {5, 5});
  EXPECT_TRUE(asked.isEmpty()) << "nothing is there";
}

class Scissors : public SurfaceViewTest {
 protected:
  void SetUp() override {
    SurfaceViewTest::SetUp();
    Vec3 low = kCentre, high = kCentre;
    for (const Vec3& p : surfaces_.front().mesh.points)
      for (int axis = 0; axis < 3; ++axis) {
        low[axis] = std::min(low[axis], p[axis]);
        high[axis] = std::max(high[axis], p[axis]);
      }
    middle_ = 0.5 * (low + high);
    away_ = 0.5 * distance(low, high) / std::sin(kHalfAngle);
    QObject::connect(&hand_, &PaintHand::outlineDrawn, &view_,
                     [this](const Polyline& corners, const Vec3& normal, const std::optional<Vec3>& eye) {
                       drawn_ = planning::Prism{corners, normal, eye};
                     });
    hand_.setTool(PaintTool::scissors);
  }
  VtkView& picture() { return *view_.findChild<VtkView*>(); }
  void mouse(QEvent::Type type, const QPointF& at, Qt::MouseButton button = Qt::LeftButton) {
    QMouseEvent event(type, at, picture().mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button),
                      Qt::NoModifier);
    QCoreApplication::sendEvent(&picture(), &event);
  }
  void drag(const QRectF& around) {
    mouse(QEvent::MouseButtonPress, around.topLeft());
    for (const QPointF& at : {around.topRight(), around.bottomRight(), around.bottomLeft()})
      mouse(QEvent::MouseMove, at);
  }
  /// Where the front view shows a place: VTK looks from the front, 30 degrees wide.
  QPointF seenAt(const Vec3& p) const {
    const Vec3 from = p - middle_;
    const double mmPerPixel = 2.0 * std::tan(kHalfAngle) * (away_ + from.y) / view_.height();
    return {0.5 * view_.width() + from.x / mmPerPixel, 0.5 * view_.height() - from.z / mmPerPixel};
  }

  static constexpr double kHalfAngle = std::numbers::pi / 12.0;
  Vec3 middle_;
  double away_ = 0.0;
  std::optional<planning::Prism> drawn_;
};

TEST_F(Scissors, CutWhatIsSeenWithinTheOutlineHoweverDeepItLies) {
  const QRectF around(262.3, 161.7, 61.0, 47.0);
  drag(around);
  mouse(QEvent::MouseButtonRelease, around.bottomLeft());
  ASSERT_TRUE(drawn_);
  const ImageGeometry grid = axisAlignedGeometry({60, 60, 60}, {1, 1, 1}, kCentre - Vec3{30, 30, 30});
  for (const auto side : {planning::ScissorSide::inside, planning::ScissorSide::outside}) {
    LabelMap labels = labelsOf(grid, [](const Vec3&) { return std::uint8_t{2}; });
    planning::cutWithScissors(labels, {}, *drawn_, side, {});
    std::size_t wrong = 0, within = 0;
    for (int k = 0; k < 60; ++k)
      for (int j = 0; j < 60; ++j)
        for (int i = 0; i < 60; ++i) {
          const QPointF seen = seenAt(grid.lps({i, j, k}));
          const bool inside = around.contains(seen);
          within += inside ? 1 : 0;
          // A hundredth of a pixel beside the line either is right.
          const double beside =
              std::min({std::abs(seen.x() - around.left()), std::abs(seen.x() - around.right()),
                        std::abs(seen.y() - around.top()), std::abs(seen.y() - around.bottom())});
          const bool cut = inside == (side == planning::ScissorSide::inside);
          wrong += beside > 0.01 && (labels.at({i, j, k}) == 0) != cut ? 1 : 0;
        }
    EXPECT_GT(within, 1000U);
    EXPECT_EQ(wrong, 0U);
  }
}

TEST_F(Scissors, TheLeftButtonDoesNotTurnTheCameraAndOthersDo) {
  const QRectF around(200, 150, 90, 80);
  drag(around);
  mouse(QEvent::MouseButtonRelease, around.bottomLeft());
  const Vec3 eye = drawn_.value().eye.value();
  EXPECT_NEAR(distance(eye, middle_ - Vec3{0, away_, 0}), 0.0, 1e-6);
  drag(around);
  mouse(QEvent::MouseButtonRelease, around.bottomLeft());
  EXPECT_EQ(drawn_->eye, eye);
  mouse(QEvent::MouseButtonPress, {200, 150}, Qt::MiddleButton);
  mouse(QEvent::MouseMove, {240, 190}, Qt::MiddleButton);
  mouse(QEvent::MouseButtonRelease, {240, 190}, Qt::MiddleButton);
  drag(around);
  mouse(QEvent::MouseButtonRelease, around.bottomLeft());
  EXPECT_GT(distance(drawn_->eye.value(), eye), 1.0);
  hand_.setTool(PaintTool::none);
  drawn_.reset();
  drag(around);
  mouse(QEvent::MouseButtonRelease, around.bottomLeft());
  EXPECT_FALSE(drawn_) << "without scissors the mouse turns the camera";
}

TEST_F(Scissors, EscapeAndATurnedCameraGiveTheOutlineUp) {
  const QRectF around(200, 150, 90, 80);
  const auto key = [this](int code) {
    QKeyEvent event(QEvent::KeyPress, code, Qt::NoModifier);
    QCoreApplication::sendEvent(&view_, &event);
  };
  drag(around);
  QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
  asked.ignore();
  QCoreApplication::sendEvent(&view_, &asked);
  EXPECT_TRUE(asked.isAccepted()) << "the window's own Escape waits";
  key(Qt::Key_Escape);
  mouse(QEvent::MouseButtonRelease, around.bottomLeft());
  EXPECT_FALSE(drawn_);
  // Corner by corner.
  for (const QPointF& at : {around.topLeft(), around.topRight(), around.bottomLeft()}) {
    mouse(QEvent::MouseButtonPress, at);
    mouse(QEvent::MouseButtonRelease, at);
  }
  view_.perform(ViewCommand::turnLeft);
  mouse(QEvent::MouseMove, around.center());
  key(Qt::Key_Return);
  EXPECT_FALSE(drawn_) << "it was drawn from elsewhere";
  for (const QPointF& at : {around.topLeft(), around.topRight(), around.bottomLeft()}) {
    mouse(QEvent::MouseButtonPress, at);
    mouse(QEvent::MouseButtonRelease, at);
  }
  key(Qt::Key_Return);
  ASSERT_TRUE(drawn_);
  EXPECT_EQ(drawn_->corners.size(), 3U);
}

}  // namespace
}  // namespace valvista::viewer
