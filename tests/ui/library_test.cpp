// SPDX-License-Identifier: GPL-3.0-or-later
// The case library in the window, as an annotator uses it.
#include "planning/core/training/dataset.h"
#include "planning/io/dicom_writer.h"
#include "planning/io/load_study.h"
#include "tests/ui/library_workplace.h"
#include "ui/widgets/training_wizard/training_window.h"

namespace valvista::ui {
namespace {

/// Issue 6, row g.

TEST_F(Library, ALeakIsFixedAcceptedAndTrainedOn) {
  action("openLibrary").trigger();
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 1; }));
  EXPECT_EQ(table().item(0, 0)->text(), "Canary, Petra");
  EXPECT_EQ(place_->child<QComboBox>("libraryState").itemText(1), "To correct (1)");
  button("nextCaseButton").click();
  ASSERT_TRUE(quiet());
  ASSERT_TRUE(document().inputs().anatomy.has_value()) << banner();
  EXPECT_EQ(table().item(0, 3)->text(), "In work");
  const double leaky = number("iliac.left.diameter.mean"), right = number("iliac.right.diameter.mean");
  eraseLeak();
  ASSERT_TRUE(quiet());
  EXPECT_LT(number("iliac.left.diameter.mean"), leaky - 0.1);
  EXPECT_EQ(number("iliac.right.diameter.mean"), right);
  EXPECT_EQ(journals().size(), 1U);
  table().selectRow(0);
  button("libraryAccept").click();
  ASSERT_TRUE(waitFor([&] { return table().item(0, 3)->text() == "Accepted"; })) << banner();
  EXPECT_FALSE(document().hasUnsavedWork()) << "it was saved first";
  EXPECT_TRUE(journals().empty());
  const LabelMap corrected = labels();
  button("exportAcceptedButton").click();
  auto& ask = place_->child<QFileDialog>("datasetDialog");
  const QString out = folder_.filePath(QStringLiteral("Dataset007_Leak"));
  Q_EMIT ask.fileSelected(out);
  ask.close();
  auto* training = static_cast<TrainingWindow*>(nullptr);
  ASSERT_TRUE(waitFor([&] {
    training = place_->window_.findChild<TrainingWindow*>();
    return training && training->isVisible() && !place_->jobs_.isBusy();
  })) << banner();
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(out.toStdString(), faults);
  EXPECT_TRUE(faults.empty());
  ASSERT_EQ(dataset.cases.size(), 1U);
  const DatasetVoxels voxels = readCase(dataset, dataset.cases[0], dataset.classes, Progress{});
  EXPECT_EQ(labelCounts(voxels.labels)[kIliacLeft], labelCounts(corrected)[kIliacLeft]);
  bool named = false;
  for (const QLabel* label : training->findChildren<QLabel*>())
    named = named || label->text().contains(QStringLiteral("Dataset007_Leak"));
  for (const QLineEdit* line : training->findChildren<QLineEdit*>())
    named = named || line->text().contains(QStringLiteral("Dataset007_Leak"));
  EXPECT_TRUE(named) << "the wizard is on the dataset";
}

TEST_F(Library, TheSecondOnlyLooksAndIsToldWhoCorrects) {
  CaseLibrary other(at_, {"Ben Example", ProcessStamp::ofThis()});
  ASSERT_FALSE(other.lockCase(id_).has_value());
  action("openLibrary").trigger();
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 1; }));
  EXPECT_EQ(table().item(0, 3)->text(), "To correct, open elsewhere");
  table().selectRow(0);
  button("libraryOpen").click();
  ASSERT_TRUE(quiet());
  ASSERT_TRUE(document().inputs().anatomy.has_value());
  EXPECT_NE(banner().find("Ben Example"), std::string::npos) << banner();
  EXPECT_TRUE(document().isReadOnly());
  EXPECT_FALSE(action("paintBrush").isEnabled());
  EXPECT_FALSE(action("saveCase").isEnabled());
  button("libraryAccept").click();
  ASSERT_TRUE(quiet());
  EXPECT_NE(banner().find("The case was not changed"), std::string::npos) << banner();
  EXPECT_EQ(other.caseOf(id_).state, CaseState::toCorrect);
  ASSERT_TRUE(run("nextCase"));
  EXPECT_NE(banner().find("There is no case to correct"), std::string::npos) << banner();
}

TEST_F(Library, WorkAfterATakeOverIsKeptBeside) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  const LabelMap painted = labels();
  ASSERT_TRUE(quiet());
  planning::LibrarySession eager{"Ben Example", ProcessStamp::ofThis()};
  eager.staleAfter = std::chrono::milliseconds(0);
  CaseLibrary other(at_, eager);
  other.takeOver(id_);
  const auto head = other.caseOf(id_).head;
  ASSERT_TRUE(run("saveCase"));
  EXPECT_NE(banner().find("beside"), std::string::npos) << banner();
  EXPECT_TRUE(document().hasUnsavedWork());
  EXPECT_EQ(journals().size(), 1U);
  EXPECT_EQ(other.caseOf(id_).head, head);
  const auto versions = other.versionsOf(id_);
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_TRUE(versions[1].beside);
  EXPECT_TRUE(planning::LabelChange(painted, other.loadVersion(versions[1]).labels).empty());
}

