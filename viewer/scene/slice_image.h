// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_sampling.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace valvista::viewer {

/// HU at the middle of the grey scale and the width of the scale.
struct WindowLevel {
  double windowHu = 800.0, levelHu = 200.0;
  bool operator==(const WindowLevel&) const = default;
};

/// 0xAARRGGBB, always opaque: a transparent pixel would show the desktop through the window.
using Pixel = std::uint32_t;
constexpr Pixel pixelOf(int red, int green, int blue) {
  return 0xFF000000U | static_cast<Pixel>(red) << 16U | static_cast<Pixel>(green) << 8U |
         static_cast<Pixel>(blue);
}
/// Around the scan: darker than any text, yet not the black of air.
inline constexpr Pixel kOutsidePixel = pixelOf(22, 25, 30);

/// Grey 0..255 of a HU value.
std::uint8_t greyOf(double hu, const WindowLevel& windowLevel);

/// How labels are laid over the CT.
struct LabelOverlay {
  std::array<Pixel, 256> colour{};  ///< by label
  double opacity = 0.35;            ///< of the fill; 0 hides fill and outline
  int outlinePixels = 1;            ///< width of the outline, drawn inside the label
  std::array<bool, 256> hidden{};   ///< by label
  bool operator==(const LabelOverlay&) const = default;
};

/// Colours of the TAVR scheme; labels without a style are white.
LabelOverlay tavrOverlay();

/// Colours of a map of differences (planning::Difference): blue for A, orange for B, white for both; told apart
/// by colour-blind eyes, too.
LabelOverlay differenceOverlay(double opacity);

/// What the grid of a slice met, one entry per sample, row by row.
struct SliceSamples {
  int width = 0, height = 0;
  std::vector<std::int16_t> hu;
  std::vector<std::uint8_t> labels;
};

/// The picture of a slice: grey by window and level, labels blended over it, outlines where labels change.
/// `pixels` has one entry per sample.
void composeSlice(const SliceSamples& samples, const WindowLevel& windowLevel, const LabelOverlay& overlay,
                  std::span<Pixel> pixels);

}  // namespace valvista::viewer
