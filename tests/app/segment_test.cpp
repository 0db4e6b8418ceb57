// SPDX-License-Identifier: GPL-3.0-or-later
// Labels from a model on the command line: a real worker with a small network of random weights.
#include "planning/core/nifti_file.h"
#include "planning/core/sha256.h"
#include "tests/app/command_line.h"
#include "tests/app/phantom_case.h"

#include <chrono>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class Segment : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = new TemporaryFolder;
    ASSERT_EQ(ProgramRun{}("valvista-test-model", {"small", (*files_ / "model").string()}).code, 0);
    ASSERT_EQ(runCli({"phantom", "--out", files_->path().string(), "--spacing", "2,2,2"}).code, 0);
  }
  static void TearDownTestSuite() {
    delete files_;
    files_ = nullptr;
  }
  static std::string at(const std::string& name) { return (*files_ / name).string(); }
  static Outcome segment(const std::string& out, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"segment", at("ct.nii.gz"), "--model", at("model"), "--out", at(out)};
    words.insert(words.end(), more.begin(), more.end());
    return runCli(words);
  }
  static std::vector<std::int32_t> voxelsOf(const std::string& name) { return readNifti(at(name)).integers; }

  static TemporaryFolder* files_;
};

TemporaryFolder* Segment::files_ = nullptr;

