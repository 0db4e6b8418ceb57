// SPDX-License-Identifier: GPL-3.0-or-later
// From scan to report as a person goes: the rail, the plot, the findings, and nothing lost on the way.
#include "planning/model/plan_edits.h"
#include "tests/ui/small_case.h"
#include "tests/ui/workplace.h"
#include "ui/session/plan_changes.h"
#include "ui/widgets/plot_view.h"
#include "ui/widgets/step_rail.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>
#include <QDialog>
#include <QListWidget>
#include <QPushButton>

#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace valvista::ui {
namespace {

using planning::Severity;

constexpr int kStateColumn = 4;

/// A step table whose measuring also says two things.
void runTalking(planning::Step step, const planning::PlanSources& sources, planning::Plan& plan,
                const Progress& progress) {
  runSmallStep(step, sources, plan, progress);
  if (step != planning::Step::measure) return;
  plan.derived.findings = {{"annulus.rough", Severity::warning, "The contour is rough.", Vec3{3.0, 4.0, 5.0}},
                           {"iliac.left.missing", Severity::warning, "No left iliac artery.", {}}};
}

/// A window with the demo case measured, which takes a few seconds.
class DemoWindow : public testing::Test {
 protected:
  void SetUp() override {
    place_.controller_.openDemo(coarseDemo());
    ASSERT_TRUE(place_.settle());
  }
  double value(const char* id) { return *planning::find(place_.document_.derived().measurements, id)->value; }
  double rootEnd() {
    return *planning::rootEndMm(place_.document_.inputs(), place_.document_.derived()).current();
  }

