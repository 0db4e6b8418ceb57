// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/process_stamp.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace valvista {
namespace {

TEST(ProcessStamp, TellsTheLivingFromTheDead) {
  EXPECT_EQ(isRunning(ProcessStamp::ofThis()), true);
  int stampOfChild[2] = {};
  ASSERT_EQ(pipe(stampOfChild), 0);
  const pid_t child = fork();
  if (child == 0) {
    const std::string start = ProcessStamp::ofThis().start;
    _exit(write(stampOfChild[1], start.data(), start.size()) > 0 && pause() != 0 ? 0 : 1);
  }
  std::string start(256, '\0');
  start.resize(static_cast<std::size_t>(read(stampOfChild[0], start.data(), start.size())));
  const ProcessStamp stamp{ProcessStamp::ofThis().host, child, start};
  EXPECT_EQ(isRunning(stamp), true);
  kill(child, SIGKILL);
  siginfo_t ended{};
  waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
  EXPECT_EQ(isRunning(stamp), false) << "though its number is not given back yet";
  waitpid(child, nullptr, 0);
  EXPECT_EQ(isRunning(stamp), false);
  for (const int end : stampOfChild) close(end);
}

TEST(ProcessStamp, AnotherProcessOfTheSameNumberIsAnother) {
  ProcessStamp stamp = ProcessStamp::ofThis();
  stamp.start += "0";
  EXPECT_EQ(isRunning(stamp), false);
  stamp.start.clear();
  stamp.process = 0;
  EXPECT_EQ(isRunning(stamp), false);
}

TEST(ProcessStamp, NobodyKnowsOfAnotherMachine) {
  ProcessStamp stamp = ProcessStamp::ofThis();
  stamp.host += "-other";
  EXPECT_EQ(isRunning(stamp), std::nullopt);
}

}  // namespace
}  // namespace valvista