TEST_F(Segment, WritesLabelsOnTheGridOfTheCtAndSaysWhoMadeThem) {
  const Outcome run = segment("a.nii.gz", {"--json", at("a.json"), "--device", "cpu"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(has(run.out, "left_ventricle"));
  const NiftiImage labels = readNifti(at("a.nii.gz")), ct = readNifti(at("ct.nii.gz"));
  EXPECT_EQ(labels.geometry.size, ct.geometry.size);
  EXPECT_LT(cornerMismatch(labels.geometry, ct.geometry), 1e-3);
  const Json answer = Json::parse(bytesOf(at("a.json")));
  EXPECT_EQ(answer.at("schema"), "valvista.segment");
  const Json& model = answer.at("input").at("labels").at("model");
  EXPECT_EQ(model.at("name"), "Random small");
  EXPECT_EQ(model.at("network"), "unet");
  EXPECT_EQ(model.at("device"), "cpu");
  EXPECT_EQ(model.at("sha256").get<std::string>().size(), 64u);
  EXPECT_EQ(model.at("options").at("device"), "cpu");
  std::size_t labelled = 0;
  for (const auto& [name, entry] : answer.at("labels").items())
    labelled += entry.at("voxels").get<std::size_t>();
  EXPECT_GT(labelled, 0u) << "random weights label something";
}

TEST_F(Segment, IsTheSameThroughStreamsAndAlone) {
  const std::vector<std::string> exactly{"--precision", "float32", "--device", "cpu"};
  ASSERT_EQ(segment("mapped.nii", exactly).code, 0);
  // A wrapper that loses the environment, as ssh does.
  const std::string away = std::string("/usr/bin/env -i " VALVISTA_BIN "/valvista-worker");
  std::vector<std::string> streamed = exactly;
  streamed.insert(streamed.end(), {"--worker", away});
  ASSERT_EQ(segment("streamed.nii", streamed).code, 0);
  EXPECT_EQ(voxelsOf("mapped.nii"), voxelsOf("streamed.nii"));

  putBytes(at("job.json"), R"({"ct": "ct.nii.gz", "model": "model", "out": "alone.nii",
                               "options": {"device": "cpu", "precision": "float32"}})");
  const Outcome alone = ProgramRun{}("valvista-worker", {"segment", "--config", at("job.json")});
  ASSERT_EQ(alone.code, 0) << alone.err;
  EXPECT_EQ(voxelsOf("mapped.nii"), voxelsOf("alone.nii"));
}

TEST_F(Segment, PlansFromAModel) {
  const Outcome run = runCli({"plan", at("ct.nii.gz"), "--model", at("model"), "--out", at("plan")});
  EXPECT_TRUE(run.code == 0 || run.code == 4) << run.code << run.err;
  const Json plan = Json::parse(bytesOf(at("plan/plan.json")));
  EXPECT_EQ(plan.at("input").at("labels").at("source"), "model");
  EXPECT_EQ(plan.at("input").at("labels").at("model").at("name"), "Random small");
  EXPECT_TRUE(has(plan.at("findings").dump(), "labels.by_model"));
  EXPECT_EQ(runCli({"plan", at("ct.nii.gz"), "--model", at("model"), "--labels", at("labels.nii.gz"), "--out",
                    at("plan")})
                .code,
            2)
      << "labels from one place";
}

TEST_F(Segment, ALimitThatIsTooSmallIsRefusedWithTheNumberNeeded) {
  const Outcome run = segment("limit.nii", {"--memory-limit", "0.05"});
  EXPECT_EQ(run.code, 3);
  EXPECT_TRUE(has(run.err, "GiB")) << run.err;
  EXPECT_FALSE(std::filesystem::exists(at("limit.nii")));
}

TEST_F(Segment, RefusalsNameModelDeviceAndReason) {
  const auto refused = [](const Outcome& run, const std::string& reason) {
    EXPECT_EQ(run.code, 3) << reason;
    EXPECT_TRUE(has(run.err, reason)) << reason << ": " << run.err;
  };
  refused(segment("x.nii", {"--device", "cuda:7"}), "cuda:7");
  refused(segment("x.nii", {"--clean-up", "spleen"}), "spleen");
  std::filesystem::copy(at("model"), at("cut"));
  std::filesystem::resize_file(at("cut/model.safetensors"), 1000);
  refused(runCli({"segment", at("ct.nii.gz"), "--model", at("cut"), "--out", at("x.nii")}),
          "model.safetensors");
  refused(runCli({"segment", at("ct.nii.gz"), "--model", at("none"), "--out", at("x.nii")}),
          "manifest.json is missing");
  EXPECT_EQ(segment("x.png").code, 2);
  EXPECT_FALSE(std::filesystem::exists(at("x.nii")));
}

TEST_F(Segment, AWorkerOutOfMemorySaysSoAndNothingIsWritten) {
  ASSERT_EQ(ProgramRun{}("valvista-test-model", {"vnet", at("large")}).code, 0);
  // Enough for LibTorch, not for the network's 180 MB of weights.
  putBytes(at("short"), "#!/bin/sh\nulimit -v 1250000\nexec " VALVISTA_BIN "/valvista-worker \"$@\"\n");
  std::filesystem::permissions(at("short"), std::filesystem::perms::owner_all);
  const Outcome run = runCli({"segment", at("ct.nii.gz"), "--model", at("large"), "--out", at("short.nii"), "--worker",
                              at("short")});
  EXPECT_EQ(run.code, 3) << run.err;
  EXPECT_TRUE(has(run.err, "emory")) << run.err;
  EXPECT_FALSE(std::filesystem::exists(at("short.nii")));
}

TEST_F(Segment, CancelEndsTheWorkerAtOnce) {
  ProgramRun run;
  std::chrono::steady_clock::time_point cancelled;
  run.afterStart = [&](pid_t child, const std::filesystem::path&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    cancelled = std::chrono::steady_clock::now();
    kill(child, SIGINT);
  };
  const Outcome outcome = run("valvista-cli", {"segment", at("ct.nii.gz"), "--model", at("model"), "--out",
                                               at("cancelled.nii"), "--overlap", "0.9"});
  EXPECT_EQ(outcome.code, 130) << outcome.err;
  EXPECT_LT(std::chrono::steady_clock::now() - cancelled, std::chrono::seconds(1));
  EXPECT_FALSE(std::filesystem::exists(at("cancelled.nii")));
}

}  // namespace
}  // namespace valvista::tests
