// SPDX-License-Identifier: GPL-3.0-or-later
// Correcting labels with strokes: what they change, undo, rules, versions.
#include "tests/ui/correct_case.h"

namespace valvista::ui {
namespace {

TEST_F(Correcting, AStrokeIsOneEntryAndTheNumbersFollow) {
  const double mean = number("iliac.left.diameter.mean"), other = number("iliac.right.diameter.mean");
  action("paintBrush").trigger();
  EXPECT_TRUE(place_.child<QDockWidget>("correctDock").isVisible());
  choose(kIliacLeft);
  place_.child<QCheckBox>("brushSphere").setChecked(true);
  setRadius(7.0);
  stroke(iliac(0.5));
  EXPECT_EQ(document().undoStack().count(), 1);
  EXPECT_GT(count(kIliacLeft), labelCounts(before_)[kIliacLeft] + 20);
  EXPECT_EQ(labelCounts(*document().shownLabels())[kIliacLeft], count(kIliacLeft)) << "shown at once";
  EXPECT_TRUE(document().labelsAreNewer());
  ASSERT_TRUE(place_.settle());
  EXPECT_FALSE(document().labelsAreNewer());
  EXPECT_GT(number("iliac.left.diameter.mean"), mean + 0.05);
  EXPECT_EQ(number("iliac.right.diameter.mean"), other);
  EXPECT_EQ(hint(), "");
  action("undo").trigger();
  EXPECT_TRUE(isAsBefore());
  ASSERT_TRUE(place_.settle());
  EXPECT_EQ(number("iliac.left.diameter.mean"), mean);
  action("redo").trigger();
  ASSERT_TRUE(place_.settle());
  EXPECT_GT(number("iliac.left.diameter.mean"), mean + 0.05);
}

TEST_F(Correcting, TheCorrectionIsAVersionAndTheProposalStays) {
  action("paintBrush").trigger();
  choose(kIliacLeft);
  setRadius(7.0);
  stroke(iliac(0.5));
  stroke(iliac(0.6));
  ASSERT_TRUE(place_.settle());
  ASSERT_EQ(document().labelVersions().size(), 2U);
  EXPECT_EQ(document().currentLabelVersion(), 1);
  EXPECT_TRUE(planning::LabelChange(before_, document().labelVersions()[0].anatomy.labels).empty());
  EXPECT_TRUE(document().inputs().anatomy->corrected);
  // Back at the proposal an undo shows the correction again and takes back its last stroke.
  place_.controller_.showLabelVersion(0);
  ASSERT_TRUE(place_.settle());
  EXPECT_TRUE(isAsBefore());
  action("undo").trigger();
  EXPECT_EQ(document().currentLabelVersion(), 1);
  EXPECT_FALSE(isAsBefore());
  action("undo").trigger();
  EXPECT_TRUE(isAsBefore());
  ASSERT_TRUE(place_.settle());
}

TEST_F(Correcting, TheTableSaysWhatTheNumberWasBefore) {
  action("paintBrush").trigger();
  choose(kIliacLeft);
  place_.child<QCheckBox>("brushSphere").setChecked(true);
  setRadius(7.0);
  const QString before = place_.row("iliac.left.diameter.mean")->text(1);
  stroke(iliac(0.5));
  ASSERT_TRUE(place_.settle());
  QTreeWidgetItem* row = place_.row("iliac.left.diameter.mean");
  EXPECT_NE(row->text(1), before);
  QString all;
  for (int column = 0; column < row->columnCount(); ++column)
    all += row->text(column) + QLatin1Char(' ') + row->toolTip(column) + QLatin1Char(' ');
  EXPECT_TRUE(all.contains(before)) << all.toStdString();
}

TEST_F(Correcting, AStrokeUnderWayOutlivesTheRulesOfTheOneBefore) {
  action("paintBrush").trigger();
  choose(kAorta);
  setRadius(3.0);
  const Plane plane = *document().derived().root->annulusPlane;
  const Vec3 beside = plane.origin + plane.normal * 60.0 + Vec3{0, 40, 0};
  stroke(beside, {0.5, 0, 0});
  const std::size_t one = count(kAorta);
  look(beside + Vec3{20, 0, 0});
  press(beside + Vec3{20, 0, 0});
  ASSERT_TRUE(waitFor(
      [&] { return document().status(planning::Step::rootLabels).state == planning::StepState::done; }));
  EXPECT_TRUE(place_.window_.views().paintHand().isStroking());
  mouse(axial(), QEvent::MouseMove, onScreen(beside + Vec3{26, 0, 0}));
  mouse(axial(), QEvent::MouseButtonRelease, onScreen(beside + Vec3{26, 0, 0}), false);
  EXPECT_GT(count(kAorta), one + 8) << "both ends of the second stroke";
  EXPECT_EQ(document().undoStack().count(), 2);
  ASSERT_TRUE(place_.settle());
}

TEST_F(Correcting, TheSecondOfTwoQuickDabsPaints) {
  takeIntoTheHand("paintBrush");
  choose(kIliacLeft);
  setRadius(3.0);
  const Vec3 beside = iliac(0.5) + Vec3{0, 25, 0};
  look(beside);
  press(beside);
  mouse(axial(), QEvent::MouseButtonRelease, onScreen(beside), false);
  const std::size_t one = count(kIliacLeft);
  mouse(axial(), QEvent::MouseButtonDblClick, onScreen(beside + Vec3{8, 0, 0}));
  mouse(axial(), QEvent::MouseMove, onScreen(beside + Vec3{12, 0, 0}));
  mouse(axial(), QEvent::MouseButtonRelease, onScreen(beside + Vec3{12, 0, 0}), false);
  EXPECT_GT(count(kIliacLeft), one);
}

TEST_F(Correcting, AnotherCaseInTheMiddleOfAStrokeEndsIt) {
  action("paintBrush").trigger();
  look(iliac(0.5));
  press(iliac(0.5));
  planning::Plan plan;
  plan.inputs.study = document().inputs().study;
  document().replace({}, std::move(plan));  // a CT without labels
  mouse(axial(), QEvent::MouseButtonRelease, onScreen({}), false);
  EXPECT_FALSE(document().inputs().anatomy.has_value());
}

TEST_F(Correcting, WhatFollowsFromTheRulesIsNotChosenOnceItIsUnlocked) {
  action("paintBrush").trigger();
  check(4, 2, true);  // the valve
  ASSERT_TRUE(place_.settle());
  choose(4);
  action("undo").trigger();
  EXPECT_EQ(place_.child<QTableWidget>("correctLabels").currentRow(), kAorta);
  ASSERT_TRUE(place_.settle());
}

TEST_F(Correcting, EscapeTakesTheStrokeBack) {
  action("paintBrush").trigger();
  setRadius(9.0);
  look(iliac(0.5));
  press(iliac(0.5));
  mouse(axial(), QEvent::MouseMove, onScreen(iliac(0.5) + Vec3{3, 0, 0}));
  EXPECT_TRUE(place_.window_.views().paintHand().isStroking());
  key(Qt::Key_Escape);
  mouse(axial(), QEvent::MouseButtonRelease, onScreen(iliac(0.5)), false);
  EXPECT_TRUE(isAsBefore());
  EXPECT_EQ(document().undoStack().count(), 0);
}

TEST_F(Correcting, LocksAndChoicesHoldAndAHintSaysWhy) {
  action("paintBrush").trigger();
  choose(kAorta);
  setRadius(3.0);
  check(kIliacLeft, 2, true);  // locked
  stroke(iliac(0.5), {0.5, 0, 0});
  EXPECT_TRUE(isAsBefore());
  EXPECT_NE(hint().find("locked"), std::string::npos) << hint();
  check(kIliacLeft, 2, false);
  check(kIliacLeft, 1, false);  // not to be painted over
  stroke(iliac(0.5), {0.5, 0, 0});
  EXPECT_TRUE(isAsBefore());
  EXPECT_NE(hint().find("not among those"), std::string::npos) << hint();
  check(kIliacLeft, 1, true);
  place_.child<QCheckBox>("paintInRange").setChecked(true);  // 150 to 600 HU
  stroke(iliac(0.5) + Vec3{0, 25, 0}, {0.5, 0, 0});
  EXPECT_TRUE(isAsBefore());
  EXPECT_NE(hint().find("range of HU"), std::string::npos) << hint();
  stroke(iliac(0.5), {0.5, 0, 0});
  EXPECT_FALSE(isAsBefore());
  EXPECT_EQ(hint(), "");
}

TEST_F(Correcting, TheEraserTakesOnlyTheChosenLabel) {
  action("paintErase").trigger();
  choose(kAorta);
  setRadius(3.0);
  stroke(iliac(0.5), {0.5, 0, 0});
  EXPECT_TRUE(isAsBefore());
  choose(kIliacLeft);
  stroke(iliac(0.5), {0.5, 0, 0});
  EXPECT_LT(count(kIliacLeft), labelCounts(before_)[kIliacLeft]);
  EXPECT_EQ(labels().at(planning::nearestVoxel(labels().geometry(), iliac(0.5))), 0);
}

TEST_F(Correcting, OneToolIsInTheHandAndTheWheelChangesTheBrush) {
  action("paintBrush").trigger();
  EXPECT_TRUE(action("paintBrush").isChecked());
  const double before = place_.window_.views().paintHand().radiusMm();
  QWheelEvent wheel(QPointF(50, 50), axial().mapToGlobal(QPointF(50, 50)), {}, {0, 120}, Qt::NoButton,
                    Qt::ShiftModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&axial(), &wheel);
  EXPECT_GT(place_.window_.views().paintHand().radiusMm(), before);
  EXPECT_EQ(place_.child<QDoubleSpinBox>("brushRadius").value(),
            std::round(10 * place_.window_.views().paintHand().radiusMm()) / 10);
  action("toolRuler").trigger();
  EXPECT_FALSE(action("paintBrush").isChecked());
  action("paintErase").trigger();
  EXPECT_EQ(place_.window_.views().markups().tool(), viewer::ViewTool::navigate);
  place_.child<QDockWidget>("correctDock").close();
  EXPECT_FALSE(action("paintErase").isChecked());
  stroke(iliac(0.5));
  EXPECT_TRUE(isAsBefore()) << "without a tool the mouse navigates";
}

TEST_F(Correcting, AScanWithoutLabelsIsDrawnOn) {
  planning::Plan plan;
  plan.inputs.study = document().inputs().study;
  document().replace({}, std::move(plan));
  action("paintBrush").trigger();
  choose(kAorta);
  look({});
  press({});
  mouse(axial(), QEvent::MouseButtonRelease, onScreen({}), false);
  ASSERT_TRUE(document().inputs().anatomy.has_value());
  EXPECT_GT(count(kAorta), 0U);
  action("undo").trigger();
  EXPECT_EQ(count(kAorta), 0U);
}

TEST_F(Correcting, ALockedValveIsDrawnByHand) {
  constexpr std::uint8_t kValve = 4;
  const LabelMap rules = *document().shownLabels();
  const auto valveIn = [](const LabelMap& map) { return labelCounts(map)[kValve]; };
  action("paintBrush").trigger();
  choose(kValve);
  EXPECT_NE(place_.child<QTableWidget>("correctLabels").currentRow(), kValve) << "the rules make it";
  check(kValve, 2, true);
  ASSERT_TRUE(place_.settle());
  EXPECT_TRUE(planning::LabelChange(rules, *document().shownLabels()).empty()) << "as the rules made it";
  choose(kValve);
  setRadius(4.0);
  const Vec3 above = document().derived().root->annulusPlane->origin +
                     document().derived().root->annulusPlane->normal * 15.0;
  stroke(above, {0.5, 0, 0});
  ASSERT_TRUE(place_.settle());
  EXPECT_GT(valveIn(*document().shownLabels()), valveIn(rules)) << "stays after the rules have run";
  action("paintErase").trigger();
  stroke(above, {0.5, 0, 0});
  ASSERT_TRUE(place_.settle());
  EXPECT_LE(valveIn(*document().shownLabels()), valveIn(rules));
  check(kValve, 2, false);
  ASSERT_TRUE(place_.settle());
  EXPECT_TRUE(planning::LabelChange(rules, *document().shownLabels()).empty()) << "the rules' again";
  EXPECT_EQ(document().undoStack().count(), 4);
  action("undo").trigger();
  EXPECT_EQ(document().inputs().anatomy->pinned, std::set<std::uint8_t>{kValve});
  ASSERT_TRUE(place_.settle());
}

TEST_F(Correcting, HiddenLabelsAreNotDrawn) {
  action("paintBrush").trigger();
  look(iliac(0.5));
  const QImage shown = axial().grab().toImage();
  check(kIliacLeft, 3, false);
  const QImage hidden = axial().grab().toImage();
  EXPECT_NE(shown, hidden);
  check(kIliacLeft, 3, true);
  EXPECT_EQ(axial().grab().toImage(), shown);
}

TEST_F(Correcting, ASavedPlanNamesTheCorrectedLabels) {
  const std::string proposed = document().inputs().anatomy->sha256;
  action("paintBrush").trigger();
  choose(kIliacLeft);
  setRadius(7.0);
  stroke(iliac(0.5));
  ASSERT_TRUE(place_.settle());
  planning::PlanSources sources;
  sources.output = std::filesystem::path(place_.folder_.path().toStdString()) / "plan";
  planning::Plan plan = document().plan();
  planning::runStep(planning::Step::report, sources, plan, Progress());
  QFile file(QString::fromStdString((*sources.output / "plan.json").string()));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const std::string json = file.readAll().toStdString();
  EXPECT_NE(json.find("\"edited\": true"), std::string::npos);
  const planning::AnatomyLabels corrected = planning::namedAsTheyAre(*document().inputs().anatomy);
  EXPECT_NE(corrected.sha256, proposed);
  EXPECT_NE(json.find(corrected.sha256), std::string::npos);
}

}  // namespace
}  // namespace valvista::ui
