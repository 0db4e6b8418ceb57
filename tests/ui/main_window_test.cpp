// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/main_window.h"

#include "planning/core/nifti_file.h"
#include "planning/phantom/aortic_phantom.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/small_case.h"
#include "tests/ui/workplace.h"
#include "ui/session/measurement_text.h"
#include "ui/widgets/measurement_panel.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/plot_view.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>
#include <QFileDialog>
#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QDialog>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTreeWidget>
#include <QUrl>

#include <atomic>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace valvista::ui {
namespace {

using planning::Step;

TEST(MainWindow, StartsEmptyAndSaysSo) {
  Workplace place;
  EXPECT_EQ(place.text("patientName"), "No case open");
  EXPECT_EQ(place.row("annulus.area")->text(1), QStringLiteral("\u2014"));
  EXPECT_TRUE(place.child<QLabel>("researchUse").isVisible());
  EXPECT_TRUE(place.child<QWidget>("startPage").isVisible());
  EXPECT_FALSE(place.child<QAction>("exportReport").isEnabled());
  EXPECT_FALSE(place.child<QAction>("exportLabels").isEnabled());
}

TEST(MainWindow, DemoFillsTheTableAndAClickMovesTheCrosshair) {
  Workplace place;
  const LoopWatch watch;
  place.controller_.openDemo(coarseDemo());
  ASSERT_TRUE(place.settle());
  RecordProperty("longest_stall_ms", static_cast<int>(watch.longestMs()));
  EXPECT_GT(watch.turns(), 20) << "the window froze while it worked";
  EXPECT_EQ(place.document_.status(Step::measure).state, planning::StepState::done);
  for (const auto& measured : place.document_.derived().measurements) {
    const QTreeWidgetItem* row = place.row(measured.id);
    ASSERT_TRUE(row) << measured.id;
    EXPECT_EQ(row->text(1), valueText(measured.value, measured.unit)) << measured.id;
  }
  EXPECT_TRUE(place.child<PlotView>("plotView").hasCurve());
  EXPECT_TRUE(place.child<QAction>("exportReport").isEnabled());
  place.child<QAction>("exportLabels").trigger();
  auto& dialog = place.child<QFileDialog>("labelsDialog");
  Q_EMIT dialog.filterSelected(dialog.nameFilters().last());
  EXPECT_EQ(dialog.defaultSuffix(), QStringLiteral("dcm"));
  dialog.reject();

  auto& table = place.child<QTreeWidget>("measurementTable");
  QTreeWidgetItem* row = place.row("iliac.right.diameter.min");
  const auto* measured = planning::find(place.document_.derived().measurements, "iliac.right.diameter.min");
  ASSERT_TRUE(measured && measured->evidence.focus);
  place.window_.views().setCrosshair({0, 0, 0});
  table.scrollToItem(row);
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(row).center());
  EXPECT_LT(distance(place.window_.views().crosshair(), *measured->evidence.focus), 1e-6);
}

TEST(MainWindow, MissingValueIsADashWithTheFindingAsToolTip) {
  Workplace place(
      [](Step step, const planning::PlanSources& sources, planning::Plan& plan, const Progress& progress) {
        runSmallStep(step, sources, plan, progress);
        if (step != Step::measure) return;
        planning::Measured length;
        length.id = "root.length";
        length.unit = "mm";
        plan.derived.measurements.push_back(length);
        plan.derived.findings.push_back({"root.no_minimum", planning::Severity::warning,
                                         "The area has no minimum.", Vec3{3.0, 4.0, 5.0}});
      });
  place.controller_.open(smallSources(2));
  ASSERT_TRUE(place.settle());
  EXPECT_EQ(place.row("root.length")->text(1), QStringLiteral("\u2014"));
  EXPECT_EQ(place.row("root.length")->toolTip(1), "The area has no minimum.");
  auto& list = place.child<QListWidget>("findingsList");
  ASSERT_EQ(list.count(), 1);
  EXPECT_TRUE(list.item(0)->text().startsWith("Warning: The area has no minimum."));
  QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(0)).center());
  EXPECT_LT(distance(place.window_.views().crosshair(), Vec3{3.0, 4.0, 5.0}), 1e-6);
}

