// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/stroke_log.h"

#include <map>
#include <set>
#include <vector>

namespace valvista::ui {

/// The strokes on every labels of the open case. Versions are those of the document, by index; each that was
/// corrected has a log of its own, which begins on the labels of its base: the version that it was made of,
/// or itself as it came in. Throws as StrokeLog does.
class CaseStrokes {
 public:
  /// The library has the labels of this version, as they came in: what is painted on them can be on the disk
  /// from here on.
  void know(int version, JournalStart start);
  bool knows(int version) const { return known_.count(version) != 0; }
  void add(int version, int base, std::vector<std::byte> record);
  /// Whether this version was corrected.
  bool has(int version) const { return logs_.count(version) != 0; }
  /// Versions that strokes begin on and that the library does not have.
  std::set<int> unknownBases() const;
  /// Versions with strokes that were not saved.
  std::vector<int> unsaved() const;

  /// All versions are being saved as they are now.
  void beginSaving();
  void abandonSaving();
  /// What was there at beginSaving() is saved, the versions given as labels of the library.
  void finishSaving(const std::map<int, JournalStart>& saved);

  /// See StrokeLog::adopt(); of a version that was corrected.
  void adopt(int version, std::filesystem::path journal);
  void discard();

 private:
  struct Log {
    int base = -1;
    StrokeLog strokes{};
  };
  std::map<int, Log> logs_;
  std::map<int, JournalStart> known_;
};

}  // namespace valvista::ui
