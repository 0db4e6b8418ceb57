// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/stroke_log.h"

#include "planning/library/library_session.h"

#include <utility>

namespace valvista::ui {

using planning::StrokeJournal;

void StrokeLog::begin(JournalStart start) {
  start_ = std::move(start);
  write();
}

void StrokeLog::add(std::vector<std::byte> record) {
  if (saving_) sinceSaving_.push_back(record);
  waiting_.push_back(std::move(record));
  write();
}

void StrokeLog::write() {
  if (waiting_.empty() || !hasBegun()) return;
  if (!journal_) {
    start_.header.sinceMs = planning::nowMs();
    journal_ = std::make_unique<StrokeJournal>(start_.folder, start_.header);
  }
  while (!waiting_.empty()) {
    journal_->append(waiting_.front());
    waiting_.pop_front();
  }
}

void StrokeLog::beginSaving() {
  saving_ = true;
  sinceSaving_.clear();
}

void StrokeLog::finishSaving(JournalStart start) {
  saving_ = false;
  start_ = std::move(start);
  if (journal_) adopted_.push_back(journal_->file());
  journal_.reset();
  waiting_ = std::exchange(sinceSaving_, {});
  write();  // the newer journal is whole before the older one goes
  const std::vector<std::filesystem::path> saved = std::exchange(adopted_, {});
  for (const std::filesystem::path& file : saved) planning::discardJournal(file);
}

void StrokeLog::discard() {
  if (journal_) adopted_.push_back(journal_->file());
  journal_.reset();
  waiting_.clear();
  const std::vector<std::filesystem::path> refused = std::exchange(adopted_, {});
  for (const std::filesystem::path& file : refused) planning::discardJournal(file);
}

}  // namespace valvista::ui
