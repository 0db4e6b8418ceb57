// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_changes.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace valvista::ml {

namespace {

constexpr std::size_t kQuantiles = 4096;

/// Quantiles of the normal distribution at the middles of as many equal parts, of deviation exactly 1.
std::vector<float> normalQuantiles() {
  std::vector<double> values(kQuantiles);
  double squares = 0.0;
  for (std::size_t at = 0; at < kQuantiles / 2; ++at) {
    const double wanted = (static_cast<double>(at) + 0.5) / kQuantiles;
    double low = -8.0, high = 0.0;
    for (int halving = 0; halving < 60; ++halving) {
      const double middle = 0.5 * (low + high);
      (0.5 * std::erfc(-middle / std::numbers::sqrt2) < wanted ? low : high) = middle;
    }
    values[at] = low;
    values[kQuantiles - 1 - at] = -low;
    squares += 2.0 * low * low;
  }
  const double deviation = std::sqrt(squares / kQuantiles);
  std::vector<float> quantiles;
  for (const double value : values) quantiles.push_back(static_cast<float>(value / deviation));
  return quantiles;
}

std::vector<float> gaussianWeights(double sigma) {
  const int radius = std::max(1, static_cast<int>(std::ceil(3.0 * sigma)));
  std::vector<double> weights;
  double sum = 0.0;
  for (int at = -radius; at <= radius; ++at) {
    weights.push_back(std::exp(-0.5 * at * at / (sigma * sigma)));
    sum += weights.back();
  }
  std::vector<float> scaled;
  for (const double weight : weights) scaled.push_back(static_cast<float>(weight / sum));
  return scaled;
}

/// `rows` rows of `width` values, `stride` apart, convolved across the rows.
void blurRows(float* values, std::ptrdiff_t rows, std::ptrdiff_t stride, std::ptrdiff_t width,
              const std::vector<float>& weights) {
  const auto radius = static_cast<std::ptrdiff_t>(weights.size() / 2);
  std::vector<float> padded(static_cast<std::size_t>((rows + 2 * radius) * width));
  for (std::ptrdiff_t row = -radius; row < rows + radius; ++row)
    std::copy_n(values + std::clamp<std::ptrdiff_t>(row, 0, rows - 1) * stride, width,
                padded.data() + (row + radius) * width);
  for (std::ptrdiff_t row = 0; row < rows; ++row) {
    float* const out = values + row * stride;
    std::fill_n(out, width, 0.0F);
    for (std::size_t tap = 0; tap < weights.size(); ++tap) {
      const float* const in = padded.data() + (row + static_cast<std::ptrdiff_t>(tap)) * width;
      for (std::ptrdiff_t x = 0; x < width; ++x) out[x] += weights[tap] * in[x];
    }
  }
}

/// `count` values one after the other.
void blurLine(float* values, std::ptrdiff_t count, const std::vector<float>& weights,
              std::vector<float>& padded) {
  const auto radius = static_cast<std::ptrdiff_t>(weights.size() / 2);
  padded.resize(static_cast<std::size_t>(count + 2 * radius));
  std::fill_n(padded.begin(), radius, values[0]);
  std::copy_n(values, count, padded.begin() + radius);
  std::fill_n(padded.begin() + radius + count, radius, values[count - 1]);
  std::fill_n(values, count, 0.0F);
  for (std::size_t tap = 0; tap < weights.size(); ++tap)
    for (std::ptrdiff_t x = 0; x < count; ++x)
      values[x] += weights[tap] * padded[static_cast<std::size_t>(x) + tap];
}

}  // namespace

PatchChanges drawChanges(const AugmentationOptions& options, RandomDraws& draws) {
  PatchChanges changes;
  const auto drawn = [&](double most) {
    // Both are drawn whether the change is made or not, so that one option leaves the others' draws alone.
    const bool made = draws.chance(options.probability);
    const double value = draws.between(-most, most);
    return made ? value : 0.0;
  };
  changes.mirrored = draws.chance(options.probability) && options.mirror;
  for (double& angle : changes.turn) angle = drawn(options.rotationDeg * std::numbers::pi / 180.0);
  changes.scale = 1.0 + drawn(options.scale);
  changes.gain = 1.0 + drawn(options.gain);
  changes.shiftHu = drawn(options.shiftHu);
  changes.blurMm = std::abs(drawn(options.blurMm));
  changes.noiseHu = std::abs(drawn(options.noiseHu));
  changes.noiseSeed = draws.bits();
  return changes;
}

void blur(float* hu, const Index3& size, const std::array<double, 3>& sigma) {
  // Narrower, the nearest neighbours weigh less than 2e-5.
  constexpr double kNarrowest = 0.21;
  const std::ptrdiff_t depth = size[0], height = size[1], width = size[2];
  if (sigma[2] > kNarrowest) {
    const std::vector<float> weights = gaussianWeights(sigma[2]);
    std::vector<float> padded;
    for (std::ptrdiff_t row = 0; row < depth * height; ++row)
      blurLine(hu + row * width, width, weights, padded);
  }
  if (sigma[1] > kNarrowest) {
    const std::vector<float> weights = gaussianWeights(sigma[1]);
    for (std::ptrdiff_t z = 0; z < depth; ++z)
      blurRows(hu + z * height * width, height, width, width, weights);
  }
  if (sigma[0] > kNarrowest) {
    const std::vector<float> weights = gaussianWeights(sigma[0]);
    for (std::ptrdiff_t y = 0; y < height; ++y)
      blurRows(hu + y * width, depth, height * width, width, weights);
  }
}

void addNoise(float* hu, std::size_t count, double deviation, std::uint64_t seed) {
  static const std::vector<float> kNormal = normalQuantiles();
  constexpr std::size_t kOfOne = 5;  // indices of twelve bits from one number of 64
  const auto scale = static_cast<float>(deviation);
  for (std::size_t at = 0; at < count; at += kOfOne) {
    std::uint64_t bits = bitsAt(seed, at / kOfOne);
    for (std::size_t value = at; value < std::min(count, at + kOfOne); ++value, bits >>= 12)
      hu[value] += scale * kNormal[bits % kQuantiles];
  }
}

}  // namespace valvista::ml
