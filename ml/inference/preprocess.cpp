// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/preprocess.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::ml {

namespace {

/// Padding and anything else below the scale counts as this.
constexpr std::int16_t kLowestHu = -1024;

void addWeighted(const std::int16_t* hu, std::size_t count, float weight, float* sum) {
  for (std::size_t at = 0; at < count; ++at)
    sum[at] += weight * static_cast<float>(std::max(hu[at], kLowestHu));
}

void addWeighted(const float* row, std::size_t count, float weight, float* sum) {
  for (std::size_t at = 0; at < count; ++at) sum[at] += weight * row[at];
}

/// Weights, of sum 1, of `count` voxels at distances first, first + 1, ... from the place to be sampled.
std::vector<float> tentWeights(double first, int count, double halfWidth) {
  std::vector<double> tent(static_cast<std::size_t>(count));
  double sum = 0.0, moment = 0.0, secondMoment = 0.0;
  for (int tap = 0; tap < count; ++tap) {
    const double x = first + tap, weight = std::max(0.0, 1.0 - std::abs(x) / halfWidth);
    tent[static_cast<std::size_t>(tap)] = weight;
    sum += weight;
    moment += weight * x;
    secondMoment += weight * x * x;
  }
  // A tent sampled off its centre would shift the image by up to a tenth of a voxel; tilted, it keeps linear
  // HU exactly. At the border of the CT it is cut off, and a tilt would extrapolate.
  const bool whole = first - 1.0 <= -halfWidth && first + count >= halfWidth;
  const double tilt = whole && secondMoment > 0.0 ? moment / secondMoment : 0.0;
  const double tiltedSum = sum - tilt * moment;
  std::vector<float> weights;
  for (int tap = 0; tap < count; ++tap)
    weights.push_back(
        static_cast<float>(tent[static_cast<std::size_t>(tap)] * (1.0 - tilt * (first + tap)) / tiltedSum));
  return weights;
}

}  // namespace

IntensityScale IntensityScale::toRange(double lowHu, double highHu, double low, double high) {
  const double scale = (high - low) / (highHu - lowHu);
  return {lowHu, highHu, scale, low - lowHu * scale};
}

IntensityScale IntensityScale::zScore(double lowHu, double highHu, double meanHu, double deviationHu) {
  return {lowHu, highHu, 1.0 / deviationHu, -meanHu / deviationHu};
}

void IntensityScale::applyTo(at::Tensor& hu) const {
  hu.clamp_(lowHu, highHu).mul_(scale).add_(shift);
}

CtSampler::CtSampler(Volume ct, const ModelGrid& grid) : ct_(std::move(ct)), grid_(grid) {
  for (int axis = 0; axis < 3; ++axis) {
    const auto ctAxis = static_cast<std::size_t>(grid.ctAxis[static_cast<std::size_t>(axis)]);
    gridAxisOfCt_[ctAxis] = axis;
    taps_[ctAxis] = tapsAlong(grid, axis);
  }
}

CtSampler::Taps CtSampler::tapsAlong(const ModelGrid& grid, int axis) {
  const auto a = static_cast<std::size_t>(axis);
  const int voxels = grid.ctSize[a];
  const double halfWidth = std::max(1.0, grid.step[a]);
  Taps taps;
  taps.count = std::min(voxels, static_cast<int>(std::ceil(2.0 * halfWidth)));
  for (int at = 0; at < grid.size[a]; ++at) {
    const double centre = grid.ctPosition(axis, at);
    const int first =
        std::clamp(static_cast<int>(std::floor(centre - halfWidth)) + 1, 0, voxels - taps.count);
    std::vector<float> weights = tentWeights(first - centre, taps.count, halfWidth);
    if (grid.flipped[a]) std::reverse(weights.begin(), weights.end());
    taps.weights.insert(taps.weights.end(), weights.begin(), weights.end());
    taps.first.push_back(grid.storedIndex(axis, grid.flipped[a] ? first + taps.count - 1 : first));
  }
  return taps;
}

