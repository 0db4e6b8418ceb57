// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_image.h"

#include "planning/measure/label_comparison.h"
#include "planning/model/tavr_labels.h"
#include "viewer/scene/parallel_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace valvista::viewer {
namespace {

constexpr double kOutlineOpacity = 0.9;
constexpr int kFullWeight = 256;

/// Pixels of the HU that the window spreads over the grey scale; those beyond have the pixel of its end.
class GreyScale {
 public:
  explicit GreyScale(const WindowLevel& windowLevel) {
    constexpr double kLeast = -32768.0, kMost = 32767.0;
    const double half = std::max(windowLevel.windowHu, 1.0) / 2;
    const auto bound = [&](double hu) { return static_cast<int>(std::clamp(hu, kLeast, kMost)); };
    first_ = bound(windowLevel.levelHu - half - 1.0);
    last_ = bound(windowLevel.levelHu + half + 1.0);
    for (int hu = first_; hu <= last_; ++hu) {
      const int grey = greyOf(hu, windowLevel);
      pixels_.push_back(pixelOf(grey, grey, grey));
    }
  }

  Pixel pixelAt(std::int16_t hu) const {
    const Pixel pixel = pixels_[static_cast<std::size_t>(std::clamp<int>(hu, first_, last_) - first_)];
    return hu == kOutsideHu ? kOutsidePixel : pixel;
  }

 private:
  int first_ = 0, last_ = 0;
  std::vector<Pixel> pixels_;
};

inline Pixel blend(Pixel below, Pixel above, int weight) {
  const auto channel = [&](unsigned shift) {
    const int b = static_cast<int>(below >> shift & 0xFFU), a = static_cast<int>(above >> shift & 0xFFU);
    return static_cast<Pixel>(b + (a - b) * weight / kFullWeight) << shift;
  };
  return 0xFF000000U | channel(16) | channel(8) | channel(0);
}

/// True when a neighbour within the outline's width has another label. The picture's border is no outline.
bool onOutline(const SliceSamples& samples, int column, int row, int reach) {
  const auto at = [&](int x, int y) {
    return samples.labels[static_cast<std::size_t>(y) * static_cast<std::size_t>(samples.width) +
                          static_cast<std::size_t>(x)];
  };
  const std::uint8_t label = at(column, row);
  const int left = std::max(column - reach, 0), right = std::min(column + reach, samples.width - 1);
  const int top = std::max(row - reach, 0), bottom = std::min(row + reach, samples.height - 1);
  return at(left, row) != label || at(right, row) != label || at(column, top) != label ||
         at(column, bottom) != label;
}

/// True when the eight labels from `at` on are all background; `end` is that of the row.
bool isBackground(const std::vector<std::uint8_t>& labels, std::size_t at, std::size_t end) {
  std::uint64_t eight = 1;
  if (at + sizeof(eight) <= end) std::memcpy(&eight, labels.data() + at, sizeof(eight));
  return eight == 0;
}

}  // namespace

std::uint8_t greyOf(double hu, const WindowLevel& windowLevel) {
  const double window = std::max(windowLevel.windowHu, 1.0);
  const double fraction = (hu - windowLevel.levelHu) / window + 0.5;
  return static_cast<std::uint8_t>(std::lround(std::clamp(fraction, 0.0, 1.0) * 255.0));
}

LabelOverlay tavrOverlay() {
  LabelOverlay overlay;
  overlay.colour.fill(pixelOf(255, 255, 255));
  for (const planning::LabelStyle& style : planning::labelStyles())
    overlay.colour[style.value] = pixelOf(style.rgb[0], style.rgb[1], style.rgb[2]);
  return overlay;
}

LabelOverlay differenceOverlay(double opacity) {
  LabelOverlay overlay;
  overlay.colour[static_cast<std::size_t>(planning::Difference::onlyA)] = pixelOf(86, 180, 233);
  overlay.colour[static_cast<std::size_t>(planning::Difference::onlyB)] = pixelOf(230, 159, 0);
  overlay.colour[static_cast<std::size_t>(planning::Difference::both)] = pixelOf(240, 240, 240);
  overlay.opacity = opacity;
  return overlay;
}

void composeSlice(const SliceSamples& samples, const WindowLevel& windowLevel, const LabelOverlay& overlay,
                  std::span<Pixel> pixels) {
  const GreyScale grey(windowLevel);
  const int fill = static_cast<int>(std::lround(std::clamp(overlay.opacity, 0.0, 1.0) * kFullWeight));
  const int outline = fill == 0 ? 0 : std::max(fill, static_cast<int>(kOutlineOpacity * kFullWeight));
  const bool labelled = fill > 0 && !samples.labels.empty();
  const auto width = static_cast<std::size_t>(samples.width);
  forRowsInParallel(samples.height, [&](int begin, int end) {
    for (int row = begin; row < end; ++row) {
      const std::size_t start = static_cast<std::size_t>(row) * width;
      for (std::size_t at = start; at < start + width; ++at) pixels[at] = grey.pixelAt(samples.hu[at]);
      for (std::size_t column = 0; labelled && column < width; ++column) {
        if (isBackground(samples.labels, start + column, start + width)) {
          column += sizeof(std::uint64_t) - 1;
          continue;
        }
        const std::uint8_t label = samples.labels[start + column];
        if (label == 0 || overlay.hidden[label]) continue;
        const bool edge = onOutline(samples, static_cast<int>(column), row, overlay.outlinePixels);
        pixels[start + column] = blend(pixels[start + column], overlay.colour[label], edge ? outline : fill);
      }
    }
  });
}

}  // namespace valvista::viewer
