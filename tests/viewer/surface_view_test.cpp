// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/surface_view.h"

#include "tests/viewer/test_volumes.h"
#include "viewer/widgets/vtk_view.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

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
  SurfaceView view_;
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

}  // namespace
}  // namespace valvista::viewer
