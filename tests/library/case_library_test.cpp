// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/case_library.h"

#include "planning/core/nifti_file.h"
#include "tests/library/example_cases.h"

namespace valvista::planning {
namespace {

class CaseLibraryTest : public LibraryTest {
 protected:
  std::string refusalOf(const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }
};

TEST_F(CaseLibraryTest, aCaseIsWhatWasAdded) {
  const Study study = exampleStudy(1);
  std::string id;
  {
    CaseLibrary library(at_, sessionOf("anna"));
    id = library.addCase(study, {});
    EXPECT_EQ(library.addCase(study, {}), id) << "a scan is there once";
  }
  const CaseLibrary library(at_, sessionOf("ben"));
  const LibraryCase one = library.caseOf(id);
  EXPECT_EQ(one.patient.name, study.patient.name);
  EXPECT_EQ(one.patient.birthDate, study.patient.birthDate);
  EXPECT_EQ(one.facts.seriesDescription, study.facts.seriesDescription);
  EXPECT_EQ(one.facts.cardiacPhasePercent, study.facts.cardiacPhasePercent);
  EXPECT_EQ(one.facts.kilovolt, std::nullopt);
  EXPECT_EQ(one.state, CaseState::toCorrect);
  EXPECT_EQ(one.head, std::nullopt);
  const Study copy = library.loadScan(id, Progress{});
  EXPECT_EQ(copy.sha256, study.sha256);
  EXPECT_EQ(copy.patient.id, study.patient.id);
  EXPECT_TRUE(std::ranges::equal(copy.volume.hu(), study.volume.hu()));
  EXPECT_EQ(library.listCases({}).cases.size(), 1U);
  EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
}

TEST_F(CaseLibraryTest, labelsComeBackToTheLastBit) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), {});
  const AnatomyLabels labels = exampleLabels(3);
  const SaveOutcome outcome = library.saveLabels(id, labels, VersionKind::proposal, {});
  ASSERT_TRUE(outcome.counts()) << outcome.refusal;
  const std::vector<LabelVersion> versions = library.versionsOf(id);
  ASSERT_EQ(versions.size(), 1U);
  EXPECT_EQ(versions[0].author, "anna");
  EXPECT_EQ(library.caseOf(id).head, versions[0].id);
  const AnatomyLabels read = library.loadVersion(versions[0]);
  EXPECT_EQ(voxelsOf(read.labels), voxelsOf(labels.labels));
  EXPECT_TRUE(read.labels.geometry().lpsFromIjk == labels.labels.geometry().lpsFromIjk);
  EXPECT_EQ(read.sha256, labels.sha256);
  EXPECT_EQ(read.scheme, labels.scheme);
  EXPECT_EQ(read.model, labels.model);
  ASSERT_EQ(read.findings.size(), labels.findings.size());
  EXPECT_EQ(read.findings.back().message, "Doubtful.");
  EXPECT_EQ(read.findings.back().locationLps, labels.findings.back().locationLps);
  EXPECT_EQ(read.findings.back().severity, Severity::warning);
}

TEST_F(CaseLibraryTest, versionsAndDocumentsStayInOrder) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = addFullCase(library, 1);
  const std::vector<LabelVersion> versions = library.versionsOf(id);
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[1].parent, versions[0].id);
  EXPECT_EQ(versions[1].kind, VersionKind::corrected);
  EXPECT_EQ(voxelsOf(headLabels(library, id).labels), voxelsOf(exampleLabels(101).labels));
  const LibraryCase one = library.caseOf(id);
  EXPECT_EQ(one.state, CaseState::accepted);
  EXPECT_EQ(one.annotator, "anna");
  EXPECT_EQ(one.secondsSpent, 90);
  EXPECT_EQ(one.tags, (std::set<std::string>{"bicuspid", "calcium"}));
  EXPECT_EQ(library.thumbnail(one).size(), 9U);
  const auto reviews = library.documentsOf(id, DocumentKind::review);
  ASSERT_EQ(reviews.size(), 1U);
  EXPECT_TRUE(parseReview(library.textOf(reviews[0]), "it").review.acknowledged.contains("finding.1"));
  EXPECT_EQ(reviews[0].version, versions[1].id);
  const auto approvals = library.documentsOf(id, DocumentKind::approval);
  ASSERT_EQ(approvals.size(), 1U);
  EXPECT_NE(library.textOf(approvals[0]).find("\"good\""), std::string::npos);
}