  Workplace place_;
};

TEST_F(DemoWindow, RailShowsWhatIsDoneAndChoosesPageAndViews) {
  auto& rail = place_.child<QListWidget>("stepRail");
  const auto spoken = [&](int row) { return rail.item(row)->data(Qt::AccessibleTextRole).toString(); };
  for (int row = 0; row < 6; ++row) EXPECT_TRUE(spoken(row).contains("done")) << spoken(row).toStdString();
  EXPECT_EQ(place_.text("stepTitle"), "2  Check") << "a new scan opens on its quality";

  place_.child<QAction>("stepAnnulus").trigger();
  EXPECT_EQ(rail.currentRow(), 4);
  EXPECT_EQ(place_.window_.views().viewLayout(), viewer::ViewLayout::root);
  EXPECT_FALSE(place_.window_.views().rotation() == Mat3()) << "the views look onto the annulus";
  EXPECT_TRUE(
      place_.text("fact_annulus.area").starts_with(place_.row("annulus.area")->text(1).toStdString()));

  rail.setFocus();
  QTest::keyClick(&rail, Qt::Key_Down);
  EXPECT_EQ(place_.text("stepTitle"), "6  Access");
  EXPECT_EQ(place_.window_.views().viewLayout(), viewer::ViewLayout::access);
  const planning::VesselCalibre& right = *place_.document_.derived().iliacRight;
  EXPECT_LT(distance(place_.window_.views().crosshair(), right.sections[right.narrowest].frame.origin), 1.0)
      << "the first look at the access goes to its narrowest place";
  place_.window_.views().setViewLayout(viewer::ViewLayout::onePlusThree);
  place_.child<QAction>("stepCheck").trigger();
  EXPECT_EQ(place_.window_.views().viewLayout(), viewer::ViewLayout::fourUp);
  EXPECT_TRUE(place_.window_.views().rotation() == Mat3());
  place_.child<QAction>("stepAccess").trigger();
  EXPECT_EQ(place_.window_.views().viewLayout(), viewer::ViewLayout::onePlusThree)
      << "a layout chosen by hand for a step is kept";
}

TEST_F(DemoWindow, RootEndDraggedInThePlotIsMeasuredAndUndone) {
  auto& plot = place_.child<PlotView>("plotView");
  auto& canvas = place_.child<QWidget>("rootCurvePlot");
  const double end = rootEnd(), length = value("root.length");
  const int y = canvas.height() / 2;
  const auto at = [&](double mm) { return QPoint(static_cast<int>(std::lround(plot.pixelOf(mm))), y); };

  QTest::mousePress(&canvas, Qt::LeftButton, {}, at(end));
  QTest::mouseMove(&canvas, at(end + 4.0));
  EXPECT_TRUE(place_.document_.isPreviewing());
  EXPECT_NE(place_.row("root.length")->text(kStateColumn), QString())
      << "during the drag the measured length must not look current";
  QTest::mouseRelease(&canvas, Qt::LeftButton, {}, at(end + 4.0));
  ASSERT_TRUE(place_.settle());
  EXPECT_NEAR(rootEnd(), end + 4.0, 0.5);  // a pixel
  EXPECT_NEAR(value("root.length"), rootEnd(), 1e-6);
  EXPECT_EQ(place_.row("root.length")->text(kStateColumn), "edited");
  EXPECT_TRUE(place_.row("root.length")->toolTip(kStateColumn).contains(QString::number(length, 'f', 1)));
  EXPECT_EQ(place_.row("annulus.area")->text(kStateColumn), QString());
  EXPECT_EQ(place_.document_.undoStack().count(), 1) << "one entry for the whole drag";

  place_.child<QAction>("undo").trigger();
  ASSERT_TRUE(place_.settle());
  EXPECT_NEAR(value("root.length"), length, 1e-9);
  EXPECT_EQ(place_.row("root.length")->text(kStateColumn), QString());

  canvas.setFocus();
  QTest::keyPress(&canvas, Qt::Key_Right);
  QTest::keyPress(&canvas, Qt::Key_Right);
  QTest::keyRelease(&canvas, Qt::Key_Right);
  ASSERT_TRUE(place_.settle());
  EXPECT_NEAR(rootEnd(), end + 1.0, 1e-6);
  EXPECT_EQ(place_.document_.undoStack().count(), 1);
  place_.child<QAction>("resetRootEnd").trigger();
  ASSERT_TRUE(place_.settle());
  EXPECT_NEAR(rootEnd(), end, 1e-9);
}

TEST_F(DemoWindow, ClickInThePlotShowsThatPlane) {
  auto& plot = place_.child<PlotView>("plotView");
  auto& canvas = place_.child<QWidget>("rootCurvePlot");
  const auto plane = *planning::annulusPlane(place_.document_.inputs(), place_.document_.derived());
  const QPoint at(static_cast<int>(std::lround(plot.pixelOf(6.0))), canvas.height() / 2);
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, at);
  EXPECT_NEAR(dot(place_.window_.views().crosshair() - plane.origin, plane.normal), 6.0, 0.3);  // a pixel
  EXPECT_FALSE(place_.document_.isPreviewing());
}

TEST(Findings, AreAcknowledgedByKeyKeptAndUndone) {
  Workplace place(runTalking);
  place.controller_.open(smallSources(2));
  ASSERT_TRUE(place.settle());
  auto& list = place.child<QListWidget>("findingsList");
  ASSERT_EQ(list.count(), 2);
  list.setCurrentRow(0);
  QTest::keyClick(&list, Qt::Key_Space);
  ASSERT_EQ(place.document_.review().acknowledged.size(), 1U);
  EXPECT_TRUE(list.item(1)->text().contains("The contour is rough.")) << "sorted below what is open";
  EXPECT_TRUE(list.item(1)->text().startsWith("Acknowledged"));

  // On the page of its step it stands as well; the other one does not.
  place.child<QAction>("stepAnnulus").trigger();
  auto& ofStep = place.child<QListWidget>("stepFindingsList");
  ASSERT_EQ(ofStep.count(), 1);
  place.window_.views().setCrosshair({0, 0, 0});
  ofStep.setCurrentRow(0);
  QTest::keyClick(&ofStep, Qt::Key_Return);
  EXPECT_LT(distance(place.window_.views().crosshair(), Vec3{3.0, 4.0, 5.0}), 1e-6);

  place.child<QAction>("undo").trigger();
  EXPECT_TRUE(place.document_.review().acknowledged.empty());
  EXPECT_TRUE(list.item(0)->text().contains("The contour is rough."));
  EXPECT_FALSE(list.item(0)->text().startsWith("Acknowledged"));
}

