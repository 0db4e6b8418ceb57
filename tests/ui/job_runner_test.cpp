// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job_runner.h"

#include <QCoreApplication>
#include <QThread>

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/ui/event_loop.h"

namespace valvista::ui {
namespace {

using planning::Lane;

/// A runner, and a way to do something from the window's side while work is under way.
class Bench {
 public:
  virtual ~Bench() = default;
  virtual JobRunner& runner() = 0;
  /// Work that does `action` midway, on the window's thread, and returns `value`.
  virtual std::function<int(const Progress&)> interrupted(std::function<void()> action, int value) = 0;
};

class InlineBench : public Bench {
 public:
  JobRunner& runner() override { return runner_; }
  std::function<int(const Progress&)> interrupted(std::function<void()> action, int value) override {
    return [action, value](const Progress&) {
      action();
      return value;
    };
  }

 private:
  InlineJobRunner runner_;
};

class ThreadBench : public Bench {
 public:
  JobRunner& runner() override { return runner_; }
  std::function<int(const Progress&)> interrupted(std::function<void()> action, int value) override {
    return [this, action, value](const Progress&) {
      std::atomic<bool> acted = false;
      QMetaObject::invokeMethod(
          &runner_,
          [&] {
            action();
            acted = true;
          },
          Qt::QueuedConnection);
      while (!acted) QThread::msleep(1);
      return value;
    };
  }

 private:
  ThreadJobRunner runner_;
};

class JobRunnerTest : public testing::TestWithParam<bool> {
 protected:
  JobRunnerTest() {
    if (GetParam()) {
      bench_ = std::make_unique<ThreadBench>();
    } else {
      bench_ = std::make_unique<InlineBench>();
    }
  }
  JobRunner& runner() { return bench_->runner(); }
  auto record(const std::string& name) {
    return [this, name](JobOutcome<int> outcome) {
      if (const int* value = std::get_if<int>(&outcome)) log_.push_back(name + " = " + std::to_string(*value));
      if (std::holds_alternative<JobCancelled>(outcome)) log_.push_back(name + " cancelled");
      if (const auto* failed = std::get_if<JobFailed>(&outcome))
        log_.push_back(name + " failed: " + failed->message.toStdString());
    };
  }

