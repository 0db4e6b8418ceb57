// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/library_desk.h"

#include "planning/core/sha256.h"
#include "planning/io/label_schemes.h"
#include "planning/io/review_file.h"
#include "ui/session/journal_record.h"
#include "ui/session/thumbnail.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace valvista::ui {

using planning::AnatomyLabels;
using planning::AuditEvent;
using planning::CaseLibrary;
using planning::CaseState;
using planning::DocumentKind;
using planning::LabelVersion;
using planning::LibraryCase;
using planning::VersionKind;

namespace {

/// Labels with the sha256 of the voxels that they are, whatever file they came from: versions are told apart
/// by it.
AnatomyLabels namedByVoxels(AnatomyLabels anatomy) {
  const bool corrected = std::exchange(anatomy.corrected, true);
  anatomy = planning::namedAsTheyAre(std::move(anatomy));
  anatomy.corrected = corrected;
  return anatomy;
}

std::string holderText(const std::optional<planning::LockHolder>& holder) {
  return holder ? planning::describe(*holder) : std::string();
}

bool sameLabels(const LabelVersion& version, const AnatomyLabels& anatomy) {
  return version.about.sha256 == anatomy.sha256 && version.about.pinned == anatomy.pinned;
}

/// Applies the records of a journal as far as they can be.
void apply(const planning::JournalContent& content, RecoveredCase& recovered) {
  try {
    for (const std::vector<std::byte>& bytes : content.records) {
      const JournalRecord record = recordOf(bytes);
      if (const auto* review = std::get_if<planning::Review>(&record)) {
        recovered.review = *review;
      } else if (recovered.anatomy) {
        const StrokeRecord& stroke = std::get<StrokeRecord>(record);
        stroke.change.apply(recovered.anatomy->labels);
        recovered.anatomy->pinned = stroke.pinned;
      }
      ++recovered.changes;
    }
  } catch (const std::domain_error&) {  // damaged: what came before it is recovered
  } catch (const std::logic_error&) {   // it follows a stroke that is missing
  }
  recovered.whole = recovered.changes == content.records.size() && content.lostBytes == 0;
}

VersionKind kindOf(const AnatomyLabels& anatomy) {
  return anatomy.corrected ? VersionKind::corrected : VersionKind::proposal;
}

}  // namespace

CaseLibrary& LibraryDesk::library() {
  if (!library_) library_ = std::make_unique<CaseLibrary>(planning::libraryFolder());
  return *library_;
}

ShelfList LibraryDesk::list(const planning::CaseFilter& filter) {
  ShelfList shelf;
  planning::CaseList found = library().listCases(filter);
  shelf.counts = found.counts;
  for (LibraryCase& one : found.cases) {
    ShelfRow row{std::move(one), {}, {}};
    row.holder = holderText(library().otherHolder(row.about.id));
    try {
      row.picture = library().thumbnail(row.about);
    } catch (const planning::DamagedLibrary&) {
      throw;
    } catch (const LoadError&) {  // a row without its picture is a row
    }
    shelf.rows.push_back(std::move(row));
  }
  return shelf;
}

std::optional<LabelVersion> LibraryDesk::versionOf(const std::string& caseId, std::int64_t id) {
  for (LabelVersion& version : library().versionsOf(caseId))
    if (version.id == id) return std::move(version);
  return std::nullopt;
}

std::optional<LabelVersion> LibraryDesk::readLabels(const LibraryCase& one, FetchedCase& fetched) {
  if (!one.head) return std::nullopt;
  std::optional<LabelVersion> version = versionOf(one.id, *one.head);
  planning::Case& inputs = fetched.plan.inputs;
  try {
    if (version) inputs.anatomy = library().loadVersion(*version);
  } catch (const planning::DamagedLibrary&) {
    throw;
  } catch (const LoadError& damaged) {
    version = library().newestWholeVersion(one.id, one.head);
    if (!version) throw;
    inputs.anatomy = library().loadVersion(*version);
    fetched.opened.notice =
        std::string(damaged.what()) + " The labels saved before them were opened instead.";
  }
  if (!version) return std::nullopt;
  planning::matchStudy(*inputs.anatomy, *inputs.study);
  fetched.opened.labelsSha256 = version->about.sha256;
  return version;
}

