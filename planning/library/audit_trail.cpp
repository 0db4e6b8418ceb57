// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/audit_trail.h"

#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/json.h"
#include "planning/core/sha256.h"
#include "planning/core/write_failure.h"

#include <cerrno>
#include <fcntl.h>
#include <span>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace valvista::planning {

namespace {

constexpr std::size_t kHashDigits = 64;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 32;

std::string hashOf(const std::string& before, std::string_view content) {
  Sha256 sum;
  for (const std::string_view part : {std::string_view(before), content})
    sum.update(std::as_bytes(std::span(part.data(), part.size())));
  return sum.hex();
}

std::string contentOf(const AuditTrail::Entry& entry) {
  return Json(Json::Object{{"time_ms", entry.timeMs},
                           {"event", kAuditEventNames[static_cast<std::size_t>(entry.event)]},
                           {"case", entry.caseId},
                           {"user", entry.user}})
      .dump();
}

/// Follows the chain through a text as far as it holds.
struct Chain {
  std::string head;
  std::int64_t lines = 0;
  std::size_t bytes = 0;  ///< of the lines that hold

  void follow(std::string_view text) {
    for (;;) {
      const std::string_view rest = text.substr(bytes);
      const std::size_t end = rest.find('\n');
      if (end == std::string_view::npos || !take(rest.substr(0, end))) return;
      bytes += end + 1;
      ++lines;
    }
  }

 private:
  bool take(std::string_view line) {
    if (line.size() < kHashDigits + 1 || line[kHashDigits] != ' ') return false;
    std::string hash = hashOf(head, line.substr(kHashDigits + 1));
    if (line.substr(0, kHashDigits) != hash) return false;
    head = std::move(hash);
    return true;
  }
};

/// The open file; every failure of writing puts it back to its length before.
class OpenTrail {
 public:
  explicit OpenTrail(const std::filesystem::path& file) : file_(file) {
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ < 0) fail(errno);
    // Nobody appends between a look at its size and a cut. Where a disk knows no such lock, the transaction
    // that every line belongs to still parts those who append.
    while (::flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) continue;
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) fail(errno);
    size_ = status.st_size;
  }
  ~OpenTrail() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenTrail(const OpenTrail&) = delete;
  OpenTrail& operator=(const OpenTrail&) = delete;

  std::int64_t size() const { return size_; }
  std::string readFrom(std::int64_t offset) const {
    std::string text(static_cast<std::size_t>(size_ - offset), '\0');
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t count =
          ::pread(descriptor_, text.data() + at, text.size() - at, offset + static_cast<off_t>(at));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) fail(count < 0 ? errno : EIO);
      at += static_cast<std::size_t>(count);
    }
    return text;
  }
  void cutTo(std::int64_t size) {
    if (::ftruncate(descriptor_, size) != 0) fail(errno);
    size_ = size;
  }
  void append(std::string_view line) {
    const FileSizeSignalBlock block;
    std::string_view left = line;
    while (!left.empty()) {
      const ssize_t count = ::write(descriptor_, left.data(), left.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) undo(count < 0 ? errno : ENOSPC);
      left.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fsync(descriptor_) != 0) undo(errno);
    size_ += static_cast<std::int64_t>(line.size());
  }
  void syncName() const {
    if (const int error = valvista::syncName(file_); error != 0) fail(error);
  }

 private:
  [[noreturn]] void fail(int error) const {
    throw SaveError(file_.filename().string() + " was not written: " + writeFailure(error) + ".");
  }
  [[noreturn]] void undo(int error) const {
    // A line that stays in spite of this is a torn one, which the next append removes.
    [[maybe_unused]] const int cut = ::ftruncate(descriptor_, size_);
    fail(error);
  }

  std::filesystem::path file_;
  int descriptor_ = -1;
  std::int64_t size_ = 0;
};

}  // namespace

std::string AuditAnchor::text() const {
  return std::to_string(lines) + " " + std::to_string(bytes) + " " + head;
}

AuditAnchor AuditAnchor::of(const std::string& text) {
  AuditAnchor anchor;
  try {
    std::size_t first = 0, second = 0;
    anchor.lines = std::stoll(text, &first);
    anchor.bytes = std::stoll(text.substr(first), &second);
    anchor.head = text.substr(std::min(text.size(), first + second + 1));
  } catch (const std::logic_error&) {
    throw std::domain_error("the end of the audit trail is not said");
  }
  if (anchor.text() != text || anchor.head.size() != kHashDigits)
    throw std::domain_error("the end of the audit trail is not said");
  return anchor;
}

AuditTrail::Appended AuditTrail::append(const AuditAnchor& anchor, const Entry& entry) const {
  OpenTrail trail(file_);
  // A process that died between its line and its change has left a line beyond the anchor, or a part of one.
  Chain chain{anchor.head, anchor.lines};
  if (trail.size() > anchor.bytes) {
    chain.follow(trail.readFrom(anchor.bytes));
    const std::int64_t whole = anchor.bytes + static_cast<std::int64_t>(chain.bytes);
    if (whole < trail.size()) trail.cutTo(whole);
  }
  const std::string content = contentOf(entry);
  const std::string head = hashOf(chain.head, content);
  const std::int64_t begin = trail.size();
  trail.append(head + " " + content + "\n");
  if (anchor.lines == 0) trail.syncName();  // nothing that counts has been in it yet: it may be new
  return {{chain.lines + 1, trail.size(), head}, begin};
}

void AuditTrail::cutBack(const Appended& line) const noexcept {
  try {
    OpenTrail trail(file_);
    if (trail.size() == line.anchor.bytes) trail.cutTo(line.begin);
  } catch (const SaveError&) {
    // The line stays beyond the anchor, like one of a process that died.
  }
}

std::optional<std::string> AuditTrail::firstFault(const AuditAnchor& anchor) const {
  const std::string name = file_.filename().string();
  std::string text;
  try {
    text = readTextSoFar(file_, kMostBytes);
  } catch (const std::domain_error& error) {
    if (anchor.lines == 0) return std::nullopt;
    return name + ": " + error.what() + "; " + std::to_string(anchor.lines) + " lines are missing.";
  }
  Chain chain{std::string(kHashDigits, '0')};
  chain.follow(
      std::string_view(text).substr(0, std::min(text.size(), static_cast<std::size_t>(anchor.bytes))));
  if (chain.lines == anchor.lines && chain.head == anchor.head) return std::nullopt;
  if (chain.lines < anchor.lines && chain.bytes == text.size())
    return name + ": the last " + std::to_string(anchor.lines - chain.lines) + " of " +
           std::to_string(anchor.lines) + " lines are missing, from line " + std::to_string(chain.lines + 1) +
           " on.";
  return name + ": line " + std::to_string(chain.lines + 1) + " was changed or removed.";
}

}  // namespace valvista::planning
