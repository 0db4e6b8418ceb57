// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/voxel_probe.h"

#include <cmath>

namespace valvista::viewer {
namespace {

std::optional<Index3> voxelAt(const ImageGeometry& geometry, const Vec3& lps) {
  const Vec3 exact = geometry.ijkFromLps()(lps);
  Index3 ijk{};
  for (int axis = 0; axis < 3; ++axis) {
    const double nearest = std::floor(exact[axis] + 0.5);
    // Compared before the conversion, which far away would overflow.
    if (!(nearest >= 0.0 && nearest < geometry.size[static_cast<std::size_t>(axis)])) return std::nullopt;
    ijk[static_cast<std::size_t>(axis)] = static_cast<int>(nearest);
  }
  return ijk;
}

}  // namespace

std::optional<int> huAt(const Volume& volume, const Vec3& lps) {
  if (volume.empty()) return std::nullopt;
  const auto ijk = voxelAt(volume.geometry(), lps);
  if (!ijk || volume.at(*ijk) == kPaddingHu) return std::nullopt;
  return volume.at(*ijk);
}

std::uint8_t labelAt(const LabelMap& labels, const Vec3& lps) {
  if (labels.empty()) return 0;
  const auto ijk = voxelAt(labels.geometry(), lps);
  return ijk ? labels.at(*ijk) : std::uint8_t{0};
}

}  // namespace valvista::viewer
