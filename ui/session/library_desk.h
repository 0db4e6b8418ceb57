// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/case_library.h"
#include "planning/library/stroke_journal.h"
#include "planning/pipeline/run_pipeline.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace valvista::ui {

/// A case of the library as it is opened in the window.
struct DeskCase {
  std::string id;
  std::optional<std::int64_t> head;  ///< its labels when it was read
  std::string labelsSha256;          ///< of the labels that it is opened with; empty where it has none
  std::string holder;                ///< who else corrects it, a sentence; empty when it is ours
  std::filesystem::path scan{};      ///< where it was read; empty where the library keeps a copy
  std::string notice{};              ///< what the person has to know of it; empty for nothing
};

/// A case together with what it is planned from.
struct FetchedCase {
  DeskCase opened;
  planning::Plan plan;
};

/// What is to be kept of the case that is open.
struct CaseToStore {
  std::optional<planning::Study> study;
  std::optional<std::filesystem::path> scan;  ///< where it was read, where that was a file or folder
  std::optional<planning::AnatomyLabels> anatomy;
  std::vector<planning::AnatomyLabels> others;  ///< that were corrected, too, and are not shown
  planning::Review review;
  std::string plan;  ///< plan.json; empty where nothing is measured
  std::int64_t secondsSpent = 0;
};

/// What storing came to.
struct StoredCase {
  std::string id;
  std::optional<std::int64_t> head;       ///< the labels that count
  std::vector<std::string> labelsSha256;  ///< of the others, then of the labels shown where there are any
  std::string refusal;                    ///< why it is kept beside and does not count; empty when it does
};

/// A row of the library as the window shows it.
struct ShelfRow {
  planning::LibraryCase about;
  std::string holder;  ///< who corrects it, ourselves excepted; empty for nobody
  std::vector<std::byte> picture;
};
struct ShelfList {
  std::vector<ShelfRow> rows;
  std::array<std::size_t, planning::kCaseStateCount> counts{};
};

/// Strokes of a session that ended without saving them.
struct LeftStrokes {
  planning::LeftJournal journal;
  std::optional<planning::LibraryCase> about;
};
/// What recovering came to: the case as it was saved, and labels and review with the changes.
struct RecoveredCase {
  FetchedCase fetched;
  std::optional<planning::AnatomyLabels> anatomy;  ///< nothing where the case has no labels
  std::optional<planning::Review> review;          ///< nothing where it was not changed
  std::size_t changes = 0;                         ///< that could be applied
  bool whole = false;                              ///< all of them could
  std::string
      besideReason{};  ///< why the result was saved as a version beside; empty when it is to be edited
};

/// The library with the case that is open. It belongs to the lane that reads and writes files: none of it is
/// for the thread of the window. Everything throws as CaseLibrary does.
class LibraryDesk {
 public:
  /// Opened, or made, when it is first asked for.
  planning::CaseLibrary& library();

  ShelfList list(const planning::CaseFilter& filter);
  /// Takes the lock and reads a case; the case that is open stays open until sit().
  FetchedCase fetch(const std::string& caseId, const Progress& progress);
  /// Throws LoadError when there is nothing to do.
  FetchedCase fetchNext(const std::string& nothing, const Progress& progress);
  /// Reads the scan of the case that comes next, so that it is there when it is asked for.
  void readAhead(const Progress& progress);
  /// This case is open from here on; the locks of all others are given back. Gives who else corrects it, a
  /// sentence.
  std::string sit(const DeskCase& opened, std::uint64_t visit);
  /// No case is open, unless another visit has begun.
  void leave(std::uint64_t visit);
  /// The labels that a first correction begins on, with their case, which is added where it is not known.
  /// They become the case's labels only where it has none.
  DeskCase enter(const CaseToStore& first, std::uint64_t visit, const Progress& progress);
  StoredCase store(const CaseToStore& what, std::uint64_t visit, const Progress& progress);
  RecoveredCase recover(const planning::LeftJournal& journal, const Progress& progress);
  /// Whether the open case was taken over by somebody else.
  bool beat();
  /// Puts the last whole copy of a damaged library in its place.
  void restoreCopy();

 private:
  /// Takes the lock, also that of a session which is gone. Gives who else has it, a sentence.
  std::string lock(const std::string& caseId);
  std::optional<planning::LabelVersion> versionOf(const std::string& caseId, std::int64_t id);
  /// Keeps labels where the library does not have them; they count where they follow the labels that this
  /// session knows.
  planning::SaveOutcome keepLabels(const std::string& caseId, const planning::AnatomyLabels& named);
  /// Keeps what was recovered as versions beside; gives the reason.
  std::string keepBeside(const std::string& caseId, const std::optional<planning::LabelVersion>& base,
                         const RecoveredCase& recovered);
  std::string ensureCase(const CaseToStore& what, std::uint64_t visit, const Progress& progress);
  /// Gives the version that was read.
  std::optional<planning::LabelVersion> readLabels(const planning::LibraryCase& one, FetchedCase& fetched);
  void readReview(const planning::LibraryCase& one, const std::optional<planning::LabelVersion>& labels,
                  FetchedCase& fetched);

  std::unique_ptr<planning::CaseLibrary> library_;
  std::optional<std::pair<std::string, planning::Study>> ahead_;  ///< a case and its scan
  std::string caseId_;                                            ///< of the open case; empty for none
  std::uint64_t visit_ = 0;                                       ///< tells an open case from the next
  std::optional<std::int64_t> head_;                              ///< its labels as this session knows them
};

/// What dead sessions on this machine left, the oldest first; makes no library where there is none.
std::vector<LeftStrokes> leftStrokes(LibraryDesk& desk);

}  // namespace valvista::ui
