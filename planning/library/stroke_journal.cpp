// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/stroke_journal.h"

#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/json.h"
#include "planning/core/output_file.h"
#include "planning/core/write_failure.h"
#include "planning/library/random_name.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace valvista::planning {

namespace {

constexpr std::string_view kMagic = "VJRN0001", kEnding = ".journal";
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 33;
constexpr std::uint32_t kLargestRecord = std::uint32_t{1} << 30;

/// Stands before the bytes of every record; record 0 is the header.
struct Frame {
  std::uint32_t size = 0, crc = 0;
  std::uint64_t sequence = 0;
};
static_assert(sizeof(Frame) == 16);

/// Of the record's number, its length and its bytes.
std::uint32_t crcOf(std::uint64_t sequence, std::span<const std::byte> record) {
  const std::array<std::uint64_t, 2> start{sequence, record.size()};
  uLong crc = crc32(0, reinterpret_cast<const Bytef*>(start.data()), sizeof start);
  crc = crc32_z(crc, reinterpret_cast<const Bytef*>(record.data()), record.size());
  return static_cast<std::uint32_t>(crc);
}

std::vector<std::byte> framed(std::uint64_t sequence, std::span<const std::byte> record) {
  const Frame frame{static_cast<std::uint32_t>(record.size()), crcOf(sequence, record), sequence};
  std::vector<std::byte> bytes(sizeof frame + record.size());
  std::memcpy(bytes.data(), &frame, sizeof frame);
  std::copy(record.begin(), record.end(), bytes.begin() + sizeof frame);
  return bytes;
}

std::string headerText(const JournalHeader& header) {
  return Json(Json::Object{{"case", header.caseId},
                           {"labels_sha256", header.labelsSha256},
                           {"head", header.head ? Json(*header.head) : Json()},
                           {"user", header.user},
                           {"host", header.process.host},
                           {"process", header.process.process},
                           {"start", header.process.start},
                           {"since_ms", header.sinceMs}})
      .dump();
}

JournalHeader headerOf(std::string_view text) {
  const Json json = Json::parse(text, text.size());
  // Older journals do not say it: what they hold is kept beside.
  const Json* head = json.find("head");
  return {json.string("case"),      json.string("labels_sha256"),
          json.string("user"),      {json.string("host"), json.integer("process"), json.string("start")},
          json.integer("since_ms"), head && !head->isNull() ? std::optional(head->integer()) : std::nullopt};
}

/// The next whole record, or none.
std::optional<std::span<const std::byte>> recordAt(std::span<const std::byte> bytes, std::uint64_t sequence) {
  Frame frame;
  if (bytes.size() < sizeof frame) return std::nullopt;
  std::memcpy(&frame, bytes.data(), sizeof frame);
  bytes = bytes.subspan(sizeof frame);
  if (frame.sequence != sequence || frame.size > bytes.size()) return std::nullopt;
  const auto record = bytes.first(frame.size);
  return crcOf(sequence, record) == frame.crc ? std::optional(record) : std::nullopt;
}

std::string_view textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

SaveError notWritten(const std::filesystem::path& file, int error) {
  return SaveError("The journal " + file.filename().string() + " was not written: " + writeFailure(error) +
                   ".");
}

}  // namespace

StrokeJournal::StrokeJournal(const std::filesystem::path& folder, const JournalHeader& header)
    : file_(folder / (header.caseId + "-" + randomName() + std::string(kEnding))) {
  if (const std::error_code error = makePrivateFolder(folder)) throw notWritten(file_, error.value());
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor_ < 0) throw notWritten(file_, errno);
  try {
    const std::string text = headerText(header);
    std::vector<std::byte> bytes = framed(0, std::as_bytes(std::span(text)));
    const auto magic = std::as_bytes(std::span(kMagic));
    bytes.insert(bytes.begin(), magic.begin(), magic.end());
    write(bytes);
    if (const int error = syncName(file_); error != 0) throw notWritten(file_, error);
  } catch (...) {
    ::close(descriptor_);
    ::unlink(file_.c_str());
    throw;
  }
}

StrokeJournal::~StrokeJournal() {
  ::close(descriptor_);
}

void StrokeJournal::append(std::span<const std::byte> record) {
  if (record.size() > kLargestRecord) throw notWritten(file_, EFBIG);
  write(framed(records_ + 1, record));
  ++records_;
}

void StrokeJournal::write(std::span<const std::byte> bytes) {
  const FileSizeSignalBlock block;
  const auto undo = [&](int error) {
    // A part of a record at the end is no harm, but records after it would be lost with it.
    [[maybe_unused]] const int cut = ::ftruncate(descriptor_, static_cast<off_t>(bytes_));
    return notWritten(file_, error);
  };
  std::uint64_t at = bytes_;
  for (auto left = bytes; !left.empty();) {
    const ssize_t count = ::pwrite(descriptor_, left.data(), left.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw undo(count < 0 ? errno : ENOSPC);
    at += static_cast<std::uint64_t>(count);
    left = left.subspan(static_cast<std::size_t>(count));
  }
  if (::fdatasync(descriptor_) != 0) throw undo(errno);
  bytes_ = at;
}

JournalContent readJournal(const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& why) {
    return LoadError("The journal " + file.filename().string() + " cannot be read: " + why + ".");
  };
  try {
    const std::string text = readTextSoFar(file, kMostBytes);
    if (!text.starts_with(kMagic)) throw refuse("it is damaged or of another version");
    std::span<const std::byte> left = std::as_bytes(std::span(text)).subspan(kMagic.size());
    JournalContent content;
    for (std::uint64_t sequence = 0;; ++sequence) {
      const auto record = recordAt(left, sequence);
      if (!record && sequence == 0) throw refuse("its beginning is damaged");
      if (!record) break;
      if (sequence == 0)
        content.header = headerOf(textOf(*record));
      else
        content.records.emplace_back(record->begin(), record->end());
      left = left.subspan(sizeof(Frame) + record->size());
    }
    content.lostBytes = left.size();
    return content;
  } catch (const std::domain_error& error) {
    throw refuse(error.what());
  }
}

std::vector<LeftJournal> leftJournals(const std::filesystem::path& folder) {
  std::vector<LeftJournal> left;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (!entry.path().filename().string().ends_with(kEnding)) continue;
    LeftJournal journal;
    journal.file = entry.path();
    try {
      JournalContent content = readJournal(journal.file);
      const std::optional<bool> running = isRunning(content.header.process);
      if (running.value_or(false)) continue;
      journal.elsewhere = !running;
      journal.header = std::move(content.header);
      journal.strokes = content.records.size();
      journal.lostBytes = content.lostBytes;
    } catch (const LoadError& error) {
      journal.problem = error.what();
    }
    left.push_back(std::move(journal));
  }
  std::sort(left.begin(), left.end(), [](const LeftJournal& a, const LeftJournal& b) {
    return std::pair(a.header.sinceMs, a.file) < std::pair(b.header.sinceMs, b.file);
  });
  return left;
}

void discardJournal(const std::filesystem::path& file) {
  if (::unlink(file.c_str()) != 0 && errno != ENOENT)
    throw SaveError("The journal " + file.filename().string() + " was not removed: " + writeFailure(errno) +
                    ".");
}

}  // namespace valvista::planning
