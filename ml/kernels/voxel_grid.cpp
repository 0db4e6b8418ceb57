// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/voxel_grid.h"

#include <new>
#include <sys/mman.h>

namespace valvista::ml {

namespace {

constexpr std::align_val_t kCacheLine{64};

std::shared_ptr<float> mapped(std::size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return {static_cast<float*>(memory), [bytes](float* floats) { munmap(floats, bytes); }};
}

std::shared_ptr<float> allocated(std::size_t bytes) {
  return {static_cast<float*>(::operator new(bytes, kCacheLine)),
          [](float* floats) { ::operator delete(floats, kCacheLine); }};
}

}  // namespace

FloatBuffer::FloatBuffer(std::int64_t count) {
  constexpr std::size_t kMany = std::size_t{4} << 20;  // bytes
  const std::size_t bytes = static_cast<std::size_t>(count + 16) * sizeof(float);
  memory_ = bytes < kMany ? allocated(bytes) : mapped(bytes);
}

VoxelGrid::VoxelGrid(const GridSize& extent, std::int64_t channelCount, std::int64_t room)
    : size(extent),
      channels(channelCount),
      stride(channelCount),
      memory_((size[0] + room) * size[1] * size[2] * channelCount) {
  first = memory_.get() + room * size[1] * size[2] * channelCount;
}

VoxelGrid VoxelGrid::slice(std::int64_t firstChannel, std::int64_t count) const {
  VoxelGrid part = *this;
  part.first += firstChannel;
  part.channels = count;
  return part;
}

VoxelGrid VoxelGrid::slicesFrom(std::int64_t slice, std::int64_t count) const {
  VoxelGrid part = shiftedBack(-slice);
  part.firstSlice += slice;
  part.size[0] = count;
  return part;
}

VoxelGrid VoxelGrid::shiftedBack(std::int64_t slices) const {
  VoxelGrid shifted = *this;
  shifted.first -= slices * size[1] * size[2] * stride;
  return shifted;
}

}  // namespace valvista::ml
