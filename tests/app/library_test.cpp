// SPDX-License-Identifier: GPL-3.0-or-later
// Contract of "valvista-cli library".
#include "planning/core/nifti_file.h"
#include "planning/library/case_library.h"
#include "tests/app/phantom_case.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class Library : public PhantomCase {
 protected:
  Outcome library(std::vector<std::string> words) const {
    words.insert(words.begin(), "library");
    ProgramRun run;
    run.beforeStart = [this] { setenv("VALVISTA_LIBRARY", wanted("library").c_str(), 1); };
    return run("valvista-cli", words);
  }
  Json answered(std::vector<std::string> words) const {
    words.insert(words.end(), {"--json", "-"});
    const Outcome outcome = library(words);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const Json json = Json::parse(outcome.out);
    EXPECT_EQ(json.at("schema"), "valvista.library");
    EXPECT_EQ(json.at("version"), 1);
    return json;
  }
  std::string added() const {
    return answered({"add", given("ct.nii.gz"), "--labels", given("anatomy.nii.gz")}).at("cases")[0].at("id");
  }
};

TEST_F(Library, ACaseGoesFromTheScanToTheDataset) {
  EXPECT_EQ(answered({"list"}).at("cases").size(), 0u);
  const std::string id = added();
  EXPECT_EQ(added(), id) << "the same scan is the same case";
  const Json listed = answered({"list", "--state", "to_correct"});
  ASSERT_EQ(listed.at("cases").size(), 1u);
  EXPECT_EQ(listed.at("cases")[0].at("id"), id);
  EXPECT_EQ(listed.at("counts").at("to_correct"), 1);
  EXPECT_EQ(listed.at("counts").at("accepted"), 0);
  EXPECT_EQ(answered({"show", id}).at("versions").size(), 2u);
  EXPECT_EQ(answered({"list", "--tag", "bicuspid"}).at("cases").size(), 0u);

  const std::int64_t version = answered({"show", id}).at("versions")[0].at("id");
  answered({"labels", id, "--version", std::to_string(version), "--out", wanted("back.nii.gz")});
  const std::vector<std::size_t> counts = [&] {
    const planning::CaseLibrary opened(wanted("library"));
    return labelCounts(opened.loadVersion(opened.versionsOf(id).front()).labels);
  }();
  std::vector<std::size_t> written(counts.size());
  for (const auto label : readNifti(wanted("back.nii.gz")).integers)
    ++written[static_cast<std::size_t>(label)];
  EXPECT_EQ(written, counts);
  EXPECT_EQ(library({"labels", id, "--version", "999", "--out", wanted("none.nii.gz")}).code, 3);

  const Json set =
      answered({"set", id, "--state", "accepted", "--note", "good", "--tag", "bicuspid", "--tag", "calcium"});
  EXPECT_EQ(set.at("cases")[0].at("state"), "accepted");
  EXPECT_EQ(answered({"set", id, "--untag", "calcium"}).at("cases")[0].at("tags"), Json({"bicuspid"}));
  EXPECT_EQ(answered({"list", "--tag", "bicuspid"}).at("cases").size(), 1u);
  EXPECT_TRUE(has(library({"list"}).out, "1 accepted"));

  const Json exported = answered({"export-dataset", "--out", wanted("dataset")});
  ASSERT_EQ(exported.at("exported").size(), 1u);
  const Json dataset = Json::parse(bytesOf(wanted("dataset/dataset.json")));
  EXPECT_EQ(dataset.at("numTraining"), 1);
  EXPECT_EQ(dataset.at("patients").at("case_" + id), exported.at("exported")[0].at("patient"));
  EXPECT_EQ(library({"export-dataset", "--out", wanted("dataset")}).code, 5) << "never over something";
  EXPECT_EQ(answered({"verify"}).at("whole"), true);
}

