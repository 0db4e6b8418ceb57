// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace valvista {

/// A regular file read once from front to back. Everything throws std::domain_error with a reason that can
/// follow "FILE: "; a file that has become shorter or longer meanwhile is such a reason.
class InputFile {
 public:
  explicit InputFile(const std::filesystem::path& file);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::uint64_t size() const { return size_; }  ///< when it was opened, bytes
  void read(std::span<std::byte> next);
  /// Refuses a file that is not at its end.
  void finish();

 private:
  std::size_t readSome(std::span<std::byte> next);

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

/// A whole file of at most so many bytes; throws std::domain_error with a reason as above.
std::string readText(const std::filesystem::path& file, std::uint64_t mostBytes);
/// The same for a file that somebody may be writing to: what it held when it was opened.
std::string readTextSoFar(const std::filesystem::path& file, std::uint64_t mostBytes);

}  // namespace valvista
