// SPDX-License-Identifier: GPL-3.0-or-later
// The button of the data page that derives valve, annulus and root in a dataset of coarse labels.
#include "planning/core/training/dataset.h"
#include "tests/ui/workplace.h"
#include "ui/session/dataset_enrichment.h"
#include "ui/widgets/language.h"

#include <QAbstractButton>
#include <QAction>
#include <QListWidget>
#include <QProgressBar>

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

namespace valvista::ui {
namespace {

namespace fs = std::filesystem;

/// A phantom with all that can be labelled, written once.
const planning::Phantom& wholePhantom() {
  static const planning::Phantom phantom = planning::makePhantom(coarseDemo(), Progress());
  return phantom;
}

class EnrichDataPage : public testing::Test {
 protected:
  EnrichDataPage() {
    useLanguage(*qApp, Language::english);  // brings the plurals along
    setenv("VALVISTA_TRAINING", (folder_.path() + "/training").toLocal8Bit().constData(), 1);
    place_.settings_.setWorkerCommand(QStringLiteral(VALVISTA_BIN "/valvista-fake-trainer good"));
    fs::create_directories(dataset() / "imagesTr");
    fs::create_directories(dataset() / "labelsTr");
    putCase("a", wholePhantom().anatomy);
  }
  ~EnrichDataPage() override { unsetenv("VALVISTA_TRAINING"); }

  fs::path dataset() const { return fs::path(folder_.path().toStdString()) / "mine"; }
  fs::path derived() const { return fs::path(folder_.path().toStdString()) / "mine-tavr"; }
  void putCase(const std::string& name, const LabelMap& labels) {
    writeNifti(dataset() / "imagesTr" / (name + "_0000.nii.gz"), wholePhantom().ct);
    writeNifti(dataset() / "labelsTr" / (name + ".nii.gz"), labels);
    ++cases_;
  }
  void choose() {
    std::ofstream(dataset() / "dataset.json")
        << R"({"channel_names":{"0":"CT"},"labels":{"background":0,"aorta":1,"left_ventricle":2,)"
        << R"("iliac_artery_left":6,"iliac_artery_right":7},"file_ending":".nii.gz","numTraining":)" << cases_
        << "}";
    place_.window_.trainOn(QString::fromStdString(dataset().string()));
    ASSERT_TRUE(waitFor([&] { return !place_.jobs_.isBusy(); }));
  }
  QAbstractButton& button(const char* name) { return place_.child<QAbstractButton>(name); }
  bool isShown(const char* name) { return place_.child<QWidget>(name).isVisible(); }
  std::string result() { return place_.text("trainingEnrichResult"); }
  void deriveToTheEnd() {
    button("trainingEnrichButton").click();
    ASSERT_TRUE(waitFor([&] { return !place_.jobs_.isBusy(); }));
  }

