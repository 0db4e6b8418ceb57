// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/comparison.h"

#include "planning/core/nifti_file.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/small_case.h"
#include "ui/session/app_settings.h"
#include "ui/session/pipeline_controller.h"
#include "ui/widgets/compare_actions.h"
#include "ui/widgets/main_window.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>
#include <QDockWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

/// Case 7 has a cube of 6 voxels of the label 1 + 7 % 7 = 1; this file has it two voxels to the patient's
/// left, and a ventricle and an iliac artery that the case lacks (one class alone does not tell the
/// numbering).
class ComparisonTest : public testing::Test {
 protected:
  ComparisonTest()
      : file_(folder_.filePath(QStringLiteral("b.nii")).toStdString()),
        settings_(folder_.filePath(QStringLiteral("settings.ini"))),
        controller_(document_, jobs_, runSmallStep) {
    LabelMap shifted(smallLabels(7).labels.geometry());
    for (int k = 3; k < 9; ++k)
      for (int j = 3; j < 9; ++j)
        for (int i = 5; i < 11; ++i) shifted.set({i, j, k}, 1);
    for (const std::uint8_t other : {2, 6})
      for (int i = 0; i < 4; ++i) shifted.set({i, other, 0}, other);
    writeNifti(file_, shifted);
  }

  QTemporaryDir folder_;
  std::filesystem::path file_;
  AppSettings settings_;
  CaseDocument document_;
  InlineJobRunner jobs_;
  PipelineController controller_;
};

TEST_F(ComparisonTest, BelongsToTheCase) {
  Comparison comparison(document_, jobs_);
  QSignalSpy changed(&comparison, &Comparison::changed);
  comparison.start(file_);
  EXPECT_FALSE(comparison.result()) << "nothing to compare with";
  controller_.open(smallSources(7));
  comparison.start(file_);
  ASSERT_TRUE(comparison.result());
  ASSERT_EQ(comparison.result()->comparison.classes.size(), 3u);
  const planning::ClassAgreement& own = comparison.result()->comparison.classes[0];
  EXPECT_EQ(own.label, 1);
  EXPECT_DOUBLE_EQ(own.dice.value(), 4.0 / 6.0);
  EXPECT_NEAR(own.hausdorffMm.value(), 2.0, 1e-6);
  EXPECT_EQ(comparison.result()->comparison.classes[1].voxelsA, 0u);
  EXPECT_FALSE(comparison.result()->surfaces.empty());
  controller_.open(smallSources(3));
  EXPECT_FALSE(comparison.result()) << "another case";
  EXPECT_EQ(changed.size(), 2);
}

TEST_F(ComparisonTest, ARefusedFileLeavesWhatWasThere) {
  Comparison comparison(document_, jobs_);
  QSignalSpy failed(&comparison, &Comparison::failed);
  controller_.open(smallSources(7));
  comparison.start(file_);
  comparison.start(folder_.filePath(QStringLiteral("none.nii")).toStdString());
  EXPECT_EQ(failed.size(), 1);
  EXPECT_TRUE(comparison.result());
  comparison.close();
  EXPECT_FALSE(comparison.result());
}

// Mean by hand: of each cube's 152 surface voxels 36 are 2 mm, 20 are 1 mm and, inside the other's far end, 12 are
// 1 mm and 4 are 2 mm away: 112 / 152.
TEST_F(ComparisonTest, TableForASpreadsheet) {
  Comparison comparison(document_, jobs_);
  controller_.open(smallSources(7));
  comparison.start(file_);
  ASSERT_TRUE(comparison.result());
  EXPECT_EQ(
      comparisonCsv(*comparison.result()),
      "label,name,volume_a_ml,volume_b_ml,dice,iou,mean_surface_distance_mm,hausdorff95_mm,hausdorff_mm\n"
      "1,Aorta,0.216,0.216,0.6667,0.5000,0.737,2.000,2.000\n"
      "2,Left ventricle,0.000,0.004,0.0000,0.0000,,,\n"
      "6,Left iliac artery,0.000,0.004,0.0000,0.0000,,,\n");
}

TEST_F(ComparisonTest, WindowShowsItAndGoesBack) {
  MainWindow window(WindowSession{document_, controller_, jobs_, settings_});
  window.resize(1280, 800);
  window.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
  auto& compare = *window.findChild<QAction*>("compareLabels");
  auto& dock = *window.findChild<QDockWidget*>("compareDock");
  EXPECT_FALSE(compare.isEnabled());
  controller_.open(smallSources(7));
  EXPECT_TRUE(compare.isEnabled());
  EXPECT_FALSE(dock.isVisible());
  window.findChild<CompareActions*>()->compareWith(QString::fromStdString(file_.string()));
  EXPECT_TRUE(dock.isVisible());
  EXPECT_EQ(window.views().viewLayout(), viewer::ViewLayout::compare);
  auto& table = *window.findChild<QTableWidget*>("compareTable");
  ASSERT_EQ(table.rowCount(), 3);
  EXPECT_EQ(table.item(0, 0)->text(), "Aorta");
  EXPECT_EQ(table.item(0, 3)->text(), "0.667");
  window.views().setCrosshair({1, 1, 1});
  table.selectRow(0);
  EXPECT_EQ(window.views().crosshair().x, 3.0) << "the face that is two voxels from the other's";
  QTest::mouseClick(window.findChild<QPushButton*>("compareClose"), Qt::LeftButton);
  EXPECT_FALSE(dock.isVisible());
  EXPECT_EQ(window.views().viewLayout(), viewer::ViewLayout::fourUp);
}

TEST_F(ComparisonTest, PresetsAreActionsForACaseWithACt) {
  MainWindow window(WindowSession{document_, controller_, jobs_, settings_});
  auto& calcium = *window.findChild<QAction*>("volumeCalcium");
  EXPECT_FALSE(calcium.isEnabled());
  controller_.open(smallSources(7));
  EXPECT_TRUE(calcium.isEnabled());
  EXPECT_TRUE(window.findChild<QAction*>("volumeNone")->isChecked());
  calcium.trigger();
  EXPECT_FALSE(window.findChild<QAction*>("volumeNone")->isChecked());
  EXPECT_FALSE(window.findChild<QAction*>("clipAtAnnulus")->isEnabled()) << "no annulus was found";
}

}  // namespace
}  // namespace valvista::ui
