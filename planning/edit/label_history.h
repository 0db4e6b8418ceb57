// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/descriptor.h"
#include "planning/edit/label_change.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

namespace valvista::planning {

/// The edits that can be undone, as many as there are: memory holds the newest up to a limit, older ones lie
/// in a file of the temporary folder that has no name and goes with the process (mode 0600, runs of labels
/// only).
class LabelHistory {
 public:
  static constexpr std::size_t kMemory = 256U << 20U;
  explicit LabelHistory(std::size_t memoryLimit = kMemory) : memoryLimit_(memoryLimit) {}

  using Id = std::uint64_t;
  /// Keeps a change and gives it a name. Where there is no room on disk it stays in memory.
  Id keep(LabelChange change);
  /// Throws LoadError when the disk does not give it back, std::out_of_range for a name that is not kept.
  LabelChange change(Id id) const;
  void forget(Id id);

  std::size_t count() const { return kept_.size(); }
  std::size_t bytesInMemory() const { return inMemory_; }

 private:
  struct Kept {
    LabelChange change;            ///< empty when it lies on disk
    std::uint64_t offset = 0;      ///< in the file
    std::size_t encodedBytes = 0;  ///< in the file; 0 while in memory
    std::list<Id>::iterator age;   ///< in newest_, while in memory
  };
  bool moveToDisk(Kept& kept);

  std::size_t memoryLimit_, inMemory_ = 0;
  std::unordered_map<Id, Kept> kept_;
  std::list<Id> newest_;  ///< what is in memory, the oldest at the back
  Id next_ = 1;
  Descriptor file_;
  std::uint64_t fileEnd_ = 0;
};

}  // namespace valvista::planning
