// SPDX-License-Identifier: GPL-3.0-or-later
// The step Segment in a real window, with a false worker that can be made to fail in every way.
#include "tests/ui/small_case.h"
#include "tests/ui/workplace.h"
#include "tests/worker/fake_model.h"
#include "ui/widgets/segment_panel.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QAbstractButton>

#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace valvista::ui {
namespace {

/// Bright enough for the false worker, which makes every voxel above 100 HU label 1.
constexpr int kBright = 150, kOther = 160;
constexpr std::uint8_t kOldLabel = 1 + kBright % 7;

void runStepWithoutNumbers(planning::Step step, const planning::PlanSources& sources, planning::Plan& plan,
                           const Progress& progress) {
  if (step == planning::Step::measure) {
    plan.derived.measurements.clear();
  } else {
    runSmallStep(step, sources, plan, progress);
  }
}

class SegmentStep : public testing::Test {
 protected:
  SegmentStep() {
    setenv("VALVISTA_MODELS", (store_.path() + "/models").toLocal8Bit().constData(), 1);
    place_.emplace(runStepWithoutNumbers);
  }
  ~SegmentStep() override { unsetenv("VALVISTA_MODELS"); }

  std::filesystem::path storeFolder() const { return (store_.path() + "/models").toStdString(); }
  void installFake(const std::string& name = "a-fake-1.0") { tests::writeFakeModel(storeFolder() / name); }
  void useWorker(const std::string& mode) {
    place_->settings_.setWorkerCommand(
        QString::fromStdString(std::string(VALVISTA_BIN "/valvista-fake-worker ") + mode));
  }
  /// A bright case, the step Segment in front, and models and worker known.
  void prepare(const std::string& mode) {
    useWorker(mode);
    place_->controller_.open(smallSources(kBright));
    ASSERT_TRUE(place_->settle());
    action("stepSegment").trigger();
    ASSERT_TRUE(waitFor([&] { return model().count() > 0; }));
  }
  QAction& action(const char* id) { return place_->child<QAction>(id); }
  QComboBox& model() { return place_->child<QComboBox>("segmentModel"); }
  QComboBox& version() { return place_->child<QComboBox>("labelVersion"); }
  std::string cost() { return place_->text("segmentCost"); }
  std::uint8_t shownLabel() const { return place_->document_.inputs().anatomy->labels.at({5, 5, 5}); }
  bool bannerSays(const std::string& part) {
    auto& banner = place_->child<QWidget>("messageBanner");
    return banner.isVisible() && place_->text("messageBannerText").find(part) != std::string::npos;
  }
  /// Runs and waits for the end, whatever it is.
  void run() {
    ASSERT_TRUE(waitFor([&] { return action("segmentRun").isEnabled(); }));
    action("segmentRun").trigger();
    EXPECT_FALSE(action("segmentRun").isEnabled()) << "one at a time";
    ASSERT_TRUE(waitFor([&] { return !place_->jobs_.isBusy(); }));
  }

