// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/process_stamp.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace valvista::planning {

/// What a journal is about.
struct JournalHeader {
  std::string caseId;
  std::string labelsSha256;  ///< AnatomyLabels::sha256 that the first record starts from
  std::string user;
  ProcessStamp process;
  std::int64_t sinceMs = 0;
  std::optional<std::int64_t> head{};  ///< the case's label version that its author knew to count
};

/// What was done to labels since they were saved, one record a stroke, on the disk before append() comes
/// back: a crash or power cut costs at most the stroke that is being written. The library knows nothing of
/// what a record says. Throws SaveError naming the journal and the reason; the records before are intact
/// then.
class StrokeJournal {
 public:
  /// Begins a new file in `folder`, "CASE-RANDOM.journal", which is made when missing.
  StrokeJournal(const std::filesystem::path& folder, const JournalHeader& header);
  /// Leaves the file.
  ~StrokeJournal();
  StrokeJournal(const StrokeJournal&) = delete;
  StrokeJournal& operator=(const StrokeJournal&) = delete;

  void append(std::span<const std::byte> record);
  const std::filesystem::path& file() const { return file_; }

 private:
  void write(std::span<const std::byte> bytes);

  std::filesystem::path file_;
  int descriptor_ = -1;
  std::uint64_t records_ = 0, bytes_ = 0;
};

struct JournalContent {
  JournalHeader header;
  std::vector<std::vector<std::byte>> records;  ///< the whole ones, in order
  std::uint64_t lostBytes = 0;                  ///< after them: a stroke that was being written, or damage
};
/// Changes nothing. Throws LoadError when not even the header is whole.
JournalContent readJournal(const std::filesystem::path& file);

/// A journal that nobody writes to any more.
struct LeftJournal {
  std::filesystem::path file;
  JournalHeader header;
  std::size_t strokes = 0;
  std::uint64_t lostBytes = 0;
  bool elsewhere = false;  ///< of another machine, where its process may still run
  std::string problem{};   ///< why it cannot be read; empty when it can
};
/// All that dead sessions left, the oldest first. They stay, however often this is asked, until
/// discardJournal(): only after what they hold was saved or refused by the user. (One without strokes and
/// lost bytes holds nothing.)
std::vector<LeftJournal> leftJournals(const std::filesystem::path& folder);
/// Throws SaveError.
void discardJournal(const std::filesystem::path& file);

}  // namespace valvista::planning
