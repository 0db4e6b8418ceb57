// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/annulus_interface.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace valvista::planning {

namespace {

struct FacePair {
  Index3 ventricle{}, aorta{};
};

bool inStorageOrder(const VoxelRun& a, const VoxelRun& b) {
  return std::tie(a.k, a.j, a.begin) < std::tie(b.k, b.j, b.begin);
}

std::vector<FacePair> facePairs(std::span<const VoxelRun> ventricle, std::span<const VoxelRun> aorta) {
  std::vector<FacePair> pairs;
  for (const std::array<int, 2> row : {std::array{-1, 0}, {1, 0}, {0, -1}, {0, 1}})
    forEachMeeting(ventricle, aorta, row, 0, [&](std::size_t at, std::size_t other) {
      const VoxelRun& v = ventricle[at];
      const VoxelRun& a = aorta[other];
      for (int i = std::max(v.begin, a.begin); i < std::min(v.end, a.end); ++i)
        pairs.push_back({{i, v.j, v.k}, {i, a.j, a.k}});
    });
  // In one row two disjoint runs that come within one voxel touch end to end.
  forEachMeeting(ventricle, aorta, {0, 0}, 1, [&](std::size_t at, std::size_t other) {
    const VoxelRun& v = ventricle[at];
    const VoxelRun& a = aorta[other];
    const bool aortaAfter = a.begin == v.end;
    pairs.push_back(
        {{aortaAfter ? v.end - 1 : v.begin, v.j, v.k}, {aortaAfter ? a.begin : a.end - 1, a.j, a.k}});
  });
  return pairs;
}

/// Area of the face between two neighbours, pointing from the first to the second.
Vec3 areaVector(const FacePair& pair, const ImageGeometry& geometry) {
  const Vec3 step = geometry.lps(pair.aorta) - geometry.lps(pair.ventricle);
  return step * (geometry.voxelVolume() / dot(step, step));
}

VoxelRuns singleVoxels(std::vector<Index3> voxels) {
  VoxelRuns runs;
  runs.reserve(voxels.size());
  for (const Index3& v : voxels) runs.push_back({v[2], v[1], v[0], v[0] + 1});
  std::sort(runs.begin(), runs.end(), inStorageOrder);
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

}  // namespace

std::vector<ContactPatch> contactPatches(std::span<const VoxelRun> ventricle, std::span<const VoxelRun> aorta,
                                         const ImageGeometry& geometry) {
  const std::vector<FacePair> pairs = facePairs(ventricle, aorta);
  std::vector<Index3> ventricleSide;
  ventricleSide.reserve(pairs.size());
  for (const FacePair& pair : pairs) ventricleSide.push_back(pair.ventricle);
  const VoxelRuns voxels = singleVoxels(std::move(ventricleSide));
  const Pieces pieces = connectedPieces(voxels, {.facesOnly = false, .radius = 2});

  std::vector<ContactPatch> patches(pieces.voxels.size());
  std::vector<std::vector<Index3>> aortaSide(patches.size());
  for (const FacePair& pair : pairs) {
    const auto& [i, j, k] = pair.ventricle;
    const auto found =
        std::lower_bound(voxels.begin(), voxels.end(), VoxelRun{k, j, i, i + 1}, inStorageOrder);
    const auto piece =
        static_cast<std::size_t>(pieces.pieceOfRun[static_cast<std::size_t>(found - voxels.begin())]);
    patches[piece].faceCentres.push_back((geometry.lps(pair.ventricle) + geometry.lps(pair.aorta)) * 0.5);
    patches[piece].areaVectors.push_back(areaVector(pair, geometry));
    aortaSide[piece].push_back(pair.aorta);
  }
  for (std::size_t piece = 0; piece < patches.size(); ++piece) {
    Vec3 area;
    for (const Vec3& face : patches[piece].areaVectors) area += face;
    patches[piece].areaMm2 = norm(area);
    patches[piece].aorta = singleVoxels(std::move(aortaSide[piece]));
  }
  std::stable_sort(patches.begin(), patches.end(),
                   [](const ContactPatch& a, const ContactPatch& b) { return a.areaMm2 > b.areaMm2; });
  return patches;
}

std::optional<AnnulusInterface> fitInterface(const ContactPatch& patch) {
  AnnulusInterface result;
  try {
    result.plane = fitPlane(patch.faceCentres);
  } catch (const std::domain_error&) {
    return std::nullopt;
  }
  Vec3 area;
  for (const Vec3& face : patch.areaVectors) area += face;
  if (dot(area, result.plane.normal) < 0.0) result.plane.normal = -result.plane.normal;
  result.areaMm2 = dot(area, result.plane.normal);
  result.faceCentres = patch.faceCentres;
  double squares = 0.0;
  for (const Vec3& centre : patch.faceCentres) {
    const double d = signedDistance(result.plane, centre);
    squares += d * d;
  }
  result.rmsResidual = std::sqrt(squares / static_cast<double>(patch.faceCentres.size()));
  return result;
}

}  // namespace valvista::planning
