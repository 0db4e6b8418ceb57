// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/phantom/vessel_tube.h"

#include <array>
#include <vector>

namespace valvista::planning {

/// A ball of calcium in the wall, outside the lumen.
struct CalciumBall {
  Vec3 centre;
  double radius = 1.3;
};

/// The labelled part of an iliac tube: from where it is clear of the aorta and of the other side.
struct IliacExtent {
  double begin = 0, end = 0;  ///< millimetres along the tube
};

/// Everything the phantom is made of, placed in the world. The lumen is the union of root and tubes.
struct AorticAnatomy {
  Affine lpsFromBody;  ///< pose; body axes are LPS with the annulus centre at the origin
  Affine bodyFromLps;
  Plane annulus;  ///< LPS
  RootShape root;
  VesselTube aorta;                 ///< from the straight part above the root to the bifurcation
  std::array<VesselTube, 2> iliac;  ///< left, right
  std::array<IliacExtent, 2> iliacExtent;
  std::vector<CalciumBall> calcium;
};

/// Throws std::invalid_argument for a spec that makes no anatomy.
AorticAnatomy buildAnatomy(const PhantomSpec& spec);

/// The parts of which lumen or wall reach within a margin of a point; found once per block of voxels.
struct NearbyParts {
  bool root = false;
  std::vector<int> aorta;
  std::array<std::vector<int>, 2> iliac;
  std::vector<const CalciumBall*> calcium;
  bool lumen() const { return root || !aorta.empty() || !iliac[0].empty() || !iliac[1].empty(); }
};
NearbyParts partsNear(const AorticAnatomy& anatomy, const Vec3& lps, double marginMm);

/// How a point lies to the whole lumen and its wall.
struct LumenRelation {
  double distance = 1e9, curvature = 0.0;  ///< to the lumen's surface, of its nearest part
  double along = 0.0;                      ///< millimetres along the axis of that part
  bool ofRoot = false;                     ///< whether that part is the root with the ventricle
  double wallDistance = 1e9;               ///< to the outside of the wall
  std::uint8_t label = 0;                  ///< TAVR value: 0, 1, 2, 6, 7
};
LumenRelation relateToLumen(const AorticAnatomy& anatomy, const NearbyParts& parts, const Vec3& lps);

}  // namespace valvista::planning