TEST_F(Library, AddingAgainLeavesWhatAPersonDid) {
  const std::string id = added();
  const auto versions = [&] { return answered({"show", id}).at("versions"); };
  const auto addAgain = [&] {
    return library({"add", given("ct.nii.gz"), "--labels", given("anatomy.nii.gz")});
  };
  const auto expectBeside = [&](const char* why) {
    SCOPED_TRACE(why);
    const Json before = versions();
    const Outcome outcome = addAgain();
    EXPECT_EQ(outcome.code, 5);
    EXPECT_TRUE(has(outcome.err, "The labels were kept beside: a person has worked on those of case " + id))
        << outcome.err;
    const Json after = versions();
    ASSERT_EQ(after.size(), before.size() + 1);
    EXPECT_EQ(after.back().at("beside"), true);
    for (std::size_t n = 0; n < before.size(); ++n) EXPECT_EQ(after[n], before[n]);
  };
  answered({"set", id, "--state", "accepted"});
  expectBeside("accepted");
  EXPECT_EQ(answered({"show", id}).at("cases")[0].at("state"), "accepted");
  answered({"set", id, "--state", "in_work"});
  expectBeside("begun");
  answered({"set", id, "--state", "to_correct"});
  EXPECT_EQ(addAgain().code, 0) << "a proposal that nobody has touched";
  {
    planning::CaseLibrary there(wanted("library"));
    const planning::LibraryCase one = there.caseOf(id);
    for (const planning::LabelVersion& version : there.versionsOf(id))
      if (version.id == one.head)
        there.saveLabels(id, there.loadVersion(version), planning::VersionKind::corrected, one.head);
  }
  expectBeside("corrected");
}

TEST_F(Library, RestoreLeavesAWholeLibraryAndAnOpenOne) {
  const std::string id = added();
  const Outcome whole = library({"restore"});
  EXPECT_EQ(whole.code, 3);
  EXPECT_TRUE(has(whole.err, "library.db is whole")) << whole.err;
  {
    const planning::CaseLibrary there(wanted("library"));
    const Outcome open = library({"restore"});
    EXPECT_EQ(open.code, 5);
    EXPECT_TRUE(has(open.err, "a program has the library open")) << open.err;
  }
  EXPECT_EQ(answered({"list"}).at("cases")[0].at("id"), id);
}

TEST_F(Library, WrongWordsAndWrongCasesAreRefused) {
  EXPECT_EQ(library({}).code, 2);
  EXPECT_EQ(library({"lst"}).code, 2);
  EXPECT_EQ(library({"set", "x", "--state", "nearly"}).code, 2);
  EXPECT_EQ(library({"add", given("none.nii.gz")}).code, 3);
  const Outcome unknown = library({"show", "0123456789abcdef"});
  EXPECT_EQ(unknown.code, 3);
  EXPECT_TRUE(has(unknown.err, "The library has no case 0123456789abcdef.")) << unknown.err;
  EXPECT_EQ(library({"export-dataset", "--out", wanted("dataset")}).code, 3) << "nothing is accepted";
  const Outcome help = library({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_TRUE(has(help.out, "valvista-cli library list"));
  EXPECT_TRUE(has(library({"set", "--help"}).out, "valvista-cli library set"));
}

TEST_F(Library, DamageIsSaidWithTheWayOut) {
  const std::string id = added();
  const std::string database = wanted("library/library.db"), whole = bytesOf(database);
  std::string damaged = whole;
  damaged.replace(damaged.find(id), 4, "xxxx");
  putBytes(database, damaged);
  const Outcome refused = library({"verify"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_TRUE(has(refused.err, "library.db is damaged")) << refused.err;
  EXPECT_TRUE(has(refused.err, "valvista-cli library restore")) << refused.err;
  EXPECT_EQ(answered({"restore"}).at("cases"), 1);
  EXPECT_EQ(answered({"verify"}).at("whole"), true);
  EXPECT_EQ(answered({"list"}).at("cases")[0].at("id"), id);

  for (const auto& entry : std::filesystem::recursive_directory_iterator(wanted("library/blobs"))) {
    if (!entry.is_regular_file()) continue;
    putBytes(entry.path(), bytesOf(entry.path()) + "x");
    const Outcome broken = library({"verify"});
    EXPECT_EQ(broken.code, 3);
    EXPECT_TRUE(has(broken.out, "Case " + id)) << broken.out;
    break;
  }
}

}  // namespace
}  // namespace valvista::tests
