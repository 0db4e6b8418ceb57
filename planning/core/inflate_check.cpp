// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/inflate_check.h"

#include <fstream>
#include <new>
#include <stdexcept>
#include <vector>
#include <zlib.h>

namespace valvista {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 16;

class Inflater {
 public:
  Inflater() {
    constexpr int kZlibOrGzip = 15 + 32;
    if (inflateInit2(&stream_, kZlibOrGzip) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Adds what `input` holds; true at the end of the stream.
  bool add(std::vector<char>& input, std::size_t bytes, std::uint64_t most) {
    stream_.next_in = reinterpret_cast<Bytef*>(input.data());
    stream_.avail_in = static_cast<uInt>(bytes);
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(output_.data());
      stream_.avail_out = static_cast<uInt>(output_.size());
      const int code = inflate(&stream_, Z_NO_FLUSH);
      total_ += output_.size() - stream_.avail_out;
      if (code == Z_STREAM_END || total_ > most) return true;
      if (code != Z_OK && code != Z_BUF_ERROR) throw std::domain_error("the compressed data is damaged");
    } while (stream_.avail_out == 0);
    return false;
  }
  std::uint64_t total() const { return total_; }

 private:
  z_stream stream_{};
  std::vector<char> output_ = std::vector<char>(kPieceBytes);
  std::uint64_t total_ = 0;
};

}  // namespace

std::uint64_t inflatedBytes(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t most) {
  std::ifstream in(file, std::ios::binary);
  if (!in.seekg(static_cast<std::streamoff>(offset))) throw std::domain_error("it cannot be opened");
  Inflater inflater;
  std::vector<char> input(kPieceBytes);
  for (;;) {
    in.read(input.data(), static_cast<std::streamsize>(input.size()));
    const auto bytes = static_cast<std::size_t>(in.gcount());
    if (bytes == 0) throw std::domain_error("the file ends too early");
    if (inflater.add(input, bytes, most)) return inflater.total();
  }
}

}  // namespace valvista
