// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/hu_voxels.h"

#include "planning/core/volume.h"

#include <algorithm>
#include <cmath>

namespace valvista {

namespace {

constexpr std::size_t kPieceVoxels = std::size_t{1} << 16;

std::int16_t huOf(double value, HuSummary& summary) {
  constexpr double kLeast = std::numeric_limits<std::int16_t>::min();
  constexpr double kMost = std::numeric_limits<std::int16_t>::max();
  if (!std::isfinite(value)) {
    ++summary.notNumbers;
    return kPaddingHu;
  }
  const double rounded = std::round(value);
  if (rounded < kLeast || rounded > kMost) ++summary.limited;
  const int hu = static_cast<int>(std::clamp(rounded, kLeast, kMost));
  summary.minimum = std::min(summary.minimum, hu);
  summary.maximum = std::max(summary.maximum, hu);
  return static_cast<std::int16_t>(hu);
}

}  // namespace

std::vector<std::int16_t> readHu(VoxelSource& source, HuSummary& summary, const Progress& progress) {
  const std::size_t count = source.geometry().voxelCount();
  std::vector<std::int16_t> hu;
  hu.reserve(count);  // address space only; pages are taken as voxels arrive
  std::vector<double> piece;
  while (hu.size() < count) {
    progress.throwIfCancelled();
    progress.report(static_cast<double>(hu.size()) / static_cast<double>(count), "Reading the CT");
    piece.resize(std::min(kPieceVoxels, count - hu.size()));
    source.read(piece);
    for (const double value : piece) hu.push_back(huOf(value, summary));
  }
  source.finish();
  return hu;
}

}  // namespace valvista
