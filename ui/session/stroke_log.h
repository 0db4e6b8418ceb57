// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/stroke_journal.h"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <memory>
#include <vector>

namespace valvista::ui {

/// The strokes since labels were saved: on the disk as soon as it is known which labels they begin on, in
/// memory until then and while the disk refuses them. A stroke that waits is tried again with the next one.
class StrokeLog {
 public:
  /// What is added from here on begins on these labels. Writes what waits. Throws SaveError; it waits on
  /// then.
  void begin(const std::filesystem::path& folder, planning::JournalHeader header);
  /// Throws SaveError; the record waits then.
  void add(std::vector<std::byte> record);
  bool hasBegun() const { return !folder_.empty(); }

  /// The labels are being saved as they are now: what comes after is kept apart, too.
  void beginSaving();
  void abandonSaving() { saving_ = false; }
  /// What was there at beginSaving() is saved: the journal goes on with what came after, on the labels of
  /// `header`. Throws SaveError; the old journal stays then.
  void finishSaving(planning::JournalHeader header);

  /// A journal of an earlier session whose strokes are part of what is edited now: it goes when that is
  /// saved.
  void adopt(std::filesystem::path journal) { adopted_.push_back(std::move(journal)); }
  /// Other labels are edited now; the journal so far stays until theirs are saved or discarded.
  void setAside();
  /// Leaves every journal to the next start.
  void keep();
  /// The person has saved or refused what is in the journals. Throws SaveError.
  void discard();

 private:
  void write();

  std::filesystem::path folder_;
  planning::JournalHeader header_;
  std::unique_ptr<planning::StrokeJournal> journal_;
  std::deque<std::vector<std::byte>> waiting_, sinceSaving_;
  std::vector<std::filesystem::path> adopted_;
  bool saving_ = false;
};

}  // namespace valvista::ui
