// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/export_dataset.h"

#include "planning/anatomy/root_labels.h"
#include "planning/core/nifti_file.h"
#include "planning/core/output_file.h"
#include "planning/core/sha256.h"
#include "planning/core/write_failure.h"
#include "planning/io/label_schemes.h"
#include "planning/io/nnunet_dataset.h"
#include "planning/io/review_file.h"
#include "planning/io/volume_file.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <set>
#include <utility>

namespace valvista::planning {

namespace fs = std::filesystem;

namespace {

constexpr const char* kOrigin = R"({"made_by": "library"})";

/// The dataset while it is being made, beside `out`; removed unless it takes its place.
class Staging {
 public:
  explicit Staging(fs::path out) : out_(std::move(out)) {
    if (out_.filename().empty()) out_ = out_.parent_path();  // "dataset/"
    std::error_code error;
    if (fs::exists(out_, error) && !(fs::is_directory(out_, error) && fs::is_empty(out_, error)))
      refuse("there is something of that name already");
    folder_ = fs::absolute(out_).parent_path() / ("." + out_.filename().string() + ".unfinished");
    fs::remove_all(folder_, error);  // of an export that was killed
    if ((error = makePrivateFolder(folder_))) refuse(writeFailure(error.value()));
  }
  ~Staging() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  const fs::path& folder() const { return folder_; }
  void putInPlace() {
    if (std::rename(folder_.c_str(), out_.c_str()) != 0) refuse(writeFailure(errno));
    folder_.clear();
    if (const int error = syncName(out_); error != 0) refuse(writeFailure(error));
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw SaveError("The dataset " + out_.filename().string() + " was not written: " + why + ".");
  }
  fs::path out_, folder_;
};

struct Files {
  fs::path image, labels;
};

Files filesOf(const fs::path& folder, const std::string& caseName) {
  return {folder / "imagesTr" / nnunetImageName(caseName), folder / "labelsTr" / nnunetLabelName(caseName)};
}

/// What a training knows of: the values of tavrClasses().
LabelMap trainingLabels(const LabelMap& labels) {
  LabelMap kept = labels;
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    const auto known = [](std::uint8_t label) { return label <= value(TavrLabel::iliacRight); };
    if (labels.isBackground(k) || std::ranges::all_of(labels.slice(k), known)) continue;
    for (std::uint8_t& label : kept.mutableSlice(k))
      if (!known(label)) label = 0;
  }
  return kept;
}

/// The labels of a case and the approval that is about them.
struct AcceptedLabels {
  LabelVersion version;
  CaseDocument approval;
};

/// Throws LoadError where there are none.
AcceptedLabels acceptedLabels(const CaseLibrary& library, const std::string& caseId) {
  const LibraryCase one = library.caseOf(caseId);  // the cases before it have taken a while
  if (one.state != CaseState::accepted) throw LoadError("it is no longer accepted.");
  const std::vector<LabelVersion> versions = library.versionsOf(one.id);
  const auto head = std::ranges::find_if(versions, [&](const auto& v) { return v.id == one.head; });
  if (head == versions.end()) throw LoadError("it has no labels.");
  const std::vector<CaseDocument> approvals = library.documentsOf(one.id, DocumentKind::approval);
  if (approvals.empty() || approvals.back().version != one.head)
    throw LoadError("its labels were saved after it was accepted; they have to be accepted first.");
  return {*head, approvals.back()};
}

/// The edits of the newest review of these labels that counted when they were accepted.
PlanEdits editsOf(const CaseLibrary& library, const AcceptedLabels& accepted) {
  PlanEdits edits;
  for (const CaseDocument& document : library.documentsOf(accepted.version.caseId, DocumentKind::review))
    if (!document.beside && document.version == accepted.version.id && document.id < accepted.approval.id)
      edits = parseReview(library.textOf(document), "The review").review.edits;
  return edits;
}

/// Labels as the rules make them of what was accepted: root, valve and annulus, where a person did not draw
/// them.
LabelMap derivedLabels(const CaseLibrary& library, const AcceptedLabels& accepted, const Study& study,
                       const Progress& progress) {
  const AnatomyLabels anatomy = library.loadVersion(accepted.version);
  const LabelMap labels = matchGrid(anatomy.labels, study.volume.geometry(), anatomy.partial);
  return deriveRootLabels(labels, {}, editsOf(library, accepted), progress, anatomy.pinned).labels;
}

/// Counts what changed between labels and what their file gives back.
std::size_t changedVoxels(const LabelMap& labels, const NiftiImage& read) {
  std::size_t changed = 0, at = 0;
  for (int k = 0; k < labels.geometry().size[2]; ++k)
    for (const std::uint8_t label : labels.slice(k)) changed += read.integers[at++] != label ? 1 : 0;
  return changed;
}

/// Reads both files again. Throws SaveError for a voxel or a place that is not what was written.
void compareWithFiles(const Files& files, const Study& study, const LabelMap& labels,
                      const Progress& progress) {
  const Study ct = loadVolumeFile(files.image, progress);
  const NiftiImage read = readNifti(files.labels);
  const bool same = ct.sha256 == sha256Hex(study.volume) &&
                    read.integers.size() == labels.geometry().voxelCount() &&
                    changedVoxels(labels, read) == 0;
  if (!same)
    throw SaveError(files.labels.filename().string() + ": what was read back differs from what was written.");
  try {
    matchGrid(labels, ImageGeometry(read.geometry));
    matchGrid(LabelMap(read.geometry), ct.volume.geometry());
  } catch (const LoadError& error) {
    throw SaveError(files.labels.filename().string() + ": " + error.what());
  }
}

class Export {
 public:
  Export(const CaseLibrary& library, const fs::path& folder) : library_(library), folder_(folder) {
    for (const char* part : {"imagesTr", "labelsTr"})
      if (const std::error_code error = makePrivateFolder(folder / part))
        throw SaveError(std::string(part) + " was not made: " + writeFailure(error.value()) + ".");
  }