TEST(MainWindow, BrokenFileShowsTheBannerAndKeepsTheCase) {
  Workplace place;
  place.controller_.openDemo(coarseDemo());
  ASSERT_TRUE(place.settle());
  const QString area = place.row("annulus.area")->text(1);
  place.drop({urlOf("broken.nii.gz")});
  ASSERT_TRUE(place.settle());
  auto& banner = place.child<MessageBanner>("messageBanner");
  EXPECT_TRUE(banner.isVisible());
  EXPECT_TRUE(banner.text().contains("broken.nii.gz")) << banner.text().toStdString();
  EXPECT_FALSE(banner.text().contains(QString::fromStdString(phantomFolder().string())));
  EXPECT_EQ(place.row("annulus.area")->text(1), area);
  EXPECT_EQ(place.text("patientId"), "DEMO");
  QTest::mouseClick(&place.child<QPushButton>("messageBannerDismiss"), Qt::LeftButton);
  EXPECT_FALSE(banner.isVisible());
}

TEST(MainWindow, DropDecidesByContent) {
  Workplace place;
  place.drop({urlOf("labels.nii.gz"), urlOf("ct.nii.gz")});
  ASSERT_TRUE(place.settle());
  ASSERT_TRUE(place.document_.inputs().study && place.document_.inputs().anatomy);
  EXPECT_TRUE(place.row("annulus.area")->text(1) != QStringLiteral("\u2014"));

  place.drop({urlOf("ct.nii.gz")});
  ASSERT_TRUE(place.settle());
  EXPECT_FALSE(place.document_.inputs().anatomy) << "a new CT must not keep the labels of the old one";
  EXPECT_EQ(place.row("annulus.area")->text(1), QStringLiteral("\u2014"));

  place.drop({urlOf("labels.nii.gz")});
  ASSERT_TRUE(place.settle());
  EXPECT_TRUE(place.document_.inputs().study && place.document_.inputs().anatomy);
}

TEST(MainWindow, LabelsAloneAreShownWithTheirGrid) {
  Workplace place;
  place.drop({urlOf("labels.nii.gz")});
  ASSERT_TRUE(place.settle());
  ASSERT_TRUE(place.document_.inputs().anatomy);
  EXPECT_EQ(place.text("patientName"), "Labels only");
  EXPECT_EQ(place.text("ctSpacing"), "2.000 \u00d7 2.000 \u00d7 2.000 mm");
  EXPECT_NE(place.text("ctSize"), "\u2014");
  EXPECT_NE(place.row("annulus.area")->text(1), QStringLiteral("\u2014"));
  // Their CT may follow: nothing was lost.
  place.drop({urlOf("ct.nii.gz")});
  ASSERT_TRUE(place.settle());
  EXPECT_TRUE(place.document_.inputs().study && place.document_.inputs().anatomy);
  EXPECT_FALSE(place.child<MessageBanner>("messageBanner").isVisible());
}

TEST(MainWindow, LabelsThatDoNotFitTheCtAreToldInTheBanner) {
  Workplace place(runSmallStep);
  place.controller_.openLabels("case3");
  ASSERT_TRUE(place.settle());
  planning::PlanSources ct;
  ct.ct = "case4";
  place.controller_.open(ct);
  ASSERT_TRUE(place.settle());
  EXPECT_EQ(place.text("patientId"), "4");
  auto& banner = place.child<MessageBanner>("messageBanner");
  EXPECT_TRUE(banner.isVisible());
  EXPECT_TRUE(banner.text().contains("labels")) << banner.text().toStdString();
}

TEST(MainWindow, ClosingWhileAJobRunsStopsIt) {
  std::atomic<bool> running = false, stopped = false;
  {
    Workplace place(
        [&](Step step, const planning::PlanSources& sources, planning::Plan& plan, const Progress& progress) {
          while (step == Step::measure) {
            running = true;
            if (progress.cancelled()) stopped = true;
            progress.throwIfCancelled();
            QThread::msleep(1);
          }
          runSmallStep(step, sources, plan, progress);
        });
    place.controller_.open(smallSources(1));
    ASSERT_TRUE(waitFor([&] { return running.load(); }));
    EXPECT_TRUE(place.window_.close());
    ASSERT_TRUE(waitFor([&] { return stopped.load(); })) << "closing must stop the work, not wait for it";
  }
}

TEST(MainWindow, EveryActionHasAKeyAndEveryControlAName) {
  Workplace place;
  const QList<QAction*> actions = place.window_.menuBar()->actions();
  EXPECT_GE(actions.size(), 3);
  for (const QAction* menu : actions) {
    EXPECT_TRUE(menu->text().contains('&')) << menu->text().toStdString();
    for (const QAction* action : menu->menu()->actions())
      EXPECT_TRUE(action->isSeparator() || !action->text().isEmpty());
  }
  EXPECT_EQ(place.child<QPushButton>("jobCancel").shortcut(), QKeySequence(Qt::Key_Escape));
  for (const char* view : {"axialView", "coronalView", "sagittalView", "surfaceView"}) {
    const auto& widget = place.child<QWidget>(view);
    EXPECT_TRUE(widget.focusPolicy() & Qt::TabFocus) << view;
    EXPECT_FALSE(widget.accessibleName().isEmpty()) << view;
  }
  for (const char* list : {"measurementTable", "findingsList", "rootCurvePlot"})
    EXPECT_FALSE(place.child<QWidget>(list).accessibleName().isEmpty()) << list;
  place.child<QAction>("keysAndMouse").trigger();
  EXPECT_TRUE(place.child<QDialog>("keySheet").isVisible());
}

