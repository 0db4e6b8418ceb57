// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace valvista {

/// Why the system refused to write (an errno), as people say it; can follow "FILE was not written: ".
std::string writeFailure(int error);

/// Waits until the name of a file or folder is on the disk: what was made, renamed or removed outlasts a
/// power cut only when the folder that it lies in was synced, too. Gives an errno, 0 when done; folders that
/// may not be read and file systems that cannot do it count as done.
int syncName(const std::filesystem::path& path);

/// Inside its scope a write beyond RLIMIT_FSIZE fails with EFBIG instead of ending the process. Works on the
/// calling thread's signal mask, so nothing changes for other threads.
class FileSizeSignalBlock {
 public:
  FileSizeSignalBlock();
  ~FileSizeSignalBlock();
  FileSizeSignalBlock(const FileSizeSignalBlock&) = delete;
  FileSizeSignalBlock& operator=(const FileSizeSignalBlock&) = delete;

 private:
  bool wasBlocked_ = false;
};

}  // namespace valvista
