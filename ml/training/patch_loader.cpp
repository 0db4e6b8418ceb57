// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_loader.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <omp.h>
#include <stdexcept>
#include <utility>

namespace valvista::ml {

namespace {

/// Part `index` of `parts` of [0, count): [begin, end).
std::pair<int, int> share(int count, int index, int parts) {
  return {static_cast<int>(static_cast<std::int64_t>(count) * index / parts),
          static_cast<int>(static_cast<std::int64_t>(count) * (index + 1) / parts)};
}

}  // namespace

std::vector<PatchRange> patchRanges(int patches, int accumulate, int rank, int processes) {
  const auto [begin, end] = share(patches, rank, processes);
  const int parts = std::clamp(accumulate, 1, std::max(1, end - begin));
  std::vector<PatchRange> ranges;
  for (int part = 0; part < parts; ++part) {
    const auto [from, to] = share(end - begin, part, parts);
    if (to > from) ranges.push_back({begin + from, to - from});
  }
  return ranges;
}

PatchLoader::PatchLoader(PatchFunction patches, std::vector<PatchRange> ranges, std::int64_t firstStep,
                         std::int64_t endStep, int threads)
    : patches_(std::move(patches)),
      ranges_(std::move(ranges)),
      firstStep_(firstStep),
      tickets_((endStep - firstStep) * static_cast<std::int64_t>(ranges_.size())),
      ahead_(std::max(1, threads) + 1) {
  try {
    for (int i = 0; i < std::max(1, threads); ++i) threads_.emplace_back([this] { prepare(); });
  } catch (...) {  // no thread can be made: those that were must end first
    end();
    throw;
  }
}

PatchLoader::~PatchLoader() {
  end();
}

void PatchLoader::end() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wasTaken_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

PatchBatch PatchLoader::next() {
  std::unique_lock lock(mutex_);
  if (nextToGive_ >= tickets_) throw std::out_of_range("There are no patches after the last step.");
  wasMade_.wait(lock, [this] { return made_.contains(nextToGive_); });
  const auto found = made_.find(nextToGive_);
  Made made = std::move(found->second);
  made_.erase(found);
  ++nextToGive_;
  lock.unlock();
  wasTaken_.notify_all();
  if (made.failure) std::rethrow_exception(made.failure);
  return std::move(made.batch);
}

PatchLoader::Made PatchLoader::make(std::int64_t ticket) const {
  const auto parts = static_cast<std::int64_t>(ranges_.size());
  const PatchRange& range = ranges_[static_cast<std::size_t>(ticket % parts)];
  try {
    return {patches_(firstStep_ + ticket / parts, range.first, range.count), nullptr};
  } catch (...) {
    return {{}, std::current_exception()};
  }
}

void PatchLoader::prepare() {
  // LibTorch sets a new thread's number at its first look; afterwards this thread computes alone, since the
  // processors belong to the training.
  at::get_num_threads();
  omp_set_num_threads(1);
  for (;;) {
    std::unique_lock lock(mutex_);
    wasTaken_.wait(
        lock, [this] { return ending_ || nextToMake_ >= tickets_ || nextToMake_ < nextToGive_ + ahead_; });
    if (ending_ || nextToMake_ >= tickets_) return;
    const std::int64_t ticket = nextToMake_++;
    lock.unlock();
    Made made = make(ticket);
    lock.lock();
    made_.emplace(ticket, std::move(made));
    lock.unlock();
    wasMade_.notify_all();
  }
}

}  // namespace valvista::ml