TEST_F(Library, ClosingAsksToSaveInTheLibrary) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  place_->window_.close();
  ASSERT_NE(dialog("closeQuestion"), nullptr);
  EXPECT_EQ(button("closeQuestionSave").text(), "&Save in the library");
  button("closeQuestionSave").click();
  ASSERT_TRUE(waitFor([&] { return !place_->window_.isVisible(); })) << banner();
  EXPECT_EQ(CaseLibrary(at_).versionsOf(id_).size(), 2U);
  EXPECT_TRUE(journals().empty());
}

TEST_F(Library, ListSearchStateAndTags) {
  {
    CaseLibrary library(at_);
    library.setState(library.addCase(otherStudy(), {}), CaseState::rejected);
  }
  action("openLibrary").trigger();
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 2; }));
  auto& search = place_->child<QLineEdit>("librarySearch");
  search.setText(QStringLiteral("zweite"));
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 1; }));
  EXPECT_EQ(table().item(0, 3)->text(), "Rejected");
  search.setText(QStringLiteral("nobody"));
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 0; }));
  EXPECT_EQ(place_->text("libraryEmpty"), "No case is like that.");
  EXPECT_FALSE(button("libraryOpen").isEnabled());
  search.clear();
  place_->child<QComboBox>("libraryState").setCurrentIndex(1);
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 1; }));
  table().selectRow(0);
  auto& tags = place_->child<QLineEdit>("libraryTags");
  tags.setText(QStringLiteral("bicuspid, calcium"));
  Q_EMIT tags.editingFinished();
  ASSERT_TRUE(waitFor([&] { return table().item(0, 6)->text() == "bicuspid, calcium"; }));
}

TEST_F(Library, TheNextCaseIsReadAhead) {
  const std::string second = CaseLibrary(at_).addCase(otherStudy(), {});
  ASSERT_TRUE(run("nextCase"));
  ASSERT_TRUE(run("acceptCase"));
  removeVolumeOf(second);
  ASSERT_TRUE(run("nextCase"));
  EXPECT_EQ(document().inputs().study->patient.name, "Zweite^Person") << banner();
}

TEST_F(Library, NothingTellsWhoThePatientIs) {
  testing::internal::CaptureStderr();
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  const auto isSilent = [](const std::string& text) {
    return text.find("Canary") == std::string::npos && text.find("CANARY") == std::string::npos &&
           text.find("Petra") == std::string::npos;
  };
  ASSERT_EQ(journals().size(), 1U);
  EXPECT_TRUE(isSilent(journals().front().filename().string()));
  EXPECT_TRUE(isSilent(bytesOf(journals().front())));
  ASSERT_TRUE(run("saveCase"));
  EXPECT_TRUE(isSilent(bytesOf(at_ / "audit.log")));
  EXPECT_TRUE(isSilent(testing::internal::GetCapturedStderr()));
  EXPECT_FALSE(isSilent(kPatient)) << "so that the test can fail";
}

TEST_F(Library, TheScanIsCopiedWithoutItsIdentity) {
  const std::filesystem::path series = folder_.filePath(QStringLiteral("series")).toStdString();
  planning::SeriesDescription texts;
  texts.patientName = kPatient;
  planning::writeDicomSeries(phantom().ct, texts, series);
  EXPECT_FALSE(action("exportScan").isEnabled()) << "no case is open";
  planning::PlanSources sources;
  sources.ct = series;
  place_->controller_.open(sources);
  ASSERT_TRUE(quiet());
  ASSERT_EQ(document().inputs().study->patient.name, kPatient) << banner();
  action("startCorrecting").trigger();  // so that the library knows the case
  ASSERT_TRUE(quiet());
  action("exportScan").trigger();
  auto& ask = place_->child<QFileDialog>("scanCopyDialog");
  const QString out = folder_.filePath(QStringLiteral("copy"));
  Q_EMIT ask.fileSelected(out);
  ask.close();
  ASSERT_TRUE(quiet());
  EXPECT_NE(banner().find("without its identity"), std::string::npos) << banner();
  const Study copied = planning::loadStudy(out.toStdString(), Progress());
  EXPECT_NE(copied.patient.name, kPatient);
  EXPECT_EQ(sha256Hex(copied.volume), sha256Hex(document().inputs().study->volume));
  EXPECT_NE(bytesOf(at_ / "audit.log").find("\"export\""), std::string::npos);
}

TEST_F(Library, ADamagedLibraryOffersItsLastWholeCopy) {
  place_.reset();
  {
    CaseLibrary library(at_);
    library.setTags(id_, {"kept"});
  }
  std::string bytes = bytesOf(at_ / "library.db");
  bytes.replace(bytes.find("Canary^Petra"), 6, "Kanary");
  std::ofstream(at_ / "library.db", std::ios::binary) << bytes;
  openPlace();
  action("openLibrary").trigger();
  ASSERT_TRUE(waitFor([&] { return dialog("restoreQuestion") != nullptr; })) << banner();
  button("restoreCopy").click();
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 1; })) << banner();
  EXPECT_EQ(table().item(0, 0)->text(), "Canary, Petra");
  EXPECT_EQ(table().item(0, 6)->text(), "kept");
}

}  // namespace
}  // namespace valvista::ui
