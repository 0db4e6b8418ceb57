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

void CaseStrokes::add(int version, int base, std::vector<std::byte> record) {
  const auto [entry, isNew] = logs_.try_emplace(version);
  StrokeLog& strokes = entry->second.strokes;
  if (isNew) {
    entry->second.base = base;
    if (const auto known = known_.find(base); known != known_.end()) strokes.begin(known->second);
  }
  strokes.add(std::move(record));
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
    if (log.strokes.hasUnsaved()) versions.push_back(version);
  return versions;
}

void CaseStrokes::beginSaving() {
  for (auto& [version, log] : logs_) log.strokes.beginSaving();
}

void CaseStrokes::abandonSaving() {
  for (auto& [version, log] : logs_) log.strokes.abandonSaving();
}

void CaseStrokes::finishSaving(const std::map<int, JournalStart>& saved) {
  forAll(saved, [this](const auto& entry) {
    const auto log = logs_.find(entry.first);
    if (log != logs_.end() && log->second.strokes.isSaving())
      log->second.strokes.finishSaving(entry.second);
    else
      know(entry.first, entry.second);
  });
  abandonSaving();
}

void CaseStrokes::adopt(int version, std::filesystem::path journal) {
  logs_.at(version).strokes.adopt(std::move(journal));
}

void CaseStrokes::discard() {
  forAll(logs_, [](auto& entry) { entry.second.strokes.discard(); });
}

}  // namespace valvista::ui
