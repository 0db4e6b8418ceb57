// SPDX-License-Identifier: GPL-3.0-or-later
#undef _FORTIFY_SOURCE  // its inline functions have the names of those that are defined here
#include "tests/library/recorded_disk.h"

#include "tests/core/temporary_folder.h"

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace valvista {

namespace {

using Kind = DiskOperation::Kind;

RecordedDisk* recorded = nullptr;

int addNodes(const std::filesystem::path& path, DiskNodes& nodes) {
  const auto number = static_cast<int>(nodes.size());
  nodes.emplace_back();
  if (!std::filesystem::is_directory(path)) {
    nodes.back().bytes = bytesOf(path);
    return number;
  }
  nodes.back().isFolder = true;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    const int inside = addNodes(entry.path(), nodes);
    nodes[static_cast<std::size_t>(number)].entries[entry.path().filename().string()] = inside;
  }
  return number;
}

}  // namespace

std::string describe(const DiskOperation& operation) {
  const std::string& name = operation.place.name;
  switch (operation.kind) {
    case Kind::enter:
      return "making " + name;
    case Kind::leave:
      return "removing " + name;
    case Kind::move:
      return "renaming " + operation.from.name + " to " + name;
    case Kind::write:
      return "writing " + std::to_string(operation.bytes.size()) + " bytes";
    case Kind::resize:
      return "setting a size";
    case Kind::sync:
      return "a sync";
    case Kind::promise:
      return "promise " + std::to_string(operation.offset);
  }
  return {};
}

DiskNodes nodesOf(const std::filesystem::path& folder) {
  DiskNodes nodes;
  addNodes(folder, nodes);
  return nodes;
}

RecordedDisk::RecordedDisk(std::filesystem::path folder)
    : folder_(std::move(folder)), before_(nodesOf(folder_)), nodes_(static_cast<int>(before_.size())) {
  know(0, folder_);
  recorded = this;
}

RecordedDisk::~RecordedDisk() {
  recorded = nullptr;
}

void RecordedDisk::know(int node, const std::filesystem::path& path) {
  struct stat status {};
  ::stat(path.c_str(), &status);
  numbers_[status.st_ino] = node;
  for (const auto& [name, inside] : before_[static_cast<std::size_t>(node)].entries)
    know(inside, path / name);
}

int RecordedDisk::numberOf(const struct stat& status) const {
  const auto number = numbers_.find(status.st_ino);
  return number == numbers_.end() ? -1 : number->second;
}

int RecordedDisk::nodeOf(int file) const {
  struct stat status {};
  return ::fstat(file, &status) == 0 ? numberOf(status) : -1;
}

int RecordedDisk::nodeAt(const char* path) const {
  struct stat status {};
  return ::lstat(path, &status) == 0 ? numberOf(status) : -1;
}

DiskOperation::Place RecordedDisk::placeOf(int folder, const std::filesystem::path& path) const {
  struct stat status {};
  const std::string above = path.has_parent_path() ? path.parent_path().string() : ".";
  if (::fstatat(folder, above.c_str(), &status, 0) != 0) return {};
  return {numberOf(status), path.filename().string()};
}

void RecordedDisk::add(DiskOperation operation) {
  operations_.push_back(std::move(operation));
}

void RecordedDisk::promise(int number) {
  add({.kind = Kind::promise, .offset = static_cast<std::uint64_t>(number)});
}

void RecordedDisk::created(const char* path) {
  const DiskOperation::Place place = placeOf(AT_FDCWD, path);
  struct stat status {};
  if (place.folder < 0 || ::lstat(path, &status) != 0) return;
  numbers_[status.st_ino] = nodes_;  // the number of a file that has gone is used again
  add({.kind = Kind::enter, .node = nodes_++, .place = place, .offset = S_ISDIR(status.st_mode) ? 1U : 0U});
}

void RecordedDisk::wrote(int file, const void* data, ssize_t size, off_t offset) {
  const int node = nodeOf(file);
  if (node < 0) return;
  add({.kind = Kind::write,
       .node = node,
       .offset = static_cast<std::uint64_t>(offset),
       .bytes{static_cast<const char*>(data), static_cast<std::size_t>(size)}});
}

void RecordedDisk::resized(int file, off_t size) {
  if (const int node = nodeOf(file); node >= 0)
    add({.kind = Kind::resize, .node = node, .offset = static_cast<std::uint64_t>(size)});
}

void RecordedDisk::synced(int file) {
  if (const int node = nodeOf(file); node >= 0) add({.kind = Kind::sync, .node = node});
}

void RecordedDisk::left(int folder, const char* path) {
  if (const DiskOperation::Place place = placeOf(folder, path); place.folder >= 0)
    add({.kind = Kind::leave, .place = place});
}