void LibraryDesk::readReview(const LibraryCase& one, const std::optional<LabelVersion>& labels,
                             FetchedCase& fetched) {
  const auto isAbout = [&labels](const std::optional<std::int64_t>& version) {
    return labels ? version == labels->id : !version;
  };
  for (const planning::CaseDocument& document : library().documentsOf(one.id, DocumentKind::review))
    if (!document.beside && isAbout(document.version))
      fetched.plan.inputs.review = planning::parseReview(library().textOf(document), "The review").review;
}

std::string LibraryDesk::lock(const std::string& caseId) {
  const auto holder = library().lockCase(caseId);
  if (!holder) return {};
  if (!holder->stale) return planning::describe(*holder);
  library().takeOver(caseId);
  return {};
}

FetchedCase LibraryDesk::fetch(const std::string& caseId, const Progress& progress) {
  FetchedCase fetched;
  fetched.opened.id = caseId;
  const bool mayWrite = library().readOnlyReason().empty();
  fetched.opened.holder = mayWrite ? lock(caseId) : library().readOnlyReason();
  try {
    const auto ahead = std::exchange(ahead_, std::nullopt);
    fetched.plan.inputs.study =
        ahead && ahead->first == caseId ? ahead->second : library().loadScan(caseId, progress);
    const LibraryCase one = library().caseOf(caseId);
    fetched.opened.head = one.head;
    fetched.opened.scan = one.scan;
    readReview(one, readLabels(one, fetched), fetched);
    if (mayWrite) library().record(AuditEvent::open, caseId);
  } catch (...) {
    if (caseId != caseId_ && fetched.opened.holder.empty()) library().releaseCase(caseId);
    throw;
  }
  return fetched;
}

FetchedCase LibraryDesk::fetchNext(const std::string& nothing, const Progress& progress) {
  std::set<std::string> passed;
  std::string problem;
  while (const auto next = library().nextCase(library().session().user, passed)) {
    passed.insert(next->id);
    if (!lock(next->id).empty()) continue;  // somebody was faster
    try {
      FetchedCase fetched = fetch(next->id, progress);
      library().setState(next->id, CaseState::inWork);
      fetched.opened.notice = problem + (problem.empty() ? "" : " ") + fetched.opened.notice;
      return fetched;
    } catch (const planning::DamagedLibrary&) {
      throw;
    } catch (const LoadError& error) {  // one that cannot be opened does not keep anybody from the others
      if (problem.empty()) problem = "A case was passed over. " + std::string(error.what());
    }
  }
  throw LoadError(problem.empty() ? nothing : problem);
}

void LibraryDesk::readAhead(const Progress& progress) {
  for (const LibraryCase& one : library().listCases({{}, CaseState::toCorrect, {}}).cases) {
    if (library().otherHolder(one.id)) continue;
    if (!ahead_ || ahead_->first != one.id) ahead_ = {one.id, library().loadScan(one.id, progress)};
    return;
  }
}

std::string LibraryDesk::sit(const DeskCase& opened, std::uint64_t visit) {
  library().releaseAllBut(opened.id);
  caseId_ = opened.id;
  visit_ = visit;
  head_ = opened.head;
  // Where the same case was open before, its lock was given back when that visit ended.
  return opened.holder.empty() ? lock(opened.id) : opened.holder;
}

void LibraryDesk::leave(std::uint64_t visit) {
  if (caseId_.empty() || visit_ != visit) return;
  library().releaseAllBut({});
  caseId_.clear();
}

