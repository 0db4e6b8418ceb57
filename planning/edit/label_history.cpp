// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/label_history.h"

#include "planning/core/error.h"
#include "planning/core/write_failure.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

bool writeAll(int file, std::span<const std::byte> bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return true;
}

bool readAll(int file, std::span<std::byte> bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t got = pread(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return true;
}

/// -1 where the temporary folder takes no files.
int namelessFile() {
  std::error_code none;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(none);
  return none ? -1 : open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

}  // namespace

LabelHistory::Id LabelHistory::keep(LabelChange change) {
  const Id id = next_++;
  inMemory_ += change.bytes();
  newest_.push_front(id);
  kept_[id] = {std::move(change), 0, 0, newest_.begin()};
  while (inMemory_ > memoryLimit_ && newest_.size() > 1 && moveToDisk(kept_[newest_.back()])) {
  }
  return id;
}

bool LabelHistory::moveToDisk(Kept& kept) {
  if (!file_.isOpen()) file_ = Descriptor(namelessFile());
  const std::vector<std::byte> bytes = kept.change.encoded();
  const FileSizeSignalBlock untilWritten;
  if (!file_.isOpen() || !writeAll(file_.get(), bytes, fileEnd_)) return false;
  inMemory_ -= kept.change.bytes();
  kept.change = {};
  kept.offset = std::exchange(fileEnd_, fileEnd_ + bytes.size());
  kept.encodedBytes = bytes.size();
  newest_.erase(kept.age);
  return true;
}

LabelChange LabelHistory::change(Id id) const {
  const Kept& kept = kept_.at(id);
  if (kept.encodedBytes == 0) return kept.change;
  std::vector<std::byte> bytes(kept.encodedBytes);
  if (!readAll(file_.get(), bytes, kept.offset))
    throw LoadError("An edit made long ago cannot be read back from the temporary folder.");
  return LabelChange::decoded(bytes);
}

void LabelHistory::forget(Id id) {
  const auto found = kept_.find(id);
  if (found == kept_.end()) return;
  if (found->second.encodedBytes == 0) {
    inMemory_ -= found->second.change.bytes();
    newest_.erase(found->second.age);
  }
  kept_.erase(found);
}

}  // namespace valvista::planning
