// SPDX-License-Identifier: GPL-3.0-or-later
// Tools that correct more than a stroke does: outlines, scissors, growing, whole labels.
#include "tests/ui/correct_case.h"

namespace valvista::ui {
namespace {

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
  takeIntoTheHand("paintErase");  // which one is no matter for tools on whole labels
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
  takeIntoTheHand("cutInside");
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
  takeIntoTheHand("paintBrush");
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

}  // namespace
}  // namespace valvista::ui
