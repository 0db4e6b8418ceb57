// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/scratch.h"

#include "ml/kernels/voxel_grid.h"

namespace valvista::ml {

float* scratchOf(std::int64_t floats) {
  static thread_local FloatBuffer memory;
  static thread_local std::int64_t size = 0;
  if (floats > size) {
    size = 0;
    memory = FloatBuffer();  // back before more is taken
    memory = FloatBuffer(floats);
    size = floats;
  }
  return memory.get();
}

}  // namespace valvista::ml