std::string LibraryDesk::ensureCase(const CaseToStore& what, std::uint64_t visit, const Progress& progress) {
  if (!caseId_.empty() && visit_ == visit) return caseId_;
  if (!what.study) throw LoadError("Labels without a scan are not kept in the library.");
  progress.report(0.0, "adding the case to the library");
  planning::Study study = *what.study;
  if (study.sha256.empty()) study.sha256 = sha256Hex(study.volume);  // the demo case comes from no file
  const std::string id = library().addCase(study, what.scan.value_or(std::filesystem::path()));
  const LibraryCase one = library().caseOf(id);
  // Where somebody else corrects it, what is made here is kept beside.
  const bool ours = lock(id).empty();
  if (ours && one.thumbnailBlob.empty())
    library().setThumbnail(id, thumbnailOf(study.volume, what.anatomy ? &what.anatomy->labels : nullptr));
  DeskCase opened;
  opened.id = id;
  // Labels that this session did not begin on are never replaced by its own.
  const std::optional<LabelVersion> head = one.head ? versionOf(id, *one.head) : std::nullopt;
  if (head && what.anatomy && sameLabels(*head, namedByVoxels(*what.anatomy))) opened.head = head->id;
  sit(opened, visit);
  return id;
}

DeskCase LibraryDesk::enter(const CaseToStore& first, std::uint64_t visit, const Progress& progress) {
  DeskCase now;
  now.id = ensureCase(first, visit, progress);
  now.holder = holderText(library().otherHolder(now.id));
  now.scan = library().caseOf(now.id).scan;
  if (first.anatomy) {
    const AnatomyLabels anatomy = namedByVoxels(*first.anatomy);
    now.labelsSha256 = anatomy.sha256;
    const std::vector<LabelVersion> versions = library().versionsOf(now.id);
    const bool known =
        std::ranges::any_of(versions, [&](const auto& version) { return sameLabels(version, anatomy); });
    if (!known) {
      // Nobody has asked to save them: where the case has labels, these are beside them.
      const planning::SaveOutcome kept = library().saveLabels(now.id, anatomy, kindOf(anatomy), {});
      if (kept.counts()) head_ = kept.id;
    }
  }
  now.head = head_;
  if (now.holder.empty() && library().caseOf(now.id).state == CaseState::toCorrect)
    library().setState(now.id, CaseState::inWork);
  return now;
}

planning::SaveOutcome LibraryDesk::keepLabels(const std::string& caseId, const AnatomyLabels& named) {
  const std::optional<LabelVersion> head = head_ ? versionOf(caseId, *head_) : std::nullopt;
  if (head && sameLabels(*head, named)) return {head->id, {}};
  const planning::SaveOutcome outcome = library().saveLabels(caseId, named, kindOf(named), head_);
  if (outcome.counts()) head_ = outcome.id;
  return outcome;
}

StoredCase LibraryDesk::store(const CaseToStore& what, std::uint64_t visit, const Progress& progress) {
  StoredCase stored;
  const std::string& id = stored.id = ensureCase(what, visit, progress);
  std::optional<std::int64_t> version = head_;
  const auto take = [&](const planning::SaveOutcome& outcome) {
    if (!outcome.counts()) stored.refusal = outcome.refusal;
    return outcome.id;
  };
  const auto keep = [&](const AnatomyLabels& labels) {
    const AnatomyLabels named = namedByVoxels(labels);
    stored.labelsSha256.push_back(named.sha256);
    version = take(keepLabels(id, named));
  };
  for (const AnatomyLabels& other : what.others) keep(other);
  if (what.anatomy) keep(*what.anatomy);
  const planning::StoredReview review{library().caseOf(id).scanSha256,
                                      what.anatomy ? stored.labelsSha256.back() : std::string(), what.review};
  // No review is none: a case that was accepted without one stays accepted.
  if (what.review != planning::Review() || !library().documentsOf(id, DocumentKind::review).empty())
    take(library().saveDocument(id, DocumentKind::review, planning::reviewJson(review), version));
  if (!what.plan.empty()) take(library().saveDocument(id, DocumentKind::plan, what.plan, version));
  if (stored.refusal.empty() && what.secondsSpent > 0) library().addSecondsSpent(id, what.secondsSpent);
  stored.head = head_;
  return stored;
}

