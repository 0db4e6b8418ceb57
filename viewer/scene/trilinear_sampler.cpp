// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/trilinear_sampler.h"

#include <algorithm>
#include <cmath>
#include <vector>

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
  /// Weight of the upper voxel in units of 1 / 2^kWeightBits.
  std::int64_t weight() const { return (at_ & 0xFFFFFFFF) >> (32 - kWeightBits); }

  /// Between neighbours of a patient (4000 HU at most) the last bit is an eighth of a HU.
  static constexpr int kWeightBits = 15;

 private:
  static constexpr double kOne = 4294967296.0;
  std::int64_t at_, step_;
};

/// a + (b - a) * weight, `FixedIndex::kWeightBits` bits longer. Three of them on HU have 61 bits.
inline std::int64_t mixLonger(std::int64_t a, std::int64_t b, std::int64_t weight) {
  return (a << FixedIndex::kWeightBits) + (b - a) * weight;
}

/// Voxels of a row and of the three rows beside it, `count` of them `stride` apart, mixed into one row.
struct RowMix {
  const std::int16_t* first;
  std::ptrdiff_t stride, besideB, besideC;
  float weightB, weightC;

  void operator()(std::span<float> mixed) const {
    if (stride == 1) {
      for (std::size_t n = 0; n < mixed.size(); ++n) mixed[n] = at(first + n);
    } else {
      const std::int16_t* p = first;
      for (float& value : mixed) {
        value = at(p);
        p += stride;
      }
    }
  }

 private:
  float at(const std::int16_t* p) const {
    return mix(mix(p[0], p[besideB], weightB), mix(p[besideC], p[besideC + besideB], weightB), weightC);
  }
};

/// The axis along which a row runs, -1 when it runs along none.
int axisAlong(const Vec3& step) {
  constexpr double kStraight = 1e-9;
  int axis = -1;
  for (int other = 0; other < 3; ++other) {
    if (std::abs(step[other]) < kStraight) continue;
    if (axis >= 0) return -1;
    axis = other;
  }
  return axis;
}

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
      stride_{1, size_[0], static_cast<std::ptrdiff_t>(size_[0]) * size_[1]} {}

std::int16_t TrilinearSampler::clamped(const Vec3& index) const {
  const AxisSample i = axisSample(index.x, size_[0], 1), j = axisSample(index.y, size_[1], stride_[1]),
                   k = axisSample(index.z, size_[2], stride_[2]);
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
  if (interior.begin < interior.end) {
    const Vec3 first = start + step * interior.begin;
    const auto samples = row.subspan(static_cast<std::size_t>(interior.begin),
                                     static_cast<std::size_t>(interior.end - interior.begin));
    // Where a row skips voxels, mixing all of them would cost more than it saves.
    constexpr double kMostVoxelsPerSample = 2.0;
    const int axis = axisAlong(step);
    if (axis >= 0 && std::abs(step[axis]) < kMostVoxelsPerSample)
      sampleAlongAxis(axis, first, step[axis], samples);
    else
      sampleInterior(first, step, samples);
  }
  for (int column = interior.end; column < inside.end; ++column)
    row[static_cast<std::size_t>(column)] = clamped(start + step * column);
}

void TrilinearSampler::sampleInterior(const Vec3& start, const Vec3& step,
                                      std::span<std::int16_t> row) const {
  FixedIndex i(start.x, step.x), j(start.y, step.y), k(start.z, step.z);
  const std::ptrdiff_t strideJ = stride_[1], strideK = stride_[2];
  constexpr int kBits = 3 * FixedIndex::kWeightBits;
  for (std::int16_t& sample : row) {
    const std::int16_t* p = hu_ + i.lower() + j.lower() * strideJ + k.lower() * strideK;
    const std::int64_t wi = i.weight(), wj = j.weight();
    const auto alongI = [&](const std::int16_t* q) { return mixLonger(q[0], q[1], wi); };
    const std::int64_t lower = mixLonger(alongI(p), alongI(p + strideJ), wj);
    const std::int64_t upper = mixLonger(alongI(p + strideK), alongI(p + strideK + strideJ), wj);
    const std::int64_t hu = mixLonger(lower, upper, k.weight());
    sample = static_cast<std::int16_t>((hu + (std::int64_t{1} << (kBits - 1))) >> kBits);
    i.advance();
    j.advance();
    k.advance();
  }
}

void TrilinearSampler::sampleAlongAxis(int axis, const Vec3& start, double step,
                                       std::span<std::int16_t> row) const {
  const int b = axis == 0 ? 1 : 0, c = axis == 2 ? 1 : 2;
  const auto strideOf = [&](int one) { return stride_[static_cast<std::size_t>(one)]; };
  const double end = start[axis] + step * static_cast<double>(row.size() - 1);
  const double low = std::floor(std::min(start[axis], end));
  const auto first = std::max(static_cast<int>(low) - 1, 0);
  const auto last =
      std::min(static_cast<int>(std::max(start[axis], end)) + 2, size_[static_cast<std::size_t>(axis)] - 1);
  const double lowerB = std::floor(start[b]), lowerC = std::floor(start[c]);
  const RowMix mixRows{hu_ + first * strideOf(axis) + static_cast<std::ptrdiff_t>(lowerB) * strideOf(b) +
                           static_cast<std::ptrdiff_t>(lowerC) * strideOf(c),
                       strideOf(axis),
                       strideOf(b),
                       strideOf(c),
                       static_cast<float>(start[b] - lowerB),
                       static_cast<float>(start[c] - lowerC)};
  static thread_local std::vector<float> mixed;
  mixed.resize(static_cast<std::size_t>(last - first + 1));
  mixRows(mixed);
  FixedIndex at(start[axis] - first, step);
  constexpr float kUnit = 1.0F / (1 << FixedIndex::kWeightBits);
  for (std::int16_t& sample : row) {
    const float* p = mixed.data() + at.lower();
    sample = rounded(mix(p[0], p[1], static_cast<float>(at.weight()) * kUnit));
    at.advance();
  }
}

}  // namespace valvista::viewer
