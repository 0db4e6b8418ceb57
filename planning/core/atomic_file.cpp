// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/atomic_file.h"

#include "planning/core/error.h"
#include "planning/core/write_failure.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace valvista {

namespace {

constexpr std::string_view kTemporaryPrefix = ".valvista-";
constexpr std::size_t kReadBackBytes = std::size_t{1} << 18;

/// CRC-32 (ISO-HDLC) table; zlib is not at hand where the worker is built alone.
constexpr std::array<std::uint32_t, 256> crcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < 256; ++n) {
    std::uint32_t c = n;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
    table[n] = c;
  }
  return table;
}

std::uint32_t crc(std::uint32_t start, std::span<const std::byte> bytes) {
  static constexpr auto kTable = crcTable();
  std::uint32_t c = ~start;
  for (const std::byte b : bytes) c = kTable[(c ^ std::to_integer<std::uint32_t>(b)) & 0xFFU] ^ (c >> 8U);
  return ~c;
}

SaveError notWritten(const std::filesystem::path& target, const std::string& why) {
  return SaveError(target.filename().string() + " was not written: " + why + ".");
}

/// Refuses targets that a rename would destroy or that the user has protected.
void checkTarget(const std::filesystem::path& target) {
  if (target.filename().empty()) throw SaveError("A file without a name cannot be written.");
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0) return;
  if (S_ISDIR(status.st_mode)) throw notWritten(target, writeFailure(EISDIR));
  if (!S_ISREG(status.st_mode)) throw notWritten(target, "something that is not a file has that name");
  if (::access(target.c_str(), W_OK) != 0) throw notWritten(target, "the existing file is protected");
}

/// Makes an empty file of mode 0600 beside the target. Its name tells nothing of the target: names of studies
/// are patient data, and a killed process leaves it behind.
int createTemporary(const std::filesystem::path& target, std::filesystem::path& temporary) {
  std::string extension = target.extension().string();
  // Readers know a packed file by both of its endings.
  if (extension == ".gz") extension = target.stem().extension().string() + extension;
  std::string name = (target.parent_path() / (std::string(kTemporaryPrefix) + "XXXXXX" + extension)).string();
  const int descriptor = ::mkostemps(name.data(), static_cast<int>(extension.size()), O_CLOEXEC);
  if (descriptor < 0) throw notWritten(target, writeFailure(errno));
  temporary = name;
  return descriptor;
}

void putInPlace(const std::filesystem::path& temporary, const std::filesystem::path& target) {
  if (::rename(temporary.c_str(), target.c_str()) != 0) throw notWritten(target, writeFailure(errno));
}

/// Or a power cut could bring the old file back after success was reported.
void syncNameOf(const std::filesystem::path& target) {
  if (const int error = syncName(target); error != 0) throw notWritten(target, writeFailure(error));
}

/// Removes the temporary unless told that it has become the target.
struct TemporaryOwner {
  std::filesystem::path path;
  bool owned = true;
  explicit TemporaryOwner(std::filesystem::path p) : path(std::move(p)) {}
  ~TemporaryOwner() {
    if (owned) ::unlink(path.c_str());
  }
  TemporaryOwner(const TemporaryOwner&) = delete;
  TemporaryOwner& operator=(const TemporaryOwner&) = delete;
};

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path target) : target_(std::move(target)) {
  checkTarget(target_);
  descriptor_ = createTemporary(target_, temporary_);
}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::span<const std::byte> bytes) {
  if (descriptor_ < 0) throw std::logic_error("AtomicFile: write after commit");
  const FileSizeSignalBlock block;
  checksum_ = crc(checksum_, bytes);
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw notWritten(target_, writeFailure(errno));
    if (count == 0) throw notWritten(target_, writeFailure(ENOSPC));
    written_ += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

void AtomicFile::compareWithDisk() const {
  // Without this the kernel would answer from its cache and not from the disk.
  ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_DONTNEED);
  std::vector<std::byte> buffer(kReadBackBytes);
  std::uint64_t at = 0;
  std::uint32_t checksum = 0;
  for (;;) {
    const ssize_t count = ::pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw notWritten(target_, writeFailure(errno));
    if (count == 0) break;
    checksum = crc(checksum, std::span(buffer).first(static_cast<std::size_t>(count)));
    at += static_cast<std::uint64_t>(count);
  }
  if (at != written_ || checksum != checksum_)
    throw notWritten(target_, "what was read back differs from what was written");
}

void AtomicFile::commit() {
  if (descriptor_ < 0) throw std::logic_error("AtomicFile: commit twice");
  if (::fsync(descriptor_) != 0) throw notWritten(target_, writeFailure(errno));
  compareWithDisk();
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0) throw notWritten(target_, writeFailure(errno));
  putInPlace(temporary_, target_);
  temporary_.clear();
  syncNameOf(target_);
}

void writeAtomically(const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path&)>& writeTo,
                     const std::function<void(const std::filesystem::path&)>& verify) {
  checkTarget(target);
  std::filesystem::path name;
  ::close(createTemporary(target, name));
  TemporaryOwner temporary(name);
  {
    const FileSizeSignalBlock block;
    writeTo(temporary.path);
  }
  // A library may have replaced the file by one of its own.
  const int descriptor = ::open(temporary.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw notWritten(target, "nothing was written");
  const bool flushed = ::fchmod(descriptor, S_IRUSR | S_IWUSR) == 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  if (!flushed) throw notWritten(target, writeFailure(error));
  if (verify) verify(temporary.path);
  putInPlace(temporary.path, target);
  temporary.owned = false;
  syncNameOf(target);
}

void removeUnfinishedFiles(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().filename().string().starts_with(kTemporaryPrefix))
      std::filesystem::remove(entry.path(), ignored);
}

}  // namespace valvista
