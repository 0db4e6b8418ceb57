// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a trained model: judged, installed, its cases looked at.
#include "ui/session/training_result.h"

#include "planning/core/model_store.h"
#include "tests/ui/small_case.h"
#include "tests/ui/training_case.h"
#include "tests/ui/workplace.h"
#include "tests/worker/fake_model.h"
#include "ui/session/training_plan.h"
#include "ui/widgets/training_wizard/result_page.h"

#include <QAction>
#include <QLineEdit>
#include <QThread>

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace valvista::ui {
namespace {

/// The guard alone, with a verdict from nowhere.
class Promotion : public testing::Test {
 protected:
  Promotion() {
    setenv("VALVISTA_MODELS", (folder_.path() + "/models").toLocal8Bit().constData(), 1);
    training_.run.folder = folder_.path().toStdString() + "/run";
    training_.config.emplace();
    tests::writeFakeModel(training_.run.model());
  }
  ~Promotion() override { unsetenv("VALVISTA_MODELS"); }

  static TrainingVerdict worseModel(const ListedTraining& training, const planning::SegmentationRequest&,
                                    const Progress&) {
    TrainingVerdict verdict;
    verdict.weightsSha256 = readManifest(training.run.model()).weightsSha256;
    verdict.worse.push_back(
        {"annulus.diameter.area_derived", planning::WorseMeasurement::Why::error, 0.4, 1.3});
    return verdict;
  }

  QTemporaryDir folder_;
  ListedTraining training_;
  Workplace place_;
};

TEST_F(Promotion, AWorseModelNeedsTheWordTyped) {
  TrainingResult result({place_.document_, place_.controller_, place_.jobs_, place_.settings_}, nullptr,
                        worseModel);
  QAction promote;
  ResultPage shown(result, &promote);
  EXPECT_FALSE(promote.isEnabled()) << "nothing was judged";
  result.judge(training_);
  ASSERT_TRUE(waitFor([&] { return result.verdict().has_value(); }));
  EXPECT_FALSE(promote.isEnabled());
  EXPECT_NE(
      shown.findChild<QLabel*>(QStringLiteral("trainingWorse"))->text().indexOf(QStringLiteral("1.30 mm")),
      -1);
  result.promote(QStringLiteral("yes"));
  EXPECT_FALSE(place_.jobs_.isBusy());
  EXPECT_TRUE(listModels(modelStoreFolder()).empty());
  auto* word = shown.findChild<QLineEdit*>(QStringLiteral("trainingWord"));
  word->setText(QStringLiteral("wors"));
  EXPECT_FALSE(promote.isEnabled());
  word->setText(TrainingResult::confirmationWord());
  EXPECT_TRUE(promote.isEnabled());
  result.promote(shown.typedWord());
  ASSERT_TRUE(waitFor([&] { return result.isPromoted(); }));
  EXPECT_EQ(listModels(modelStoreFolder()).size(), 1U);
}

TEST_F(Promotion, AModelThatChangedSinceItWasJudgedIsNotInstalled) {
  TrainingResult result({place_.document_, place_.controller_, place_.jobs_, place_.settings_}, nullptr,
                        worseModel);
  result.judge(training_);
  ASSERT_TRUE(waitFor([&] { return result.verdict().has_value(); }));
  ModelManifest manifest = readManifest(training_.run.model());
  manifest.weightsSha256 = std::string(64, '0');
  std::ofstream(training_.run.model() / "manifest.json") << modelManifestText(manifest);
  QString reason;
  QObject::connect(&result, &TrainingResult::failed,
                   [&](const QString&, const QString& why) { reason = why; });
  result.promote(TrainingResult::confirmationWord());
  ASSERT_TRUE(waitFor([&] { return !reason.isEmpty(); }));
  EXPECT_TRUE(reason.contains(QStringLiteral("Compare it again"))) << reason.toStdString();
  EXPECT_TRUE(listModels(modelStoreFolder()).empty());
}

TEST_F(Promotion, TheButtonRestsUntilTheInstallationIsDone) {
  TrainingResult result({place_.document_, place_.controller_, place_.jobs_, place_.settings_}, nullptr,
                        worseModel);
  QAction promote;
  ResultPage shown(result, &promote);
  int installed = 0;
  QObject::connect(&result, &TrainingResult::promoted, [&](const QString&) { ++installed; });
  result.judge(training_);
  ASSERT_TRUE(waitFor([&] { return result.verdict().has_value(); }));
  shown.findChild<QLineEdit*>(QStringLiteral("trainingWord"))->setText(TrainingResult::confirmationWord());
  ASSERT_TRUE(promote.isEnabled());
  std::atomic<bool> hold = true;
  place_.jobs_.start(
      QStringLiteral("before it"), planning::Lane::io,
      [&hold](const Progress&) {
        while (hold) QThread::msleep(1);
        return 0;
      },
      [](const JobOutcome<int>&) {});
  result.promote(shown.typedWord());
  EXPECT_FALSE(promote.isEnabled());
  EXPECT_FALSE(result.mayPromote(shown.typedWord()));
  result.promote(shown.typedWord());
  hold = false;
  ASSERT_TRUE(waitFor([&] { return result.isPromoted(); }));
  ASSERT_TRUE(waitFor([&] { return !place_.jobs_.isBusy(); }));
  EXPECT_EQ(installed, 1);
}

TEST_F(Promotion, AFailedInstallationCanBeTriedAgain) {
  TrainingResult result({place_.document_, place_.controller_, place_.jobs_, place_.settings_}, nullptr,
                        worseModel);
  result.judge(training_);
  ASSERT_TRUE(waitFor([&] { return result.verdict().has_value(); }));
  const auto manifest = training_.run.model() / "manifest.json", aside = training_.run.model() / "aside";
  std::filesystem::rename(manifest, aside);
  result.promote(TrainingResult::confirmationWord());
  ASSERT_TRUE(waitFor([&] { return !place_.jobs_.isBusy(); }));
  EXPECT_FALSE(result.isPromoted());
  std::filesystem::rename(aside, manifest);
  result.promote(TrainingResult::confirmationWord());
  EXPECT_TRUE(waitFor([&] { return result.isPromoted(); }));
}

TEST_F(Promotion, NothingWaitsForJudging) {
  std::atomic<bool> hold = true;
  TrainingResult result({place_.document_, place_.controller_, place_.jobs_, place_.settings_}, nullptr,
                        [&hold](const ListedTraining& training, const planning::SegmentationRequest& worker,
                                const Progress& progress) {
                          while (hold) {
                            progress.throwIfCancelled();
                            QThread::msleep(1);
                          }
                          return worseModel(training, worker, progress);
                        });
  result.judge(training_);
  const std::filesystem::path dataset = folder_.path().toStdString() + "/dataset";
  writeSmallDataset(dataset, 6);
  TrainingPlan plan({place_.document_, place_.controller_, place_.jobs_, place_.settings_});
  plan.chooseDataset(dataset);
  EXPECT_TRUE(waitFor([&] { return plan.isChecked(); })) << "listed and read";
  bool segmented = false;
  place_.jobs_.start(
      QStringLiteral("segmentation"), planning::Lane::worker, [](const Progress&) { return 0; },
      [&](const JobOutcome<int>&) { segmented = true; });
  EXPECT_TRUE(waitFor([&] { return segmented; }));
  EXPECT_TRUE(result.isJudging());
  hold = false;
  EXPECT_TRUE(waitFor([&] { return !result.isJudging(); }));
}

/// Cases of a training that are opened from it, each with the prediction of its own.
class ValidatedCases : public testing::Test {
 protected:
  ValidatedCases() {
    const std::filesystem::path folder = folder_.path().toStdString();
    writeSmallDataset(folder / "dataset", 3);
    training_.run.folder = folder / "run";
    training_.config.emplace();
    training_.config->dataset = folder / "dataset";
    training_.config->model.classes = {{"background", 0}, {"left_ventricle", 2}, {"aorta", 1}};
    std::filesystem::create_directories(training_.run.predictions());
    for (int number = 0; number < 3; ++number) {
      LabelMap predicted(axisAlignedGeometry({24, 24, 24}, {3.0, 3.0, 3.0}));
      predicted.set({10, 10, 10}, static_cast<std::uint8_t>(1 + number));
      writeNifti(training_.run.predictions() / (nameOf(number) + ".nii.gz"), predicted);
    }
    QObject::connect(&result_, &TrainingResult::predictionRead,
                     [this](const planning::AnatomyLabels& prediction) {
                       read_.push_back(nameOf(prediction.labels.at({10, 10, 10}) - 1));
                       openThen_.push_back(openCase());
                     });
    QObject::connect(&result_, &TrainingResult::failed,
                     [this](const QString&, const QString& why) { problem_ = why; });
  }
  static std::string nameOf(int number) { return "case_" + std::to_string(number); }
  std::string openCase() const {
    const auto& study = place_.document_.inputs().study;
    return study ? study->patient.name : std::string();
  }
  bool settle() {
    return place_.settle() && waitFor([&] { return !place_.jobs_.isBusy(); });
  }

  QTemporaryDir folder_;
  ListedTraining training_;
  Workplace place_{runSmallStep};
  TrainingResult result_{{place_.document_, place_.controller_, place_.jobs_, place_.settings_}};
  std::vector<std::string> read_, openThen_;  ///< whose prediction was handed on while which case was open
  QString problem_;
};

TEST_F(ValidatedCases, PredictionIsHandedOnWithItsCase) {
  result_.openCase(training_, nameOf(1));
  ASSERT_TRUE(settle());
  EXPECT_EQ(read_, std::vector<std::string>{nameOf(1)});
  EXPECT_EQ(openThen_, read_);
}

TEST_F(ValidatedCases, ACtThatCannotBeReadKeepsItsPredictionFromTheCaseThatIsOpen) {
  result_.openCase(training_, nameOf(1));
  ASSERT_TRUE(settle());
  std::filesystem::resize_file(training_.config->dataset / "imagesTr" / "case_2_0000.nii.gz", 100);
  result_.openCase(training_, nameOf(2));
  ASSERT_TRUE(settle());
  EXPECT_EQ(openCase(), nameOf(1)) << "the case before stays";
  EXPECT_EQ(read_, std::vector<std::string>{nameOf(1)});
}

TEST_F(ValidatedCases, ACaseOpenedMeanwhileGetsNoPredictionOfAnother) {
  result_.openCase(training_, nameOf(0));
  place_.controller_.open(smallSources(5));
  ASSERT_TRUE(settle());
  EXPECT_EQ(openCase(), "Patient 5");
  EXPECT_TRUE(read_.empty());
  result_.openCase(training_, nameOf(1));
  result_.openCase(training_, nameOf(2));
  ASSERT_TRUE(settle());
  EXPECT_EQ(read_, std::vector<std::string>{nameOf(2)});
  EXPECT_EQ(openThen_, read_);
}

TEST_F(ValidatedCases, WithoutAPredictionTheCaseOpensAndTheReasonIsSaid) {
  std::filesystem::remove(training_.run.predictions() / "case_1.nii.gz");
  result_.openCase(training_, nameOf(1));
  ASSERT_TRUE(settle());
  EXPECT_EQ(openCase(), nameOf(1));
  EXPECT_TRUE(read_.empty());
  EXPECT_TRUE(problem_.contains(QStringLiteral("case_1.nii.gz"))) << problem_.toStdString();
}

}  // namespace
}  // namespace valvista::ui
