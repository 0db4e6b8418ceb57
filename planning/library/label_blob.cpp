// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/label_blob.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <new>
#include <stdexcept>
#include <zlib.h>

namespace valvista::planning {

namespace {

static_assert(std::endian::native == std::endian::little, "the bytes are defined as little endian");

constexpr std::array<char, 4> kMagic{'V', 'L', 'B', 'L'};
constexpr std::int32_t kVersion = 1, kLongestAxis = 65535;
constexpr std::int64_t kLargestSlice = std::int64_t{1} << 28;
constexpr std::size_t kPieceBytes = std::size_t{1} << 18;

struct Header {
  std::array<char, 4> magic = kMagic;
  std::int32_t version = kVersion;
  std::array<std::int32_t, 3> size{};
  std::int32_t unused = 0;
  std::array<double, 12> lpsFromIjk{};
};
static_assert(sizeof(Header) == 120);

Header headerOf(const ImageGeometry& geometry) {
  Header header;
  header.size = {geometry.size[0], geometry.size[1], geometry.size[2]};
  const Affine& lps = geometry.lpsFromIjk;
  std::size_t at = 0;
  for (const Vec3& v : {lps.linear.column[0], lps.linear.column[1], lps.linear.column[2], lps.offset})
    for (int axis = 0; axis < 3; ++axis) header.lpsFromIjk[at++] = v[axis];
  return header;
}

ImageGeometry geometryOf(const Header& header) {
  if (header.magic != kMagic || header.version != kVersion)
    throw std::domain_error("it holds no labels, or labels of a newer version");
  ImageGeometry geometry;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (header.size[axis] < 1 || header.size[axis] > kLongestAxis)
      throw std::domain_error("its labels have no size");
    geometry.size[axis] = header.size[axis];
  }
  if (std::int64_t{header.size[0]} * header.size[1] > kLargestSlice)
    throw std::domain_error("its slices are too large");
  std::size_t at = 0;
  Affine& lps = geometry.lpsFromIjk;
  for (Vec3* v : {&lps.linear.column[0], &lps.linear.column[1], &lps.linear.column[2], &lps.offset})
    for (int axis = 0; axis < 3; ++axis) {
      if (!std::isfinite(header.lpsFromIjk[at])) throw std::domain_error("its labels have no place");
      (*v)[axis] = header.lpsFromIjk[at++];
    }
  return geometry;
}

class Deflate {
 public:
  explicit Deflate(std::vector<std::byte>& out) : out_(out) {
    // Labels are long runs: the fastest level is nearly as small as the best.
    if (deflateInit(&stream_, Z_BEST_SPEED) != Z_OK) throw std::bad_alloc();
  }
  ~Deflate() { deflateEnd(&stream_); }
  Deflate(const Deflate&) = delete;
  Deflate& operator=(const Deflate&) = delete;

  void write(std::span<const std::uint8_t> bytes, int flush = Z_NO_FLUSH) {
    stream_.next_in = const_cast<Bytef*>(bytes.data());
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = piece_.data();
      stream_.avail_out = static_cast<uInt>(piece_.size());
      deflate(&stream_, flush);
      const auto made = std::as_bytes(std::span(piece_)).first(piece_.size() - stream_.avail_out);
      out_.insert(out_.end(), made.begin(), made.end());
    } while (stream_.avail_out == 0);
  }

 private:
  std::vector<std::byte>& out_;
  std::vector<std::uint8_t> piece_ = std::vector<std::uint8_t>(kPieceBytes);
  z_stream stream_{};
};

class Inflate {
 public:
  explicit Inflate(std::span<const std::byte> bytes) {
    if (inflateInit(&stream_) != Z_OK) throw std::bad_alloc();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
  }
  ~Inflate() { inflateEnd(&stream_); }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;

  void read(std::span<std::uint8_t> next) {
    stream_.next_out = next.data();
    stream_.avail_out = static_cast<uInt>(next.size());
    while (stream_.avail_out > 0) {
      if (ended_) throw std::domain_error("its labels end too early");
      const int code = inflate(&stream_, Z_NO_FLUSH);
      if (code != Z_OK && code != Z_STREAM_END) throw std::domain_error("its compressed labels are damaged");
      ended_ = code == Z_STREAM_END;
    }
  }
  void finish() {
    std::uint8_t none = 0;
    stream_.next_out = &none;
    stream_.avail_out = 1;
    if (!ended_ && inflate(&stream_, Z_FINISH) != Z_STREAM_END) stream_.avail_out = 0;
    if (stream_.avail_out == 0 || stream_.avail_in > 0)
      throw std::domain_error("it holds more than its labels");
  }

 private:
  z_stream stream_{};
  bool ended_ = false;
};

}  // namespace

std::vector<std::byte> labelBlob(const LabelMap& labels) {
  const Header header = headerOf(labels.geometry());
  const auto bytes = std::as_bytes(std::span(&header, 1));
  std::vector<std::byte> blob(bytes.begin(), bytes.end());
  Deflate out(blob);
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    const auto slice = labels.slice(k);
    // An empty slice is one, however it came about, so that equal labels make equal bytes.
    const bool empty = labels.isBackground(k) ||
                       std::all_of(slice.begin(), slice.end(), [](std::uint8_t label) { return label == 0; });
    const std::array<std::uint8_t, 1> flag{empty ? std::uint8_t{0} : std::uint8_t{1}};
    out.write(flag);
    if (!empty) out.write(slice);
  }
  out.write({}, Z_FINISH);
  return blob;
}

LabelMap labelsOfBlob(std::span<const std::byte> blob) {
  Header header;
  if (blob.size() < sizeof header) throw std::domain_error("it is too short to hold labels");
  std::memcpy(&header, blob.data(), sizeof header);
  LabelMap labels(geometryOf(header));
  Inflate in(blob.subspan(sizeof header));
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    std::array<std::uint8_t, 1> flag{};
    in.read(flag);
    if (flag.front() > 1) throw std::domain_error("its compressed labels are damaged");
    if (flag.front() == 1) in.read(labels.mutableSlice(k));
  }
  in.finish();
  return labels;
}

}  // namespace valvista::planning
