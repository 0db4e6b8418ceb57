// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a stroke of the brush is on screen, move by move, and how soon the numbers follow it, in four
// views and in one, on a phantom in a grid of 512 x 512 x 600. Prints a table; run it under xvfb-run with
// software OpenGL.
#include "planning/model/tavr_labels.h"
#include "tests/bench/large_case.h"
#include "tests/ui/event_loop.h"
#include "ui/widgets/main_window.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/slice_view.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace valvista;
using namespace valvista::ui;

/// A window with its session, as the program makes it.
struct Workplace {
  QTemporaryDir folder;
  AppSettings settings{folder.filePath(QStringLiteral("settings.ini"))};
  CaseDocument document;
  ThreadJobRunner jobs;
  PipelineController controller{document, jobs};
  MainWindow window{WindowSession{document, controller, jobs, settings}};
  template <class Widget>
  Widget& child(const char* name) {
    return *window.findChild<Widget*>(QString::fromLatin1(name));
  }
};

void mouse(viewer::SliceView& view, QEvent::Type type, const QPointF& at) {
  QMouseEvent event(type, at, view.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                    type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&view, &event);
}

/// One stroke of 100 moves about the crosshair, and until the numbers are those of the new labels.
void stroke(Workplace& place, const char* what, const Vec3& middle, const char* number) {
  place.window.views().setCrosshair(middle);
  QCoreApplication::processEvents();
  auto& view = place.child<viewer::SliceView>("axialView");
  const Vec2 centre = view.geometry().screenFromLps(middle);
  const auto at = [&](int move) {
    const double angle = move * 0.1;
    return QPointF(centre.x + 3 * std::cos(angle), centre.y + 3 * std::sin(angle));
  };
  mouse(view, QEvent::MouseButtonPress, at(0));
  std::vector<double> ms;
  QElapsedTimer clock;
  for (int move = 1; move <= 100; ++move) {
    clock.start();
    mouse(view, QEvent::MouseMove, at(move));
    QCoreApplication::processEvents();  // every view is painted
    ms.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
  }
  clock.start();
  mouse(view, QEvent::MouseButtonRelease, at(101));
  const double released = static_cast<double>(clock.nsecsElapsed()) / 1e6;
  const auto follows = [&] {
    const bool live = place.document.live() && planning::find(place.document.live()->measurements, number);
    return live || place.document.status(planning::Step::measure).state == planning::StepState::done;
  };
  waitFor(follows);
  const double followed = static_cast<double>(clock.nsecsElapsed()) / 1e6;
  waitFor([&] { return place.controller.isSettled(); });
  const double all = static_cast<double>(clock.nsecsElapsed()) / 1e6;
  std::sort(ms.begin(), ms.end());
  std::printf(
      "%-34s move: median %5.1f ms, p99 %5.1f ms, longest %5.1f ms   release %5.1f ms, number %6.0f ms, all "
      "%6.0f ms\n",
      what, ms[50], ms[98], ms.back(), released, followed, all);
}

}  // namespace

int main(int argc, char** argv) {
  QStandardPaths::setTestModeEnabled(true);
  viewer::setDefaultSurfaceFormat();
  QApplication application(argc, argv);
  Workplace place;
  place.window.resize(1600, 1000);
  place.window.show();
  place.controller.openPrepared([](const Progress&) { return largeCase(); });
  if (!waitFor([&] { return place.document.inputs().study && place.controller.isSettled(); })) return 1;
  const auto plane = planning::find(place.document.derived().measurements, "annulus.area")->evidence.plane;
  const Vec3 annulus = plane->origin;
  place.child<QAction>("paintBrush").trigger();
  QElapsedTimer entering;
  entering.start();
  waitFor([&] { return !place.jobs.isBusy(); });
  std::printf("the case is added to the library after %.1f s\n",
              static_cast<double>(entering.elapsed()) / 1e3);
  for (const double radius : {3.0, 10.0}) {
    place.child<QDoubleSpinBox>("brushRadius").setValue(radius);
    for (const bool sphere : {false, true}) {
      place.child<QCheckBox>("brushSphere").setChecked(sphere);
      const std::string what = std::string(sphere ? "sphere" : "disc") + " of " +
                               std::to_string(radius).substr(0, 4) + " mm, annulus";
      stroke(place, what.c_str(), annulus, "annulus.area");
    }
  }
  const Polyline& iliac = place.document.derived().iliacLeft->centreline;
  auto& labels = place.child<QTableWidget>("correctLabels");
  labels.setCurrentCell(planning::value(planning::TavrLabel::iliacLeft), 0);
  place.child<QDoubleSpinBox>("brushRadius").setValue(6.0);
  stroke(place, "sphere of 6.0 mm, left iliac", iliac[iliac.size() / 2], "iliac.left.diameter.min");
  place.child<viewer::SliceView>("axialView").setFocus();
  place.child<QAction>("maximizeView").trigger();
  std::printf("one view, the coronal one is %s\n",
              place.child<viewer::SliceView>("coronalView").isVisible() ? "shown" : "hidden");
  stroke(place, "sphere of 6.0 mm, left iliac", iliac[iliac.size() / 3], "iliac.left.diameter.min");
  labels.setCurrentCell(planning::value(planning::TavrLabel::leftVentricle), 0);
  place.child<QDoubleSpinBox>("brushRadius").setValue(10.0);
  stroke(place, "sphere of 10.0 mm, annulus", annulus, "annulus.area");
  return 0;
}
