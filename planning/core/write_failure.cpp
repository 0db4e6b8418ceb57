// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/write_failure.h"

#include <cerrno>
#include <fcntl.h>
#include <signal.h>
#include <system_error>
#include <unistd.h>

namespace valvista {

namespace {

sigset_t fileSizeSignal() {
  sigset_t signal;
  sigemptyset(&signal);
  sigaddset(&signal, SIGXFSZ);
  return signal;
}

}  // namespace

std::string writeFailure(int error) {
  switch (error) {
    case ENOSPC:
      return "the disk is full";
    case EDQUOT:
      return "the disk quota is used up";
    case EFBIG:
      return "the file would be larger than this system allows";
    case EACCES:
    case EPERM:
      return "no permission to write there";
    case EROFS:
      return "the disk is read-only";
    case ENOENT:
      return "its folder does not exist";
    case ENOTDIR:
      return "its folder is not a folder";
    case EISDIR:
      return "a folder of that name is in the way";
    case ENAMETOOLONG:
      return "the name is too long";
    case EIO:
      return "the disk reports an error";
    default:
      return std::generic_category().message(error);
  }
}

int syncName(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return 0;  // a folder that may be written but not read
  const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
  const int error = errno;
  ::close(descriptor);
  return synced ? 0 : error;
}

FileSizeSignalBlock::FileSizeSignalBlock() {
  const sigset_t signal = fileSizeSignal();
  sigset_t before;
  pthread_sigmask(SIG_BLOCK, &signal, &before);
  wasBlocked_ = sigismember(&before, SIGXFSZ) == 1;
}

FileSizeSignalBlock::~FileSizeSignalBlock() {
  if (wasBlocked_) return;
  const sigset_t signal = fileSizeSignal();
  const timespec now{};
  while (sigtimedwait(&signal, nullptr, &now) == SIGXFSZ) continue;
  pthread_sigmask(SIG_UNBLOCK, &signal, nullptr);
}

}  // namespace valvista
