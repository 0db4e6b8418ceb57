// SPDX-License-Identifier: GPL-3.0-or-later
// The case library in the window, as an annotator uses it.
#include "planning/core/sha256.h"
#include "planning/core/training/dataset.h"
#include "planning/io/label_schemes.h"
#include "planning/library/case_library.h"
#include "planning/library/stroke_journal.h"
#include "tests/core/child_process.h"
#include "tests/ui/workplace.h"
#include "ui/session/stroke_record.h"
#include "ui/widgets/training_wizard/training_window.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/slice_view.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableWidget>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <sstream>

namespace valvista::ui {
namespace {

using planning::AnatomyLabels;
using planning::CaseLibrary;
using planning::CaseState;
using planning::Study;
using planning::VersionKind;
using viewer::SliceView;

constexpr std::uint8_t kIliacLeft = 6;
const char* const kPatient = "Canary^Petra";

planning::Phantom& phantom() {
  static planning::Phantom built = planning::makePhantom(coarseDemo(), Progress());
  return built;
}

Vec3 leakPlace() {
  const Polyline& line = phantom().truth.iliacLeft;
  return line[line.size() / 2];
}

/// Labels of the phantom with a leak: a ball beside the left iliac artery.
AnatomyLabels leakyLabels() {
  AnatomyLabels anatomy;
  anatomy.labels = phantom().anatomy;
  const ImageGeometry& geometry = anatomy.labels.geometry();
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i)
        if (norm(geometry.lps({i, j, k}) - leakPlace() - Vec3{7, 0, 0}) < 7.0)
          anatomy.labels.set({i, j, k}, kIliacLeft);
  anatomy.source = "phantom";
  anatomy.scheme = "tavr";
  planning::describeLabels(anatomy);
  return anatomy;
}

Study phantomStudy() {
  Study study;
  study.patient = {kPatient, "CANARY-ID-77", "19400203", "F"};
  study.facts.modality = "CT";
  study.facts.studyDate = "20260301";
  study.volume = phantom().ct;
  study.sha256 = sha256Hex(study.volume);
  return study;
}

std::string bytesOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class Library : public testing::Test {
 protected:
  void SetUp() override {
    setenv("VALVISTA_LIBRARY", at_.c_str(), 1);
    CaseLibrary library(at_);
    id_ = library.addCase(phantomStudy(), {});
    library.saveLabels(id_, leakyLabels(), VersionKind::proposal, {});
    openPlace();
  }
  void TearDown() override {
    place_.reset();
    unsetenv("VALVISTA_LIBRARY");
  }
  void openPlace() { place_ = std::make_unique<Workplace>(); }
  CaseDocument& document() { return place_->document_; }
  QAction& action(const char* name) { return place_->child<QAction>(name); }
  bool quiet() {
    return waitFor([&] { return place_->controller_.isSettled() && !place_->jobs_.isBusy(); });
  }
  bool run(const char* name) {
    action(name).trigger();
    return quiet();
  }
  double number(const char* id) {
    return planning::find(document().derived().measurements, id)->value.value();
  }
  std::string banner() {
    return place_->text("messageBannerTitle") + ": " + place_->text("messageBannerText");
  }
  std::vector<std::filesystem::path> journals() {
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(at_ / "journal", ignored))
      files.push_back(entry.path());
    return files;
  }
  SliceView& axial() { return place_->child<SliceView>("axialView"); }
  void mouse(QEvent::Type type, const QPointF& at, bool held) {
    QMouseEvent event(type, at, axial().mapToGlobal(at),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      held ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&axial(), &event);
  }
  QPointF onScreen(const Vec3& lps) {
    const Vec2 at = axial().geometry().screenFromLps(lps);
    return {at.x, at.y};
  }
  void chooseBrush(const char* tool, double radiusMm) {
    if (!action(tool).isChecked()) action(tool).trigger();
    place_->child<QTableWidget>("correctLabels").setCurrentCell(kIliacLeft, 0);
    place_->child<QCheckBox>("brushSphere").setChecked(true);
    place_->child<QDoubleSpinBox>("brushRadius").setValue(radiusMm);
  }
  void stroke(const Vec3& from, const Vec3& to) {
    place_->window_.views().setCrosshair(from);
    mouse(QEvent::MouseButtonPress, onScreen(from), true);
    mouse(QEvent::MouseMove, onScreen(to), true);
    mouse(QEvent::MouseButtonRelease, onScreen(to), false);
  }
  /// Takes the leak away, but for the vessel's own voxels at its edge.
  void eraseLeak() {
    chooseBrush("paintErase", 7.0);
    stroke(leakPlace() + Vec3{13, 0, 0}, leakPlace() + Vec3{12, 0, 0});
  }
  void paintOnce(double shift) {
    chooseBrush("paintBrush", 3.0);
    stroke(leakPlace() + Vec3{shift, 12, 0}, leakPlace() + Vec3{shift + 2, 12, 0});
  }
  const LabelMap& labels() { return document().inputs().anatomy->labels; }
  CaseState state() { return CaseLibrary(at_).caseOf(id_).state; }
  QTableWidget& table() { return place_->child<QTableWidget>("libraryTable"); }
  QPushButton& button(const char* name) { return place_->child<QPushButton>(name); }
  QDialog* dialog(const char* name) { return place_->window_.findChild<QDialog*>(QString::fromLatin1(name)); }
  /// As after a crash: the journal is left by a process that is dead, the program starts again.
  void crash() {
    ASSERT_EQ(journals().size(), 1U);
    const planning::JournalContent content = planning::readJournal(journals().front());
    place_.reset();
    for (const auto& file : journals()) std::filesystem::remove(file);
    const ChildEnd end = inChild([&] {
      planning::JournalHeader header = content.header;
      header.process = ProcessStamp::ofThis();
      auto* journal = new planning::StrokeJournal(at_ / "journal", header);
      for (const auto& record : content.records) journal->append(record);
      return 0;
    });
    ASSERT_EQ(end.status, 0);
    openPlace();
  }

