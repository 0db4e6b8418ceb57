// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/patch_source.h"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace valvista::ml {

/// Patches [first, first + count) of a step; safe to call from several threads (PatchSource::patches).
using PatchFunction = std::function<PatchBatch(std::int64_t step, int first, int count)>;

/// Patches of a step that are computed at once.
struct PatchRange {
  int first = 0, count = 0;
  bool operator==(const PatchRange&) const = default;
};

/// How `patches` of a step are shared out: process `rank` of `processes` takes a part, which it computes in
/// `accumulate` parts; as even as can be, none empty.
std::vector<PatchRange> patchRanges(int patches, int accumulate, int rank, int processes);

/// Prepares the patches of step after step ahead of their use, on threads of its own, each of which computes
/// alone. They come in order, whoever made them.
class PatchLoader {
 public:
  /// Every step has the same `ranges`. The first batch is the first range of `firstStep`; nothing is prepared
  /// from `endStep` on.
  PatchLoader(PatchFunction patches, std::vector<PatchRange> ranges, std::int64_t firstStep,
              std::int64_t endStep, int threads);
  ~PatchLoader();
  PatchLoader(const PatchLoader&) = delete;
  PatchLoader& operator=(const PatchLoader&) = delete;

  /// The next batch; waits for it. Throws what preparing it threw. Throws std::out_of_range after the last.
  PatchBatch next();

 private:
  struct Made {
    PatchBatch batch;
    std::exception_ptr failure;
  };
  void prepare();
  void end();
  Made make(std::int64_t ticket) const;

  PatchFunction patches_;
  std::vector<PatchRange> ranges_;
  std::int64_t firstStep_, tickets_;  ///< a ticket is a range of a step
  std::int64_t nextToMake_ = 0, nextToGive_ = 0, ahead_;
  bool ending_ = false;
  std::map<std::int64_t, Made> made_;
  std::mutex mutex_;
  std::condition_variable wasMade_, wasTaken_;
  std::vector<std::thread> threads_;
};

}  // namespace valvista::ml
