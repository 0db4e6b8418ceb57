// SPDX-License-Identifier: GPL-3.0-or-later
// valvista-worker as it is, and false workers that hang, babble, crash or speak another protocol.
#include "tests/app/command_line.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class Worker : public testing::Test {
 protected:
  std::string script(const std::string& body) const {
    const std::filesystem::path file = folder_ / "fake-worker";
    putBytes(file, "#!/bin/sh\n" + body + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file.string();
  }

  /// The command's outcome with this worker; 2 s are enough for a shell and short for one that hangs.
  static Outcome ask(const std::string& worker) {
    return runCli({"worker", "--worker", worker, "--timeout", "2"});
  }

  TemporaryFolder folder_;
};

TEST_F(Worker, SaysWhoItIs) {
  const ProgramRun run;
  EXPECT_EQ(run("valvista-worker", {"--version"}).out, "valvista-worker " VALVISTA_VERSION "\n");
  const Outcome hello = run("valvista-worker", {"hello"});
  ASSERT_EQ(hello.code, 0) << hello.err;
  EXPECT_EQ(hello.out.find('\n'), hello.out.size() - 1) << "one line";
  const Json answer = Json::parse(hello.out);
  EXPECT_EQ(answer.at("type"), "hello");
  EXPECT_EQ(answer.at("protocol"), 1);
  EXPECT_EQ(answer.at("version"), VALVISTA_VERSION);
  EXPECT_TRUE(answer.at("libtorch").is_string());
  EXPECT_EQ(answer.at("devices").at(0).at("id"), "cpu");
  EXPECT_GE(answer.at("threads").get<int>(), 1);
}

TEST_F(Worker, RefusesWhatItDoesNotKnow) {
  const ProgramRun run;
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{}, {"segment"}, {"segment", "--config"}, {"hello", "again"}, {"--help"}}) {
    const Outcome outcome = run("valvista-worker", arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_TRUE(has(outcome.err, "usage"));
    EXPECT_EQ(outcome.out, "");
  }
}

TEST_F(Worker, IsStartedByTheCommandLine) {
  const Outcome table = runCli({"worker", "--timeout", "60"});
  ASSERT_EQ(table.code, 0) << table.err;
  EXPECT_TRUE(has(table.out, "LibTorch") && has(table.out, "cpu"));
  const Outcome machine = runCli({"worker", "--timeout", "60", "--json", "-"});
  EXPECT_EQ(Json::parse(machine.out).at("protocol"), 1);
}

TEST_F(Worker, IsFoundByTheEnvironment) {
  ProgramRun run;
  const std::string fake = script(
      "echo '{\"type\":\"hello\",\"protocol\":1,\"version\":\"9\",\"libtorch\":\"2\",\"threads\":4,"
      "\"devices\":[{\"id\":\"cuda:0\",\"name\":\"A card\"}]}'");
  run.beforeStart = [&] { setenv("VALVISTA_WORKER", fake.c_str(), 1); };
  const Outcome outcome = run("valvista-cli", {"worker"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "A card"));
}

TEST_F(Worker, MissingHangingDyingAndBabblingOnesAreErrorsWithAReason) {
  struct Trouble {
    std::string body, reason;
  };
  const std::vector<Trouble> troubles{
      {"sleep 60", "did not answer in time"},
      {"printf '{\"type\":'; exec sleep 60", "did not answer in time"},
      {"echo hello", "cannot be understood"},
      {"true", "ended before it gave an answer"},
      {"echo '[1,2]'", "cannot be used"},
      {"echo '{\"type\":\"hello\",\"protocol\":1}'", "\"version\" is missing"},
      {"echo '{\"type\":\"hello\",\"protocol\":2}'", "another protocol"},
      {"kill -SEGV $$", "signal 11"},
      {"exit 7", "exit code 7"},
      {"exit 127", "library"},
      {"yes | tr -d '\\n'", "does not end"},
  };
  for (const Trouble& trouble : troubles) {
    const Outcome outcome = ask(script(trouble.body));
    EXPECT_EQ(outcome.code, 3) << trouble.body;
    EXPECT_TRUE(has(outcome.err, trouble.reason)) << trouble.body << ": " << outcome.err;
    EXPECT_TRUE(has(outcome.err, "fake-worker")) << outcome.err;
  }
  const Outcome missing = ask((folder_ / "no-worker").string());
  EXPECT_EQ(missing.code, 3);
  EXPECT_TRUE(has(missing.err, "no-worker could not be started")) << missing.err;
}

}  // namespace
}  // namespace valvista::tests
