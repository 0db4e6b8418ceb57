// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/measurement_text.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>

#include "planning/core/nifti_file.h"
#include "planning/io/label_export.h"
#include "ui/session/app_settings.h"
#include "ui/session/source_kind.h"
#include "ui/widgets/case_panel.h"

namespace valvista::ui {
namespace {

TEST(MeasurementText, DecimalsFollowTheUnit) {
  EXPECT_EQ(valueText(23.449, "mm"), "23.4");
  EXPECT_EQ(valueText(478.6, "mm2"), "479");
  EXPECT_EQ(valueText(228214.0, "mm3"), "228.2");
  EXPECT_EQ(unitText("mm3"), "ml");
  EXPECT_EQ(valueText(0.15149, "1"), "0.151");
  EXPECT_EQ(valueText(12345.6, "mm"), "12345.6") << "no group sign that could be read as a decimal sign";
}

TEST(MeasurementText, MissingAndBrokenNumbersAreADash) {
  EXPECT_EQ(valueText(std::nullopt, "mm"), QStringLiteral("\u2014"));
  EXPECT_EQ(valueText(std::numeric_limits<double>::quiet_NaN(), "mm"), QStringLiteral("\u2014"));
}

TEST(MeasurementText, UncertaintyIsNeverAZero) {
  EXPECT_EQ(uncertaintyText(0.137, "mm"), "0.14");
  EXPECT_EQ(uncertaintyText(0.004, "mm"), "<0.01");
  EXPECT_EQ(uncertaintyText(170.0, "mm3"), "0.17");
}

TEST(MeasurementText, ReasonIsTheClosestFinding) {
  planning::Measured length;
  length.id = "iliac.left.length";
  const planning::Findings findings{{"iliac.right.absent", planning::Severity::warning, "right", {}},
                                    {"iliac.left.absent", planning::Severity::warning, "left", {}},
                                    {"annulus.none", planning::Severity::warning, "annulus", {}}};
  EXPECT_EQ(missingReason(length, findings), "left");
  length.id = "root.length";
  EXPECT_EQ(missingReason(length, findings), "");
}

TEST(CasePanelText, DatesAndNamesAsPeopleReadThem) {
  EXPECT_EQ(dateText("19500131"), "1950-01-31");
  EXPECT_EQ(dateText("1950"), "1950");
  EXPECT_EQ(personText("Doe^Jane^^Dr"), "Doe, Jane Dr");
  EXPECT_EQ(personText("Yamada^Tarou=\u5c71\u7530^\u592a\u90ce"), "Yamada, Tarou");
  EXPECT_EQ(personText(""), "");
}

TEST(SourceKind, ContentTellsLabelsFromCt) {
  const QTemporaryDir folder;
  const std::filesystem::path root = folder.path().toStdString();
  const ImageGeometry geometry = axisAlignedGeometry({8, 8, 8}, {1.0, 1.0, 1.0});
  std::vector<std::int16_t> hu(geometry.voxelCount());
  for (std::size_t i = 0; i < hu.size(); ++i) hu[i] = static_cast<std::int16_t>(i) - 100;
  writeNifti(root / "ct.nii.gz", Volume(geometry, hu));
  LabelMap labels(geometry);
  labels.set({4, 4, 4}, 52);
  std::filesystem::create_directories(root / "masks");
  std::filesystem::create_directories(root / "dicom");
  writeNifti(root / "masks/aorta.nii.gz", labels);
  std::ofstream(root / "dicom/IM0001") << "DICM";

  const Progress progress;
  EXPECT_EQ(kindOfSource(root / "ct.nii.gz", progress), SourceKind::ct);
  EXPECT_EQ(kindOfSource(root / "masks/aorta.nii.gz", progress), SourceKind::labels);
  EXPECT_EQ(kindOfSource(root / "masks", progress), SourceKind::labels);
  EXPECT_EQ(kindOfSource(root / "dicom", progress), SourceKind::ct);
  std::filesystem::create_directories(root / "seg");
  labels.set({4, 4, 4}, 1);
  planning::saveLabels(root / "seg/labels.dcm", labels, nullptr, progress);
  EXPECT_EQ(kindOfSource(root / "seg/labels.dcm", progress), SourceKind::labels);
  EXPECT_EQ(kindOfSource(root / "seg", progress), SourceKind::labels);
  const auto sources = sortSources({root / "masks", root / "ct.nii.gz"}, progress);
  EXPECT_EQ(*sources.ct, root / "ct.nii.gz");
  EXPECT_EQ(*sources.labels, root / "masks");
}

TEST(AppSettings, DamagedWindowLevelFallsBack) {
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("settings.ini"));
  {
    QSettings damaged(file, QSettings::IniFormat);
    damaged.setValue("view/windowWidthHu", "nan");
    damaged.setValue("view/windowCentreHu", 40.0);
  }
  AppSettings settings(file);
  EXPECT_EQ(settings.windowLevel().width, 800.0);
  settings.setWindowLevel({400.0, 40.0});
  EXPECT_EQ(settings.windowLevel().width, 400.0);
}

}  // namespace
}  // namespace valvista::ui