TEST_F(CaseLibraryTest, aVerdictIsAboutWhatThereWas) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = addFullCase(library, 1);
  const auto state = [&] { return library.caseOf(id).state; };
  const auto head = [&] { return library.caseOf(id).head; };
  const std::int64_t first = library.versionsOf(id).front().id;
  ASSERT_FALSE(library.saveLabels(id, exampleLabels(5), VersionKind::corrected, first).counts());
  EXPECT_EQ(state(), CaseState::accepted) << "what is kept beside changes nothing";
  const std::string review = library.textOf(library.documentsOf(id, DocumentKind::review).back());
  ASSERT_TRUE(library.saveDocument(id, DocumentKind::review, review, head()).counts());
  ASSERT_TRUE(library.saveDocument(id, DocumentKind::plan, "{}", head()).counts());
  EXPECT_EQ(state(), CaseState::accepted) << "the same review, and numbers made of the same";
  ASSERT_TRUE(library.saveDocument(id, DocumentKind::review, review + "\n", head()).counts());
  EXPECT_EQ(state(), CaseState::toReview);
  library.setState(id, CaseState::accepted);
  ASSERT_TRUE(library.saveLabels(id, exampleLabels(6), VersionKind::corrected, head()).counts());
  EXPECT_EQ(state(), CaseState::toReview);
  library.setState(id, CaseState::rejected);
  ASSERT_TRUE(library.saveLabels(id, exampleLabels(7), VersionKind::proposal, head()).counts());
  EXPECT_EQ(state(), CaseState::toReview);
  library.setState(id, CaseState::inWork);
  ASSERT_TRUE(library.saveLabels(id, exampleLabels(8), VersionKind::corrected, head()).counts());
  EXPECT_EQ(state(), CaseState::inWork) << "there was no verdict";
}

TEST_F(CaseLibraryTest, anApprovalSaysWhenItWasGiven) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), {});
  const std::int64_t before = library.caseOf(id).changedMs;
  while (nowMs() <= before) continue;
  library.setState(id, CaseState::accepted);
  const CaseDocument approval = library.documentsOf(id, DocumentKind::approval).back();
  EXPECT_GT(approval.madeMs, before);
  EXPECT_NE(library.textOf(approval).find("\"at_ms\": " + std::to_string(approval.madeMs) + ","),
            std::string::npos)
      << library.textOf(approval);
}

TEST_F(CaseLibraryTest, aReviewOfAScanWithoutLabelsComesBack) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), {});
  ASSERT_TRUE(library.saveDocument(id, DocumentKind::review, "of the scan", {}).counts());
  const std::vector<CaseDocument> reviews = library.documentsOf(id, DocumentKind::review);
  ASSERT_EQ(reviews.size(), 1U);
  EXPECT_EQ(reviews[0].version, std::nullopt);
  EXPECT_FALSE(reviews[0].beside);
  EXPECT_EQ(library.textOf(reviews[0]), "of the scan");
  ASSERT_TRUE(library.saveLabels(id, exampleLabels(1), VersionKind::proposal, {}).counts());
  EXPECT_FALSE(library.saveDocument(id, DocumentKind::review, "late", {}).counts())
      << "it knows nothing of the labels";
  EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
}

TEST_F(CaseLibraryTest, listsByTextStateAndTag) {
  CaseLibrary library(at_, sessionOf("anna"));
  std::vector<std::string> ids;
  for (int seed = 1; seed <= 4; ++seed) ids.push_back(library.addCase(exampleStudy(seed), {}));
  library.setState(ids[1], CaseState::toReview);
  library.setTags(ids[1], {"bicuspid"});
  library.setTags(ids[2], {"bicuspid"});
  const auto found = [&](const CaseFilter& filter) {
    std::vector<std::string> list;
    for (const LibraryCase& one : library.listCases(filter).cases) list.push_back(one.id);
    return list;
  };
  EXPECT_EQ(found({}), ids) << "the oldest first";
  EXPECT_EQ(found({"eRiKa 3", {}, {}}), std::vector{ids[2]});
  EXPECT_EQ(found({"pid-2", {}, {}}), std::vector{ids[1]});
  EXPECT_EQ(found({"' OR 1=1 --", {}, {}}), std::vector<std::string>{});
  EXPECT_EQ(found({{}, CaseState::toReview, {}}), std::vector{ids[1]});
  EXPECT_EQ(found({{}, {}, "bicuspid"}), (std::vector{ids[1], ids[2]}));
  const CaseList counted = library.listCases({{}, CaseState::toReview, "bicuspid"});
  EXPECT_EQ(counted.counts[static_cast<std::size_t>(CaseState::toCorrect)], 1U);
  EXPECT_EQ(counted.counts[static_cast<std::size_t>(CaseState::toReview)], 1U);
}