RecoveredCase LibraryDesk::recover(const planning::LeftJournal& journal, const Progress& progress) {
  const planning::JournalContent content = planning::readJournal(journal.file);
  const std::string &id = content.header.caseId, &labels = content.header.labelsSha256;
  RecoveredCase recovered;
  recovered.fetched = fetch(id, progress);
  DeskCase& opened = recovered.fetched.opened;
  std::optional<LabelVersion> base, head;
  for (const LabelVersion& version : library().versionsOf(id)) {
    if (version.about.sha256 == labels) base = version;
    if (version.id == opened.head) head = version;
  }
  if (!base && !labels.empty())
    throw LoadError("The labels that the strokes begin on are not in the library.");
  if (base) recovered.anatomy = library().loadVersion(*base);
  std::optional<AnatomyLabels> before = recovered.anatomy;
  apply(content, recovered);
  const bool isHeadWhole = !head || head->about.sha256 == opened.labelsSha256;
  if (opened.holder.empty() && isHeadWhole && opened.head == content.header.head) {
    // Nobody has saved since: the work goes on where it was.
    if (before) planning::matchStudy(*before, *recovered.fetched.plan.inputs.study);
    opened.labelsSha256 = labels;
    recovered.fetched.plan.inputs.anatomy = std::move(before);
    return recovered;
  }
  recovered.besideReason = keepBeside(id, base, recovered);
  return recovered;
}

std::string LibraryDesk::keepBeside(const std::string& caseId, const std::optional<LabelVersion>& base,
                                    const RecoveredCase& recovered) {
  planning::SaveOutcome kept;
  std::optional<std::int64_t> version;
  std::string sha256;
  if (base) {
    AnatomyLabels anatomy = *recovered.anatomy;
    anatomy.corrected = true;
    anatomy = namedByVoxels(std::move(anatomy));
    sha256 = anatomy.sha256;
    if (!sameLabels(*base, anatomy))
      kept = library().saveLabels(caseId, anatomy, VersionKind::corrected, base->id);
    version = kept.id > 0 ? kept.id : base->id;
  }
  if (recovered.review) {
    const planning::StoredReview review{library().caseOf(caseId).scanSha256, sha256, *recovered.review};
    const auto saved =
        library().saveDocument(caseId, DocumentKind::review, planning::reviewJson(review), version);
    if (kept.counts()) kept = saved;
  }
  return kept.counts() ? "The labels that were saved after them are damaged." : kept.refusal;
}

void LibraryDesk::restoreCopy() {
  library_.reset();
  try {
    planning::restoreCopy({planning::libraryFolder()});
  } catch (const Error&) {
    if (!caseId_.empty()) lock(caseId_);  // nothing has changed
    throw;
  }
  caseId_.clear();
  library().record(AuditEvent::restore, {});
}

bool LibraryDesk::beat() {
  if (!library_) return false;
  library().releaseAllBut(caseId_);  // of openings that failed or were given up
  return !caseId_.empty() && std::ranges::count(library().beat(), caseId_) > 0;
}

std::vector<LeftStrokes> leftStrokes(LibraryDesk& desk) {
  std::vector<LeftStrokes> left;
  const planning::LibraryFolder files{planning::libraryFolder()};
  for (const planning::LeftJournal& journal : planning::leftJournals(files.journals())) {
    if (journal.strokes == 0 && journal.lostBytes == 0 && journal.problem.empty()) continue;
    LeftStrokes strokes{journal, std::nullopt};
    try {
      if (journal.problem.empty()) strokes.about = desk.library().caseOf(journal.header.caseId);
      // On another machine nobody sees whether the process runs; who corrects a case keeps its lock fresh.
      const auto holder = desk.library().otherHolder(journal.header.caseId);
      if (journal.elsewhere && holder && !holder->stale) continue;
    } catch (const planning::DamagedLibrary&) {
      throw;
    } catch (const LoadError& unknown) {
      strokes.journal.problem = unknown.what();
    }
    left.push_back(std::move(strokes));
  }
  return left;
}

}  // namespace valvista::ui