  void add(const LibraryCase& one, const Progress& progress) {
    const std::string caseName = "case_" + one.id;
    try {
      write(one, caseName, progress);
      result_.cases.push_back({one.id, caseName, library_.patientPseudonym(one)});
    } catch (const DamagedLibrary&) {
      throw;
    } catch (const LoadError& error) {
      result_.refused.push_back("Case " + one.id + ": " + error.what());
    }
  }

  ExportedDataset finish() {
    if (result_.cases.empty())
      throw LoadError(result_.refused.empty() ? "The library has no accepted case."
                                              : "No accepted case can be used. " + result_.refused.front());
    NnunetFacts facts;
    facts.origin = kOrigin;
    // A class that no case has would stop a training.
    std::erase_if(facts.classes,
                  [&](const ModelClass& own) { return own.label != 0 && !present_.contains(own.label); });
    for (const auto& one : result_.cases) facts.patients[one.name] = one.patient;
    writeNnunetDataset(folder_, facts);
    return std::move(result_);
  }

 private:
  void write(const LibraryCase& one, const std::string& caseName, const Progress& progress) {
    const AcceptedLabels accepted = acceptedLabels(library_, one.id);
    const Study study = library_.loadScan(one.id, progress);
    const LabelMap labels = trainingLabels(derivedLabels(library_, accepted, study, progress));
    const Files files = filesOf(folder_, caseName);
    writeNifti(files.image, study.volume);
    writeNifti(files.labels, labels);
    compareWithFiles(files, study, labels, progress);
    const std::vector<std::size_t> counts = labelCounts(labels);
    for (std::size_t label = 1; label < counts.size(); ++label)
      if (counts[label] > 0) present_.insert(static_cast<std::uint8_t>(label));
  }

  const CaseLibrary& library_;
  fs::path folder_;
  ExportedDataset result_;
  std::set<std::uint8_t> present_;
};

}  // namespace

ExportedDataset exportDataset(CaseLibrary& library, const fs::path& out, const Progress& progress) {
  const std::vector<LibraryCase> accepted = library.listCases({{}, CaseState::accepted, {}}).cases;
  Staging staging(out);
  Export dataset(library, staging.folder());
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    progress.throwIfCancelled();
    const auto part = [&](std::size_t done) {
      return static_cast<double>(done) / static_cast<double>(accepted.size());
    };
    dataset.add(accepted[i], Progress(progress, part(i), part(i + 1)));
  }
  ExportedDataset result = dataset.finish();
  // Before it is there: what leaves the library without a line in its trail is worse than a line of a dataset
  // that could not be put in place after all.
  for (const auto& one : result.cases) library.record(AuditEvent::exported, one.id);
  staging.putInPlace();
  return result;
}

}  // namespace valvista::planning