  std::vector<std::string> log_;
  std::unique_ptr<Bench> bench_;
};

TEST_P(JobRunnerTest, HandsTheValueToDone) {
  runner().start("a", Lane::cpu, [](const Progress&) { return 7; }, record("a"));
  ASSERT_TRUE(waitFor([&] { return !log_.empty(); }));
  EXPECT_EQ(log_, std::vector<std::string>{"a = 7"});
  EXPECT_FALSE(runner().isBusy());
}

TEST_P(JobRunnerTest, BothLanesWork) {
  runner().start("a", Lane::io, [](const Progress&) { return 1; }, record("a"));
  runner().start("b", Lane::cpu, [](const Progress&) { return 2; }, record("b"));
  ASSERT_TRUE(waitFor([&] { return log_.size() == 2; }));
}

TEST_P(JobRunnerTest, ExceptionsTravel) {
  runner().start(
      "a", Lane::cpu, [](const Progress&) -> int { throw LoadError("scan.nii: truncated"); }, record("a"));
  runner().start("b", Lane::cpu, [](const Progress&) -> int { throw 42; }, record("b"));
  ASSERT_TRUE(waitFor([&] { return log_.size() == 2; }));
  EXPECT_EQ(log_[0], "a failed: scan.nii: truncated");
  EXPECT_EQ(log_[1], "b failed: Unknown error.");
}

TEST_P(JobRunnerTest, CancelEndsAsCancelledEvenIfTheWorkDoesNotLook) {
  runner().start("a", Lane::cpu, bench_->interrupted([&] { runner().cancel("a"); }, 1), record("a"));
  ASSERT_TRUE(waitFor([&] { return !log_.empty(); }));
  EXPECT_EQ(log_, std::vector<std::string>{"a cancelled"});
}

TEST_P(JobRunnerTest, CancelOfAnUnknownJobIsHarmless) {
  runner().cancel("nobody");
  runner().cancelAll();
  EXPECT_FALSE(runner().isBusy());
}

TEST_P(JobRunnerTest, NewerJobReplacesTheOlder) {
  const auto startNewer = [&] { runner().start("a", Lane::cpu, [](const Progress&) { return 2; }, record("new")); };
  runner().start("a", Lane::cpu, bench_->interrupted(startNewer, 1), record("old"));
  ASSERT_TRUE(waitFor([&] { return !log_.empty() && !runner().isBusy(); }));
  EXPECT_EQ(log_, std::vector<std::string>{"new = 2"});
}

TEST_P(JobRunnerTest, OtherKeysAreLeftAlone) {
  const auto startOther = [&] { runner().start("b", Lane::io, [](const Progress&) { return 2; }, record("b")); };
  runner().start("a", Lane::cpu, bench_->interrupted(startOther, 1), record("a"));
  ASSERT_TRUE(waitFor([&] { return log_.size() == 2; }));
}

TEST_P(JobRunnerTest, TellsOfStartProgressAndEnd) {
  std::vector<std::string> seen;
  QObject::connect(&runner(), &JobRunner::started, [&](const QString& key) { seen.push_back("start " + key.toStdString()); });
  QObject::connect(&runner(), &JobRunner::progressed, [&](const QString& key, double fraction, const QString& what) {
    seen.push_back(key.toStdString() + " " + std::to_string(fraction) + " " + what.toStdString());
  });
  QObject::connect(&runner(), &JobRunner::ended, [&](const QString& key) { seen.push_back("end " + key.toStdString()); });
  runner().start(
      "a", Lane::cpu,
      [](const Progress& progress) {
        progress.report(0.5, "half");
        return 1;
      },
      record("a"));
  ASSERT_TRUE(waitFor([&] { return !log_.empty(); }));
  EXPECT_EQ(seen, (std::vector<std::string>{"start a", "a 0.500000 half", "end a"}));
}

INSTANTIATE_TEST_SUITE_P(Runners, JobRunnerTest, testing::Values(false, true),
                         [](const auto& kind) { return kind.param ? "Thread" : "Inline"; });

TEST(ThreadJobRunner, LetsTheEventLoopTurnWhileItWorks) {
  ThreadJobRunner runner;
  std::atomic<bool> release = false;
  bool done = false;
  runner.start(
      "a", Lane::cpu,
      [&](const Progress&) {
        while (!release) QThread::msleep(1);
        return 1;
      },
      [&](JobOutcome<int>) { done = true; });
  for (int i = 0; i < 50; ++i) QCoreApplication::processEvents();
  EXPECT_FALSE(done);
  release = true;
  EXPECT_TRUE(waitFor([&] { return done; }));
}

TEST(ThreadJobRunner, FloodOfReportsIsThrottled) {
  ThreadJobRunner runner;
  int reports = 0;
  bool done = false;
  QObject::connect(&runner, &JobRunner::progressed, [&] { ++reports; });
  runner.start(
      "a", Lane::cpu,
      [](const Progress& progress) {
        for (int i = 0; i < 200000; ++i) progress.report(i / 200000.0, "many");
        return 1;
      },
      [&](JobOutcome<int>) { done = true; });
  ASSERT_TRUE(waitFor([&] { return done; }));
  EXPECT_GE(reports, 1);
  EXPECT_LT(reports, 20000);
}

TEST(ThreadJobRunner, CancelDoesNotWaitForTheWork) {
  ThreadJobRunner runner;
  std::atomic<bool> release = false, begun = false;
  bool cancelled = false;
  runner.start(
      "a", Lane::cpu,
      [&](const Progress&) {
        begun = true;
        while (!release) QThread::msleep(1);  // does not look whether it should stop
        return 1;
      },
      [&](JobOutcome<int> outcome) { cancelled = std::holds_alternative<JobCancelled>(outcome); });
  ASSERT_TRUE(waitFor([&] { return begun.load(); }));
  runner.cancel("a");
  EXPECT_FALSE(cancelled) << "done must come from the event loop";
  QCoreApplication::processEvents();
  EXPECT_TRUE(cancelled);
  EXPECT_FALSE(runner.isBusy());
  release = true;
}

TEST(ThreadJobRunner, DestructionStopsWorkAndDropsOutcomes) {
  bool called = false;
  std::atomic<int> stopped = 0;
  {
    ThreadJobRunner runner;
    const auto endless = [&](const Progress& progress) -> int {
      struct Count {
        std::atomic<int>& n;
        ~Count() { ++n; }
      } count{stopped};
      while (true) {
        progress.throwIfCancelled();
        QThread::msleep(1);
      }
    };
    std::atomic<bool> begun = false;
    runner.start(
        "a", Lane::cpu,
        [&, endless](const Progress& progress) {
          begun = true;
          return endless(progress);
        },
        [&](JobOutcome<int>) { called = true; });
    while (!begun) QThread::msleep(1);
    runner.start("queued", Lane::cpu, endless, [&](JobOutcome<int>) { called = true; });
  }
  QCoreApplication::processEvents();
  EXPECT_FALSE(called);
  EXPECT_EQ(stopped, 1) << "the running job must stop, the waiting one must not start";
}

}  // namespace
}  // namespace valvista::ui
