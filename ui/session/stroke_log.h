// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/stroke_journal.h"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <memory>
#include <vector>

namespace valvista::ui {

/// Where a journal is to lie, and what it is about.
struct JournalStart {
  std::filesystem::path folder;
  planning::JournalHeader header;
};

/// The strokes on labels since they were saved: on the disk as soon as it is known which labels they begin
/// on, in memory until then and while the disk refuses them. A stroke that waits is tried again with the next
/// one. Whatever throws throws SaveError; what could not be written waits then, and no journal has gone.
class StrokeLog {
 public:
  /// What is added from here on begins on these labels. Writes what waits.
  void begin(JournalStart start);
  void add(std::vector<std::byte> record);
  bool hasBegun() const { return !start_.folder.empty(); }
  const JournalStart& start() const { return start_; }

  /// The labels are being saved as they are now: what comes after is kept apart, too. Only one saving at a
  /// time.
  void beginSaving();
  void abandonSaving() { saving_ = false; }
  bool isSaving() const { return saving_; }
  /// What was there at beginSaving() is saved: the journal goes on with what came after, on the labels of
  /// `start`.
  void finishSaving(JournalStart start);

  /// A journal of an earlier session whose strokes are part of what is edited now: it goes when that is
  /// saved.
  void adopt(std::filesystem::path journal) { adopted_.push_back(std::move(journal)); }
  /// The person does not want what is in the journals.
  void discard();

 private:
  void write();

  JournalStart start_;
  std::unique_ptr<planning::StrokeJournal> journal_;
  std::deque<std::vector<std::byte>> waiting_, sinceSaving_;
  std::vector<std::filesystem::path> adopted_;
  bool saving_ = false;
};

}  // namespace valvista::ui