TEST_F(CaseLibraryTest, theNextCaseIsOnesOwnThenTheOldest) {
  CaseLibrary anna(at_, sessionOf("anna")), ben(at_, sessionOf("ben"));
  std::vector<std::string> ids;
  for (int seed = 1; seed <= 3; ++seed) ids.push_back(anna.addCase(exampleStudy(seed), {}));
  EXPECT_EQ(anna.nextCase("anna", {})->id, ids[0]);
  ASSERT_EQ(anna.lockCase(ids[0]), std::nullopt);
  EXPECT_EQ(ben.nextCase("ben", {})->id, ids[1]) << "the first is open at anna's";
  anna.setState(ids[0], CaseState::inWork);
  anna.releaseCase(ids[0]);
  EXPECT_EQ(anna.nextCase("anna", {})->id, ids[0]) << "what was begun comes first";
  EXPECT_EQ(ben.nextCase("ben", {})->id, ids[1]);
  {
    const LibrarySession gone{"carla", {"another-host", 1, "boot/1"}};
    CaseLibrary silent(at_, gone);
    ASSERT_EQ(silent.lockCase(ids[1]), std::nullopt);
    CaseLibrary impatient(at_, {"dora", ProcessStamp::ofThis(), std::chrono::milliseconds(-1)});
    EXPECT_EQ(impatient.nextCase("dora", {})->id, ids[2]) << "the free one before one with a stale lock";
    impatient.setState(ids[2], CaseState::toReview);
    EXPECT_EQ(impatient.nextCase("dora", {})->id, ids[1]);
    EXPECT_EQ(ben.nextCase("ben", {}), std::nullopt) << "to ben that lock is alive";
  }
  for (const std::string& id : ids) anna.setState(id, CaseState::rejected);
  EXPECT_EQ(anna.nextCase("anna", {}), std::nullopt);
}

TEST_F(CaseLibraryTest, theNextCaseIsNoneOfThoseThatAreLeftOut) {
  CaseLibrary library(at_, sessionOf("anna"));
  std::vector<std::string> ids;
  for (int seed = 1; seed <= 3; ++seed) ids.push_back(library.addCase(exampleStudy(seed), {}));
  library.setState(ids[2], CaseState::inWork);
  EXPECT_EQ(library.nextCase("anna", {ids[0]})->id, ids[2]);
  EXPECT_EQ(library.nextCase("anna", {ids[0], ids[2]})->id, ids[1]);
  EXPECT_EQ(library.nextCase("anna", {ids[2]})->id, ids[0]);
  EXPECT_EQ(library.nextCase("anna", {ids.begin(), ids.end()}), std::nullopt);
}

TEST_F(CaseLibraryTest, aScanThatWasReplacedIsRefused) {
  const std::filesystem::path file = folder_ / "ct.nii.gz";
  writeNifti(file, exampleStudy(1).volume);
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), file);
  EXPECT_EQ(library.loadScan(id, Progress{}).sha256, exampleStudy(1).sha256);
  writeNifti(file, exampleStudy(2).volume);
  EXPECT_NE(refusalOf([&] { library.loadScan(id, Progress{}); }).find("is not the scan of case"),
            std::string::npos);
  std::filesystem::remove(file);
  EXPECT_NE(refusalOf([&] { library.loadScan(id, Progress{}); }), "");
}

TEST_F(CaseLibraryTest, verifyReadsScansThatLieElsewhere) {
  const std::filesystem::path file = folder_ / "Muster.nii.gz";
  writeNifti(file, exampleStudy(1).volume);
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), file);
  EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
  writeNifti(file, exampleStudy(2).volume);
  EXPECT_EQ(library.verify(Progress{}),
            LibraryFaults{"Case " + id + ": another scan lies where its scan was read."});
  const LibraryFaults cannotBeRead{"Case " + id + ": its scan cannot be read any more where it was read."};
  putBytes(file, "no image");
  EXPECT_EQ(library.verify(Progress{}), cannotBeRead)
      << "without the file's name, which may tell the patient";
  std::filesystem::remove(file);
  EXPECT_EQ(library.verify(Progress{}), cannotBeRead);
}

