// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window does not answer while it works: gaps between turns of its event loop while a case is
// read, derived and measured, and how long Cancel takes; how soon the window is there, and the slices of a
// case. Prints a table; run it under xvfb-run.
#include "planning/core/nifti_file.h"
#include "tests/ui/event_loop.h"
#include "ui/widgets/compare_actions.h"
#include "ui/widgets/main_window.h"
#include "viewer/widgets/linked_views.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>
#include <string>

namespace {

using namespace valvista;
using namespace valvista::ui;

constexpr qint64 kSurfacesMs = 400;  ///< in which the surfaces are drawn, one after the other

/// A window with its session, as the program makes it.
struct Workplace {
  QTemporaryDir folder;
  AppSettings settings{folder.filePath(QStringLiteral("settings.ini"))};
  CaseDocument document;
  ThreadJobRunner jobs;
  PipelineController controller{document, jobs};
  MainWindow window{WindowSession{document, controller, jobs, settings}};
};

void watch(const char* name, const std::function<void(PipelineController&)>& open) {
  Workplace place;
  place.window.resize(1600, 1000);
  place.window.show();
  QCoreApplication::processEvents();
  QElapsedTimer clock;
  clock.start();
  const LoopWatch loop;
  open(place.controller);
  waitFor([&] { return place.document.inputs().study.has_value() || place.controller.isSettled(); });
  QCoreApplication::processEvents();  // paints the slices
  const qint64 slicesMs = clock.elapsed();
  const bool done = waitFor([&] { return place.controller.isSettled(); });
  const qint64 allMs = clock.elapsed();
  waitFor([&] { return clock.elapsed() > allMs + kSurfacesMs; });
  std::printf(
      "%-28s whole series on screen %5lld ms, all %6lld ms   stalls: p99 %3lld ms, longest %4lld ms%s\n",
      name, static_cast<long long>(slicesMs), static_cast<long long>(allMs),
      static_cast<long long>(loop.percentileMs(0.99)), static_cast<long long>(loop.longestMs()),
      done ? "" : "   NOT FINISHED");
}

/// The longest stall from a file of labels chosen to compare with until the compare layout is on screen.
void compareLabels() {
  Workplace place;
  place.window.resize(1600, 1000);
  place.window.show();
  place.controller.openDemo();
  waitFor([&] { return place.controller.isSettled(); });
  const QString file = place.folder.filePath(QStringLiteral("labels.nii"));
  writeNifti(file.toStdString(), *place.document.shownLabels());
  const LoopWatch loop;
  place.window.findChild<CompareActions*>()->compareWith(file);
  const bool shown =
      waitFor([&] { return place.window.views().viewLayout() == viewer::ViewLayout::compare; });
  QElapsedTimer clock;
  clock.start();
  waitFor([&] { return clock.elapsed() > 2 * kSurfacesMs; });
  std::printf("compare layout               stalls: p99 %3lld ms, longest %4lld ms%s\n",
              static_cast<long long>(loop.percentileMs(0.99)), static_cast<long long>(loop.longestMs()),
              shown ? "" : "   NOT SHOWN");
}

/// Cancels after `afterMs` of work and says how long it took until nothing was under way.
void cancelAfter(int afterMs) {
  Workplace place;
  place.window.show();
  place.controller.openDemo();
  QElapsedTimer clock;
  clock.start();
  waitFor([&] { return clock.elapsed() >= afterMs || place.controller.isSettled(); });
  const bool working = !place.controller.isSettled();
  clock.restart();
  place.controller.cancel();
  waitFor([&] { return place.controller.isSettled(); });
  const auto settled = clock.elapsed();
  // The outcome comes at once; the thread itself must also be free again for the next job.
  bool free = false;
  place.jobs.start(
      QStringLiteral("probe"), planning::Lane::cpu, [](const Progress&) { return 0; },
      [&](const JobOutcome<int>&) { free = true; });
  waitFor([&] { return free; });
  std::printf("cancel after %4d ms%s: settled in %lld ms, thread free in %lld ms\n", afterMs,
              working ? "" : " (done before)", static_cast<long long>(settled),
              static_cast<long long>(clock.elapsed()));
}

/// From the start of the program to a picture of its window; the wait before that picture is part of it.
void startProgram() {
  const QTemporaryDir folder;
  QElapsedTimer clock;
  clock.start();
  const int code =
      QProcess::execute(QCoreApplication::applicationDirPath() + QStringLiteral("/valvista"),
                        {QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("window.png"))});
  std::printf("start to a picture of the window %lld ms%s\n", static_cast<long long>(clock.elapsed()),
              code == 0 ? "" : "   FAILED");
}

}  // namespace

int main(int argc, char** argv) {
  QStandardPaths::setTestModeEnabled(true);
  viewer::setDefaultSurfaceFormat();
  QApplication application(argc, argv);
  for (int time = 0; time < 3; ++time) startProgram();
  watch("demo, 0.8 mm", [](PipelineController& controller) { controller.openDemo(); });
  for (int i = 1; i < argc; ++i) {
    planning::PlanSources sources;
    sources.ct = argv[i];
    watch(("case " + std::to_string(i)).c_str(),
          [&](PipelineController& controller) { controller.open(sources); });
  }
  compareLabels();
  for (const int afterMs : {200, 800, 1500, 2500}) cancelAfter(afterMs);
  return 0;
}
