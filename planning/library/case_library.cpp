// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/case_library.h"

#include "planning/core/json.h"
#include "planning/library/case_rows.h"
#include "planning/library/random_name.h"
#include "planning/library/schema.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace valvista::planning {

namespace {

std::string folded(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool matches(const LibraryCase& one, const std::string& foldedText) {
  if (foldedText.empty()) return true;
  for (const std::string* text :
       {&one.patient.name, &one.patient.id, &one.patient.birthDate, &one.facts.studyDate,
        &one.facts.studyDescription, &one.facts.seriesDescription, &one.annotator, &one.id})
    if (folded(*text).find(foldedText) != std::string::npos) return true;
  return false;
}

/// Who said what about which labels.
std::string approvalText(const LibraryCase& one, const CaseDocument& approval, const std::string& note) {
  return Json(Json::Object{{"schema", "valvista.approval"},
                           {"version", 1},
                           {"state", name(one.state)},
                           {"by", approval.author},
                           {"at_ms", approval.madeMs},
                           {"label_version", one.head ? Json(*one.head) : Json()},
                           {"note", note}})
             .dump(2) +
         "\n";
}

AuditEvent eventOf(CaseState state) {
  if (state == CaseState::accepted) return AuditEvent::accept;
  return state == CaseState::rejected ? AuditEvent::reject : AuditEvent::edit;
}

}  // namespace

CaseLibrary::CaseLibrary(const std::filesystem::path& folder, LibrarySession session)
    : files_{folder}, blobs_(files_.blobs()), audit_(files_.audit()) {
  OpenedDatabase opened = openDatabase(files_, diskKindOf(files_.folder));
  lock_ = std::move(opened.lock);
  database_ = std::move(opened.database);
  locks_ = std::make_unique<CaseLocks>(*database_, std::move(session));
  if (opened.isNewer) {
    readOnlyReason_ = "The library was made by a newer Valvista: its cases can be looked at, not changed.";
    return;
  }
  try {
    keepCopy(*database_, files_.copy());
  } catch (const SaveError& error) {
    notice_ = std::string("No copy of the library was kept. ") + error.what();
  }
}

CaseLibrary::~CaseLibrary() {
  if (!changed_) return;
  try {
    Transaction transaction(*database_);
    locks_->releaseAllBut({});
    transaction.commit();
    checkWhole(*database_);
    keepCopy(*database_, files_.copy());
  } catch (const Error&) {
    // The next one who opens the library is told what is wrong with it.
  }
}

void CaseLibrary::refuseReadOnly() const {
  if (!readOnlyReason_.empty()) throw SaveError(readOnlyReason_);
}

AuditAnchor CaseLibrary::anchor() const {
  const std::vector<SqlRow> rows = selectRows(*database_, metaTable(), "key = 'audit'");
  if (rows.empty()) return {};
  try {
    return AuditAnchor::of(std::get<std::string>(rows.front().back()));
  } catch (const std::domain_error& error) {
    throw DamagedLibrary(std::string("library.db is damaged: ") + error.what() + ".");
  }
}

void CaseLibrary::change(AuditEvent event, const std::string& caseId, const std::function<void()>& work) {
  refuseReadOnly();
  Transaction transaction(*database_);
  work();
  const AuditAnchor before = anchor();
  const AuditTrail::Appended line = audit_.append(before, {event, caseId, session().user, nowMs()});
  try {
    const SqlRow row{"audit", line.anchor.text()};
    if (before.lines == 0)
      insertRow(*database_, metaTable(), row);
    else
      updateRow(*database_, metaTable(), row);
    transaction.commit();
  } catch (...) {
    audit_.cutBack(line);
    throw;
  }
  changed_ = true;
}

void CaseLibrary::write(LibraryCase& one) {
  one.changedMs = nowMs();
  updateRow(*database_, caseTable(), rowOf(one));
}

void CaseLibrary::changeCase(AuditEvent event, const std::string& caseId,
                             const std::function<void(LibraryCase&)>& edit) {
  change(event, caseId, [&] {
    if (const auto holder = otherHolder(caseId))
      throw SaveError("The case was not changed. " + describe(*holder));
    LibraryCase one = caseOf(caseId);
    edit(one);
    write(one);
  });
}

std::string CaseLibrary::addCase(const Study& study, const std::filesystem::path& scan) {
  refuseReadOnly();
  LibraryCase one;
  if (!scan.empty()) one.scan = std::filesystem::absolute(scan);
  const auto knownCase = [&]() -> std::optional<LibraryCase> {
    const auto rows = selectRows(*database_, caseTable(), "scan_sha256 = ?1", {study.sha256});
    return rows.empty() ? std::nullopt : std::optional(planning::caseOf(rows.front()));
  };
  const auto hasMoved = [&](const LibraryCase& known) {
    return known.volumeBlob.empty() && !one.scan.empty() && known.scan != one.scan;
  };
  // Before the scan is copied, which takes long.
  if (const auto known = knownCase(); known && !hasMoved(*known)) return known->id;
  one.id = randomName();
  one.patient = study.patient;
  one.facts = study.facts;
  one.scanSha256 = study.sha256;
  if (one.scan.empty()) one.volumeBlob = blobs_.putVolume(study.volume);
  one.addedMs = one.changedMs = nowMs();
  std::string id = one.id;
  change(AuditEvent::import, id, [&] {
    auto known = knownCase();
    if (!known) return insertRow(*database_, caseTable(), rowOf(one));
    id = known->id;
    if (!hasMoved(*known)) return;
    known->scan = one.scan;
    write(*known);
  });
  return id;
}

LibraryCase CaseLibrary::caseOf(const std::string& caseId) const {
  const std::vector<SqlRow> rows = selectRows(*database_, caseTable(), "id = ?1", {caseId});
  if (rows.empty()) throw LoadError("The library has no case " + caseId + ".");
  return planning::caseOf(rows.front());
}

CaseList CaseLibrary::listCases(const CaseFilter& filter) const {
  CaseList list;
  const std::string text = folded(filter.text);
  for (const SqlRow& row : selectRows(*database_, caseTable(), "true ORDER BY added_ms, id")) {
    LibraryCase one = planning::caseOf(row);
    if (!matches(one, text) || (!filter.tag.empty() && !one.tags.contains(filter.tag))) continue;
    ++list.counts[static_cast<std::size_t>(one.state)];
    if (!filter.state || one.state == *filter.state) list.cases.push_back(std::move(one));
  }
  return list;
}

std::optional<LibraryCase> CaseLibrary::nextCase(const std::string& annotator,
                                                 const std::set<std::string>& except) const {
  for (LibraryCase& one : listCases({{}, CaseState::inWork, {}}).cases) {
    if (one.annotator != annotator || except.contains(one.id)) continue;
    const auto holder = otherHolder(one.id);
    if (!holder || holder->stale) return std::move(one);
  }
  std::optional<LibraryCase> left;
  for (LibraryCase& one : listCases({{}, CaseState::toCorrect, {}}).cases) {
    if (except.contains(one.id)) continue;
    const auto holder = otherHolder(one.id);
    if (!holder) return std::move(one);
    if (holder->stale && !left) left = std::move(one);
  }
  return left;
}

void CaseLibrary::setState(const std::string& caseId, CaseState state, const std::string& note) {
  const std::string& user = session().user;
  changeCase(eventOf(state), caseId, [&](LibraryCase& one) {
    one.state = state;
    if (state == CaseState::inWork) one.annotator = user;
    if (!isVerdict(state)) return;
    CaseDocument approval{0, caseId, one.head, DocumentKind::approval, false, user, nowMs(), {}};
    approval.blob = blobs_.put(approvalText(one, approval, note));
    addDocument(approval);
  });
}

void CaseLibrary::setTags(const std::string& caseId, const std::set<std::string>& tags) {
  changeCase(AuditEvent::edit, caseId, [&](LibraryCase& one) { one.tags = tags; });
}

void CaseLibrary::addSecondsSpent(const std::string& caseId, std::int64_t seconds) {
  changeCase(AuditEvent::edit, caseId, [&](LibraryCase& one) { one.secondsSpent += seconds; });
}

void CaseLibrary::setThumbnail(const std::string& caseId, std::span<const std::byte> picture) {
  refuseReadOnly();
  const std::string blob = blobs_.put(picture);
  changeCase(AuditEvent::edit, caseId, [&](LibraryCase& one) { one.thumbnailBlob = blob; });
}

std::vector<std::byte> CaseLibrary::thumbnail(const LibraryCase& one) const {
  return one.thumbnailBlob.empty() ? std::vector<std::byte>() : blobs_.get(one.thumbnailBlob);
}

std::optional<LockHolder> CaseLibrary::lockCase(const std::string& caseId) {
  refuseReadOnly();
  Transaction transaction(*database_);
  caseOf(caseId);
  std::optional<LockHolder> holder = locks_->take(caseId);
  transaction.commit();
  changed_ = changed_ || !holder;
  return holder;
}

void CaseLibrary::takeOver(const std::string& caseId) {
  change(AuditEvent::takeOver, caseId, [&] {
    caseOf(caseId);
    locks_->takeOver(caseId);
  });
}

void CaseLibrary::releaseCase(const std::string& caseId) {
  Transaction transaction(*database_);
  locks_->release(caseId);
  transaction.commit();
}

void CaseLibrary::releaseAllBut(const std::string& caseId) {
  if (!locks_->hasOthers(caseId)) return;
  Transaction transaction(*database_);
  locks_->releaseAllBut(caseId);
  transaction.commit();
}

std::vector<std::string> CaseLibrary::beat() {
  Transaction transaction(*database_);
  std::vector<std::string> lost = locks_->beat();
  transaction.commit();
  return lost;
}

std::optional<LockHolder> CaseLibrary::otherHolder(const std::string& caseId) const {
  return locks_->otherHolder(caseId);
}

void CaseLibrary::record(AuditEvent event, const std::string& caseId) {
  change(event, caseId, [] {});
}

}  // namespace valvista::planning
