// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/trilinear_sampler.h"

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

/// Along one axis: offset of the lower voxel, distance to the upper one in memory, and its weight.
struct AxisSample {
  std::ptrdiff_t offset;
  std::ptrdiff_t step;
  float weight;
};

inline AxisSample axisSample(double index, int size, std::ptrdiff_t stride) {
  const double clamped = std::clamp(index, 0.0, size - 1.0);
  const int lower = static_cast<int>(clamped);
  return {lower * stride, lower + 1 < size ? stride : 0, static_cast<float>(clamped - lower)};
}

inline float mix(float a, float b, float weight) {
  return a + (b - a) * weight;
}

/// Shifted to positive so that the conversion, which truncates, rounds to nearest.
inline std::int16_t rounded(float hu) {
  return static_cast<std::int16_t>(static_cast<int>(hu + 32768.5F) - 32768);
}

/// A voxel index that advances along a row, with 32 bits behind the point: exact enough for any row.
class FixedIndex {
 public:
  FixedIndex(double start, double step)
      : at_(static_cast<std::int64_t>(start * kOne)),
        step_(static_cast<std::int64_t>(std::llround(step * kOne))) {}
  void advance() { at_ += step_; }
  std::ptrdiff_t lower() const { return static_cast<std::ptrdiff_t>(at_ >> 32); }
  float weight() const {
    // 31 bits: signed integers convert to float in one instruction.
    return static_cast<float>(static_cast<std::int32_t>((at_ & 0xFFFFFFFF) >> 1)) * 0x1p-31F;
  }

 private:
  static constexpr double kOne = 4294967296.0;
  std::int64_t at_, step_;
};

}  // namespace

ColumnRange columnsBetween(const Vec3& start, const Vec3& step, const Vec3& low, const Vec3& high,
                           int width) {
  double first = 0.0, last = width - 1.0;
  for (int axis = 0; axis < 3; ++axis) {
    const double toLow = low[axis] - start[axis], toHigh = high[axis] - start[axis];
    if (std::abs(step[axis]) < 1e-12) {
      if (toLow > 0.0 || toHigh < 0.0) return {};
      continue;
    }
    first = std::max(first, std::min(toLow / step[axis], toHigh / step[axis]));
    last = std::min(last, std::max(toLow / step[axis], toHigh / step[axis]));
  }
  if (!(first <= last)) return {};
  return {static_cast<int>(std::ceil(first)), static_cast<int>(std::floor(last)) + 1};
}

ColumnRange columnsInside(const Vec3& start, const Vec3& step, const Index3& size, int width) {
  return columnsBetween(start, step, {-0.5, -0.5, -0.5}, {size[0] - 0.5, size[1] - 0.5, size[2] - 0.5},
                        width);
}

TrilinearSampler::TrilinearSampler(const Volume& volume)
    : hu_(volume.hu().data()),
      size_(volume.geometry().size),
      strideJ_(size_[0]),
      strideK_(strideJ_ * size_[1]) {}

std::int16_t TrilinearSampler::clamped(const Vec3& index) const {
  const AxisSample i = axisSample(index.x, size_[0], 1), j = axisSample(index.y, size_[1], strideJ_),
                   k = axisSample(index.z, size_[2], strideK_);
  const std::int16_t* p = hu_ + i.offset + j.offset + k.offset;
  const auto alongI = [&](const std::int16_t* q) { return mix(q[0], q[i.step], i.weight); };
  const float lower = mix(alongI(p), alongI(p + j.step), j.weight);
  const float upper = mix(alongI(p + k.step), alongI(p + k.step + j.step), j.weight);
  return rounded(mix(lower, upper, k.weight));
}

std::int16_t TrilinearSampler::at(const Vec3& index) const {
  for (int axis = 0; axis < 3; ++axis)
    if (!(index[axis] >= -0.5 && index[axis] <= size_[static_cast<std::size_t>(axis)] - 0.5))
      return kOutsideHu;
  return clamped(index);
}

void TrilinearSampler::sampleRow(const Vec3& start, const Vec3& step, std::span<std::int16_t> row) const {
  const int width = static_cast<int>(row.size());
  const ColumnRange inside = columnsInside(start, step, size_, width);
  // Where all eight voxels exist, however the index is rounded.
  constexpr double kHair = 1e-6;
  ColumnRange interior =
      columnsBetween(start, step, {kHair, kHair, kHair},
                     {size_[0] - 1 - kHair, size_[1] - 1 - kHair, size_[2] - 1 - kHair}, width);
  if (interior.begin >= interior.end) interior = {inside.end, inside.end};
  std::fill(row.begin(), row.begin() + inside.begin, kOutsideHu);
  std::fill(row.begin() + std::max(inside.begin, inside.end), row.end(), kOutsideHu);
  for (int column = inside.begin; column < interior.begin; ++column)
    row[static_cast<std::size_t>(column)] = clamped(start + step * column);
  if (interior.begin < interior.end)
    sampleInterior(start + step * interior.begin, step,
                   row.subspan(static_cast<std::size_t>(interior.begin),
                               static_cast<std::size_t>(interior.end - interior.begin)));
  for (int column = interior.end; column < inside.end; ++column)
    row[static_cast<std::size_t>(column)] = clamped(start + step * column);
}

void TrilinearSampler::sampleInterior(const Vec3& start, const Vec3& step,
                                      std::span<std::int16_t> row) const {
  FixedIndex i(start.x, step.x), j(start.y, step.y), k(start.z, step.z);
  for (std::int16_t& sample : row) {
    const std::int16_t* p = hu_ + i.lower() + j.lower() * strideJ_ + k.lower() * strideK_;
    const float wi = i.weight(), wj = j.weight(), wk = k.weight();
    const auto alongI = [&](const std::int16_t* q) {
      return static_cast<float>(q[0]) + static_cast<float>(q[1] - q[0]) * wi;
    };
    const float lower = mix(alongI(p), alongI(p + strideJ_), wj);
    const float upper = mix(alongI(p + strideK_), alongI(p + strideK_ + strideJ_), wj);
    sample = rounded(mix(lower, upper, wk));
    i.advance();
    j.advance();
    k.advance();
  }
}

}  // namespace valvista::viewer