  QTemporaryDir folder_;
  std::filesystem::path at_ = std::filesystem::path(folder_.path().toStdString()) / "library";
  std::string id_;
  std::unique_ptr<Workplace> place_;
};

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

TEST_F(Library, AfterACrashEveryStrokeIsBackAndNothingWasOverwritten) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  paintOnce(8);
  action("undo").trigger();
  paintOnce(16);
  const LabelMap painted = labels();
  ASSERT_TRUE(quiet());
  crash();
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; })) << banner();
  EXPECT_NE(place_->text("recoverQuestionText").find("4 stroke"), std::string::npos)
      << place_->text("recoverQuestionText");
  button("keepStrokes").click();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") == nullptr; }));
  EXPECT_EQ(journals().size(), 1U) << "later";
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return document().hasUnsavedWork(); })) << banner();
  EXPECT_TRUE(planning::LabelChange(painted, labels()).empty());
  EXPECT_EQ(document().undoStack().count(), 1) << "one change that can be undone";
  ASSERT_TRUE(quiet());
  EXPECT_EQ(journals().size(), 2U) << "the old one stays until the work is saved";
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  EXPECT_TRUE(journals().empty());
  CaseLibrary library(at_);
  const auto versions = library.versionsOf(id_);
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(library.caseOf(id_).head, versions[1].id);
  EXPECT_TRUE(planning::LabelChange(leakyLabels().labels, library.loadVersion(versions[0]).labels).empty());
  EXPECT_TRUE(planning::LabelChange(painted, library.loadVersion(versions[1]).labels).empty());
  EXPECT_TRUE(library.loadVersion(versions[1]).corrected);
}

TEST_F(Library, ANewerVersionIsNotTouchedByRecoveredWork) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  const LabelMap painted = labels();
  ASSERT_TRUE(quiet());
  crash();
  std::int64_t newer = 0;
  {
    CaseLibrary library(at_);
    AnatomyLabels other = leakyLabels();
    other.labels.set({1, 1, 1}, kIliacLeft);
    planning::describeLabels(other);
    newer = library.saveLabels(id_, other, VersionKind::corrected, library.caseOf(id_).head).id;
  }
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return banner().find("beside") != std::string::npos; })) << banner();
  ASSERT_TRUE(quiet());
  EXPECT_FALSE(document().hasUnsavedWork());
  EXPECT_TRUE(journals().empty()) << "what it held is a version now";
  CaseLibrary library(at_);
  EXPECT_EQ(library.caseOf(id_).head, newer);
  const auto versions = library.versionsOf(id_);
  ASSERT_EQ(versions.size(), 3U);
  EXPECT_TRUE(versions[2].beside);
  EXPECT_TRUE(planning::LabelChange(painted, library.loadVersion(versions[2]).labels).empty());
}

TEST_F(Library, DiscardingAsksOnceMore) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  crash();
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("discardStrokes").click();
  ASSERT_TRUE(waitFor([&] { return dialog("discardQuestion") != nullptr; }));
  EXPECT_EQ(journals().size(), 1U);
  button("discardConfirm").click();
  EXPECT_TRUE(journals().empty());
}

