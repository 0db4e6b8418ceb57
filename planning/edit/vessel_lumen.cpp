// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/vessel_lumen.h"

#include "planning/edit/brush.h"

#include <algorithm>
#include <cmath>

namespace valvista::planning {

namespace {

constexpr double kSoftTissueHu = 50.0;  ///< around a vessel: its wall is half way between this and the lumen
/// How far the core of a lumen may be darker than the lumen, as a share of the contrast to the tissue around
/// it.
constexpr double kCoreDepth = 0.18;

}  // namespace

Tissue tissueOf(const Volume& ct, const std::vector<Index3>& voxels) {
  double sum = 0.0, squares = 0.0;
  for (const Index3& ijk : voxels) {
    const double hu = ct.at(ijk);
    sum += hu, squares += hu * hu;
  }
  const double count = static_cast<double>(voxels.size()), mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

Tissue tissueAround(const Volume& ct, const Vec3& lps, double radiusMm) {
  const ImageGeometry& geometry = ct.geometry();
  std::vector<Index3> voxels;
  const IndexBox box = boxAround(geometry, lps, radiusMm);
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i)
        if (distance(geometry.lps({i, j, k}), lps) <= radiusMm) voxels.push_back({i, j, k});
  if (voxels.empty()) voxels.push_back(nearestVoxel(geometry, lps));
  return tissueOf(ct, voxels);
}

Levels levelsOf(const Tissue& lumen) {
  const double contrast = lumen.mean - kSoftTissueHu;
  return {{kSoftTissueHu + 0.5 * contrast, lumen.mean + std::max(4 * lumen.deviation, 0.5 * contrast)},
          lumen.mean - kCoreDepth * contrast};
}

double Lumen::room(const Vec3& lps, double furthest) const {
  const ImageGeometry& geometry = ct_.geometry();
  const double step = 0.5 * geometry.meanSpacing();
  double least = furthest;
  for (int z = -1; z <= 1; ++z)
    for (int y = -1; y <= 1; ++y)
      for (int x = -1; x <= 1; ++x) {
        if (x == 0 && y == 0 && z == 0) continue;
        const Vec3 direction = normalized({1.0 * x, 1.0 * y, 1.0 * z});
        double far = 0.0;
        for (; far < least; far += step) {
          const Index3 ijk = nearestVoxel(geometry, lps + direction * far);
          if (!geometry.contains(ijk) || !isLumen(ijk)) break;
        }
        least = std::min(least, far);
      }
  return least;
}

Start middleOf(const Lumen& lumen, const Vec3& click, double widest) {
  Start best{click, lumen.room(click, widest)};
  for (double step = 4.0; step >= 0.5; step *= 0.5)
    for (bool better = true; better;) {
      better = false;
      for (int side = 0; side < 6; ++side) {
        Vec3 place = best.lps;
        place[side / 2] += side % 2 == 0 ? step : -step;
        // A vessel goes on: the climb must not wander along it for a little more room.
        const double room = lumen.room(place, widest);
        if (room <= best.radiusMm + 0.1 * step || distance(place, click) > widest) continue;
        best = {place, room};
        better = true;
      }
    }
  return best;
}

std::optional<Index3> openVoxelAt(const Lumen& lumen, const ImageGeometry& geometry, const Vec3& lps) {
  const Index3 middle = nearestVoxel(geometry, lps);
  if (lumen.isOpen(middle)) return middle;
  for (int k = -1; k <= 1; ++k)
    for (int j = -1; j <= 1; ++j)
      for (int i = -1; i <= 1; ++i)
        if (lumen.isOpen(middle + Index3{i, j, k})) return middle + Index3{i, j, k};
  return std::nullopt;
}

}  // namespace valvista::planning
