// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/descriptor.h"

#include <cstddef>
#include <span>

namespace valvista {

/// A descriptor of memory that other processes may map too. Nothing of it is on a disk, and it ends with the
/// last process that has it. `name` is for the system's own lists. Throws Error.
Descriptor anonymousMemory(const char* name);
/// Gives it a size. The pages are taken at once: one that could not be had later would end the process that
/// touches it. Throws Error where there is too little memory.
void reserve(const Descriptor& memory, std::size_t bytes);

/// The memory behind a descriptor in this process, until this object ends.
class MappedMemory {
 public:
  enum class Access { read, write };

  /// Throws Error with the system's reason, and where there is less than `bytes`.
  MappedMemory(int descriptor, std::size_t bytes, Access access);
  ~MappedMemory();
  MappedMemory(const MappedMemory&) = delete;
  MappedMemory& operator=(const MappedMemory&) = delete;

  std::span<const std::byte> bytes() const { return {start_, size_}; }
  /// Only for memory mapped with Access::write.
  std::span<std::byte> writable() const { return {start_, size_}; }

 private:
  std::byte* start_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace valvista
