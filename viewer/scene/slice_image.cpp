// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_image.h"

#include "planning/measure/label_comparison.h"
#include "planning/model/tavr_labels.h"
#include "viewer/scene/parallel_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace valvista::viewer {
namespace {

constexpr double kOutlineOpacity = 0.9;
constexpr int kFullWeight = 256;

/// Picture of every HU value, indexed by hu + 32768.
std::vector<Pixel> greyTable(const WindowLevel& windowLevel) {
  std::vector<Pixel> table(65536);
  for (int value = 0; value < 65536; ++value) {
    const int grey = greyOf(value - 32768.0, windowLevel);
    table[static_cast<std::size_t>(value)] = pixelOf(grey, grey, grey);
  }
  table[static_cast<std::size_t>(kOutsideHu + 32768)] = kOutsidePixel;
  return table;
}

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
  const std::vector<Pixel> grey = greyTable(windowLevel);
  const int fill = static_cast<int>(std::lround(std::clamp(overlay.opacity, 0.0, 1.0) * kFullWeight));
  const int outline = fill == 0 ? 0 : std::max(fill, static_cast<int>(kOutlineOpacity * kFullWeight));
  const bool labelled = fill > 0 && !samples.labels.empty();
  forRowsInParallel(samples.height, [&](int begin, int end) {
    for (int row = begin; row < end; ++row)
      for (int column = 0; column < samples.width; ++column) {
        const std::size_t at = static_cast<std::size_t>(row) * static_cast<std::size_t>(samples.width) +
                               static_cast<std::size_t>(column);
        Pixel pixel = grey[static_cast<std::size_t>(samples.hu[at] + 32768)];
        if (labelled && samples.labels[at] != 0) {
          const bool edge = onOutline(samples, column, row, overlay.outlinePixels);
          pixel = blend(pixel, overlay.colour[samples.labels[at]], edge ? outline : fill);
        }
        pixels[at] = pixel;
      }
  });
}

}  // namespace valvista::viewer
