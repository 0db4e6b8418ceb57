// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/training_case.h"

#include <array>
#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>

namespace valvista::tests {
namespace {

int freePort() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
  ::close(socket);
  return ntohs(address.sin_port);
}

class TrainTogether : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shared_ = std::make_unique<TemporaryFolder>();
    ASSERT_EQ(
        runCli({"cohort", "--out", dataset().string(), "--cases", "4", "--spacing", "5", "--seed", "3"}).code,
        0);
  }
  static void TearDownTestSuite() { shared_.reset(); }

  static std::filesystem::path dataset() { return *shared_ / "cohort"; }
  static std::filesystem::path run(const char* name) { return *shared_ / name / "run"; }

  /// The patches of a step are computed in `parts`, one after the other.
  static std::filesystem::path config(const char* name, int parts) {
    const std::filesystem::path folder = *shared_ / name;
    std::filesystem::create_directories(folder);
    const std::filesystem::path file = writeSmallTraining(folder, dataset(), 15);
    TrainConfig config = readTrainConfig(file);
    config.sampling.patches = 4;
    config.sampling.accumulate = parts;
    config.augmentation.probability = 0.7;
    std::ofstream(file) << trainConfigText(config);
    return file;
  }

  /// Two processes on loopback, as a launcher starts them; `after` is told the second one's number.
  static std::array<Outcome, 2> together(const std::filesystem::path& config, bool resume = false,
                                         const std::function<void(pid_t)>& after = {}) {
    const std::string port = std::to_string(freePort());
    std::array<Outcome, 2> outcomes;
    const auto start = [&](int rank) {
      ProgramRun worker;
      worker.beforeStart = [&, rank] {
        ::setenv("WORLD_SIZE", "2", 1);
        ::setenv("RANK", rank == 0 ? "0" : "1", 1);
        ::setenv("MASTER_ADDR", "127.0.0.1", 1);
        ::setenv("MASTER_PORT", port.c_str(), 1);
      };
      if (rank == 1 && after) worker.afterStart = [&](pid_t child, const auto&) { after(child); };
      std::vector<std::string> task{"train", "--config", config.string()};
      if (resume) task.emplace_back("--resume");
      outcomes[static_cast<std::size_t>(rank)] = worker("valvista-worker", task);
    };
    std::thread first(start, 0);
    start(1);
    first.join();
    return outcomes;
  }

  static void expectTheSameAsAlone(const char* name) {
    if (!std::filesystem::exists(run("alone"))) {  // once for all tests
      const Outcome alone =
          ProgramRun{}("valvista-worker", {"train", "--config", config("alone", 2).string()});
      ASSERT_EQ(alone.code, 0) << alone.err;
    }
    EXPECT_EQ(lossCurve(run(name)).size(), 60U);
    EXPECT_EQ(lossCurve(run(name)), lossCurve(run("alone")));
    EXPECT_EQ(bytesOf(run(name) / "model" / "model.safetensors"),
              bytesOf(run("alone") / "model" / "model.safetensors"));
  }

  static inline std::unique_ptr<TemporaryFolder> shared_;
};

TEST_F(TrainTogether, TwoProcessesGiveTheLossesAndWeightsOfOne) {
  for (const Outcome& one : together(config("two", 1))) ASSERT_EQ(one.code, 0) << one.err;
  expectTheSameAsAlone("two");
}

TEST_F(TrainTogether, WhenOneDiesTheOtherSaysSoAndTheyGoOnAsIfNothingHadBeen) {
  const std::filesystem::path file = config("killed", 1);
  const std::array<Outcome, 2> broken = together(file, false, [](pid_t child) {
    for (int turn = 0; turn < 1200 && readTrainHistory({run("killed")}).size() < 20; ++turn) ::usleep(25000);
    ::kill(child, SIGKILL);
  });
  EXPECT_EQ(broken[1].code, -SIGKILL);
  EXPECT_NE(broken[0].code, 0);
  const std::optional<TrainStatus> status = readTrainStatus({run("killed")});
  ASSERT_TRUE(status);
  EXPECT_EQ(status->state, TrainState::failed);
  EXPECT_TRUE(has(status->message, "Another process of this training has ended")) << status->message;
  for (const Outcome& one : together(file, true)) ASSERT_EQ(one.code, 0) << one.err;
  expectTheSameAsAlone("killed");
}

TEST_F(TrainTogether, WhatTheLauncherForgotIsNamed) {
  const auto with = [](const std::vector<std::pair<const char*, const char*>>& variables) {
    ProgramRun worker;
    worker.beforeStart = [&] {
      for (const auto& [name, value] : variables) ::setenv(name, value, 1);
    };
    return worker("valvista-worker", {"train", "--config", config("forgotten", 1).string()});
  };
  const Outcome noRank = with({{"WORLD_SIZE", "2"}});
  EXPECT_NE(noRank.code, 0);
  EXPECT_TRUE(has(noRank.err, "RANK must be a whole number from 0 to 1")) << noRank.err;
  const Outcome noAddress = with({{"WORLD_SIZE", "2"}, {"RANK", "1"}});
  EXPECT_TRUE(has(noAddress.err, "MASTER_ADDR")) << noAddress.err;
  const Outcome wrongSize = with({{"WORLD_SIZE", "two"}, {"RANK", "0"}});
  EXPECT_TRUE(has(wrongSize.err, "WORLD_SIZE")) << wrongSize.err;
  EXPECT_FALSE(std::filesystem::exists(run("forgotten")));
}

}  // namespace
}  // namespace valvista::tests
