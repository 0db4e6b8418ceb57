// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job_watch.h"

#include "ui/session/job_runner.h"
#include "ui/session/live_numbers.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

TEST(JobClock, CountsDownAtAnEvenSpeed) {
  JobClock clock(100.0);
  for (double t = 0.0; t <= 10.0; t += 0.1) {
    clock.report(t / 20.0, 100.0 + t);
    const auto left = clock.secondsLeft(100.0 + t);
    EXPECT_EQ(left.has_value(), t > 0.95) << t;
    if (left) {
      EXPECT_NEAR(*left, 20.0 - t, 1.01);
    }
  }
  EXPECT_EQ(clock.secondsLeft(115.0), 5) << "counts on between reports";
  EXPECT_EQ(clock.secondsLeft(119.9), 1);
  EXPECT_FALSE(clock.secondsLeft(121.0)) << "nobody knows any more";
}

TEST(JobClock, DoesNotJumpWhenTheWorkStumbles) {
  JobClock clock(0.0);
  std::optional<int> before;
  for (int i = 0; i <= 300; ++i) {
    const double t = 0.1 * i;
    const double steps =
        (i % 20 < 10) ? i / 20 * 20.0 : i / 20 * 20.0 + 2.0 * (i % 20 - 10);  // goes and stands
    clock.report(steps / 600.0, t);
    const auto left = clock.secondsLeft(t);
    if (t > 4.0 && before && left) {
      EXPECT_LE(std::abs(*left - *before), 3) << t;
    }
    before = left;
  }
  ASSERT_TRUE(before);
  EXPECT_NEAR(*before, 30.0, 5.0);
}

TEST(JobClock, FollowsWorkThatBecomesSlower) {
  JobClock clock(0.0);
  for (double t = 0.0; t <= 5.0; t += 0.1) clock.report(t / 10.0, t);                 // 10 s in all
  for (double t = 5.0; t <= 25.0; t += 0.1) clock.report(0.5 + (t - 5.0) / 80.0, t);  // now 80 s in all
  const auto left = clock.secondsLeft(25.0);
  ASSERT_TRUE(left);
  EXPECT_NEAR(*left, 20.0, 4.0);
}

TEST(JobClock, SaysNothingWithoutProgressAndBeginsAgainWithAStage) {
  JobClock clock(0.0);
  for (double t = 0.0; t < 5.0; t += 0.5) clock.report(0.0, t);
  EXPECT_FALSE(clock.secondsLeft(5.0));
  for (double t = 5.0; t < 9.0; t += 0.5) clock.report((t - 5.0) / 8.0, t);
  EXPECT_TRUE(clock.secondsLeft(9.0));
  clock.report(0.0, 9.0);
  EXPECT_FALSE(clock.secondsLeft(9.0));
}

/// A watch with a clock that is turned by hand.
class JobWatchTest : public testing::Test {
 protected:
  /// Does `action` while a job of this name is under way.
  template <class Action>
  void during(const QString& key, Action action) {
    jobs_.start(
        key, planning::Lane::cpu,
        [action](const Progress& progress) {
          action(progress);
          return 0;
        },
        [](const JobOutcome<int>&) {});
  }

  double now_ = 50.0;
  InlineJobRunner jobs_;
  JobWatch watch_{jobs_, nullptr, [this] { return now_; }};
};

TEST_F(JobWatchTest, ShortWorkIsNeverShown) {
  during(QStringLiteral("a"), [&](const Progress& progress) {
    progress.report(0.5, "half");
    now_ += 0.4;
    EXPECT_TRUE(watch_.isBusy());
    EXPECT_FALSE(watch_.shown());
  });
  EXPECT_FALSE(watch_.isBusy());
}

TEST_F(JobWatchTest, LongWorkIsShownWithWhatItSaysAndTheTimeLeft) {
  during(QStringLiteral("a"), [&](const Progress& progress) {
    for (int i = 0; i <= 20; ++i, now_ += 0.1) progress.report(i / 40.0, "Measuring");
    now_ -= 0.1;
    ASSERT_TRUE(watch_.shown());
    EXPECT_EQ(watch_.shown()->what, QStringLiteral("Measuring"));
    EXPECT_DOUBLE_EQ(watch_.shown()->fraction, 0.5);
    ASSERT_TRUE(watch_.shown()->secondsLeft);
    EXPECT_NEAR(*watch_.shown()->secondsLeft, 2, 1);
  });
  EXPECT_FALSE(watch_.shown());
}

TEST_F(JobWatchTest, JobsThatFollowEachOtherAreOneStretch) {
  during(QStringLiteral("a"), [&](const Progress&) { now_ += 2.0; });
  now_ += 0.1;
  during(QStringLiteral("b"), [&](const Progress&) { EXPECT_TRUE(watch_.shown()); });
  now_ += 5.0;
  during(QStringLiteral("c"), [&](const Progress&) { EXPECT_FALSE(watch_.shown()); });
}

TEST_F(JobWatchTest, LiveNumbersAreNoWorkToShow) {
  during(LiveNumbers::jobKey(), [&](const Progress&) {
    now_ += 2.0;
    EXPECT_FALSE(watch_.isBusy());
    EXPECT_FALSE(watch_.shown());
  });
}

}  // namespace
}  // namespace valvista::ui
