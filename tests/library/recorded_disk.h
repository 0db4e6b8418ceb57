// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <vector>

namespace valvista {

/// A file or a folder of a disk, known by its number whatever it is called.
struct DiskNode {
  bool isFolder = false;
  std::string bytes;                   ///< of a file
  std::map<std::string, int> entries;  ///< of a folder
};
using DiskNodes = std::vector<DiskNode>;  ///< number 0 is the folder that all are in

/// Something that was asked of a disk, or a promise that was given to the user between.
struct DiskOperation {
  enum class Kind : std::uint8_t { enter, leave, move, write, resize, sync, promise };
  struct Place {
    int folder = -1;
    std::string name;
  };
  Kind kind{};
  int node = -1;             ///< what is entered, moved, written or synced
  Place place{};             ///< where it is entered or moved to, or what leaves
  Place from{};              ///< of a move
  std::uint64_t offset = 0;  ///< of a write; the size of a resize; the number of a promise
  std::string bytes{};
};
std::string describe(const DiskOperation& operation);

/// Writes down in order what this process asks of the disk below one folder, while it lives; what is there at
/// its start counts as safe. The program defines the functions of the C library by which a disk is written
/// to, so this holds for all its libraries; what is written through a mapping is not seen. Nothing is really
/// synced meanwhile, which would only take time. One at a time, for work of one thread.
class RecordedDisk {
 public:
  explicit RecordedDisk(std::filesystem::path folder);
  ~RecordedDisk();
  RecordedDisk(const RecordedDisk&) = delete;
  RecordedDisk& operator=(const RecordedDisk&) = delete;

  /// Notes that the user has been told so: `number` things are safe.
  void promise(int number);
  const std::filesystem::path& folder() const { return folder_; }
  const DiskNodes& before() const { return before_; }
  const std::vector<DiskOperation>& operations() const { return operations_; }

  // What the functions of the C library tell.
  void created(const char* path);
  void wrote(int file, const void* data, ssize_t size, off_t offset);
  void resized(int file, off_t size);
  void synced(int file);
  void left(int folder, const char* path);
  /// Before and after a rename.
  int nodeAt(const char* path) const;
  void moved(int node, const char* from, const char* to);
  void linked(int node, const char* path);

 private:
  void know(int node, const std::filesystem::path& path);
  int numberOf(const struct stat& status) const;
  int nodeOf(int file) const;
  DiskOperation::Place placeOf(int folder, const std::filesystem::path& path) const;
  void add(DiskOperation operation);

  std::filesystem::path folder_;
  DiskNodes before_;
  int nodes_ = 0;
  std::map<ino_t, int> numbers_;
  std::vector<DiskOperation> operations_;
};

/// The files and folders below a folder.
DiskNodes nodesOf(const std::filesystem::path& folder);

}  // namespace valvista