class UnsavedWork : public testing::Test {
 protected:
  void SetUp() override {
    place_.controller_.open(smallSources(1));
    ASSERT_TRUE(place_.settle());
  }
  void work() {
    const auto& finding = place_.document_.derived().findings.front();
    place_.document_.commit(QStringLiteral("work"), withAcknowledged(place_.document_, finding, true));
  }
  QDialog* question() { return place_.window_.findChild<QDialog*>(QStringLiteral("closeQuestion")); }
  void answer(const char* button) { QTest::mouseClick(&place_.child<QPushButton>(button), Qt::LeftButton); }

  Workplace place_{runTalking};
};

TEST_F(UnsavedWork, ClosingAsksOnlyWhenThereIsSome) {
  work();
  EXPECT_FALSE(place_.window_.close());
  ASSERT_TRUE(question());
  EXPECT_FALSE(question()->isModal());
  EXPECT_TRUE(question()->findChild<QLabel*>(QStringLiteral("identityName"))->text() == "Patient 1");
  EXPECT_TRUE(question()->findChild<QLabel*>(QStringLiteral("researchUse"))->isVisible());
  answer("closeQuestionCancel");
  EXPECT_TRUE(place_.window_.isVisible());
  place_.child<QAction>("undo").trigger();
  EXPECT_TRUE(place_.window_.close()) << "nothing is left to lose";
}

TEST_F(UnsavedWork, DiscardingCloses) {
  work();
  EXPECT_FALSE(place_.window_.close());
  answer("closeQuestionDiscard");
  EXPECT_FALSE(place_.window_.isVisible());
}

TEST_F(UnsavedWork, AnotherCaseWaitsForTheAnswer) {
  work();
  place_.drop({urlOf("ct.nii.gz")});
  ASSERT_TRUE(question());
  ASSERT_TRUE(place_.settle());
  EXPECT_EQ(place_.text("patientId"), "1") << "nothing is opened before the answer";
  answer("closeQuestionCancel");
  EXPECT_TRUE(place_.document_.hasUnsavedWork());
}

TEST(IdentityStrip, NeverNamesAnotherPatientThanTheViews) {
  Workplace place(runSmallStep);
  EXPECT_EQ(place.text("identityName"), "No case open");
  for (int number : {1, 2, 3}) {
    place.controller_.open(smallSources(number));
    ASSERT_TRUE(waitFor([&] {
      const auto& study = place.document_.inputs().study;
      const std::string id = study ? study->patient.id : std::string();
      EXPECT_EQ(place.text("identityName"), study ? "Patient " + id : "No case open");
      EXPECT_EQ(place.text("identityFacts"), study ? "ID " + id : "");
      return place.controller_.isSettled();
    }));
  }
  EXPECT_EQ(place.text("identityName"), "Patient 3");
}

TEST(IdentityStrip, StandsInEveryDialogOfOurs) {
  Workplace place(runSmallStep);
  place.controller_.open(smallSources(3));
  ASSERT_TRUE(place.settle());
  for (const char* id : {"settings", "keysAndMouse", "about"}) place.child<QAction>(id).trigger();
  const QList<QDialog*> dialogs = place.window_.findChildren<QDialog*>();
  EXPECT_EQ(dialogs.size(), 3);
  for (const QDialog* dialog : dialogs) {
    const auto* name = dialog->findChild<QLabel*>(QStringLiteral("identityName"));
    const auto* research = dialog->findChild<QLabel*>(QStringLiteral("researchUse"));
    ASSERT_TRUE(name && research) << dialog->objectName().toStdString();
    EXPECT_EQ(name->text(), "Patient 3");
    EXPECT_TRUE(research->isVisible());
  }
}

}  // namespace
}  // namespace valvista::ui
