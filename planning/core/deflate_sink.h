// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/atomic_file.h"

#include <cstddef>
#include <memory>
#include <span>

namespace valvista {

/// Sends bytes to a file, compressed as gzip or as they are. The gzip header has no time and no name, so
/// equal content makes equal files. Throws SaveError as AtomicFile, and std::bad_alloc.
class DeflateSink {
 public:
  DeflateSink(AtomicFile& file, bool compress);
  ~DeflateSink();
  DeflateSink(const DeflateSink&) = delete;
  DeflateSink& operator=(const DeflateSink&) = delete;

  void write(std::span<const std::byte> bytes);
  /// Ends the compressed stream; the file is the caller's to commit.
  void finish();

 private:
  class Stream;
  AtomicFile& file_;
  std::unique_ptr<Stream> stream_;
};

}  // namespace valvista