  QTemporaryDir store_;
  std::optional<Workplace> place_;
};

TEST_F(SegmentStep, WithoutAModelSaysHowToGetLabels) {
  useWorker("good");
  place_->controller_.open(smallSources(kBright));
  ASSERT_TRUE(place_->settle());
  action("stepSegment").trigger();
  auto& explanation = place_->child<QLabel>("segmentNoModel");
  ASSERT_TRUE(waitFor([&] { return explanation.isVisible(); }));
  for (const char* way : {"manifest.json", "TotalSegmentator", "demo"})
    EXPECT_NE(explanation.text().indexOf(QLatin1String(way)), -1) << way;
  EXPECT_FALSE(action("segmentRun").isEnabled());
  EXPECT_FALSE(model().isVisible());
}

TEST_F(SegmentStep, MakesANewVersionBesideTheOldOne) {
  installFake();
  prepare("good");
  ASSERT_TRUE(waitFor([&] { return cost().find("10 windows") != std::string::npos; })) << cost();
  EXPECT_NE(cost().find("About 1 s"), std::string::npos) << cost();
  EXPECT_EQ(version().count(), 1);
  run();
  ASSERT_EQ(version().count(), 2);
  EXPECT_EQ(version().currentIndex(), 1);
  EXPECT_TRUE(version().currentText().startsWith(QStringLiteral("2: A fake 1.0, ")));
  EXPECT_EQ(shownLabel(), 1);
  const auto& anatomy = *place_->document_.inputs().anatomy;
  ASSERT_TRUE(anatomy.model);
  EXPECT_EQ(anatomy.model->name, "A fake");
  EXPECT_EQ(anatomy.model->network, "unet");
  EXPECT_EQ(anatomy.model->weightsSha256.size(), 64u);
  EXPECT_EQ(anatomy.findings.front().id, "labels.by_model");

  version().setCurrentIndex(0);
  Q_EMIT version().activated(0);
  EXPECT_EQ(shownLabel(), kOldLabel);
  EXPECT_EQ(version().count(), 2);
  ASSERT_TRUE(place_->settle());
  action("compareVersions").trigger();
  EXPECT_TRUE(waitFor([&] { return place_->child<QDockWidget>("compareDock").isVisible(); }));
}

TEST_F(SegmentStep, EveryFailureLeavesTheLabelsAndSaysWhy) {
  installFake();
  prepare("good");
  const std::pair<const char*, const char*> troubles[]{{"dies:5", "signal 9"},
                                                       {"crashes:12", "signal 11"},
                                                       {"ends:3", "ended before"},
                                                       {"fails:4", "exit code 7"},
                                                       {"babbles:6", "cannot be understood"},
                                                       {"floods:6", "does not end"},
                                                       {"is-newer:1", "protocol"},
                                                       {"refuses:2", "3.1 GiB"},
                                                       {"mislabels", "label 200"}};
  for (const auto& [mode, reason] : troubles) {
    useWorker(mode);
    run();
    EXPECT_TRUE(bannerSays(reason)) << mode << ": " << place_->text("messageBannerText");
    EXPECT_EQ(shownLabel(), kOldLabel) << mode;
    EXPECT_EQ(version().count(), 1) << mode;
  }
  useWorker("good");
  run();
  EXPECT_EQ(shownLabel(), 1) << "a run after failures";
}

TEST_F(SegmentStep, AWorkerKilledAtFiftyRandomMomentsLeavesAWholeCase) {
  installFake();
  prepare("good");
  std::mt19937 random(11);
  int killed = 0;
  for (int round = 0; round < 50; ++round) {
    useWorker("dies-after-us:" + std::to_string(std::uniform_int_distribution<int>(1, 80'000)(random)));
    const int before = version().count();
    const std::uint8_t label = shownLabel();
    run();
    if (version().count() == before) {
      ++killed;
      EXPECT_EQ(shownLabel(), label);
      EXPECT_TRUE(bannerSays("signal 9"));
    } else {
      EXPECT_EQ(shownLabel(), 1);
    }
  }
  EXPECT_GT(killed, 10);
}

TEST_F(SegmentStep, AHangIsSaidWithinTwoSecondsAndCancelled) {
  installFake();
  prepare("good");
  useWorker("hangs:5");
  LoopWatch watch;
  QElapsedTimer clock;
  clock.start();
  action("segmentRun").trigger();
  ASSERT_TRUE(
      waitFor([&] { return place_->text("jobText").find("has not answered for 1 s") != std::string::npos; }));
  EXPECT_LT(clock.elapsed(), 2000);
  EXPECT_GT(watch.turns(), 50) << "the window lives";
  place_->child<QAbstractButton>("jobCancel").click();
  EXPECT_TRUE(waitFor([&] { return action("segmentRun").isEnabled(); }));
  EXPECT_EQ(shownLabel(), kOldLabel);
}

TEST_F(SegmentStep, LabelsOfAnotherPatientAreDropped) {
  installFake();
  prepare("good");
  useWorker("hangs:12");
  action("segmentRun").trigger();
  ASSERT_TRUE(waitFor([&] { return place_->text("jobText").find("has not answered") != std::string::npos; }));
  place_->controller_.open(smallSources(kOther));
  ASSERT_TRUE(
      waitFor([&] { return place_->document_.inputs().study->patient.id == std::to_string(kOther); }));
  ASSERT_TRUE(waitFor([&] { return !place_->jobs_.isBusy(); }));
  EXPECT_EQ(version().count(), 1);
  EXPECT_EQ(shownLabel(), 1 + kOther % 7);
}

TEST_F(SegmentStep, DamagedModelsAreListedButCannotBeChosen) {
  installFake("z-good");
  installFake("a-damaged");
  std::filesystem::remove(storeFolder() / "a-damaged/model.safetensors");
  prepare("good");
  ASSERT_EQ(model().count(), 2);
  EXPECT_EQ(model().itemText(0), QStringLiteral("A fake 1.0 (damaged)"));
  EXPECT_EQ(model().currentIndex(), 1);
  EXPECT_NE(model().itemData(0, Qt::ToolTipRole).toString().indexOf(QLatin1String("missing")), -1);
}

TEST_F(SegmentStep, AMissingWorkerIsNamed) {
  installFake();
  prepare("good");
  place_->settings_.setWorkerCommand(QStringLiteral("/nowhere/no-worker"));
  action("stepRoot").trigger();
  action("stepSegment").trigger();
  EXPECT_TRUE(waitFor([&] { return cost().find("no-worker could not be started") != std::string::npos; }))
      << cost();
  EXPECT_FALSE(action("segmentRun").isEnabled());
}

}  // namespace
}  // namespace valvista::ui
