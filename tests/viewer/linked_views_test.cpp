// SPDX-License-Identifier: GPL-3.0-or-later
// The linked slice views: where a click leads, what they show, layouts.
#include "tests/viewer/linked_views_case.h"

namespace valvista::viewer {
namespace {

TEST_F(LinkedViewsTest, StartsInTheMiddleOfTheScan) {
  EXPECT_LT(distance(views_.crosshair(), middle(storedGeometry())),
            norm(storedGeometry().spacing()) / 2 + 1e-9);
  views_.setVolume(Volume());
  views_.setLabels(LabelMap());
  EXPECT_FALSE(views_.grab().isNull());
}

TEST_F(LinkedViewsTest, ClickLinksAllViewsAndHitsWithinAPixel) {
  QSignalSpy moved(&views_, &LinkedViews::crosshairMoved);
  SliceView& axial = slice("axialView");
  views_.setCrosshair({0, 0, kBallCentre.z});
  const Vec2 target = axial.geometry().screenFromLps(kBallCentre);
  click(axial, {target.x, target.y});
  EXPECT_LT(distance(views_.crosshair(), kBallCentre), 0.05);
  for (const char* name : {"axialView", "coronalView", "sagittalView"}) {
    const SliceView& view = slice(name);
    EXPECT_NEAR(view.geometry().depthOf(views_.crosshair()), 0.0, 1e-9) << name;
    const Vec2 at = view.geometry().screenFromLps(kBallCentre);
    const Vec2 cross = view.geometry().screenFromLps(views_.crosshair());
    EXPECT_LE(std::hypot(at.x - cross.x, at.y - cross.y) * view.devicePixelRatioF(), 1.0) << name;
  }
  const auto probe = moved.last().at(0).value<CrosshairProbe>();
  EXPECT_EQ(probe.hu, 900);
  EXPECT_EQ(probe.label, 2);
}

// Patient's left is on the screen's right in axial and coronal; front is left in sagittal; head is up.
TEST_F(LinkedViewsTest, TheBallIsOnTheRightSideOfEveryPicture) {
  views_.setLabelOpacity(0.0);
  views_.setCrosshair(kBallCentre);
  const auto isBright = [&](const char* name, const Vec3& lps) {
    SliceView& view = slice(name);
    const QImage image = view.grab().toImage();
    return qGray(pixelAt(image, onScreen(view, lps))) > 200;
  };
  for (const char* name : {"axialView", "coronalView", "sagittalView"}) {
    const SliceView& view = slice(name);
    const Vec3 aside = (view.geometry().axes().right + view.geometry().axes().down) * 4.0;
    EXPECT_TRUE(isBright(name, kBallCentre + aside)) << name;
  }
  const SliceView& axial = slice("axialView");
  EXPECT_GT(onScreen(axial, kBallCentre).x(), axial.width() / 2);
  EXPECT_LT(onScreen(axial, kBallCentre).y(), axial.height() / 2) << "the front is up";
  const SliceView& sagittal = slice("sagittalView");
  EXPECT_LT(onScreen(sagittal, kBallCentre).x(), sagittal.width() / 2) << "the front is left";
  EXPECT_LT(onScreen(sagittal, kBallCentre).y(), sagittal.height() / 2) << "the head is up";
}

TEST_F(LinkedViewsTest, LabelHasItsColour) {
  views_.setCrosshair(kBallCentre);
  views_.setLabelOpacity(1.0);
  SliceView& coronal = slice("coronalView");
  const QPoint aside = onScreen(coronal, kBallCentre + Vec3{5, 0, 5});
  EXPECT_EQ(pixelAt(coronal.grab().toImage(), aside), tavrOverlay().colour[2]);
}

TEST_F(LinkedViewsTest, WheelAndCommandsStepThroughStoredSlices) {
  const Vec3 start = views_.crosshair();
  SliceView& axial = slice("axialView");
  wheel(axial, 1);
  EXPECT_NEAR(views_.crosshair().z, start.z + 1.5, 1e-9);
  axial.setFocus();
  views_.perform(ViewCommand::previousSlice);
  views_.perform(ViewCommand::previousSlice);
  EXPECT_NEAR(views_.crosshair().z, start.z - 1.5, 1e-9);
  views_.perform(ViewCommand::lastSlice);
  wheel(axial, 3);
  EXPECT_NEAR(views_.crosshair().z, -60 + 79 * 1.5, 1e-9) << "stops at the last slice";
  EXPECT_NEAR(views_.crosshair().x, start.x, 1e-9);
}

TEST_F(LinkedViewsTest, DragsDoAsInOhif) {
  QSignalSpy windowed(&views_, &LinkedViews::windowLevelChanged);
  SliceView& axial = slice("axialView");
  const Vec3 start = views_.crosshair();
  drag(axial, Qt::LeftButton, {50, -20});
  ASSERT_EQ(windowed.size(), 1);
  EXPECT_DOUBLE_EQ(windowed[0][0].toDouble(), 900.0);
  EXPECT_DOUBLE_EQ(windowed[0][1].toDouble(), 160.0);
  EXPECT_EQ(views_.crosshair(), start) << "a drag is no click";

  const SliceGeometry before = axial.geometry();
  drag(axial, Qt::MiddleButton, {30, 10});
  const Vec2 moved = axial.geometry().screenFromLps(start), still = before.screenFromLps(start);
  EXPECT_NEAR(moved.x - still.x, 30.0, 1e-6);
  EXPECT_NEAR(moved.y - still.y, 10.0, 1e-6);

  drag(axial, Qt::RightButton, {0, 40});
  EXPECT_LT(axial.geometry().mmPerPixel(), before.mmPerPixel());
}

TEST_F(LinkedViewsTest, DoubleClickMaximisesAndLeavesTheCrosshair) {
  SliceView& coronal = slice("coronalView");
  const Vec3 start = views_.crosshair();
  const QPoint at(60, 60);
  QTest::mouseClick(&coronal, Qt::LeftButton, {}, at);
  QTest::mouseDClick(&coronal, Qt::LeftButton, {}, at);
  QTest::qWait(50);
  EXPECT_EQ(views_.crosshair(), start);
  EXPECT_EQ(coronal.size(), views_.size());
  QTest::mouseDClick(&coronal, Qt::LeftButton, {}, at);
  QTest::qWait(50);
  EXPECT_TRUE(surface().isVisible());
  EXPECT_EQ(coronal.width(), surface().width());
}

// Every layout shows its views, none over another, and going there and back changes no zoom.
TEST_F(LinkedViewsTest, LayoutsShowTheirViewsWithoutOverlap) {
  const struct {
    ViewLayout layout;
    std::vector<std::string> views;
  } layouts[]{
      {ViewLayout::onePlusThree, {"axialView", "coronalView", "sagittalView", "surfaceView"}},
      {ViewLayout::root, {"axialView", "coronalView", "sagittalView", "surfaceView"}},
      {ViewLayout::access, {"reformatView", "axialView", "surfaceView"}},
      {ViewLayout::compare, {"axialView", "otherLabelsView", "differenceView", "surfaceView"}},
      {ViewLayout::fourUp, {"axialView", "coronalView", "sagittalView", "surfaceView"}},
  };
  SliceView& axial = slice("axialView");
  axial.setFocus();
  views_.setCrosshair(kBallCentre);
  views_.perform(ViewCommand::zoomIn);
  const double zoom = axial.geometry().mmPerPixel();
  QSignalSpy changed(&views_, &LinkedViews::layoutChanged);
  for (const auto& [layout, names] : layouts) {
    views_.setViewLayout(layout);
    QTest::qWait(20);
    EXPECT_EQ(views_.viewLayout(), layout);
    QRegion covered;
    for (const QWidget* view : views_.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
      const bool wanted =
          std::find(names.begin(), names.end(), view->objectName().toStdString()) != names.end();
      EXPECT_EQ(view->isVisible(), wanted) << view->objectName().toStdString();
      if (!wanted) continue;
      EXPECT_FALSE(covered.intersects(view->geometry())) << view->objectName().toStdString();
      EXPECT_TRUE(views_.rect().contains(view->geometry()));
      covered += view->geometry();
    }
  }
  EXPECT_EQ(changed.size(), 5);
  EXPECT_NEAR(axial.geometry().mmPerPixel(), zoom, 1e-9);
}

TEST_F(LinkedViewsTest, ComparedViewsShowOnePlaceAndTheirOwnLabels) {
  const LabelMap other = labelsOf(storedGeometry(), [](const Vec3& p) {
    return static_cast<std::uint8_t>(distance(p, kBallCentre + Vec3{6, 0, 0}) < 10.0 ? 2 : 0);
  });
  const LabelMap difference = labelsOf(storedGeometry(), [](const Vec3& p) {
    const bool a = distance(p, kBallCentre) < 10.0, b = distance(p, kBallCentre + Vec3{6, 0, 0}) < 10.0;
    return static_cast<std::uint8_t>((a ? 1 : 0) + (b ? 2 : 0));
  });
  views_.setComparison(other, difference);
  views_.setViewLayout(ViewLayout::compare);
  views_.setCrosshair(kBallCentre);
  views_.setLabelOpacity(1.0);
  slice("differenceView").setFocus();
  views_.perform(ViewCommand::zoomIn);
  QTest::qWait(20);
  const auto colourAt = [&](const char* name, const Vec3& lps) {
    SliceView& view = slice(name);
    return pixelAt(view.grab().toImage(), onScreen(view, lps));
  };
  const Vec3 both = kBallCentre + Vec3{3, 4, 0}, onlyA = kBallCentre + Vec3{-7, 4, 0},
             onlyB = kBallCentre + Vec3{13, 4, 0};
  const auto label = tavrOverlay().colour[2];
  EXPECT_EQ(colourAt("axialView", onlyA), label);
  EXPECT_NE(colourAt("axialView", onlyB), label);
  EXPECT_EQ(colourAt("otherLabelsView", onlyB), label);
  EXPECT_NE(colourAt("otherLabelsView", onlyA), label);
  const auto& colours = differenceOverlay(1.0).colour;
  EXPECT_EQ(colourAt("differenceView", onlyA), colours[1]);
  EXPECT_EQ(colourAt("differenceView", onlyB), colours[2]);
  EXPECT_EQ(colourAt("differenceView", both), colours[3]);
  for (const char* name : {"otherLabelsView", "differenceView"})
    EXPECT_EQ(onScreen(slice(name), kBallCentre), onScreen(slice("axialView"), kBallCentre)) << name;
}

TEST_F(LinkedViewsTest, EvidenceMovesTheViewsAndIsDrawn) {
  planning::Evidence evidence;
  evidence.focus = kBallCentre;
  evidence.lines = {{kBallCentre + Vec3{-8, 4, 0}, kBallCentre + Vec3{8, 4, 0}}};
  views_.showEvidence(evidence);
  EXPECT_EQ(views_.crosshair(), kBallCentre);
  SliceView& axial = slice("axialView");
  const QRgb line = pixelAt(axial.grab().toImage(), onScreen(axial, kBallCentre + Vec3{4, 4, 0}));
  EXPECT_GT(qGreen(line), 200);
  EXPECT_GT(qGreen(line), qRed(line) + 60);
  views_.showEvidence({});
  EXPECT_NE(pixelAt(axial.grab().toImage(), onScreen(axial, kBallCentre + Vec3{4, 4, 0})), line);
}

TEST_F(LinkedViewsTest, LabelsDoNotCoverTheCtInThePlaneOfAMeasurement) {
  const QRgb label = tavrOverlay().colour[2];
  views_.setLabelOpacity(1.0);
  const auto seen = [&] {
    SliceView& axial = slice("axialView");
    return pixelAt(axial.grab().toImage(), onScreen(axial, views_.crosshair() + Vec3{5, 5, 0}));
  };
  planning::Evidence evidence;
  evidence.focus = kBallCentre;
  evidence.plane = Plane{kBallCentre, {0, 0, 1}};
  views_.showEvidence(evidence);
  EXPECT_NE(seen(), label);
  views_.setCrosshair(kBallCentre + Vec3{0, 0, 3});
  EXPECT_EQ(seen(), label) << "away from the plane";
  evidence.plane = Plane{kBallCentre, normalized({0.3, 0, 1})};
  views_.showEvidence(evidence);
  EXPECT_EQ(seen(), label) << "another plane";
}

TEST_F(LinkedViewsTest, CommandsMaximiseAndZoom) {
  SliceView& coronal = slice("coronalView");
  coronal.setFocus();
  views_.perform(ViewCommand::maximize);
  QTest::qWait(50);
  EXPECT_EQ(coronal.size(), views_.size());
  views_.perform(ViewCommand::maximize);
  QTest::qWait(50);
  EXPECT_TRUE(surface().isVisible());

  SliceView& axial = slice("axialView");
  axial.setFocus();
  views_.setCrosshair(kBallCentre);
  const SliceGeometry before = axial.geometry();
  views_.perform(ViewCommand::zoomIn);
  EXPECT_LT(axial.geometry().mmPerPixel(), before.mmPerPixel());
  const Vec2 moved = axial.geometry().screenFromLps(kBallCentre), still = before.screenFromLps(kBallCentre);
  EXPECT_NEAR(moved.x, still.x, 1e-6) << "the crosshair stays where it is";
  EXPECT_NEAR(moved.y, still.y, 1e-6);
  views_.perform(ViewCommand::zoomOut);
  EXPECT_NEAR(axial.geometry().mmPerPixel(), before.mmPerPixel(), 1e-9);
}

}  // namespace
}  // namespace valvista::viewer
