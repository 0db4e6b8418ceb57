// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/voxel_grid.h"

#include <new>
#include <sys/mman.h>

namespace valvista::ml {

namespace {
constexpr std::align_val_t kCacheLine{64};
}  // namespace

FloatBuffer::FloatBuffer(std::int64_t count)
    : memory_(static_cast<float*>(
                  ::operator new(static_cast<std::size_t>(count + 16) * sizeof(float), kCacheLine)),
              [](float* memory) { ::operator delete(memory, kCacheLine); }) {}

FloatBuffer FloatBuffer::lasting(std::int64_t count) {
  const std::size_t bytes = static_cast<std::size_t>(count + 16) * sizeof(float);
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  FloatBuffer buffer;
  buffer.memory_ = {static_cast<float*>(memory), [bytes](float* mapped) { munmap(mapped, bytes); }};
  return buffer;
}

VoxelGrid::VoxelGrid(const GridSize& extent, std::int64_t channelCount)
    : size(extent), channels(channelCount), stride(channelCount), memory_(voxels() * channelCount) {
  first = memory_.get();
}

VoxelGrid VoxelGrid::slice(std::int64_t firstChannel, std::int64_t count) const {
  VoxelGrid part = *this;
  part.first += firstChannel;
  part.channels = count;
  return part;
}

}  // namespace valvista::ml
