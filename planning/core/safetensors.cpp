// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/safetensors.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/json.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <sys/mman.h>
#include <unistd.h>

namespace valvista {

namespace {

static_assert(std::endian::native == std::endian::little, "tensors are little-endian and are not converted");

constexpr std::size_t kLengthBytes = sizeof(std::uint64_t);
constexpr std::uint64_t kMostHeaderBytes = 100'000'000;
/// A thousand million weights; without a limit a sparse file of nothing could fill the memory.
constexpr std::uint64_t kMostFileBytes = std::uint64_t{4} << 30;
constexpr std::string_view kMetadataKey = "__metadata__";

struct TypeRow {
  TensorType type;
  std::string_view name;
  std::size_t bytes;
};
constexpr std::array<TypeRow, 10> kTypes{{{TensorType::f64, "F64", 8},
                                          {TensorType::f32, "F32", 4},
                                          {TensorType::f16, "F16", 2},
                                          {TensorType::bf16, "BF16", 2},
                                          {TensorType::i64, "I64", 8},
                                          {TensorType::i32, "I32", 4},
                                          {TensorType::i16, "I16", 2},
                                          {TensorType::i8, "I8", 1},
                                          {TensorType::u8, "U8", 1},
                                          {TensorType::boolean, "BOOL", 1}}};

const TypeRow& rowOf(TensorType type) {
  return *std::find_if(kTypes.begin(), kTypes.end(), [type](const TypeRow& row) { return row.type == type; });
}

/// A tensor of the header; the range counts from the end of the header.
struct Entry {
  NamedTensor tensor;
  std::uint64_t begin = 0, end = 0;
};

struct Header {
  std::vector<Entry> entries;  ///< in the order of their data
  TensorMetadata metadata;
};

TensorType typeNamed(const std::string& name) {
  const auto row =
      std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& known) { return known.name == name; });
  if (row == kTypes.end()) throw std::domain_error("numbers of the unknown type " + jsonString(name));
  return row->type;
}

/// Nothing where it is more than a number can hold.
std::optional<std::uint64_t> bytesOf(TensorType type, const std::vector<std::int64_t>& shape) {
  std::uint64_t bytes = bytesPerElement(type);
  // A size of 0 does not make up for one that is too large.
  bool empty = false;
  for (const std::int64_t size : shape) {
    if (size == 0) empty = true;
    const auto factor = static_cast<std::uint64_t>(std::max<std::int64_t>(size, 1));
    if (bytes > std::numeric_limits<std::uint64_t>::max() / factor) return std::nullopt;
    bytes *= factor;
  }
  return empty ? 0 : bytes;
}

Entry parseEntry(const std::string& name, const Json& json) {
  json.allowOnly({"dtype", "shape", "data_offsets"});
  Entry entry;
  entry.tensor.name = name;
  entry.tensor.type = typeNamed(json.string("dtype"));
  entry.tensor.shape = json.integers("shape");
  const std::vector<std::int64_t> range = json.integers("data_offsets");
  const auto negative = [](std::int64_t value) { return value < 0; };
  if (std::any_of(entry.tensor.shape.begin(), entry.tensor.shape.end(), negative))
    throw std::domain_error("a negative size");
  if (range.size() != 2 || std::any_of(range.begin(), range.end(), negative) || range[0] > range[1])
    throw std::domain_error("data_offsets are no range");
  entry.begin = static_cast<std::uint64_t>(range[0]);
  entry.end = static_cast<std::uint64_t>(range[1]);
  const std::optional<std::uint64_t> bytes = bytesOf(entry.tensor.type, entry.tensor.shape);
  if (!bytes) throw std::domain_error("its shape is too large");
  if (entry.end - entry.begin != *bytes)
    throw std::domain_error("its range has " + std::to_string(entry.end - entry.begin) +
                            " bytes, its shape needs " + std::to_string(*bytes));
  return entry;
}

TensorMetadata parseMetadata(const Json& json) {
  TensorMetadata metadata;
  for (const Json::Member& member : json.object()) {
    if (!member.value.isString()) throw std::domain_error(jsonString(member.key) + " is not a text");
    metadata.emplace_back(member.key, member.value.string());
  }
  return metadata;
}

void checkTiling(const std::vector<Entry>& sorted, std::uint64_t dataBytes) {
  std::uint64_t at = 0;
  for (const Entry& entry : sorted) {
    const std::string name = "the tensor " + jsonString(entry.tensor.name);
    if (entry.end > dataBytes) throw std::domain_error(name + " reaches beyond the end of the file");
    if (entry.begin < at) throw std::domain_error(name + " overlaps another one");
    if (entry.begin > at) throw std::domain_error("there is a gap before " + name);
    at = entry.end;
  }
  if (at != dataBytes)
    throw std::domain_error(std::to_string(dataBytes - at) + " bytes follow the last tensor");
}

