// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/finish.h"

#include "ml/kernels/finish_vec.h"

namespace valvista::ml {

VALVISTA_KERNEL void finishRows(const float* sums, std::int64_t sumStride, std::int64_t rows,
                                std::int64_t column, std::int64_t channels, float* to, std::int64_t toStride,
                                const Finish& finish) {
  for (std::int64_t row = 0; row < rows; ++row)
    for (std::int64_t c = 0; c < channels; c += kLanes) {
      const std::int64_t at = column + c;
      finishVec(load(sums + row * sumStride + c), channels - c,
                finish.bias == nullptr ? nullptr : finish.bias + at,
                finish.addend == nullptr ? nullptr : finish.addend + row * finish.addendStride + at,
                to + row * toStride + at, finish);
    }
}

}  // namespace valvista::ml