CtSampler::Part CtSampler::partOf(const IndexBox& box) const {
  Part part;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto gridAxis = static_cast<std::size_t>(gridAxisOfCt_[axis]);
    const Taps& taps = taps_[axis];
    part.begin[axis] = box.begin[gridAxis];
    part.end[axis] = box.end[gridAxis];
    const int one = taps.first[static_cast<std::size_t>(part.begin[axis])],
              other = taps.first[static_cast<std::size_t>(part.end[axis] - 1)];
    part.ctBegin[axis] = std::min(one, other);
    part.ctEnd[axis] = std::max(one, other) + taps.count;
  }
  return part;
}

void CtSampler::samplePlane(const Part& part, int k, float* out) const {
  const Index3& ctSize = ct_.geometry().size;
  const auto width = static_cast<std::size_t>(part.ctEnd[0] - part.ctBegin[0]);
  const auto rows = static_cast<std::size_t>(part.ctEnd[1] - part.ctBegin[1]);
  std::vector<float> plane(width * rows, 0.0F), row(width);
  const auto weightsOf = [](const Taps& taps, int at) {
    return taps.weights.data() + static_cast<std::size_t>(at) * static_cast<std::size_t>(taps.count);
  };
  for (int tap = 0; tap < taps_[2].count; ++tap) {
    const int ctK = taps_[2].first[static_cast<std::size_t>(k)] + tap;
    const float weight = weightsOf(taps_[2], k)[tap];
    if (weight == 0.0F) continue;
    for (std::size_t j = 0; j < rows; ++j) {
      const std::size_t ctRow = static_cast<std::size_t>(ctK) * static_cast<std::size_t>(ctSize[1]) + j +
                                static_cast<std::size_t>(part.ctBegin[1]);
      const std::int16_t* hu =
          ct_.hu().data() + ctRow * static_cast<std::size_t>(ctSize[0]) + part.ctBegin[0];
      addWeighted(hu, width, weight, plane.data() + j * width);
    }
  }
  for (int j = part.begin[1]; j < part.end[1]; ++j) {
    std::fill(row.begin(), row.end(), 0.0F);
    const auto firstRow =
        static_cast<std::size_t>(taps_[1].first[static_cast<std::size_t>(j)] - part.ctBegin[1]);
    for (int tap = 0; tap < taps_[1].count; ++tap)
      addWeighted(plane.data() + (firstRow + static_cast<std::size_t>(tap)) * width, width,
                  weightsOf(taps_[1], j)[tap], row.data());
    for (int i = part.begin[0]; i < part.end[0]; ++i) {
      const float* weights = weightsOf(taps_[0], i);
      const float* values = row.data() + taps_[0].first[static_cast<std::size_t>(i)] - part.ctBegin[0];
      float sum = 0.0F;
      for (int tap = 0; tap < taps_[0].count; ++tap) sum += weights[tap] * values[tap];
      *out++ = sum;
    }
  }
}

at::Tensor CtSampler::sample(const IndexBox& box) const {
  const Part part = partOf(box);
  const std::int64_t width = part.end[0] - part.begin[0], height = part.end[1] - part.begin[1],
                     depth = part.end[2] - part.begin[2];
  at::Tensor stored = at::empty({depth, height, width}, at::kFloat);
  float* const out = stored.data_ptr<float>();
  at::parallel_for(0, depth, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t k = begin; k < end; ++k)
      samplePlane(part, part.begin[2] + static_cast<int>(k), out + k * height * width);
  });
  // The stored tensor's dimensions are the CT's axes k, j, i.
  return stored.permute({2 - grid_.ctAxis[0], 2 - grid_.ctAxis[1], 2 - grid_.ctAxis[2]});
}

bool CtSampler::isBelow(const IndexBox& box, int thresholdHu) const {
  const Part part = partOf(box);
  const Index3& size = ct_.geometry().size;
  for (int k = part.ctBegin[2]; k < part.ctEnd[2]; ++k)
    for (int j = part.ctBegin[1]; j < part.ctEnd[1]; ++j) {
      const std::size_t row =
          static_cast<std::size_t>(k) * static_cast<std::size_t>(size[1]) + static_cast<std::size_t>(j);
      const auto hu = ct_.hu().subspan(
          row * static_cast<std::size_t>(size[0]) + static_cast<std::size_t>(part.ctBegin[0]),
          static_cast<std::size_t>(part.ctEnd[0] - part.ctBegin[0]));
      if (std::any_of(hu.begin(), hu.end(), [&](std::int16_t v) { return v >= thresholdHu; })) return false;
    }
  return true;
}

}  // namespace valvista::ml
