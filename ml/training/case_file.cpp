// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/case_file.h"

#include "planning/core/atomic_file.h"
#include "planning/core/descriptor.h"
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/mapped_memory.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <stdexcept>
#include <type_traits>

namespace valvista::ml {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::array<char, 8> kMagic{'V', 'V', 'C', 'A', 'S', 'E', '0', '1'};
constexpr std::size_t kMostClasses = 256;
constexpr std::size_t kAlignment = 64;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::array<char, 64> key{};
  std::array<std::int32_t, 3> size{};
  std::uint32_t classes = 0;
  std::uint64_t bytes = 0;  ///< of the whole file
  std::uint64_t contentSum = 0;
  std::array<std::uint32_t, kMostClasses> listed{};  ///< voxels listed of each class
  std::uint64_t headerSum = 0;                       ///< of all before it
};
static_assert(std::is_trivially_copyable_v<Header> && sizeof(Header) % sizeof(std::uint64_t) == 0);

constexpr std::size_t aligned(std::size_t at) {
  return (at + kAlignment - 1) / kAlignment * kAlignment;
}

/// A running sum that every changed bit changes, over pieces of a multiple of eight bytes (FNV-1a over words,
/// with the upper half folded in).
class ContentSum {
 public:
  void add(std::span<const std::byte> bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
      sum_ = (sum_ ^ word) * 0x100000001B3ULL;
      sum_ ^= sum_ >> 32;
    }
  }
  std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_ = 0xCBF29CE484222325ULL;
};

std::uint64_t sumOf(const Header& header) {
  ContentSum sum;
  sum.add(std::as_bytes(std::span(&header, 1)).first(offsetof(Header, headerSum)));
  return sum.value();
}

/// Where the parts begin.
struct Layout {
  std::size_t hu = 0, channels = 0;
  std::vector<std::size_t> lists;
  std::size_t end = 0;
};

std::size_t voxelsOf(const Header& header) {
  std::size_t count = 1;
  for (const std::int32_t n : header.size) count *= static_cast<std::size_t>(n);
  return count;
}

Layout layoutOf(const Header& header) {
  Layout layout;
  layout.hu = aligned(sizeof(Header));
  layout.channels = layout.hu + aligned(voxelsOf(header) * sizeof(std::int16_t));
  std::size_t at = layout.channels + aligned(voxelsOf(header));
  for (std::size_t c = 0; c < header.classes; ++c) {
    layout.lists.push_back(at);
    at += aligned(header.listed[c] * sizeof(std::uint32_t));
  }
  layout.end = at;
  return layout;
}

/// Calls `take` with every part behind the header, each filled up to the alignment.
template <class Take>
void forEachPart(const CaseContent& content, const Take& take) {
  const auto part = [&](std::span<const std::byte> bytes) {
    constexpr std::array<std::byte, kAlignment> kZeros{};
    const std::size_t whole = bytes.size() / kAlignment * kAlignment;
    take(bytes.first(whole));
    if (whole == bytes.size()) return;
    std::array<std::byte, kAlignment> last = kZeros;
    std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(whole), bytes.end(), last.begin());
    take(std::span<const std::byte>(last));
  };
  part(std::as_bytes(std::span(content.hu)));
  part(std::as_bytes(std::span(content.channels)));
  for (const auto& list : content.voxelsOf) part(std::as_bytes(std::span(list)));
}

/// What is wrong with a header, without its key; nothing when it is good.
std::optional<std::string> faultOf(const Header& header, std::uint64_t fileBytes) {
  constexpr std::int32_t kLongestAxis = 1 << 16;
  if (header.magic != kMagic) return "it is no cached case";
  if (header.headerSum != sumOf(header)) return "its header is damaged";
  const bool sizeGood = std::all_of(header.size.begin(), header.size.end(),
                                    [](std::int32_t n) { return n > 0 && n <= kLongestAxis; });
  if (!sizeGood || header.classes > kMostClasses) return "its header is damaged";
  if (header.bytes != fileBytes || layoutOf(header).end != fileBytes)
    return "it is not as long as it should be";
  return std::nullopt;
}

}  // namespace

void writeCaseFile(const std::filesystem::path& file, const std::string& key, const CaseContent& content) {
  Header header;
  if (key.size() != header.key.size() || content.voxelsOf.size() > kMostClasses)
    throw std::invalid_argument("not a case that can be cached");
  std::copy(key.begin(), key.end(), header.key.begin());
  std::copy(content.size.begin(), content.size.end(), header.size.begin());
  header.classes = static_cast<std::uint32_t>(content.voxelsOf.size());
  for (std::size_t c = 0; c < content.voxelsOf.size(); ++c)
    header.listed[c] = static_cast<std::uint32_t>(content.voxelsOf[c].size());
  ContentSum sum;
  forEachPart(content, [&](std::span<const std::byte> bytes) { sum.add(bytes); });
  header.contentSum = sum.value();
  header.bytes = layoutOf(header).end;
  header.headerSum = sumOf(header);
  std::vector<std::byte> start(aligned(sizeof header));
  std::memcpy(start.data(), &header, sizeof header);
  AtomicFile out(file);
  out.write(start);
  forEachPart(content, [&](std::span<const std::byte> bytes) { out.write(bytes); });
  out.commit();
}

bool isCaseFile(const std::filesystem::path& file, const std::string& key) {
  try {
    InputFile input(file);
    Header header;
    if (input.size() < sizeof header) return false;
    input.read(std::as_writable_bytes(std::span(&header, 1)));
    return !faultOf(header, input.size()) &&
           std::equal(header.key.begin(), header.key.end(), key.begin(), key.end());
  } catch (const std::domain_error&) {
    return false;  // not there, or cannot be read: it is made anew
  }
}

CachedCase openCaseFile(const std::filesystem::path& file, bool checkContent) {
  const std::string name = file.filename().string();
  try {
    std::uint64_t fileBytes = 0;
    Header header;
    {
      InputFile input(file);
      fileBytes = input.size();
      if (fileBytes < sizeof header) throw std::domain_error("the file ends too early");
      input.read(std::as_writable_bytes(std::span(&header, 1)));
    }
    if (const auto fault = faultOf(header, fileBytes)) throw std::domain_error(*fault);
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    const auto memory =
        std::make_shared<MappedMemory>(descriptor.get(), fileBytes, MappedMemory::Access::read);
    const Layout layout = layoutOf(header);
    const std::byte* const bytes = memory->bytes().data();
    if (checkContent) {
      ContentSum sum;
      sum.add(memory->bytes().subspan(layout.hu));
      if (sum.value() != header.contentSum) throw std::domain_error("its content is damaged");
    }
    CachedCase one;
    one.size = {header.size[0], header.size[1], header.size[2]};
    one.hu = {reinterpret_cast<const std::int16_t*>(bytes + layout.hu), voxelsOf(header)};
    one.channels = {reinterpret_cast<const std::uint8_t*>(bytes + layout.channels), voxelsOf(header)};
    for (std::size_t c = 0; c < header.classes; ++c)
      one.voxelsOf.emplace_back(reinterpret_cast<const std::uint32_t*>(bytes + layout.lists[c]),
                                header.listed[c]);
    one.owner = memory;
    return one;
  } catch (const std::domain_error& error) {
    throw LoadError(name + ": " + error.what() + "; delete the folder \"cache\" and train again.");
  } catch (const Error& error) {
    throw LoadError(name + ": " + error.what());
  }
}

}  // namespace valvista::ml
