// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/case_strokes.h"

#include "planning/core/error.h"

#include <exception>
#include <utility>

namespace valvista::ui {

namespace {

/// Does `work` to each, also where it fails for one of them; throws the first failure at the end.
template <class Range, class Work>
void forAll(Range& range, Work work) {
  std::exception_ptr failure;
  for (auto& one : range) {
    try {
      work(one);
    } catch (const SaveError&) {
      if (!failure) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

void CaseStrokes::know(int version, JournalStart start) {
  known_[version] = start;
  forAll(logs_, [&](auto& entry) {
    Log& log = entry.second;
    if (log.base == version && !log.strokes.hasBegun()) log.strokes.begin(start);
  });
}

JournalStart CaseStrokes::startOn(int base) const {
  const auto known = known_.find(base);
  return known == known_.end() ? JournalStart() : known->second;
}

CaseStrokes::Log& CaseStrokes::logOf(int version, int base) {
  const auto [entry, isNew] = logs_.try_emplace(version);
  if (isNew) {
    entry->second.base = base;
    entry->second.strokes.begin(startOn(base));
  }
  return entry->second;
}

void CaseStrokes::addStroke(int version, int base, std::vector<std::byte> record) {
  Log& log = logOf(version, base);
  log.isCorrected = log.isUnsaved = log.isUnsavedSince = true;
  log.strokes.add(std::move(record));
  if (base != version) takeReview(base, version);
}

void CaseStrokes::addReview(int version, std::vector<std::byte> record) {
  Log& log = logOf(version, version);
  log.review = record;
  log.strokes.add(std::move(record));
}

/// What is reviewed goes on with the labels that were made of those that it began on: one journal holds both.
void CaseStrokes::takeReview(int from, int to) {
  const auto log = logs_.find(from);
  if (log == logs_.end() || log->second.isCorrected) return;
  if (!log->second.review.empty()) addReview(to, log->second.review);
  log->second.strokes.discard();
  logs_.erase(log);
}

bool CaseStrokes::isCorrected(int version) const {
  const auto log = logs_.find(version);
  return log != logs_.end() && log->second.isCorrected;
}

std::set<int> CaseStrokes::unknownBases() const {
  std::set<int> bases;
  for (const auto& [version, log] : logs_)
    if (!log.strokes.hasBegun()) bases.insert(log.base);
  return bases;
}

std::vector<int> CaseStrokes::unsaved() const {
  std::vector<int> versions;
  for (const auto& [version, log] : logs_)
    if (log.isUnsaved) versions.push_back(version);
  return versions;
}

void CaseStrokes::beginSaving() {
  for (auto& [version, log] : logs_) {
    log.isUnsavedSince = false;
    log.strokes.beginSaving();
  }
}

void CaseStrokes::abandonSaving() {
  for (auto& [version, log] : logs_) log.strokes.abandonSaving();
}

void CaseStrokes::finishSaving(Log& log, const JournalStart& start) {
  log.isUnsaved = log.isUnsavedSince;
  log.review.clear();
  log.strokes.finishSaving(start);
}

void CaseStrokes::finishSaving(const std::map<int, JournalStart>& saved) {
  forAll(saved, [this](const auto& entry) {
    const auto log = logs_.find(entry.first);
    if (log != logs_.end() && log->second.strokes.isSaving()) {
      finishSaving(log->second, entry.second);
    } else {
      know(entry.first, entry.second);
    }
  });
  // What is left are changes of the review alone, on labels that are as they were.
  forAll(logs_, [this](auto& entry) {
    Log& log = entry.second;
    if (log.strokes.isSaving() && !log.isUnsaved) finishSaving(log, log.strokes.start());
  });
  abandonSaving();
}

void CaseStrokes::adopt(int version, std::filesystem::path journal) {
  logOf(version, version).strokes.adopt(std::move(journal));
}

void CaseStrokes::discard() {
  forAll(logs_, [](auto& entry) { entry.second.strokes.discard(); });
}

void CaseStrokes::discardReviews() {
  forAll(logs_, [](auto& entry) {
    if (!entry.second.isUnsaved) entry.second.strokes.discard();
  });
}

}  // namespace valvista::ui
