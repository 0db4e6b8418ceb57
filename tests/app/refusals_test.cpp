// SPDX-License-Identifier: GPL-3.0-or-later
// Contract of valvista-cli: exit codes and what stays behind when something is wrong.
#include "planning/core/nifti_file.h"
#include "planning/io/dicom_writer.h"
#include "tests/app/phantom_case.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class Refusals : public PhantomCase {
 protected:
  std::vector<std::string> planInto(const std::string& out) const {
    return {"plan", given("ct.nii.gz"), "--labels", given("anatomy.nii.gz"), "--out", out};
  }
};

void limitFilesTo20Kilobytes() {
  const rlimit limit{20000, 20000};
  setrlimit(RLIMIT_FSIZE, &limit);
}

TEST_F(Refusals, WrongUsageIsTwo) {
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"unknown"},
      {"plan"},
      {"plan", given("ct.nii.gz")},
      {"measure", given("ct.nii.gz")},
      {"measure", "--labels", given("anatomy.nii.gz"), "--scheme", "no-such-scheme"},
      {"derive", "--labels", given("anatomy.nii.gz"), "--out", wanted("l.nii.gz"), "--rule", "other"},
      {"derive", "--labels", given("anatomy.nii.gz"), "--out", wanted("l.png")},
      {"phantom", "--out", wanted("p"), "--spacing", "1,2"},
      {"phantom", "--out", wanted("p"), "--set", "no_such_key=1"},
      {"phantom", "--out", wanted("p"), "--set", "novalue"},
      {"phantom", "--out", wanted("p"), "--orientation", "LLL"},
      {"phantom", "--out", wanted("p"), "--unknown"},
      {"segment", given("ct.nii.gz")}};
  for (const auto& arguments : wrong) {
    const Outcome outcome = runCli(arguments);
    EXPECT_EQ(outcome.code, 2) << (arguments.empty() ? "nothing" : arguments.back()) << "\n" << outcome.err;
    EXPECT_FALSE(outcome.err.empty());
  }
  EXPECT_TRUE(namesIn(folder_.path()).empty());
}

TEST_F(Refusals, AWordThatIsNoCommandIsAnsweredWithThose) {
  const Outcome outcome = runCli({"dissect", given("ct.nii.gz"), "--out", wanted("l.nii.gz")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, "no command \"dissect\"") && has(outcome.err, "measure")) << outcome.err;
}

