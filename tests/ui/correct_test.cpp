// SPDX-License-Identifier: GPL-3.0-or-later
// Correcting labels in the window, with the mouse of an annotator.
#include "planning/io/label_schemes.h"
#include "tests/ui/workplace.h"
#include "ui/widgets/correct_actions.h"
#include "ui/widgets/correct_panel.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/markup_board.h"
#include "viewer/widgets/paint_hand.h"
#include "viewer/widgets/slice_view.h"
#include "viewer/widgets/vtk_view.h"

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QListWidget>
#include <QMouseEvent>
#include <QSpinBox>
#include <QTableWidget>
#include <QThread>
#include <QWheelEvent>

#include <atomic>
#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

using planning::Step;
using viewer::SliceView;

constexpr std::uint8_t kAorta = 1, kIliacLeft = 6, kIliacRight = 7;

class Correcting : public testing::Test {
 protected:
  void SetUp() override {
    place_.controller_.openDemo(coarseDemo());
    ASSERT_TRUE(place_.settle());
    before_ = labels();
  }
  QAction& action(const char* name) { return place_.child<QAction>(name); }
  CaseDocument& document() { return place_.document_; }
  const LabelMap& labels() { return document().inputs().anatomy->labels; }
  double number(const char* id) {
    return planning::find(document().derived().measurements, id)->value.value();
  }
  std::string hint() { return place_.text("paintHint"); }
  SliceView& axial() { return place_.child<SliceView>("axialView"); }
  std::size_t count(std::uint8_t label) { return labelCounts(labels())[label]; }
  bool isAsBefore() { return planning::LabelChange(before_, labels()).empty(); }
  /// A row of the table of labels, by label.
  void choose(int label) {
    auto& table = place_.child<QTableWidget>("correctLabels");
    table.setCurrentCell(label, 0);
  }
  void check(int label, int column, bool on) {
    place_.child<QTableWidget>("correctLabels")
        .item(label, column)
        ->setCheckState(on ? Qt::Checked : Qt::Unchecked);
  }
  void setRadius(double mm) { place_.child<QDoubleSpinBox>("brushRadius").setValue(mm); }

  static void mouse(QWidget& view, QEvent::Type type, const QPointF& at, bool held = true) {
    QMouseEvent event(type, at, view.mapToGlobal(at),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      held ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
  }
  QPointF onScreen(const Vec3& lps) {
    const Vec2 at = axial().geometry().screenFromLps(lps);
    return {at.x, at.y};
  }
  void look(const Vec3& lps) { place_.window_.views().setCrosshair(lps); }
  /// A straight stroke in the axial slice through a place.
  void stroke(const Vec3& middle, const Vec3& way = {4, 0, 0}) {
    look(middle);
    press(middle);
    mouse(axial(), QEvent::MouseMove, onScreen(middle + way));
    mouse(axial(), QEvent::MouseButtonRelease, onScreen(middle + way), false);
  }
  void press(const Vec3& at) { mouse(axial(), QEvent::MouseButtonPress, onScreen(at)); }
  Vec3 iliac(double share) {
    const Polyline& line = document().derived().iliacLeft->centreline;
    return line[static_cast<std::size_t>(share * static_cast<double>(line.size() - 1))];
  }
  void key(int code) {
    QKeyEvent event(QEvent::KeyPress, code, Qt::NoModifier);
    QCoreApplication::sendEvent(&axial(), &event);
  }

  Workplace place_;
  LabelMap before_;
};

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

TEST_F(Correcting, AnOutlineDrawnByHandIsFilled) {
  action("paintOutline").trigger();
  choose(kIliacLeft);
  const Vec3 middle = iliac(0.5) + Vec3{0, 20, 0};
  look(middle);
  press(middle + Vec3{8, 0, 0});
  for (int at = 1; at <= 24; ++at) {
    const double angle = at * 0.25;
    mouse(axial(), QEvent::MouseMove, onScreen(middle + Vec3{8 * std::cos(angle), 8 * std::sin(angle), 0}));
  }
  mouse(axial(), QEvent::MouseButtonRelease, onScreen(middle + Vec3{8, -1, 0}), false);
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) > labelCounts(before_)[kIliacLeft]; }));
  const double area =
      static_cast<double>(count(kIliacLeft) - labelCounts(before_)[kIliacLeft]) * 4.0;  // 2 mm voxels
  EXPECT_NEAR(area, 3.1416 * 64, 25);
}

