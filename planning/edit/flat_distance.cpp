// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/flat_distance.h"

#include <cmath>
#include <cstddef>

namespace valvista::planning {

namespace {

constexpr float kFar = 1e12F;

/// Lower envelope of parabolas over one line: squared distance to the nearest place with a value of 0.
class LineTransform {
 public:
  explicit LineTransform(std::size_t longest) : places_(longest), borders_(longest + 1), values_(longest) {}

  void run(float* values, std::size_t count, std::size_t step, double spacing) {
    for (std::size_t at = 0; at < count; ++at) values_[at] = values[at * step];
    std::size_t last = 0;
    places_[0] = 0;
    borders_[0] = -kFar, borders_[1] = kFar;
    for (std::size_t at = 1; at < count; ++at) {
      double border = crossing(places_[last], at, spacing);
      while (last > 0 && border <= borders_[last]) border = crossing(places_[--last], at, spacing);
      if (border <= borders_[last]) {
        places_[last] = at;
      } else {
        places_[++last] = at;
        borders_[last] = border;
      }
      borders_[last + 1] = kFar;
    }
    std::size_t piece = 0;
    for (std::size_t at = 0; at < count; ++at) {
      const double x = static_cast<double>(at) * spacing;
      while (borders_[piece + 1] < x) ++piece;
      const double off = x - static_cast<double>(places_[piece]) * spacing;
      values[at * step] = static_cast<float>(off * off) + values_[places_[piece]];
    }
  }

 private:
  /// Where the parabola of `b` comes below that of `a`.
  double crossing(std::size_t a, std::size_t b, double spacing) const {
    const double xa = static_cast<double>(a) * spacing, xb = static_cast<double>(b) * spacing;
    return ((values_[b] + xb * xb) - (values_[a] + xa * xa)) / (2 * (xb - xa));
  }

  std::vector<std::size_t> places_;
  std::vector<double> borders_;
  std::vector<float> values_;
};

/// Squared distance to the nearest pixel of the mask that is `of`.
std::vector<float> squaredTo(std::uint8_t of, std::span<const std::uint8_t> mask,
                             const std::array<int, 2>& size, const std::array<double, 2>& spacing) {
  std::vector<float> values(mask.size());
  for (std::size_t at = 0; at < mask.size(); ++at) values[at] = (mask[at] != 0) == (of != 0) ? 0.0F : kFar;
  const auto width = static_cast<std::size_t>(size[0]), height = static_cast<std::size_t>(size[1]);
  LineTransform transform(std::max(width, height));
  for (std::size_t row = 0; row < height; ++row)
    transform.run(values.data() + row * width, width, 1, spacing[0]);
  for (std::size_t column = 0; column < width; ++column)
    transform.run(values.data() + column, height, width, spacing[1]);
  return values;
}

}  // namespace

std::vector<float> signedDistances(std::span<const std::uint8_t> mask, const std::array<int, 2>& size,
                                   const std::array<double, 2>& spacing) {
  const std::vector<float> toMask = squaredTo(1, mask, size, spacing),
                           toRest = squaredTo(0, mask, size, spacing);
  const auto halfPixel = static_cast<float>(0.25 * (spacing[0] + spacing[1]));
  std::vector<float> distances(mask.size());
  for (std::size_t at = 0; at < mask.size(); ++at)
    distances[at] = mask[at] != 0 ? halfPixel - std::sqrt(toRest[at]) : std::sqrt(toMask[at]) - halfPixel;
  return distances;
}

}  // namespace valvista::planning
