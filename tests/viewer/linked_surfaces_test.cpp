// SPDX-License-Identifier: GPL-3.0-or-later
// The 3D view among the linked views, and many of them one after the other.
#include "tests/viewer/linked_views_case.h"

namespace valvista::viewer {
namespace {

TEST_F(LinkedViewsTest, GrabShowsTheSurfacesOpaque) {
  views_.setSurfaces(planning::buildSurfaces(ball(), Progress()));
  waitFor3d();
  const QImage image = views_.grab().toImage();
  const QRect area = surface().geometry();
  int lit = 0, transparent = 0;
  for (int y = area.top(); y <= area.bottom(); ++y)
    for (int x = area.left(); x <= area.right(); ++x) {
      const QRgb pixel = pixelAt(image, {x, y});
      if (qBlue(pixel) > 60 && qBlue(pixel) > qRed(pixel) + 40) ++lit;
      if (qAlpha(pixel) != 255) ++transparent;
    }
  EXPECT_EQ(transparent, 0);
  // The ball is all that there is, and blue.
  EXPECT_GT(lit, area.width() * area.height() / 10);
}

TEST_F(LinkedViewsTest, CommandsRotateTheSurfaces) {
  // Wider than deep, so that a turn changes the outline.
  const LabelMap bar = labelsOf(storedGeometry(), [](const Vec3& p) {
    return static_cast<std::uint8_t>(std::abs(p.x) < 40.0 && std::abs(p.y) < 8.0 && std::abs(p.z) < 8.0 ? 2
                                                                                                        : 0);
  });
  views_.setSurfaces(planning::buildSurfaces(bar, Progress()));
  const auto litWidth = [&] {
    waitFor3d();
    const QImage image = surface().grab().toImage();
    int lit = 0;
    for (int x = 20; x < surface().width() - 20; ++x)
      if (qBlue(pixelAt(image, {x, surface().height() / 2})) > 60) ++lit;
    return lit;
  };
  const int front = litWidth();
  ASSERT_GT(front, 50);
  surface().setFocus();
  for (int i = 0; i < 9; ++i) views_.perform(ViewCommand::turnLeft);
  EXPECT_LT(litWidth(), front / 2) << "seen along the bar";
  views_.perform(ViewCommand::showWhole);
  EXPECT_NEAR(litWidth(), front, 3);
}

TEST_F(LinkedViewsTest, WithoutSurfacesThreeDShowsATextAndNoCrosshair) {
  EXPECT_EQ(surface().accessibleDescription(), "No labels to show in 3D");
  const auto strongColours = [&] {
    waitFor3d();
    const QImage image = surface().grab().toImage();
    int strong = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) {
        const QColor pixel(image.pixel(x, y));
        if (pixel.saturation() > 110 && pixel.value() > 120) ++strong;
      }
    return strong;
  };
  EXPECT_EQ(strongColours(), 0) << "a crosshair stands in no place";
  views_.setSurfaces(planning::buildSurfaces(ball(), Progress()));
  EXPECT_TRUE(surface().accessibleDescription().isEmpty());
  EXPECT_GT(strongColours(), 0);
  views_.setSurfaces({});
  EXPECT_EQ(surface().accessibleDescription(), "No labels to show in 3D");
  EXPECT_EQ(strongColours(), 0);
}

// Run by itself on a screen without OpenGL.
TEST(WithoutOpenGl, ThreeDSaysSoAndTheSlicesWork) {
  if (qgetenv("QT_XCB_GL_INTEGRATION") != "none") GTEST_SKIP() << "this screen has OpenGL";
  LinkedViews views;
  views.resize(800, 600);
  views.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&views));
  views.setVolume(body());
  views.setLabels(ball());
  views.setSurfaces(planning::buildSurfaces(ball(), Progress()));
  views.setCrosshair(kBallCentre);
  const auto& surface = *views.findChild<QWidget*>("surfaceView");
  EXPECT_TRUE(surface.accessibleDescription().contains("OpenGL"))
      << surface.accessibleDescription().toStdString();
  const QImage image = views.grab().toImage();
  const auto shades = [&](const QRect& area) {
    std::set<QRgb> all;
    for (int y = area.top(); y <= area.bottom(); ++y)
      for (int x = area.left(); x <= area.right(); ++x) all.insert(image.pixel(x, y));
    return all.size();
  };
  EXPECT_GT(shades(surface.geometry().adjusted(40, 60, -40, -60)), 5u) << "the text is missing";
  EXPECT_GT(shades(views.findChild<QWidget*>("axialView")->geometry()), 20u);
}

TEST_F(LinkedViewsTest, FiftyCasesInARow) {
  const auto surfaces = planning::buildSurfaces(ball(), Progress());
  const Volume volume = body();
  const LabelMap labels = ball();
  for (int i = 0; i < 50; ++i) {
    views_.setVolume(i % 3 == 0 ? Volume() : volume);
    views_.setLabels(i % 2 == 0 ? LabelMap() : labels);
    views_.setSurfaces(i % 4 == 0 ? std::vector<planning::LabelSurface>() : surfaces);
    QCoreApplication::processEvents();
  }
  EXPECT_FALSE(views_.grab().isNull());
}

TEST(LinkedViews, ManyWindowsOneAfterTheOther) {
  const auto surfaces = planning::buildSurfaces(ball(), Progress());
  for (int i = 0; i < 10; ++i) {
    LinkedViews views;
    views.resize(500, 400);
    if (i % 2 == 0) views.show();
    views.setVolume(body());
    views.setSurfaces(surfaces);
    EXPECT_FALSE(views.grab().isNull());
  }
}

}  // namespace
}  // namespace valvista::viewer