TEST(MainWindow, EnterOnARowShowsItsPlace) {
  Workplace place(runSmallStep);
  place.controller_.open(smallSources(2));
  ASSERT_TRUE(place.settle());
  auto& table = place.child<QTreeWidget>("measurementTable");
  table.setCurrentItem(place.row("annulus.area"));
  place.window_.views().setCrosshair({0, 0, 0});
  QTest::keyClick(&table, Qt::Key_Return);
  EXPECT_LT(distance(place.window_.views().crosshair(), Vec3{5.0, 6.0, 7.0}), 1e-6);
}

TEST(MainWindow, JobIsShownAndCancelStopsItWhileTheEventLoopTurns) {
  std::atomic<bool> hold = true;
  Workplace place(
      [&](Step step, const planning::PlanSources& sources, planning::Plan& plan, const Progress& progress) {
        while (hold && step == Step::measure) {
          progress.report(0.5, "Measuring slowly");
          progress.throwIfCancelled();
          QThread::msleep(1);
        }
        runSmallStep(step, sources, plan, progress);
      });
  place.controller_.open(smallSources(1));
  auto& cancel = place.child<QPushButton>("jobCancel");
  ASSERT_TRUE(waitFor([&] { return place.text("jobText") == "Measuring slowly"; }));
  EXPECT_TRUE(cancel.isVisible());
  // The window never freezes: its event loop turns again and again while the job runs.
  const LoopWatch watch;
  ASSERT_TRUE(waitFor([&] { return watch.turns() >= 100; }));
  EXPECT_FALSE(place.controller_.isSettled());

  QTest::mouseClick(&cancel, Qt::LeftButton);
  ASSERT_TRUE(place.settle());
  EXPECT_EQ(place.text("jobText"), "Ready");
  EXPECT_FALSE(cancel.isVisible());
  EXPECT_EQ(place.text("patientId"), "1");
  EXPECT_TRUE(place.child<QAction>("measureAgain").isEnabled());
  hold = false;
  place.child<QAction>("measureAgain").trigger();
  ASSERT_TRUE(place.settle());
  EXPECT_EQ(place.row("annulus.area")->text(1), "1");
}

TEST(MainWindow, SwitchingPatientsFastNeverShowsAMixture) {
  Workplace place(runSmallStep);
  int looks = 0;
  const auto look = [&] {
    const std::string id = place.text("patientId");
    if (!place.document_.inputs().study) return;
    const int number = std::stoi(id);
    const QString area = place.row("annulus.area")->text(1);
    EXPECT_TRUE(area == QStringLiteral("\u2014") || area.toInt() == number)
        << id << " " << area.toStdString();
    EXPECT_EQ(place.text("patientName"), "Patient " + id);
    EXPECT_TRUE(place.window_.windowTitle().startsWith(QString::fromStdString("Patient " + id)));
    EXPECT_EQ(place.document_.inputs().study->volume.at({0, 0, 0}), number);
    EXPECT_EQ(place.document_.shownLabels()->at({5, 5, 5}), 1 + number % 7);
    ++looks;
  };
  for (int i = 0; i < 20; ++i) {
    place.controller_.open(smallSources(1 + i % 2));
    for (int turn = 0; turn < 1 + i % 6; ++turn) {
      QCoreApplication::processEvents();
      look();
      QThread::msleep(1);
    }
  }
  ASSERT_TRUE(place.settle());
  look();
  EXPECT_EQ(place.text("patientId"), "2");
  EXPECT_EQ(place.row("annulus.area")->text(1), "2");
  EXPECT_GT(looks, 5);
}

TEST(MainWindow, RemembersTheLayoutButNoPatient) {
  Workplace place(runSmallStep);
  place.controller_.open(smallSources(2));
  ASSERT_TRUE(place.settle());
  place.window_.close();
  EXPECT_FALSE(place.settings_.windowState().isEmpty());
  QFile file(place.folder_.filePath(QStringLiteral("settings.ini")));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QByteArray written = file.readAll();
  EXPECT_FALSE(written.contains("Patient"));
  EXPECT_FALSE(written.contains("case2"));
}

}  // namespace
}  // namespace valvista::ui