TEST_F(Library, ACaseThatIsNowhereIsAddedWithTheFirstStroke) {
  place_->controller_.openDemo(coarseDemo());
  ASSERT_TRUE(quiet());
  const LabelMap proposal = labels();
  EXPECT_TRUE(action("saveCase").isEnabled());
  EXPECT_FALSE(action("acceptCase").isEnabled());
  paintOnce(0);
  ASSERT_TRUE(quiet());
  EXPECT_TRUE(action("acceptCase").isEnabled()) << banner();
  // The demo case has the voxels of the phantom, which is in the library: the proposal is a version beside.
  ASSERT_EQ(journals().size(), 1U);
  EXPECT_EQ(planning::readJournal(journals().front()).records.size(), 1U);
  const std::string began = planning::readJournal(journals().front()).header.labelsSha256;
  CaseLibrary library(at_);
  bool found = false;
  for (const auto& version : library.versionsOf(id_))
    if (version.about.sha256 == began)
      found = planning::LabelChange(proposal, library.loadVersion(version).labels).empty();
  EXPECT_TRUE(found) << "the journal begins on a version of the library";
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

TEST_F(Library, AFullDiskIsSaidAtOnceAndTheOldLabelsStay) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto written = std::filesystem::file_size(journals().front());
  const rlimit full{written + 3, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &full);
  paintOnce(8);
  const std::string told = banner();
  const bool saved = run("saveCase");
  const std::string refused = banner();
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_TRUE(saved);
  EXPECT_NE(told.find("not kept on the disk"), std::string::npos) << told;
  EXPECT_NE(refused.find("The case was not saved"), std::string::npos) << refused;
  EXPECT_TRUE(document().hasUnsavedWork());
  EXPECT_EQ(CaseLibrary(at_).versionsOf(id_).size(), 1U);
  paintOnce(16);  // there is room again: what waited is written, too
  EXPECT_EQ(planning::readJournal(journals().front()).records.size(), 3U);
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  EXPECT_EQ(CaseLibrary(at_).versionsOf(id_).size(), 2U);
}

TEST_F(Library, StrokesPaintedWhileItIsSavedAreInTheNextJournal) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  action("saveCase").trigger();
  paintOnce(8);  // the save is on its way
  ASSERT_TRUE(quiet());
  EXPECT_TRUE(document().hasUnsavedWork());
  ASSERT_EQ(journals().size(), 1U);
  const planning::JournalContent content = planning::readJournal(journals().front());
  EXPECT_EQ(content.records.size(), 1U);
  CaseLibrary library(at_);
  LabelMap recovered;
  for (const auto& version : library.versionsOf(id_))
    if (version.about.sha256 == content.header.labelsSha256) recovered = library.loadVersion(version).labels;
  ASSERT_FALSE(recovered.empty());
  strokeOf(content.records[0]).change.apply(recovered);
  EXPECT_TRUE(planning::LabelChange(recovered, labels()).empty());
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
    Study second = phantomStudy();
    second.patient.name = "Zweite^Person";
    std::vector<std::int16_t> hu(second.volume.hu().begin(), second.volume.hu().end());
    hu[0] = 77;
    second.volume = Volume(second.volume.geometry(), std::move(hu));
    second.sha256 = sha256Hex(second.volume);
    library.setState(library.addCase(second, {}), CaseState::rejected);
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
  std::string second;
  {
    CaseLibrary library(at_);
    Study study = phantomStudy();
    study.patient.name = "Zweite^Person";
    std::vector<std::int16_t> hu(study.volume.hu().begin(), study.volume.hu().end());
    hu[0] = 77;
    study.volume = Volume(study.volume.geometry(), std::move(hu));
    study.sha256 = sha256Hex(study.volume);
    second = library.addCase(study, {});
  }
  ASSERT_TRUE(run("nextCase"));
  ASSERT_TRUE(run("acceptCase"));
  const std::string blob = CaseLibrary(at_).caseOf(second).volumeBlob;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(at_ / "blobs"))
    if (entry.path().filename().string().starts_with(blob)) std::filesystem::remove(entry.path());
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

TEST(StrokeRecord, GivesBackChangeAndPins) {
  LabelMap before = phantom().anatomy, after = before;
  after.set({3, 4, 5}, 2);
  const auto bytes = encoded({planning::LabelChange(before, after), {2, 4}});
  const StrokeRecord read = strokeOf(bytes);
  EXPECT_EQ(read.pinned, (std::set<std::uint8_t>{2, 4}));
  read.change.apply(before);
  EXPECT_TRUE(planning::LabelChange(before, after).empty());
  EXPECT_THROW(strokeOf({}), std::domain_error);
  EXPECT_THROW(strokeOf(std::span(bytes).first(2)), std::domain_error);
  EXPECT_THROW(strokeOf(std::span(bytes).first(bytes.size() - 3)), std::domain_error);
}

}  // namespace
}  // namespace valvista::ui