  QTemporaryDir folder_;
  Workplace place_;
  int cases_ = 0;
};

TEST_F(EnrichDataPage, TheButtonMakesADatasetOfSevenClassesAndChoosesIt) {
  choose();
  ASSERT_TRUE(isShown("trainingEnrichButton"));
  EXPECT_NE(place_.text("trainingEnrich").find(derived().string()), std::string::npos)
      << "says where it goes: " << place_.text("trainingEnrich");
  EXPECT_FALSE(isShown("trainingEnrichProgress"));
  button("trainingEnrichButton").click();
  EXPECT_FALSE(button("trainingEnrichButton").isEnabled());
  EXPECT_TRUE(isShown("trainingEnrichProgress"));
  EXPECT_TRUE(isShown("trainingEnrichCancel"));
  EXPECT_FALSE(place_.child<QAction>("trainingNext").isEnabled()) << "the dataset is about to be another";
  ASSERT_TRUE(waitFor([&] { return !place_.jobs_.isBusy(); }));
  EXPECT_EQ(place_.text("trainingFolder"), derived().string());
  EXPECT_EQ(place_.child<QListWidget>("trainingClasses").count(), 7);
  for (const char* part : {"trainingEnrich", "trainingEnrichButton", "trainingEnrichProgress",
                           "trainingEnrichCancel", "trainingEnrichResult"})
    EXPECT_FALSE(isShown(part)) << part;
  EXPECT_EQ(place_.text("trainingFaultCount").find("error"), std::string::npos);
  EXPECT_TRUE(place_.child<QAction>("trainingNext").isEnabled());
}

TEST_F(EnrichDataPage, RefusedCasesAndCasesWithoutAnnulusAreTold) {
  LabelMap unnamed = wholePhantom().anatomy;
  unnamed.set({0, 0, 0}, 9);
  putCase("b", unnamed);
  LabelMap apart(wholePhantom().anatomy.geometry());
  for (int i = 0; i < 5; ++i) apart.set({i, 5, 5}, 1), apart.set({i, 5, 9}, 2);
  putCase("c", apart);
  choose();
  deriveToTheEnd();
  EXPECT_EQ(place_.text("trainingFolder"), derived().string()) << "the other case is there to train on";
  ASSERT_TRUE(isShown("trainingEnrichResult"));
  EXPECT_NE(result().find("1 case could not be used:\nb: b.nii.gz"), std::string::npos) << result();
  EXPECT_NE(result().find("1 case has no annulus or no end of the root:\nc: "), std::string::npos)
      << result();
  place_.window_.trainOn(QString::fromStdString(dataset().string()));
  EXPECT_FALSE(isShown("trainingEnrichResult")) << "it was about another dataset";
}

TEST_F(EnrichDataPage, NothingIsChosenWhenNoCaseCouldBeUsed) {
  std::ofstream(dataset() / "labelsTr/a.nii.gz") << "no volume";
  choose();
  deriveToTheEnd();
  EXPECT_EQ(place_.text("trainingFolder"), dataset().string());
  EXPECT_NE(result().find("1 case could not be used:\na: a.nii.gz"), std::string::npos) << result();
  EXPECT_TRUE(button("trainingEnrichButton").isEnabled());
}

TEST_F(EnrichDataPage, AFolderOfSomebodyElseIsLeftAloneAndTheReasonIsTold) {
  fs::create_directories(derived());
  std::ofstream(derived() / "letters.txt") << "mine";
  choose();
  deriveToTheEnd();
  EXPECT_EQ(place_.text("trainingFolder"), dataset().string());
  EXPECT_NE(result().find("mine-tavr is there already"), std::string::npos) << result();
  EXPECT_FALSE(fs::exists(derived() / "dataset.json"));
  fs::remove_all(derived());
  deriveToTheEnd();
  EXPECT_EQ(place_.text("trainingFolder"), derived().string()) << result();
}

TEST_F(EnrichDataPage, CancelledItCanBeGoneOnWith) {
  choose();
  button("trainingEnrichButton").click();
  button("trainingEnrichCancel").click();
  ASSERT_TRUE(waitFor([&] { return !place_.jobs_.isBusy(); }));
  EXPECT_EQ(place_.text("trainingFolder"), dataset().string());
  EXPECT_TRUE(button("trainingEnrichButton").isEnabled());
  EXPECT_FALSE(isShown("trainingEnrichCancel"));
  EXPECT_FALSE(isShown("trainingEnrichResult"));
  deriveToTheEnd();
  EXPECT_EQ(place_.text("trainingFolder"), derived().string()) << result();
}

TEST(DatasetEnrichment, GoesBesideTheDataset) {
  EXPECT_EQ(DatasetEnrichment::folderFor("/data/Heart"), "/data/Heart-tavr");
  EXPECT_EQ(DatasetEnrichment::folderFor("/data/Heart/"), "/data/Heart-tavr");
}

}  // namespace
}  // namespace valvista::ui
