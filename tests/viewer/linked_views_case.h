// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/viewer/test_volumes.h"
#include "viewer/scene/slice_image.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/slice_view.h"
#include "viewer/widgets/vtk_view.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace valvista::viewer {
inline const Vec3 kBallCentre{30, -10, 15};

/// A body with a bright ball on the patient's left, stored from back to front and right to left.
inline ImageGeometry storedGeometry() {
  return reordered(axisAlignedGeometry({120, 100, 80}, {1, 1, 1.5}, {-60, -50, -60}), {2, 0, 1},
                   {false, true, true});
}
inline Volume body() {
  return volumeOf(storedGeometry(),
                  [](const Vec3& p) { return distance(p, kBallCentre) < 14.0 ? 900.0 : 0.0; });
}
inline LabelMap ball() {
  return labelsOf(storedGeometry(), [](const Vec3& p) {
    return static_cast<std::uint8_t>(distance(p, kBallCentre) < 10.0 ? 2 : 0);
  });
}

class LinkedViewsTest : public testing::Test {
 protected:
  void SetUp() override {
    qRegisterMetaType<CrosshairProbe>();
    views_.resize(1002, 802);
    views_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&views_));
    views_.setVolume(body());
    views_.setLabels(ball());
    views_.setWindowLevel(800, 200);
  }

  SliceView& slice(const char* name) { return *views_.findChild<SliceView*>(name); }
  QWidget& surface() { return *views_.findChild<QWidget*>("surfaceView"); }
  /// Until 3D has drawn all that it was asked to: it takes turns of its own, one surface after the other.
  void waitFor3d() {
    QSignalSpy frames(views_.findChild<VtkView*>(), &VtkView::rendered);
    qsizetype before = 0;
    do {
      before = frames.size();
      QTest::qWait(120);
    } while (frames.size() != before);
  }
  static QPoint onScreen(const SliceView& view, const Vec3& lps) {
    const Vec2 at = view.geometry().screenFromLps(lps);
    return {static_cast<int>(std::floor(at.x)), static_cast<int>(std::floor(at.y))};
  }
  /// The middle of the device pixels of a screen position, at any screen density.
  static QRgb pixelAt(const QImage& image, const QPoint& at) {
    const double scale = image.devicePixelRatio();
    return image.pixel(static_cast<int>((at.x() + 0.5) * scale), static_cast<int>((at.y() + 0.5) * scale));
  }
  void wheel(QWidget& view, int notches) {
    const QPointF at(view.rect().center());
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
  }
  /// Between whole pixels, as a tablet or a fine mouse clicks.
  static void click(QWidget& view, const QPointF& at) {
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
      const bool press = type == QEvent::MouseButtonPress;
      QMouseEvent event(type, at, view.mapToGlobal(at), Qt::LeftButton, press ? Qt::LeftButton : Qt::NoButton,
                        Qt::NoModifier);
      QCoreApplication::sendEvent(&view, &event);
    }
  }
  static void drag(QWidget& view, Qt::MouseButton button, const QPoint& by) {
    const QPoint from = view.rect().center() + QPoint(60, 40);  // off the crosshair
    const auto send = [&](QEvent::Type type, const QPoint& at, Qt::MouseButton changed,
                          Qt::MouseButtons held) {
      QMouseEvent event(type, at, view.mapToGlobal(at), changed, held, Qt::NoModifier);
      QCoreApplication::sendEvent(&view, &event);
    };
    send(QEvent::MouseButtonPress, from, button, button);
    send(QEvent::MouseMove, from + by, Qt::NoButton, button);
    send(QEvent::MouseButtonRelease, from + by, button, Qt::NoButton);
  }

  LinkedViews views_;
};

}  // namespace valvista::viewer
