// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to a case: label versions, documents, its scan.
#include "planning/core/sha256.h"
#include "planning/io/load_study.h"
#include "planning/library/case_library.h"
#include "planning/library/case_rows.h"
#include "planning/library/label_blob.h"
#include "planning/library/schema.h"

#include <algorithm>
#include <ranges>
#include <span>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr std::size_t kPseudonymDigits = 16;

Study loadCopy(const std::filesystem::path& file, const LibraryCase& one, const Progress& progress) {
  Study study = loadStudy(file, progress);
  study.patient = one.patient;
  study.facts = one.facts;
  return study;
}

/// Whether the newest review of the same labels that counts says what this one does.
bool saysTheSame(const std::vector<CaseDocument>& reviews, const CaseDocument& review) {
  bool same = false;
  for (const CaseDocument& one : reviews)
    if (!one.beside && one.version == review.version) same = one.blob == review.blob;
  return same;
}

/// Reads the scan of a case again where it was read. Throws LoadError; what a reader says is left out, as it
/// names files, and those may tell who the patient is.
void checkLinkedScan(const LibraryCase& one, const Progress& progress) {
  std::string sha256;
  try {
    sha256 = loadStudy(one.scan, progress).sha256;
  } catch (const LoadError&) {
    throw LoadError("its scan cannot be read any more where it was read.");
  }
  if (sha256 != one.scanSha256) throw LoadError("another scan lies where its scan was read.");
}

/// Calls `read`; what it refuses becomes a fault of the case.
void tryRead(const std::string& caseId, LibraryFaults& faults, const std::function<void()>& read) {
  try {
    read();
  } catch (const LoadError& error) {
    faults.push_back("Case " + caseId + ": " + error.what());
  }
}

}  // namespace

Study CaseLibrary::loadScan(const std::string& caseId, const Progress& progress) const {
  const LibraryCase one = caseOf(caseId);
  Study study = one.volumeBlob.empty() ? loadStudy(one.scan, progress)
                                       : loadCopy(blobs_.checkedVolume(one.volumeBlob), one, progress);
  if (study.sha256 != one.scanSha256)
    throw LoadError("What lies there now is not the scan of case " + caseId +
                    ": its voxels or its place in the patient differ.");
  return study;
}

std::vector<LabelVersion> CaseLibrary::versionsOf(const std::string& caseId) const {
  std::vector<LabelVersion> versions;
  for (const SqlRow& row : selectRows(*database_, versionTable(), "case_id = ?1 ORDER BY id", {caseId}))
    versions.push_back(versionOf(row));
  return versions;
}

AnatomyLabels CaseLibrary::loadVersion(const LabelVersion& version) const {
  AnatomyLabels labels = version.about;
  try {
    labels.labels = labelsOfBlob(blobs_.get(version.labelsBlob));
  } catch (const std::domain_error& error) {
    throw LoadError("Labels of the library cannot be used: " + std::string(error.what()) + ".");
  }
  return labels;
}

std::optional<LabelVersion> CaseLibrary::newestWholeVersion(const std::string& caseId,
                                                            std::optional<std::int64_t> before) const {
  const std::vector<LabelVersion> versions = versionsOf(caseId);
  for (const LabelVersion& version : std::views::reverse(versions)) {
    if (version.beside || (before && version.id >= *before)) continue;
    try {
      loadVersion(version);
      return version;
    } catch (const LoadError&) {
      continue;
    }
  }
  return std::nullopt;
}

std::string CaseLibrary::refusalFor(const std::string& caseId,
                                    std::optional<std::int64_t> startedFrom) const {
  if (const auto holder = otherHolder(caseId)) return "Somebody else corrects the case. " + describe(*holder);
  if (locks_->hasLost(caseId)) return "Somebody else took the case over meanwhile.";
  if (caseOf(caseId).head != startedFrom) return "Other labels of the case were saved meanwhile.";
  return {};
}