TEST_F(Correcting, OneClickGrowsAVessel) {
  action("labelErase");
  choose(kIliacLeft);
  action("labelErase").trigger();
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) == 0; }));
  action("growVessel").trigger();
  // What is aorta stays aorta: it is the wall at which the iliac artery begins.
  check(kAorta, 2, true);
  check(kIliacRight, 2, true);
  const Vec3 place =
      planning::find(document().derived().measurements, "iliac.left.diameter.min")->evidence.focus.value();
  look(place);
  press(place);
  mouse(axial(), QEvent::MouseButtonRelease, onScreen(place), false);
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) > 0; })) << hint();
  EXPECT_GT(static_cast<double>(count(kIliacLeft)),
            0.7 * static_cast<double>(labelCounts(before_)[kIliacLeft]));
}

TEST_F(Correcting, LabelsGrowFromSeedsToTheEdgeOfTheLumen) {
  choose(kIliacLeft);
  action("paintErase").trigger();  // what is in the hand is no matter for tools on whole labels
  auto& width = place_.child<QDoubleSpinBox>("shapeAmount");
  width.setValue(2.1);
  action("labelShrink").trigger();
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) < labelCounts(before_)[kIliacLeft]; })) << hint();
  EXPECT_LT(count(kIliacLeft), labelCounts(before_)[kIliacLeft] * 2 / 3);
  place_.child<QCheckBox>("paintInRange").setChecked(true);
  place_.child<QSpinBox>("paintLowestHu").setValue(220);  // half way between lumen and wall
  width.setValue(5.0);
  action("growSeeds").trigger();
  const std::size_t seeds = count(kIliacLeft);
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) > seeds; })) << hint();
  EXPECT_GT(count(kIliacLeft), labelCounts(before_)[kIliacLeft] * 8 / 10);
  EXPECT_LT(count(kIliacLeft), labelCounts(before_)[kIliacLeft] * 11 / 10);
  EXPECT_EQ(document().undoStack().undoText(), "Grow from seeds");
  action("labelErase").trigger();
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) == 0; }));
  action("growSeeds").trigger();
  ASSERT_TRUE(waitFor([&] { return !hint().empty(); }));
  EXPECT_NE(hint().find("no voxel has the chosen label"), std::string::npos) << hint();
}

TEST_F(Correcting, ScissorsInThreeD) {
  ASSERT_TRUE(place_.settle());
  auto& picture = place_.child<viewer::VtkView>("surfacePicture");
  const auto draw = [&](const QRectF& around, bool escape) {
    mouse(picture, QEvent::MouseButtonPress, around.topLeft());
    for (const QPointF& at : {around.topRight(), around.bottomRight(), around.bottomLeft()})
      mouse(picture, QEvent::MouseMove, at);
    QKeyEvent event(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    if (escape) QCoreApplication::sendEvent(picture.parentWidget(), &event);
    mouse(picture, QEvent::MouseButtonRelease, around.bottomLeft(), false);
  };
  const QRectF whole = QRectF(picture.rect()).adjusted(1, 1, -1, -1);
  action("cutInside").trigger();
  choose(kIliacLeft);
  draw(whole, true);
  EXPECT_FALSE(place_.window_.views().paintHand().isStroking());
  draw(whole, false);
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) == 0; })) << "the whole body is in the picture";
  EXPECT_EQ(count(kAorta), labelCounts(before_)[kAorta]);
  EXPECT_EQ(document().undoStack().count(), 1) << "the first outline was given up";
  action("undo").trigger();
  action("cutOutside").trigger();
  // The upper half of the picture holds the chest.
  draw(QRectF(whole.topLeft(), QSizeF(whole.width(), whole.height() / 2)), false);
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) == 0; }));
  EXPECT_EQ(count(kAorta), labelCounts(before_)[kAorta]);
}

