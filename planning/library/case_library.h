// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/library/audit_trail.h"
#include "planning/library/blob_store.h"
#include "planning/library/case_locks.h"
#include "planning/library/library_case.h"
#include "planning/library/library_files.h"

#include <array>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace valvista::planning {

/// Which cases to list; what is empty restricts nothing.
struct CaseFilter {
  std::string text;  ///< in names, patient's id, dates, descriptions, annotator, case id; letter case aside
  std::optional<CaseState> state;
  std::string tag;
};

struct CaseList {
  std::vector<LibraryCase> cases;                     ///< the oldest first
  std::array<std::size_t, kCaseStateCount> counts{};  ///< by state, of what text and tag leave
};

/// What is wrong in a library, one sentence each.
using LibraryFaults = std::vector<std::string>;

/// The cases of this user: what is known of them in SQLite, their voxels and texts in files named by content.
/// Every change is whole or not there, whatever kills the process; everything read is compared with a
/// checksum.
///
/// Throws DamagedLibrary where the database is not what was written, LoadError for a damaged or missing file
/// of a single version, SaveError for what could not be written (nothing has changed then). One object is
/// used by one thread at a time; other objects and processes may work on the same folder.
class CaseLibrary {
 public:
  /// Opens the library of a folder (libraryFolder()) or makes it.
  explicit CaseLibrary(const std::filesystem::path& folder, LibrarySession session = thisSession());
  /// Gives back the locks and keeps a copy of the database where something was changed.
  ~CaseLibrary();
  CaseLibrary(const CaseLibrary&) = delete;
  CaseLibrary& operator=(const CaseLibrary&) = delete;

  const LibraryFolder& files() const { return files_; }
  const LibrarySession& session() const { return locks_->session(); }
  /// Why nothing can be changed: the library was made by a newer Valvista. Empty when it can.
  const std::string& readOnlyReason() const { return readOnlyReason_; }
  /// What did not work on opening and is no reason to stop, for people.
  const std::string& notice() const { return notice_; }

  // Cases.
  /// Adds a scan, read from `scan` (empty: a copy of the volume is kept). Gives the case's id; where the scan
  /// is known already, that of the case there is, which is read from `scan` from here on unless it has a
  /// copy.
  std::string addCase(const Study& study, const std::filesystem::path& scan);
  /// Throws LoadError for an unknown id.
  LibraryCase caseOf(const std::string& caseId) const;
  CaseList listCases(const CaseFilter& filter) const;
  /// What `annotator` should do next, cases in `except` left out: a case of their own in work that nobody
  /// else has open, else the oldest to correct without a lock, else one whose lock is stale; none when there
  /// is none. lockCase() tells whether somebody was faster.
  std::optional<LibraryCase> nextCase(const std::string& annotator,
                                      const std::set<std::string>& except) const;
  /// The scan as it was added: LoadError when what lies there now is another.
  Study loadScan(const std::string& caseId, const Progress& progress) const;

  // What follows throws SaveError while somebody else has the case open.
  /// Accepting and rejecting leave an approval of the labels that count and their review, `note` in it.
  void setState(const std::string& caseId, CaseState state, const std::string& note = {});
  void setTags(const std::string& caseId, const std::set<std::string>& tags);
  void addSecondsSpent(const std::string& caseId, std::int64_t seconds);
  void setThumbnail(const std::string& caseId, std::span<const std::byte> picture);
  /// Empty when there is none.
  std::vector<std::byte> thumbnail(const LibraryCase& one) const;

  // Locks: who corrects a case holds its lock and calls beat() at least every minute.
  /// Nothing when the case is ours to correct; else who corrects it, and it can be looked at only.
  std::optional<LockHolder> lockCase(const std::string& caseId);
  void takeOver(const std::string& caseId);
  void releaseCase(const std::string& caseId);
  /// Gives back our locks on all other cases.
  void releaseAllBut(const std::string& caseId);
  std::vector<std::string> beat();
  std::optional<LockHolder> otherHolder(const std::string& caseId) const;

  // Label versions, the oldest first.
  std::vector<LabelVersion> versionsOf(const std::string& caseId) const;
  AnatomyLabels loadVersion(const LabelVersion& version) const;
  /// The newest version that counts and can be read, older than `before` where that is given.
  std::optional<LabelVersion> newestWholeVersion(const std::string& caseId,
                                                 std::optional<std::int64_t> before = {}) const;
  /// Saves labels that were made from the version `startedFrom` (none: from nothing). They become the case's
  /// labels only while nobody else holds its lock, ours was not taken over, and that version still counts;
  /// else they are kept beside. A case that was accepted or rejected is to be reviewed anew then.
  SaveOutcome saveLabels(const std::string& caseId, const AnatomyLabels& labels, VersionKind kind,
                         std::optional<std::int64_t> startedFrom);

  // Review, plan and approvals, the oldest first.
  std::vector<CaseDocument> documentsOf(const std::string& caseId, DocumentKind kind) const;
  std::string textOf(const CaseDocument& document) const { return blobs_.text(document.blob); }
  /// About the label version `version`; counts under the same conditions as labels. Another review than the
  /// one before it, whose edits make labels too, lets a case be reviewed anew like new labels.
  SaveOutcome saveDocument(const std::string& caseId, DocumentKind kind, std::string_view text,
                           std::optional<std::int64_t> version);

  /// Tells the audit trail what is done to a case outside the library: opened, exported, restored.
  void record(AuditEvent event, const std::string& caseId);
  /// The first line of the audit trail that was changed or removed, in a sentence.
  std::optional<std::string> verifyAudit() const;
  /// Reads everything again: database, every file of every case, scans that lie elsewhere, audit trail.
  LibraryFaults verify(const Progress& progress) const;
  /// Names a patient for the outside: the same patient always the same, and nobody without this library can
  /// tell who it is. By the patient's id, else by name and birth date, else one of its own for the case.
  std::string patientPseudonym(const LibraryCase& one) const;

 private:
  void change(AuditEvent event, const std::string& caseId, const std::function<void()>& work);
  /// change() of a case that nobody else has open.
  void changeCase(AuditEvent event, const std::string& caseId, const std::function<void(LibraryCase&)>& edit);
  void write(LibraryCase& one);
  void refuseReadOnly() const;
  std::string refusalFor(const std::string& caseId, std::optional<std::int64_t> startedFrom) const;
  void addDocument(CaseDocument& document);
  AuditAnchor anchor() const;

  LibraryFolder files_;
  Descriptor lock_;  ///< longer than the database is open
  std::unique_ptr<Database> database_;
  std::unique_ptr<CaseLocks> locks_;
  BlobStore blobs_;
  AuditTrail audit_;
  std::string readOnlyReason_, notice_;
  bool changed_ = false;
};

}  // namespace valvista::planning
