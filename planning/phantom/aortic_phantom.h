// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"
#include "planning/model/measurement.h"

namespace valvista::planning {

/// Shape, pose and scan of an analytic phantom. Lengths in millimetres, angles in degrees.
/// Every member can be set by name (see setPhantomOption), so that `valvista-cli phantom --set` reaches all.
struct PhantomSpec {
  std::uint64_t seed = 1;           ///< varies pose within a patient's range, sub-voxel position and noise
  Vec3 spacing{0.8, 0.8, 0.8};      ///< along the storage axes
  std::string orientation = "LPS";  ///< storage order, one of 48
  double noiseHu = 15.0;            ///< standard deviation of the noise
  double blurMm = 0.6;              ///< sigma of the Gaussian point spread
};

/// Sets a member by its snake_case name ("annulus_min_mm"). Throws std::invalid_argument for an unknown name
/// or a value out of range, listing the names there are.
void setPhantomOption(PhantomSpec& spec, std::string_view name, std::string_view value);

struct PhantomTruth {
  Measurements measurements;  ///< every id of the catalogue that the phantom defines
  Plane annulus;              ///< normal from the ventricle to the aorta
  Polyline iliacLeft, iliacRight;  ///< analytic centrelines, proximal end first
};

struct Phantom {
  Volume ct;
  LabelMap anatomy;  ///< coarse: aorta, left ventricle, iliac arteries in TAVR values 1, 2, 6, 7
  PhantomTruth truth;
};

/// Builds the phantom from closed forms; the same spec always gives the same bytes.
Phantom makePhantom(const PhantomSpec& spec, const Progress& progress);

}  // namespace valvista::planning
