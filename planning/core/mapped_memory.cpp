// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/mapped_memory.h"

#include "planning/core/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>

namespace valvista {

namespace {

[[noreturn]] void fail(const char* what, int error) {
  throw Error(std::string(what) + ": " + std::strerror(error) + ".");
}

}  // namespace

Descriptor anonymousMemory(const char* name) {
  Descriptor memory(memfd_create(name, MFD_CLOEXEC));
  if (!memory.isOpen()) fail("There is no shared memory", errno);
  return memory;
}

void reserve(const Descriptor& memory, std::size_t bytes) {
  const int error = posix_fallocate(memory.get(), 0, static_cast<off_t>(bytes));
  if (error != 0) fail("There is not enough shared memory", error);
}

MappedMemory::MappedMemory(int descriptor, std::size_t bytes, Access access) : size_(bytes) {
  struct stat facts {};
  if (fstat(descriptor, &facts) != 0) fail("Shared memory could not be opened", errno);
  if (static_cast<std::size_t>(facts.st_size) < bytes)
    throw Error("Shared memory holds less than it should.");
  const int protection = access == Access::write ? PROT_READ | PROT_WRITE : PROT_READ;
  void* address = mmap(nullptr, bytes, protection, MAP_SHARED, descriptor, 0);
  if (address == MAP_FAILED) fail("Shared memory could not be mapped", errno);
  start_ = static_cast<std::byte*>(address);
}

MappedMemory::~MappedMemory() {
  munmap(start_, size_);
}

}  // namespace valvista
