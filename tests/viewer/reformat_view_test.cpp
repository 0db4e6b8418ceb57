// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/reformat_view.h"

#include "tests/viewer/test_volumes.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/slice_view.h"

#include <QMouseEvent>
#include <QTest>

#include <cmath>
#include <gtest/gtest.h>

namespace valvista::viewer {
namespace {

const ImageGeometry kGeometry = axisAlignedGeometry({100, 100, 120}, {1, 1, 1}, {-50, -50, -60});
constexpr double kRadius = 6.0;

/// A vessel that bends to the patient's left on its way down.
Polyline vessel() {
  Polyline line;
  for (int i = 0; i <= 100; ++i) line.push_back({0.0025 * i * i, 3.0, 50.0 - i});
  return line;
}
double awayFrom(const Polyline& line, const Vec3& p) {
  double nearest = 1e9;
  for (const Vec3& q : line) nearest = std::min(nearest, distance(p, q));
  return nearest;
}

class ReformatViewTest : public testing::Test {
 protected:
  void SetUp() override {
    views_.resize(1002, 802);
    views_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&views_));
    const Polyline line = vessel();
    views_.setVolume(
        volumeOf(kGeometry, [&](const Vec3& p) { return awayFrom(line, p) < kRadius ? 400.0 : 0.0; }));
    views_.setReformatPaths({{"Left iliac artery", line, {10, 20, 30, 80, 90}, {12, 11, 9.5, 12, 13}}});
    views_.setViewLayout(ViewLayout::access);
    QTest::qWait(20);
  }
  ReformatView& reformat() { return *views_.findChild<ReformatView*>("reformatView"); }
  SliceView& section() { return *views_.findChild<SliceView*>("axialView"); }
  /// A click between whole pixels, as a tablet or a fine mouse gives it.
  void clickAt(const QPointF& at) {
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
      const bool press = type == QEvent::MouseButtonPress;
      QMouseEvent event(type, at, reformat().mapToGlobal(at), Qt::LeftButton,
                        press ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
      QCoreApplication::sendEvent(&reformat(), &event);
    }
  }
  double devicePixelsBetween(const QPointF& a, const QPointF& b) {
    return std::hypot(a.x() - b.x(), a.y() - b.y()) * reformat().devicePixelRatioF();
  }

  LinkedViews views_;
};

// Row of the task: what is clicked is hit within one pixel of the screen, at 1x and 2x.
TEST_F(ReformatViewTest, ClickPicksThePlaceSeenThereAndTurnsTheSectionAcrossTheVessel) {
  for (const auto mode : {ReformatMode::stretched, ReformatMode::curved}) {
    views_.setReformatMode(mode);
    for (const double along : {12.0, 50.0, 88.0}) {
      const Plane plane = reformat().reformat().planeAt(along);
      const Vec3 beside = plane.origin + reformat().reformat().acrossAt(along) * 4.0;
      const QPointF seen = *reformat().screenFromLps(beside);
      clickAt(seen);
      EXPECT_LE(devicePixelsBetween(*reformat().screenFromLps(views_.crosshair()), seen), 1.0);
      EXPECT_LT(distance(views_.crosshair(), beside), 0.05);
      const double there = *reformat().along();
      const Vec3 into = section().geometry().axes().into();
      EXPECT_NEAR(std::abs(dot(into, reformat().reformat().planeAt(there).normal)), 1.0, 1e-3);
      EXPECT_NEAR(section().geometry().depthOf(views_.crosshair()), 0.0, 1e-9);
    }
  }
}

TEST_F(ReformatViewTest, AMouseOfWholePixelsHitsThePixelThatItClicks) {
  const double half = 0.5 / reformat().devicePixelRatioF();
  for (const auto mode : {ReformatMode::stretched, ReformatMode::curved}) {
    views_.setReformatMode(mode);
    for (const QPoint& pixel : {QPoint(150, 90), QPoint(190, 401), QPoint(171, 650)}) {
      QTest::mouseClick(&reformat(), Qt::LeftButton, {}, pixel);
      const QPointF centre = QPointF(pixel) + QPointF(half, half);
      EXPECT_LE(devicePixelsBetween(*reformat().screenFromLps(views_.crosshair()), centre), 1.0);
    }
  }
}

TEST_F(ReformatViewTest, ThePictureShowsTheVesselWhereThePickingFindsIt) {
  views_.setWindowLevel(400, 200);
  const QImage image = reformat().grab().toImage();
  const double scale = image.devicePixelRatio();
  const auto greyAt = [&](double along, double aside) {
    const CurvedReformat& line = reformat().reformat();
    const QPointF at = *reformat().screenFromLps(line.planeAt(along).origin + line.acrossAt(along) * aside);
    return qGray(image.pixel(static_cast<int>(at.x() * scale), static_cast<int>(at.y() * scale)));
  };
  for (const double along : {35.0, 60.0}) {
    EXPECT_GT(greyAt(along, 2.5), 200);
    EXPECT_GT(greyAt(along, -2.5), 200);
    EXPECT_LT(greyAt(along, 10.0), 60);
    EXPECT_LT(greyAt(along, -10.0), 60);
  }
}

TEST_F(ReformatViewTest, CommandsMoveAlongTheVesselAndTurnTheCut) {
  reformat().setFocus();
  views_.perform(ViewCommand::firstSlice);
  EXPECT_LT(distance(views_.crosshair(), vessel().front()), 1e-9);
  views_.perform(ViewCommand::tenSlicesBack);
  EXPECT_NEAR(*reformat().along(), 10.0, 1e-6);
  const Vec3 before = reformat().reformat().acrossAt(10.0);
  for (int i = 0; i < 9; ++i) views_.perform(ViewCommand::turnRight);
  EXPECT_NEAR(dot(before, reformat().reformat().acrossAt(10.0)), 0.0, 1e-9) << "a quarter turn";
  views_.perform(ViewCommand::maximize);
  EXPECT_EQ(reformat().size(), views_.size());
}

TEST(DiameterProfile, ReadsBetweenSectionsAndNotInGaps) {
  const DiameterProfile profile{{10, 20, 30, 80, 90}, {12, 11, 9.5, 12, 13}};
  EXPECT_NEAR(*profile.at(15), 11.5, 1e-12);
  EXPECT_EQ(profile.at(30), 9.5);
  EXPECT_FALSE(profile.at(50)) << "nothing was measured there";
  EXPECT_FALSE(profile.at(5));
  EXPECT_FALSE(profile.at(95));
  EXPECT_EQ(profile.narrowest(), 2U);
}

}  // namespace
}  // namespace valvista::viewer
