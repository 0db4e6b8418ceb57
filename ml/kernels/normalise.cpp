// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/normalise.h"

#include "ml/kernels/finish_vec.h"
#include "ml/kernels/parallel.h"
#include "ml/kernels/vec.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace valvista::ml {

namespace {

constexpr double kEpsilon = 1e-5;

/// Sums and sums of squares of each channel over some voxels: totals[channels], totals[width + channels].
VALVISTA_KERNEL void sumChannels(const float* first, std::int64_t stride, std::int64_t voxels,
                                 std::int64_t channels, float* totals, std::int64_t width) {
  for (std::int64_t c = 0; c < channels; c += kLanes) {
    const bool whole = channels - c >= kLanes;
    Vec sum{}, squares{};
    for (std::int64_t i = 0; i < voxels; ++i) {
      const float* at = first + i * stride + c;
      const Vec value = whole ? load(at) : loadPart(at, channels - c);
      sum += value;
      squares += value * value;
    }
    store(totals + c, sum);
    store(totals + width + c, squares);
  }
}

VALVISTA_KERNEL void scaleChannels(float* first, std::int64_t stride, std::int64_t voxels,
                                   std::int64_t channels, const float* scale, const float* shift,
                                   const Finish& finish) {
  for (std::int64_t i = 0; i < voxels; ++i)
    for (std::int64_t c = 0; c < channels; c += kLanes) {
      float* at = first + i * stride + c;
      const std::int64_t count = channels - c;
      const Vec value = count >= kLanes ? load(at) : loadPart(at, count);
      finishVec(value * load(scale + c) + load(shift + c), count, nullptr,
                finish.addend == nullptr ? nullptr : finish.addend + i * finish.addendStride + c, at, finish);
    }
}

VALVISTA_INLINE Vec loadSome(const float* from, std::int64_t count) {
  return count >= kLanes ? load(from) : loadPart(from, count);
}

VALVISTA_KERNEL void normaliseRow(const float* from, std::int64_t channels, const float* scale,
                                  const float* shift, float* to) {
  Vec sum{};
  for (std::int64_t c = 0; c < channels; c += kLanes) sum += loadSome(from + c, channels - c);
  const float mean = sumOf(sum) / static_cast<float>(channels);
  Vec squares{};
  for (std::int64_t c = 0; c < channels; c += kLanes) {
    const Vec apart = loadSome(from + c, channels - c) - mean;
    squares += apart * apart;
  }
  // The lanes past the last channel held 0.
  const auto missing = static_cast<float>((kLanes - channels % kLanes) % kLanes);
  const float variance = (sumOf(squares) - missing * mean * mean) / static_cast<float>(channels);
  const float factor = 1.0F / std::sqrt(variance + static_cast<float>(kEpsilon));
  for (std::int64_t c = 0; c < channels; c += kLanes) {
    const std::int64_t count = channels - c;
    Vec value = (loadSome(from + c, count) - mean) * factor;
    if (scale != nullptr) value = value * loadSome(scale + c, count) + loadSome(shift + c, count);
    if (count >= kLanes)
      store(to + c, value);
    else
      storePart(to + c, value, count);
  }
}

/// A grid whose few channels fill vectors only several voxels at a time, seen as one of sixteen channels.
bool canFold(const VoxelGrid& grid, const Finish& finish) {
  return grid.channels < kLanes && kLanes % grid.channels == 0 && grid.stride == grid.channels &&
         grid.voxels() * grid.channels % kLanes == 0 &&
         (finish.addend == nullptr || finish.addendStride == grid.channels);
}

}  // namespace

void normaliseInstance(const VoxelGrid& grid, const Finish& given) {
  const bool folds = canFold(grid, given);
  const std::int64_t channels = folds ? kLanes : grid.channels, stride = folds ? kLanes : grid.stride;
  const std::int64_t voxels = grid.voxels() * grid.channels / (folds ? kLanes : grid.channels);
  Finish finish = given;
  if (folds) finish.addendStride = kLanes;
  const std::int64_t width = (channels + kLanes - 1) / kLanes * kLanes;
  const std::int64_t parts = std::clamp<std::int64_t>(voxels / 256, 1, 128);
  const auto begin = [&](std::int64_t part) { return part * voxels / parts; };
  std::vector<float> totals(static_cast<std::size_t>(2 * width * parts));
  forEachTask(parts, [&](std::int64_t part, int) {
    sumChannels(grid.first + begin(part) * stride, stride, begin(part + 1) - begin(part), channels,
                totals.data() + 2 * width * part, width);
  });
  std::vector<float> scale(static_cast<std::size_t>(width)), shift(scale.size());
  for (std::int64_t c = 0; c < channels; ++c) {
    double sum = 0.0, squares = 0.0;
    for (std::int64_t part = 0; part < parts; ++part)
      for (std::int64_t lane = c % grid.channels; lane < channels; lane += grid.channels) {
        sum += totals[static_cast<std::size_t>(2 * width * part + lane)];
        squares += totals[static_cast<std::size_t>(2 * width * part + width + lane)];
      }
    const double count = static_cast<double>(grid.voxels()), mean = sum / count;
    const double factor = 1.0 / std::sqrt(std::max(squares / count - mean * mean, 0.0) + kEpsilon);
    scale[static_cast<std::size_t>(c)] = static_cast<float>(factor);
    shift[static_cast<std::size_t>(c)] = static_cast<float>(-mean * factor);
  }
  forEachTask(parts, [&](std::int64_t part, int) {
    Finish here = finish;
    if (here.addend != nullptr) here.addend += begin(part) * here.addendStride;
    scaleChannels(grid.first + begin(part) * stride, stride, begin(part + 1) - begin(part), channels,
                  scale.data(), shift.data(), here);
  });
}

void normaliseRows(const float* from, std::int64_t fromStride, std::int64_t rows, std::int64_t channels,
                   const float* scale, const float* shift, float* to, std::int64_t toStride) {
  for (std::int64_t row = 0; row < rows; ++row)
    normaliseRow(from + row * fromStride, channels, scale, shift, to + row * toStride);
}

}  // namespace valvista::ml
