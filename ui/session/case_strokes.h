// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/stroke_log.h"

#include <map>
#include <set>
#include <vector>

namespace valvista::ui {

/// The strokes on every labels of the open case, and the changes of its review. Versions are those of the
/// document, by index, -1 for no labels; each that was corrected or reviewed has a log of its own, which
/// begins on the labels of its base: the version that it was made of, or itself as it came in. Throws as
/// StrokeLog does.
class CaseStrokes {
 public:
  /// The library has the labels of this version, as they came in: what is painted on them can be on the disk
  /// from here on.
  void know(int version, JournalStart start);
  bool knows(int version) const { return known_.count(version) != 0; }
  void addStroke(int version, int base, std::vector<std::byte> record);
  /// The review was changed while this version was shown.
  void addReview(int version, std::vector<std::byte> record);
  bool isCorrected(int version) const;
  /// Versions that strokes begin on and that the library does not have.
  std::set<int> unknownBases() const;
  /// Corrected versions with something that was not saved.
  std::vector<int> unsaved() const;

  /// All versions are being saved as they are now.
  void beginSaving();
  void abandonSaving();
  /// What was there at beginSaving() is saved: the review, and the versions given as labels of the library.
  void finishSaving(const std::map<int, JournalStart>& saved);

  /// See StrokeLog::adopt().
  void adopt(int version, std::filesystem::path journal);
  void discard();
  /// The review alone is not wanted any more, or is in a file.
  void discardReviews();

 private:
  struct Log {
    int base = -1;
    bool isCorrected = false;
    bool isUnsaved = false, isUnsavedSince = false;  ///< its strokes, and those since saving began
    std::vector<std::byte> review{};  ///< the newest of its records of the review that is not saved
    StrokeLog strokes{};
  };
  Log& logOf(int version, int base);
  void finishSaving(Log& log, const JournalStart& start);
  void takeReview(int from, int to);
  JournalStart startOn(int base) const;

  std::map<int, Log> logs_;
  std::map<int, JournalStart> known_;
};

}  // namespace valvista::ui
