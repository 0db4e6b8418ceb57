// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/sha256.h"
#include "planning/io/label_schemes.h"
#include "planning/library/case_library.h"
#include "planning/library/stroke_journal.h"
#include "tests/core/child_process.h"
#include "tests/ui/workplace.h"
#include "ui/session/journal_record.h"
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

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <sstream>

namespace valvista::ui {

using planning::AnatomyLabels;
using planning::CaseLibrary;
using planning::CaseState;
using planning::Study;
using planning::VersionKind;
using viewer::SliceView;

inline constexpr std::uint8_t kIliacLeft = 6;
inline constexpr const char* kPatient = "Canary^Petra";

/// Names a library that another process has made.
inline constexpr const char* kOtherLibrary = "VALVISTA_TEST_OTHER_LIBRARY";

inline planning::Phantom& phantom() {
  static planning::Phantom built = planning::makePhantom(coarseDemo(), Progress());
  return built;
}

inline Vec3 leakPlace() {
  const Polyline& line = phantom().truth.iliacLeft;
  return line[line.size() / 2];
}

/// Labels of the phantom with a leak: a ball beside the left iliac artery.
inline AnatomyLabels leakyLabels() {
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

inline Study phantomStudy() {
  Study study;
  study.patient = {kPatient, "CANARY-ID-77", "19400203", "F"};
  study.facts.modality = "CT";
  study.facts.studyDate = "20260301";
  study.volume = phantom().ct;
  study.sha256 = sha256Hex(study.volume);
  return study;
}

/// The same with one voxel of its own.
inline Study otherStudy() {
  Study study = phantomStudy();
  study.patient.name = "Zweite^Person";
  std::vector<std::int16_t> hu(study.volume.hu().begin(), study.volume.hu().end());
  hu[0] = 77;
  study.volume = Volume(study.volume.geometry(), std::move(hu));
  study.sha256 = sha256Hex(study.volume);
  return study;
}

inline std::string bytesOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// A library with one case, the phantom with a leak in the label of its left iliac artery, and a window.
class Library : public testing::Test {
 protected:
  void SetUp() override {
    if (const char* other = std::getenv(kOtherLibrary)) {
      at_ = other;
      setenv("VALVISTA_LIBRARY", at_.c_str(), 1);
      openPlace();
      return;
    }
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
  void openCt(const char* file) {
    planning::PlanSources sources;
    sources.ct = phantomFolder() / file;
    place_->controller_.open(sources);
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
  void removeVolumeOf(const std::string& caseId) {
    const std::string blob = CaseLibrary(at_).caseOf(caseId).volumeBlob;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(at_ / "blobs"))
      if (entry.path().filename().string().starts_with(blob)) std::filesystem::remove(entry.path());
  }
  /// What a journal leads to, from the labels that it begins on.
  LabelMap outcomeOf(const std::filesystem::path& journal) {
    const planning::JournalContent content = planning::readJournal(journal);
    CaseLibrary library(at_);
    for (const auto& version : library.versionsOf(content.header.caseId)) {
      if (version.about.sha256 != content.header.labelsSha256) continue;
      LabelMap map = library.loadVersion(version).labels;
      for (const auto& record : content.records) std::get<StrokeRecord>(recordOf(record)).change.apply(map);
      return map;
    }
    return {};
  }
  bool isOutcome(const std::filesystem::path& journal, const LabelMap& expected) {
    const LabelMap map = outcomeOf(journal);
    return !map.empty() && planning::LabelChange(map, expected).empty();
  }
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

}  // namespace valvista::ui