TEST_F(Correcting, TheListSaysWhereToLookFirst) {
  auto& list = place_.child<QListWidget>("doubtfulPlaces");
  const auto texts = [&] {
    QStringList all;
    for (int row = 0; row < list.count(); ++row) all.append(list.item(row)->text());
    return all;
  };
  // Voxels of 2 mm leave something to look at.
  ASSERT_TRUE(waitFor([&] { return list.count() > 0; }));
  const QStringList proposal = texts();
  action("paintErase").trigger();
  choose(kIliacLeft);
  setRadius(6.0);
  place_.child<QCheckBox>("brushSphere").setChecked(true);
  stroke(iliac(0.5) + Vec3{6, 0, 0}, {0.1, 0, 0});
  EXPECT_EQ(texts(), proposal) << "the old places stay until the new ones are there";
  ASSERT_TRUE(waitFor([&] { return texts() != proposal && list.count() > 0; }));
  EXPECT_TRUE(texts().front().startsWith("Left iliac artery at ")) << texts().front().toStdString();
  EXPECT_TRUE(texts().front().endsWith(" mm"));
  EXPECT_FALSE(list.item(0)->toolTip().isEmpty());
  EXPECT_TRUE(list.isVisible());
  EXPECT_LE(list.height(), 4 * list.sizeHintForRow(0) + 2 * list.frameWidth());
  const auto isThere = [&] { return distance(place_.window_.views().crosshair(), iliac(0.5)) < 8.0; };
  look({});
  ASSERT_TRUE(action("nextPlace").isEnabled());
  action("nextPlace").trigger();
  EXPECT_EQ(list.currentRow(), 0);
  EXPECT_TRUE(isThere());
  look({});
  QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(0)).center());
  EXPECT_TRUE(isThere());
  look({});
  QTest::keyClick(&list, Qt::Key_Return);
  EXPECT_TRUE(isThere());
  action("previousPlace").trigger();
  EXPECT_EQ(list.currentRow(), list.count() - 1) << "around";
  action("undo").trigger();
  EXPECT_TRUE(waitFor([&] { return texts() == proposal; }));
}

TEST_F(Correcting, ARangeIsPaintedAndALabelTakenOver) {
  action("paintBrush").trigger();
  choose(8);  // heart: a label that the demo does not have
  action("labelThreshold").trigger();
  EXPECT_NE(hint().find("range of HU"), std::string::npos) << hint();
  place_.child<QCheckBox>("paintInRange").setChecked(true);  // 150 to 600 HU
  check(kAorta, 2, true);
  action("labelThreshold").trigger();
  ASSERT_TRUE(waitFor([&] { return count(8) > 0; }));
  EXPECT_EQ(count(kAorta), labelCounts(before_)[kAorta]) << "locked";
  EXPECT_LT(count(kIliacLeft), labelCounts(before_)[kIliacLeft] / 3)
      << "only darker voxels of the rim are left";
  action("undo").trigger();
  look(iliac(0.5));
  action("labelReplace").trigger();
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) == 0; }));
  EXPECT_EQ(count(8), labelCounts(before_)[kIliacLeft]);
  action("labelReplace").trigger();
  ASSERT_TRUE(waitFor([&] { return !hint().empty(); })) << "it is the chosen one already";
  ASSERT_TRUE(place_.settle());
}

TEST_F(Correcting, LeftAndRightAreSwappedInOneAction) {
  action("labelSwapIliacs").trigger();
  ASSERT_TRUE(waitFor([&] { return count(kIliacLeft) == labelCounts(before_)[kIliacRight]; }));
  EXPECT_EQ(count(kIliacRight), labelCounts(before_)[kIliacLeft]);
  EXPECT_EQ(document().undoStack().count(), 1);
}

TEST_F(Correcting, AToolThatWasOvertakenByAStrokeIsDroppedAndTheStrokeStays) {
  LabelEditor editor(document(), place_.jobs_);
  std::atomic<bool> goOn{false};
  QString said;
  QObject::connect(&editor, &LabelEditor::painted, [&](const PaintNews& news) { said = news.hint; });
  editor.run(QStringLiteral("Slow tool"),
             [&](LabelMap& map, const Volume&, const planning::PaintRules&, const Progress&) {
               while (!goOn) QThread::msleep(1);
               map.set({0, 0, 0}, kAorta);
               return PaintNews{};
             });
  action("paintBrush").trigger();
  choose(kIliacLeft);
  setRadius(7.0);
  stroke(iliac(0.5));
  const LabelMap stroked = labels();
  goOn = true;
  ASSERT_TRUE(waitFor([&] { return !editor.isRunning(); }));
  EXPECT_TRUE(planning::LabelChange(stroked, labels()).empty());
  EXPECT_TRUE(said.contains(QStringLiteral("Slow tool"))) << said.toStdString();
  ASSERT_TRUE(place_.settle());
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
  planning::runStep(Step::report, sources, plan, Progress());
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