TEST_F(CaseLibraryTest, aScanThatMovedIsFollowed) {
  const std::filesystem::path before = folder_ / "before.nii.gz", now = folder_ / "now.nii.gz";
  writeNifti(before, exampleStudy(1).volume);
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), before);
  std::filesystem::rename(before, now);
  EXPECT_EQ(library.addCase(exampleStudy(1), now), id);
  EXPECT_EQ(library.caseOf(id).scan, now);
  EXPECT_EQ(library.loadScan(id, Progress{}).sha256, exampleStudy(1).sha256);
  EXPECT_EQ(library.addCase(exampleStudy(1), {}), id);
  EXPECT_EQ(library.caseOf(id).scan, now) << "read from no file";
  const std::string copied = library.addCase(exampleStudy(2), {});
  EXPECT_EQ(library.addCase(exampleStudy(2), now), copied);
  EXPECT_EQ(library.caseOf(copied).scan, std::filesystem::path()) << "the library's copy stays its scan";
  EXPECT_EQ(library.verifyAudit(), std::nullopt);
}

TEST_F(CaseLibraryTest, aKnownScanIsNotCopiedAgain) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), {});
  std::filesystem::rename(library.files().blobs(), folder_ / "away");
  putBytes(library.files().blobs(), "no folder: nothing can be written");
  EXPECT_EQ(library.addCase(exampleStudy(1), {}), id);
  EXPECT_THROW(library.addCase(exampleStudy(2), {}), SaveError) << "so that the test can fail";
}

TEST_F(CaseLibraryTest, aDamagedFileIsSaidAndTheVersionBeforeIsOffered) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = addFullCase(library, 1);
  const std::vector<LabelVersion> versions = library.versionsOf(id);
  const std::string& blob = versions[1].labelsBlob;
  const std::filesystem::path file = library.files().blobs() / blob.substr(0, 2) / blob;
  std::string bytes = bytesOf(file);
  bytes[bytes.size() / 2] ^= 1;
  putBytes(file, bytes);
  EXPECT_NE(refusalOf([&] { library.loadVersion(versions[1]); }).find("it is damaged"), std::string::npos);
  EXPECT_EQ(library.newestWholeVersion(id)->id, versions[0].id);
  ASSERT_EQ(library.verify(Progress{}).size(), 1U);
  EXPECT_TRUE(library.verify(Progress{})[0].starts_with("Case " + id));
  std::filesystem::remove(file);
  EXPECT_NE(refusalOf([&] { library.loadVersion(versions[1]); }).find("no such file"), std::string::npos);
  // Saving the same content again heals it.
  ASSERT_TRUE(library.saveLabels(id, exampleLabels(101), VersionKind::corrected, versions[1].id).counts());
  EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
}

TEST_F(CaseLibraryTest, namesThatAreNoWordsAreKeptAsTheyAre) {
  CaseLibrary library(at_, sessionOf("anna"));
  int seed = 50;
  for (const std::string& hostile :
       {std::string("'); DROP TABLE cases; --"), std::string("=cmd|' /C calc'!A0"), std::string(65536, 'x'),
        std::string("<b>\"&\xe2\x80\xae"), std::string("a\0b", 3)}) {
    Study study = exampleStudy(++seed);
    study.patient.name = hostile;
    study.facts.studyDescription = hostile;
    const std::string id = library.addCase(study, {});
    library.setTags(id, {hostile});
    EXPECT_EQ(library.caseOf(id).patient.name, hostile);
    EXPECT_EQ(library.caseOf(id).facts.studyDescription, hostile);
    EXPECT_TRUE(library.caseOf(id).tags.contains(hostile));
  }
  EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
  EXPECT_NE(refusalOf([&] { library.caseOf("' OR 1=1"); }), "");
}

TEST_F(CaseLibraryTest, patientsAreNamedBySomethingNobodyKnows) {
  CaseLibrary library(at_, sessionOf("anna"));
  Study second = exampleStudy(2);
  second.patient = exampleStudy(1).patient;
  const auto name = [&](const Study& study) {
    return library.patientPseudonym(library.caseOf(library.addCase(study, {})));
  };
  const std::string first = name(exampleStudy(1));
  EXPECT_EQ(name(second), first) << "two scans of one patient";
  EXPECT_NE(name(exampleStudy(3)), first);
  CaseLibrary other(folder_ / "other", sessionOf("anna"));
  EXPECT_NE(other.patientPseudonym(other.caseOf(other.addCase(exampleStudy(1), {}))), first)
      << "who knows an id cannot find its name without the library";
}

}  // namespace
}  // namespace valvista::planning
