// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/deflate_sink.h"

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>
#include <zlib.h>

namespace valvista {

/// A running compression.
class DeflateSink::Stream {
 public:
  Stream() {
    /// Between speed and size; CT noise hardly compresses further at higher levels.
    constexpr int kLevel = 4, kGzipWindow = 15 + 16, kMemoryLevel = 8;
    if (deflateInit2(&state_, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Stream() { deflateEnd(&state_); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void put(std::span<const std::byte> bytes, AtomicFile& file) {
    constexpr std::size_t kMost = std::size_t{1} << 28;  // zlib counts in 32 bits
    while (!bytes.empty()) {
      const auto piece = bytes.first(std::min(bytes.size(), kMost));
      state_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(piece.data()));
      state_.avail_in = static_cast<uInt>(piece.size());
      drain(Z_NO_FLUSH, file);
      bytes = bytes.subspan(piece.size());
    }
  }

  void drain(int flush, AtomicFile& file) {
    std::array<std::byte, std::size_t{1} << 16> out;
    do {
      state_.next_out = reinterpret_cast<Bytef*>(out.data());
      state_.avail_out = static_cast<uInt>(out.size());
      if (deflate(&state_, flush) == Z_STREAM_ERROR) throw std::logic_error("zlib stream in a wrong state");
      file.write(std::span<const std::byte>(out).first(out.size() - state_.avail_out));
    } while (state_.avail_out == 0);
  }

 private:
  z_stream state_{};
};

DeflateSink::DeflateSink(AtomicFile& file, bool compress)
    : file_(file), stream_(compress ? std::make_unique<Stream>() : nullptr) {}

DeflateSink::~DeflateSink() = default;

void DeflateSink::write(std::span<const std::byte> bytes) {
  if (stream_)
    stream_->put(bytes, file_);
  else
    file_.write(bytes);
}

void DeflateSink::finish() {
  if (stream_) stream_->drain(Z_FINISH, file_);
}

}  // namespace valvista
