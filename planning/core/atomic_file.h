// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace valvista {

/// Writes a file so that at every moment either the old or the whole new content is there: a temporary file
/// in the same folder, mode 0600, every write checked, flushed to disk, read back and compared, then renamed.
/// Destroyed without commit() it leaves nothing behind. Throws SaveError naming the file and the reason; a
/// file size limit (RLIMIT_FSIZE) is such a reason too and does not end the process.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::span<const std::byte> bytes);
  void write(std::string_view text) { write(std::as_bytes(std::span(text.data(), text.size()))); }
  /// Puts the new content in place. Nothing can be written afterwards.
  void commit();

 private:
  void compareWithDisk() const;

  std::filesystem::path target_, temporary_;
  int descriptor_ = -1;
  std::uint64_t written_ = 0;
  std::uint32_t checksum_ = 0;
};

/// The same for libraries that write files by name: `writeTo` gets the temporary's path (with the target's
/// extension) and must leave a complete file there; `verify` (may be empty) reads it back and throws when it
/// is not whole.
void writeAtomically(const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path&)>& writeTo,
                     const std::function<void(const std::filesystem::path&)>& verify);

/// Removes from a folder what processes that were killed while writing left there. Only for folders that
/// nobody else writes to at the moment.
void removeUnfinishedFiles(const std::filesystem::path& folder);

}  // namespace valvista