SaveOutcome CaseLibrary::saveLabels(const std::string& caseId, const AnatomyLabels& labels, VersionKind kind,
                                    std::optional<std::int64_t> startedFrom) {
  refuseReadOnly();
  LabelVersion version{0, caseId, startedFrom, kind, false, session().user, nowMs(), {}, labels};
  version.about.labels = {};
  version.labelsBlob = blobs_.put(labelBlob(labels.labels));
  SaveOutcome outcome;
  const bool isRun = kind == VersionKind::proposal && labels.model.has_value();
  change(isRun ? AuditEvent::run : AuditEvent::edit, caseId, [&] {
    LibraryCase one = caseOf(caseId);
    outcome.refusal = refusalFor(caseId, startedFrom);
    outcome.id = version.id = nextKey(*database_, versionTable());
    version.beside = !outcome.counts();
    insertRow(*database_, versionTable(), rowOf(version));
    if (!outcome.counts()) return;
    one.head = version.id;
    if (kind == VersionKind::corrected) one.annotator = session().user;
    if (isVerdict(one.state)) one.state = CaseState::toReview;
    write(one);
  });
  return outcome;
}

std::vector<CaseDocument> CaseLibrary::documentsOf(const std::string& caseId, DocumentKind kind) const {
  std::vector<CaseDocument> documents;
  for (const SqlRow& row : selectRows(*database_, documentTable(), "case_id = ?1 AND kind = ?2 ORDER BY id",
                                      {caseId, std::string(name(kind))}))
    documents.push_back(documentOf(row));
  return documents;
}

void CaseLibrary::addDocument(CaseDocument& document) {
  document.id = nextKey(*database_, documentTable());
  insertRow(*database_, documentTable(), rowOf(document));
}

SaveOutcome CaseLibrary::saveDocument(const std::string& caseId, DocumentKind kind, std::string_view text,
                                      std::optional<std::int64_t> version) {
  refuseReadOnly();
  CaseDocument document{0, caseId, version, kind, false, session().user, nowMs(), blobs_.put(text)};
  SaveOutcome outcome;
  change(AuditEvent::edit, caseId, [&] {
    outcome.refusal = refusalFor(caseId, version);
    document.beside = !outcome.counts();
    const bool isOther =
        kind == DocumentKind::review && outcome.counts() && !saysTheSame(documentsOf(caseId, kind), document);
    addDocument(document);
    outcome.id = document.id;
    LibraryCase one = caseOf(caseId);
    if (!isOther || !isVerdict(one.state)) return;
    one.state = CaseState::toReview;
    write(one);
  });
  return outcome;
}

std::optional<std::string> CaseLibrary::verifyAudit() const {
  return audit_.firstFault(anchor());
}

LibraryFaults CaseLibrary::verify(const Progress& progress) const {
  LibraryFaults faults;
  try {
    checkWhole(*database_);
    const std::vector<LibraryCase> cases = listCases({}).cases;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      progress.throwIfCancelled();
      const auto part = [&](std::size_t done) {
        return static_cast<double>(done) / static_cast<double>(cases.size());
      };
      const Progress ofCase(progress, part(i), part(i + 1));
      ofCase.report(0.0, "verifying cases");
      const LibraryCase& one = cases[i];
      tryRead(one.id, faults, [&] { thumbnail(one); });
      tryRead(one.id, faults, [&] {
        if (one.volumeBlob.empty())
          checkLinkedScan(one, ofCase);
        else
          loadScan(one.id, ofCase);
      });
      for (const LabelVersion& version : versionsOf(one.id))
        tryRead(one.id, faults, [&] { loadVersion(version); });
      for (const DocumentKind kind : {DocumentKind::review, DocumentKind::plan, DocumentKind::approval})
        for (const CaseDocument& document : documentsOf(one.id, kind))
          tryRead(one.id, faults, [&] { textOf(document); });
    }
    if (const auto fault = verifyAudit()) faults.push_back(*fault);
  } catch (const DamagedLibrary& error) {
    faults.push_back(error.what());
  }
  return faults;
}

std::string CaseLibrary::patientPseudonym(const LibraryCase& one) const {
  const std::vector<SqlRow> rows = selectRows(*database_, metaTable(), "key = 'salt'");
  if (rows.empty()) throw DamagedLibrary("library.db is damaged: it has no salt.");
  std::string who = "case\n" + one.id;
  if (!one.patient.id.empty())
    who = "id\n" + one.patient.id;
  else if (!one.patient.name.empty())
    who = "name\n" + one.patient.name + "\n" + one.patient.birthDate;
  const std::string salted = std::get<std::string>(rows.front().back()) + "\n" + who;
  return "patient_" +
         sha256Hex(std::as_bytes(std::span(salted.data(), salted.size()))).substr(0, kPseudonymDigits);
}

}  // namespace valvista::planning