TEST_F(Refusals, NamesOfFilesCannotDrawOnTheTerminal) {
  putBytes(folder_ / "a\n\x1b[2Jb.nii", "x");
  const Outcome outcome = runCli({"measure", "--labels", wanted("a\n\x1b[2Jb.nii")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.err.find('\n'), outcome.err.size() - 1) << outcome.err;
  EXPECT_EQ(outcome.err.find('\x1b'), std::string::npos);
}

TEST_F(Refusals, InputThatCannotBeReadIsThreeAndNamed) {
  const std::string ct = bytesOf(given("ct.nii.gz"));
  putBytes(folder_ / "cut.nii.gz", ct.substr(0, ct.size() / 2));
  putBytes(folder_ / "empty.nii", "");
  putBytes(folder_ / "text.nii.gz", "this is no image");
  for (const char* name : {"cut.nii.gz", "empty.nii", "text.nii.gz", "missing.nii.gz"}) {
    const Outcome outcome =
        runCli({"plan", wanted(name), "--labels", given("anatomy.nii.gz"), "--out", wanted("out")});
    EXPECT_EQ(outcome.code, 3) << name;
    EXPECT_TRUE(has(outcome.err, name)) << outcome.err;
    EXPECT_FALSE(has(outcome.err, folder_.path().string())) << "no folders in messages: " << outcome.err;
    EXPECT_EQ(runCli({"measure", "--labels", wanted(name)}).code, 3) << name;
    EXPECT_EQ(runCli({"derive", "--labels", wanted(name), "--out", wanted("l.nii.gz")}).code, 3) << name;
  }
  EXPECT_EQ(runCli({"inspect", wanted("missing.nii.gz")}).code, 3);
  EXPECT_EQ(namesIn(folder_.path()), (std::set<std::string>{"cut.nii.gz", "empty.nii", "text.nii.gz"}));
}

TEST_F(Refusals, LabelsOfAnotherGridAreThree) {
  ASSERT_EQ(runCli({"phantom", "--out", wanted("other"), "--spacing", "2.5", "--set", "region=root"}).code,
            0);
  const Outcome outcome = runCli(
      {"plan", given("ct.nii.gz"), "--labels", wanted("other/anatomy.nii.gz"), "--out", wanted("out")});
  EXPECT_EQ(outcome.code, 3) << outcome.err;
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

TEST_F(Refusals, WhatIsNotThereCannotBeMeasuredAndIsFour) {
  ASSERT_EQ(runCli({"phantom", "--out", wanted("root"), "--spacing", "1.5", "--set", "region=root"}).code, 0);
  const Outcome outcome = runCli({"measure", "--labels", wanted("root/anatomy.nii.gz"), "--json", "-"});
  EXPECT_EQ(outcome.code, 4) << outcome.err;
  const Json plan = Json::parse(outcome.out);
  EXPECT_TRUE(plan["measurements"]["iliac.left.diameter.min"]["value"].is_null());
  EXPECT_TRUE(plan["measurements"]["annulus.area"]["value"].is_number());
  EXPECT_TRUE(has(plan["findings"].dump(), "iliac")) << "an empty value needs a reason";

  ASSERT_EQ(runCli({"phantom", "--out", wanted("legs"), "--spacing", "1.5", "--set", "region=access"}).code,
            0);
  EXPECT_EQ(
      runCli({"derive", "--labels", wanted("legs/anatomy.nii.gz"), "--out", wanted("legs/labels.nii.gz")})
          .code,
      4);
}

TEST_F(Refusals, ACtWithoutLabelsIsFourWithTheWholeFolder) {
  const Outcome outcome = runCli({"plan", given("ct.nii.gz"), "--out", wanted("out")});
  EXPECT_EQ(outcome.code, 4) << outcome.err;
  EXPECT_EQ(namesIn(folder_ / "out"),
            (std::set<std::string>{"plan.json", "measurements.csv", "root_curve.csv", "report.pdf"}));
  EXPECT_TRUE(has(bytesOf(wanted("out/plan.json")), "labels.none"));
}

TEST_F(Refusals, AFolderThatCannotBeMadeIsFive) {
  putBytes(folder_ / "file", "x");
  for (const std::string& out : {wanted("file"), wanted("file/below"), std::string("/proc/valvista")}) {
    const Outcome outcome = runCli(planInto(out));
    EXPECT_EQ(outcome.code, 5) << out;
    EXPECT_FALSE(outcome.err.empty());
  }
  EXPECT_EQ(runCli({"measure", "--labels", given("anatomy.nii.gz"), "--json", wanted("file/m.json")}).code,
            5);
  EXPECT_EQ(runCli({"derive", "--labels", given("anatomy.nii.gz"), "--out", wanted("file/l.nii.gz")}).code,
            5);
  EXPECT_EQ(runCli({"phantom", "--out", wanted("file"), "--spacing", "3", "--set", "region=root"}).code, 5);
  EXPECT_EQ(bytesOf(folder_ / "file"), "x");
}

TEST_F(Refusals, AFullDiskIsFiveAndTheEarlierPlanStays) {
  ASSERT_EQ(runCli(planInto(wanted("out"))).code, 0);
  const std::string earlier = bytesOf(folder_ / "out/report.pdf");
  const auto names = namesIn(folder_ / "out");
  ProgramRun limited;
  limited.beforeStart = limitFilesTo20Kilobytes;
  const Outcome outcome = limited("valvista-cli", planInto(wanted("out")));
  EXPECT_EQ(outcome.code, 5) << outcome.err;
  EXPECT_EQ(namesIn(folder_ / "out"), names) << "no temporary file stays";
  EXPECT_EQ(bytesOf(folder_ / "out/report.pdf"), earlier);

  EXPECT_EQ(limited("valvista-cli", planInto(wanted("new/out"))).code, 5);
  EXPECT_EQ(
      limited("valvista-cli", {"phantom", "--out", wanted("new"), "--spacing", "3", "--set", "region=root"})
          .code,
      5);
  EXPECT_EQ(
      limited("valvista-cli", {"derive", "--labels", given("anatomy.nii.gz"), "--out", wanted("l.nii.gz")})
          .code,
      5);
  EXPECT_EQ(namesIn(folder_.path()), std::set<std::string>{"out"});
}

TEST_F(Refusals, StandardOutputThatTakesNothingIsFive) {
  ProgramRun full;
  full.beforeStart = [] { dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO); };
  EXPECT_EQ(full("valvista-cli", {"measure", "--labels", given("anatomy.nii.gz")}).code, 5);
  EXPECT_EQ(full("valvista-cli", {"measure", "--labels", given("anatomy.nii.gz"), "--json", "-"}).code, 5);
}

TEST_F(Refusals, TheLabelsAPlanIsMadeFromAreNotReplacedByIt) {
  std::filesystem::create_directory(folder_ / "case");
  std::filesystem::copy_file(given("anatomy.nii.gz"), folder_ / "case/labels.nii.gz");
  const std::string source = bytesOf(folder_ / "case/labels.nii.gz");
  EXPECT_EQ(
      runCli({"plan", given("ct.nii.gz"), "--labels", wanted("case/labels.nii.gz"), "--out", wanted("case")})
          .code,
      5);
  EXPECT_EQ(bytesOf(folder_ / "case/labels.nii.gz"), source);
}

TEST_F(Refusals, AnInterruptIsOneHundredAndThirtyAndLeavesNothing) {
  ProgramRun interrupted;
  interrupted.afterStart = [](pid_t child, const std::filesystem::path& standardError) {
    // Progress is shown only once the program listens to interrupts.
    while (kill(child, 0) == 0 && bytesOf(standardError).empty() && waitpid(child, nullptr, WNOHANG) == 0)
      usleep(5000);
    kill(child, SIGINT);
  };
  const Outcome outcome =
      interrupted("valvista-cli", {"phantom", "--out", wanted("p"), "--spacing", "0.5", "--progress"});
  EXPECT_EQ(outcome.code, 130) << outcome.err;
  EXPECT_TRUE(namesIn(folder_.path()).empty());
}

TEST_F(Refusals, NoPatientAndNoFolderIsNamedOutsideTheReport) {
  const NiftiImage ct = readNifti(given("ct.nii.gz"));
  const Volume volume(ct.geometry, {ct.integers.begin(), ct.integers.end()});
  const std::filesystem::path dicom = folder_ / "CANARYPATH";
  std::filesystem::create_directory(dicom);
  planning::SeriesDescription texts;
  texts.patientName = "CANARYNAME^Eve";
  texts.patientId = "CANARYID";
  planning::writeDicomSeries(volume, texts, dicom);

  const Outcome good = runCli(
      {"plan", dicom.string(), "--labels", given("anatomy.nii.gz"), "--out", wanted("out"), "--progress"});
  ASSERT_EQ(good.code, 0) << good.err;
  for (const std::string& text :
       {good.out, good.err, bytesOf(wanted("out/plan.json")), bytesOf(wanted("out/measurements.csv")),
        bytesOf(wanted("out/labels.nii.gz"))})
    EXPECT_FALSE(has(text, "CANARY")) << text.substr(0, 2000);

  std::filesystem::remove(dicom / "IM0005.dcm");  // a gap that must be refused
  const Outcome refused =
      runCli({"plan", dicom.string(), "--labels", given("anatomy.nii.gz"), "--out", wanted("out2")});
  EXPECT_EQ(refused.code, 3) << refused.err;
  EXPECT_FALSE(has(refused.out + refused.err, "CANARYNAME")) << refused.err;
  EXPECT_FALSE(has(refused.out + refused.err, "CANARYID")) << refused.err;
  EXPECT_FALSE(has(refused.out + refused.err, folder_.path().string())) << refused.err;
}

}  // namespace
}  // namespace valvista::tests