Header parseHeader(std::string_view text, std::uint64_t dataBytes) {
  if (!text.starts_with('{')) throw std::domain_error("it is not a safetensors file");
  const Json json = Json::parse(text, kMostHeaderBytes);
  Header header;
  for (const Json::Member& member : json.object()) {
    try {
      if (member.key == kMetadataKey)
        header.metadata = parseMetadata(member.value);
      else
        header.entries.push_back(parseEntry(member.key, member.value));
    } catch (const std::domain_error& error) {
      throw std::domain_error(jsonString(member.key) + ": " + error.what());
    }
  }
  std::sort(header.entries.begin(), header.entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  checkTiling(header.entries, dataBytes);
  return header;
}

std::string_view textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Length and text of the header, with the spaces that let the data begin at a multiple of eight.
std::string headerBytes(std::span<const NamedTensor> tensors, const TensorMetadata& metadata) {
  Json::Object members, texts;
  for (const auto& [key, text] : metadata) texts.push_back({key, text});
  if (!texts.empty()) members.push_back({std::string(kMetadataKey), std::move(texts)});
  std::uint64_t at = 0;
  for (const NamedTensor& tensor : tensors) {
    const std::uint64_t end = at + tensor.bytes.size();
    members.push_back(
        {tensor.name, Json::Object{{"dtype", tensorTypeName(tensor.type)},
                                   {"shape", Json::Array(tensor.shape.begin(), tensor.shape.end())},
                                   {"data_offsets", Json::Array{at, end}}}});
    at = end;
  }
  std::string text = Json(std::move(members)).dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  try {
    parseHeader(text, at);
  } catch (const std::domain_error& error) {
    throw std::invalid_argument(error.what());
  }
  const auto length = std::bit_cast<std::array<char, kLengthBytes>>(std::uint64_t{text.size()});
  return std::string(length.begin(), length.end()) + text;
}

std::size_t headerSizeOf(std::span<const std::byte, kLengthBytes> length, std::size_t fileSize) {
  std::uint64_t size = 0;
  std::memcpy(&size, length.data(), length.size());
  if (size > kMostHeaderBytes || size > fileSize - kLengthBytes)
    throw std::domain_error("its header is said to be longer than the file or than 100 MB");
  return size;
}

/// The tensors of a header, each with its part of the data.
std::vector<NamedTensor> placed(Header& header, std::span<const std::byte> data) {
  std::vector<NamedTensor> tensors;
  for (Entry& entry : header.entries) {
    entry.tensor.bytes = data.subspan(entry.begin, entry.end - entry.begin);
    tensors.push_back(std::move(entry.tensor));
  }
  return tensors;
}

}  // namespace

std::size_t bytesPerElement(TensorType type) {
  return rowOf(type).bytes;
}

std::string_view tensorTypeName(TensorType type) {
  return rowOf(type).name;
}

SafetensorsFile::SafetensorsFile(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  try {
    read(file);
  } catch (const std::domain_error& error) {
    throw ModelError(name + ": " + error.what() + ".");
  } catch (const std::bad_alloc&) {
    throw ModelError(name + ": there is not enough memory for it.");
  }
}

SafetensorsFile::SafetensorsFile(std::unique_ptr<std::byte[]> bytes, std::size_t size,
                                 const std::string& name)
    : bytes_(std::move(bytes)), size_(size) {
  try {
    if (size_ < kLengthBytes) throw std::domain_error("it is not a safetensors file");
    const std::size_t headerSize =
        headerSizeOf(std::span<const std::byte, kLengthBytes>(bytes_.get(), kLengthBytes), size_);
    const std::span rest(bytes_.get() + kLengthBytes, size_ - kLengthBytes);
    Header header = parseHeader(textOf(rest.first(headerSize)), rest.size() - headerSize);
    tensors_ = placed(header, rest.subspan(headerSize));
    metadata_ = std::move(header.metadata);
  } catch (const std::domain_error& error) {
    throw ModelError(name + ": " + error.what() + ".");
  }
}

void SafetensorsFile::forget(const NamedTensor& tensor) {
  if (bytes_.use_count() != 1) return;
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* first = bytes_.get() + (tensor.bytes.data() - bytes_.get());
  std::size_t room = tensor.bytes.size();
  // Whole pages only: the others hold parts of neighbours.
  if (std::align(page, page, first, room) != nullptr) madvise(first, room / page * page, MADV_DONTNEED);
}

void SafetensorsFile::read(const std::filesystem::path& path) {
  InputFile file(path);
  if (file.size() < kLengthBytes) throw std::domain_error("it is not a safetensors file");
  if (file.size() > kMostFileBytes) throw std::domain_error("it is larger than 4 GiB");
  std::array<std::byte, kLengthBytes> length;
  file.read(length);
  std::vector<std::byte> headerText(headerSizeOf(length, file.size()));
  file.read(headerText);
  const std::size_t dataAt = kLengthBytes + headerText.size();
  Header header = parseHeader(textOf(headerText), file.size() - dataAt);

  size_ = file.size();
  bytes_ = std::make_shared_for_overwrite<std::byte[]>(size_);
  std::copy(length.begin(), length.end(), bytes_.get());
  std::copy(headerText.begin(), headerText.end(), bytes_.get() + kLengthBytes);
  const std::span<std::byte> data(bytes_.get() + dataAt, size_ - dataAt);
  file.read(data);
  file.finish();
  tensors_ = placed(header, data);
  metadata_ = std::move(header.metadata);
}

const NamedTensor* SafetensorsFile::find(std::string_view name) const {
  const auto found = std::find_if(tensors_.begin(), tensors_.end(),
                                  [name](const NamedTensor& tensor) { return tensor.name == name; });
  return found == tensors_.end() ? nullptr : &*found;
}

void writeSafetensors(const std::filesystem::path& file, std::span<const NamedTensor> tensors,
                      const TensorMetadata& metadata) {
  AtomicFile output(file);
  output.write(headerBytes(tensors, metadata));
  for (const NamedTensor& tensor : tensors) output.write(tensor.bytes);
  output.commit();
}

}  // namespace valvista