void RecordedDisk::moved(int node, const char* from, const char* to) {
  const DiskOperation::Place place = placeOf(AT_FDCWD, to);
  if (node >= 0) add({.kind = Kind::move, .node = node, .place = place, .from = placeOf(AT_FDCWD, from)});
}

void RecordedDisk::linked(int node, const char* path) {
  if (node >= 0) add({.kind = Kind::enter, .node = node, .place = placeOf(AT_FDCWD, path)});
}

namespace {

int openRecorded(const char* path, int flags, mode_t mode) {
  struct stat status {};
  const bool isNew = recorded != nullptr && (flags & O_CREAT) != 0 && ::lstat(path, &status) != 0;
  const auto file = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  if (file < 0 || recorded == nullptr) return file;
  if (isNew)
    recorded->created(path);
  else if ((flags & O_TRUNC) != 0)
    recorded->resized(file, 0);
  return file;
}

mode_t modeOf(int flags, va_list& more) {
  return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
}

ssize_t pwriteRecorded(int file, const void* data, size_t size, off_t offset) {
  const ssize_t count = ::syscall(SYS_pwrite64, file, data, size, offset);
  if (recorded != nullptr && count > 0) recorded->wrote(file, data, count, offset);
  return count;
}

int resizeRecorded(int file, off_t size) {
  const auto result = static_cast<int>(::syscall(SYS_ftruncate, file, size));
  if (recorded != nullptr && result == 0) recorded->resized(file, size);
  return result;
}

int syncRecorded(long call, int file) {
  if (recorded == nullptr) return static_cast<int>(::syscall(call, file));
  recorded->synced(file);
  return 0;
}

int removeRecorded(int folder, const char* path, int flags) {
  const auto result = static_cast<int>(::syscall(SYS_unlinkat, folder, path, flags));
  if (recorded != nullptr && result == 0) recorded->left(folder, path);
  return result;
}

}  // namespace
}  // namespace valvista

// In place of those of the C library, for this program and all its libraries.
extern "C" {

using namespace valvista;

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = modeOf(flags, more);
  va_end(more);
  return openRecorded(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = modeOf(flags, more);
  va_end(more);
  return openRecorded(path, flags, mode);
}

int mkostemps(char* path, int ending, int flags) {
  static const auto next = reinterpret_cast<int (*)(char*, int, int)>(::dlsym(RTLD_NEXT, "mkostemps"));
  const int file = next(path, ending, flags);
  if (recorded != nullptr && file >= 0) recorded->created(path);
  return file;
}

ssize_t write(int file, const void* data, size_t size) {
  const ssize_t count = ::syscall(SYS_write, file, data, size);
  if (recorded != nullptr && count > 0)
    recorded->wrote(file, data, count, ::lseek(file, 0, SEEK_CUR) - count);
  return count;
}

ssize_t writev(int file, const iovec* parts, int count) {
  ssize_t written = 0;
  for (int part = 0; part < count; ++part) {
    const ssize_t size = write(file, parts[part].iov_base, parts[part].iov_len);
    if (size < 0) return written > 0 ? written : size;
    written += size;
    if (static_cast<std::size_t>(size) < parts[part].iov_len) break;
  }
  return written;
}

ssize_t pwrite(int file, const void* data, size_t size, off_t offset) {
  return pwriteRecorded(file, data, size, offset);
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t offset) {
  return pwriteRecorded(file, data, size, offset);
}

int ftruncate(int file, off_t size) noexcept {
  return resizeRecorded(file, size);
}

int ftruncate64(int file, off64_t size) noexcept {
  return resizeRecorded(file, size);
}

int fsync(int file) {
  return syncRecorded(SYS_fsync, file);
}

int fdatasync(int file) {
  return syncRecorded(SYS_fdatasync, file);
}

int rename(const char* from, const char* to) noexcept {
  const int node = recorded != nullptr ? recorded->nodeAt(from) : -1;
  const auto result = static_cast<int>(::syscall(SYS_rename, from, to));
  if (recorded != nullptr && result == 0) recorded->moved(node, from, to);
  return result;
}

int link(const char* from, const char* to) noexcept {
  const auto result = static_cast<int>(::syscall(SYS_link, from, to));
  if (recorded != nullptr && result == 0) recorded->linked(recorded->nodeAt(from), to);
  return result;
}

int mkdir(const char* path, mode_t mode) noexcept {
  const auto result = static_cast<int>(::syscall(SYS_mkdir, path, mode));
  if (recorded != nullptr && result == 0) recorded->created(path);
  return result;
}

int unlink(const char* path) noexcept {
  return removeRecorded(AT_FDCWD, path, 0);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  return removeRecorded(folder, path, flags);
}

int remove(const char* path) noexcept {
  const int result = removeRecorded(AT_FDCWD, path, 0);
  return result != 0 && errno == EISDIR ? removeRecorded(AT_FDCWD, path, AT_REMOVEDIR) : result;
}
}
