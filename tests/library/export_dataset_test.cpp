// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/export_dataset.h"

#include "planning/anatomy/root_labels.h"
#include "planning/core/nifti_file.h"
#include "planning/core/training/dataset.h"
#include "planning/io/review_file.h"
#include "planning/library/case_rows.h"
#include "planning/phantom/aortic_phantom.h"
#include "tests/library/example_cases.h"

#include <algorithm>

namespace valvista::planning {
namespace {

class ExportDataset : public LibraryTest {
 protected:
  /// An accepted case with these labels.
  std::string accepted(const Study& study, const AnatomyLabels& labels) {
    const std::string id = library_.addCase(study, {});
    library_.saveLabels(id, labels, VersionKind::corrected, {});
    library_.setState(id, CaseState::accepted);
    return id;
  }
  /// What the rules make of labels that nobody edited.
  static LabelMap asDerived(const AnatomyLabels& labels) {
    return deriveRootLabels(labels.labels, {}, {}, Progress{}, labels.pinned).labels;
  }
  /// Leaves a case accepted whatever was saved since, as the first Valvista with a library did.
  void acceptBehind(const std::string& id) {
    LibraryCase one = library_.caseOf(id);
    one.state = CaseState::accepted;
    Database behind(library_.files().database(), Database::Mode::readWrite);
    Transaction transaction(behind);
    updateRow(behind, caseTable(), rowOf(one));
    transaction.commit();
  }
  std::string refusal() {
    try {
      exportDataset(library_, out_, Progress{});
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }
  CaseLibrary library_{at_, sessionOf("anna")};
  std::filesystem::path out_ = folder_ / "dataset";
};

TEST_F(ExportDataset, everyVoxelIsTheSameAndPatientsStayTogether) {
  std::vector<std::string> ids;
  for (int seed = 1; seed <= 3; ++seed) {
    Study study = exampleStudy(seed);
    if (seed == 3) study.patient = exampleStudy(1).patient;  // comes a second time
    ids.push_back(accepted(study, exampleLabels(seed)));
  }
  library_.addCase(exampleStudy(4), {});  // nobody has accepted it
  const ExportedDataset exported = exportDataset(library_, out_, Progress{});
  EXPECT_TRUE(exported.refused.empty());
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(out_, faults);
  for (const DatasetFault& fault : faults) ADD_FAILURE() << fault.file << ": " << fault.message;
  ASSERT_EQ(dataset.cases.size(), 3U);
  EXPECT_EQ(dataset.classes.size(), 6U) << "the rules find no valve and no annulus in these labels";
  std::set<std::string> patients;
  for (int seed = 1; seed <= 3; ++seed) {
    const std::string name = "case_" + ids[static_cast<std::size_t>(seed - 1)];
    const auto one = std::ranges::find_if(dataset.cases, [&](const auto& c) { return c.name == name; });
    ASSERT_NE(one, dataset.cases.end());
    patients.insert(one->patient);
    const DatasetVoxels read = readCase(dataset, *one, dataset.classes, Progress{});
    EXPECT_EQ(voxelsOf(read.labels), voxelsOf(asDerived(exampleLabels(seed))));
    EXPECT_EQ(sha256Hex(read.ct), exampleStudy(seed).sha256);
  }
  EXPECT_EQ(patients.size(), 2U);
  EXPECT_NE(bytesOf(library_.files().audit()).find("export"), std::string::npos);
}

/// A phantom has what the rules need; its review moves the root's end.
TEST_F(ExportDataset, theRulesAndThePersonsEditsMakeTheLabels) {
  PhantomSpec spec;
  spec.spacing = {2.0, 2.0, 2.0};
  Phantom phantom = makePhantom(spec, Progress{});
  Study study = exampleStudy(1);
  study.volume = std::move(phantom.ct);
  study.sha256 = sha256Hex(study.volume);
  AnatomyLabels labels = exampleLabels(1);
  labels.labels = std::move(phantom.anatomy);
  describeLabels(labels);
  const std::string id = library_.addCase(study, {});
  const SaveOutcome saved = library_.saveLabels(id, labels, VersionKind::corrected, {});
  const RootLabels proposed = deriveRootLabels(labels.labels, {}, {}, Progress{});
  StoredReview review{study.sha256, labels.sha256, {}};
  review.review.edits.rootEndMm = proposed.rootEndMm.value() + 6.0;
  library_.saveDocument(id, DocumentKind::review, reviewJson(review), saved.id);
  library_.setState(id, CaseState::accepted);
  StoredReview later = review;
  later.review.edits.rootEndMm = proposed.rootEndMm.value() + 12.0;  // which nobody has accepted
  library_.saveDocument(id, DocumentKind::review, reviewJson(later), saved.id);
  acceptBehind(id);
  exportDataset(library_, out_, Progress{});
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(out_, faults);
  ASSERT_EQ(dataset.cases.size(), 1U);
  const NiftiImage read = readNifti(dataset.cases[0].labels);
  const LabelMap edited = deriveRootLabels(labels.labels, {}, review.review.edits, Progress{}).labels;
  EXPECT_NE(voxelsOf(edited), voxelsOf(proposed.labels));
  EXPECT_TRUE(std::ranges::equal(read.integers, voxelsOf(edited)));
  EXPECT_NE(voxelsOf(edited), voxelsOf(labels.labels));
}

TEST_F(ExportDataset, onlyTheLabelsThatWereAcceptedLeave) {
  const std::string id = accepted(exampleStudy(1), exampleLabels(1));
  ASSERT_TRUE(
      library_.saveLabels(id, exampleLabels(2), VersionKind::corrected, library_.caseOf(id).head).counts());
  EXPECT_EQ(refusal(), "The library has no accepted case.");
  acceptBehind(id);
  EXPECT_EQ(refusal(), "No accepted case can be used. Case " + id +
                           ": its labels were saved after it was accepted; they have to be accepted first.");
  EXPECT_FALSE(std::filesystem::exists(out_));
  library_.setState(id, CaseState::accepted);
  EXPECT_EQ(refusal(), "");
}

TEST_F(ExportDataset, whatIsRejectedMeanwhileStays) {
  const std::string first = accepted(exampleStudy(1), exampleLabels(1));
  const std::string second = accepted(exampleStudy(2), exampleLabels(2));
  bool isRejected = false;
  const Progress rejecting([&](double, std::string_view) {
    if (!std::exchange(isRejected, true)) library_.setState(second, CaseState::rejected);
  });
  const ExportedDataset exported = exportDataset(library_, out_, rejecting);
  ASSERT_EQ(exported.cases.size(), 1U);
  EXPECT_EQ(exported.cases[0].id, first);
  EXPECT_EQ(exported.refused, std::vector{"Case " + second + ": it is no longer accepted."});
}

TEST_F(ExportDataset, nothingLeavesWithoutALineInTheTrail) {
  accepted(exampleStudy(1), exampleLabels(1));
  std::filesystem::remove(library_.files().audit());
  std::filesystem::create_directory(library_.files().audit());  // which no line can be written to
  EXPECT_NE(refusal().find("audit.log was not written"), std::string::npos) << refusal();
  EXPECT_FALSE(std::filesystem::exists(out_));
}

TEST_F(ExportDataset, whatNobodyTrainsOnBecomesBackground) {
  AnatomyLabels labels = exampleLabels(1);
  labels.labels = LabelMap(turnedGrid());
  labels.labels.set({1, 2, 3}, 1);
  labels.labels.set({4, 5, 6}, 8);
  accepted(exampleStudy(1), labels);
  exportDataset(library_, out_, Progress{});
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(out_, faults);
  ASSERT_EQ(dataset.classes.size(), 2U) << "only what some case has";
  EXPECT_EQ(dataset.classes[1].name, "aorta");
  const NiftiImage read = readNifti(dataset.cases[0].labels);
  EXPECT_EQ(std::ranges::count_if(read.integers, [](auto v) { return v != 0; }), 1);
}

TEST_F(ExportDataset, labelsOfAnotherGridAreNamedAndLeftOut) {
  AnatomyLabels moved = exampleLabels(2);
  ImageGeometry grid = turnedGrid();
  grid.lpsFromIjk.offset.x += 0.01;
  moved.labels = LabelMap(grid, voxelsOf(exampleLabels(2).labels));
  const std::string bad = accepted(exampleStudy(2), moved);
  EXPECT_NE(refusal().find("corners differ by 0.010 mm"), std::string::npos) << refusal();
  EXPECT_FALSE(std::filesystem::exists(out_));
  accepted(exampleStudy(1), exampleLabels(1));
  const ExportedDataset exported = exportDataset(library_, out_, Progress{});
  EXPECT_EQ(exported.cases.size(), 1U);
  ASSERT_EQ(exported.refused.size(), 1U);
  EXPECT_TRUE(exported.refused[0].starts_with("Case " + bad));
}

TEST_F(ExportDataset, neverIntoSomethingThatIsThere) {
  EXPECT_EQ(refusal(), "The library has no accepted case.");
  accepted(exampleStudy(1), exampleLabels(1));
  std::filesystem::create_directory(out_);
  putBytes(out_ / "mine", "x");
  EXPECT_EQ(refusal(), "The dataset dataset was not written: there is something of that name already.");
  EXPECT_EQ(bytesOf(out_ / "mine"), "x");
  std::filesystem::remove(out_ / "mine");
  EXPECT_EQ(refusal(), "") << "an empty folder is taken";
  EXPECT_FALSE(std::filesystem::exists(folder_ / ".dataset.unfinished"));
}

}  // namespace
}  // namespace valvista::planning
