// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"
#include "planning/model/measurement.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace valvista::planning {

/// What of the body the scan covers; the anatomy itself is always whole.
enum class PhantomRegion : std::uint8_t {
  full,    ///< heart to iliac arteries
  root,    ///< outflow tract, root and ascending aorta
  access,  ///< lower abdominal aorta and iliac arteries
};
enum class AnnulusShape : std::uint8_t { ellipse, circle, trefoil };
enum class StenosisSide : std::uint8_t { none, left, right };
enum class CalciumSite : std::uint8_t { none, annulus, iliac, both };

/// Shape, pose and scan of an analytic phantom. Lengths in millimetres, angles in degrees.
/// Every member can be set by name (see setPhantomOption), so that `valvista-cli phantom --set` reaches all.
/// The seed adds a pose of a few degrees (5 to 7 off the long axis, up to 4 about it) to whatever the options
/// say, at tilt 0 too: a patient never lies along the scanner's axes, and labels on a grid that is exactly
/// parallel to the annulus place it to half a voxel only.
struct PhantomSpec {
  std::uint64_t seed = 1;           ///< varies pose within a patient's range, sub-voxel position and noise
  Vec3 spacing{0.8, 0.8, 0.8};      ///< along the storage axes
  std::string orientation = "LPS";  ///< storage order, one of 48; the anatomy in the world stays the same
  double noiseHu = 15.0;            ///< standard deviation of the noise
  double blurMm = 0.6;              ///< sigma of the Gaussian point spread
  PhantomRegion region = PhantomRegion::full;

  double tiltDeg = 48.0;     ///< of the annulus normal from the long axis, before the pose
  double forwardDeg = 20.0;  ///< azimuth of the normal from the right to the front; the seed varies it by 10
  AnnulusShape annulusShape = AnnulusShape::ellipse;
  double annulusMinMm = 22.0;  ///< circle and trefoil have the mean radius of the same ellipse's area
  double annulusMaxMm = 26.0;
  double annulusRotationDeg = 20.0;  ///< of the long diameter in the annulus plane
  double trefoilMm = 0.7;            ///< amplitude of the three lobes of the shape `trefoil`
  double ventricleDiameterMm = 46.0;
  double ventricleLengthMm = 75.0;
  double ventricleForwardMm = 0.0;  ///< how far the apex lies before the annulus normal
  double sinusDiameterMm = 33.0;    ///< mean, where the sinuses are widest
  double sinusHeightMm = 11.0;      ///< of the widest section above the annulus
  double sinusLobeMm = 1.6;         ///< how far the three sinuses stand out of the mean circle
  double stjDiameterMm = 28.0;
  double stjHeightMm = 22.0;
  double ascendingDiameterMm = 31.0;
  double descendingDiameterMm = 24.0;
  double bifurcationDiameterMm = 17.0;  ///< of the aorta at its lower end
  double iliacLeftDiameterMm = 9.6;     ///< at the start; both taper by iliacTaperMm
  double iliacRightDiameterMm = 9.0;
  double iliacTaperMm = 1.0;
  double iliacLengthMm = 60.0;  ///< of the labelled part
  double iliacWaveMm = 3.0;     ///< amplitude of the winding
  StenosisSide stenosis = StenosisSide::right;
  double stenosisDiameterMm = 5.5;
  double stenosisLengthMm = 10.0;  ///< width at half depth
  CalciumSite calcium = CalciumSite::none;
  double lumenHu = 380.0;
  double fatHu = -90.0;  ///< around the walls; the walls themselves are soft tissue of 50 HU
};

/// Sets a member by its snake_case name ("annulus_min_mm"). Throws std::invalid_argument for an unknown name
/// or a value out of range, listing the names there are.
void setPhantomOption(PhantomSpec& spec, std::string_view name, std::string_view value);

struct PhantomTruth {
  Measurements measurements;       ///< every id of the catalogue that the phantom defines and the scan covers
  Plane annulus;                   ///< normal from the ventricle to the aorta
  Polyline iliacLeft, iliacRight;  ///< analytic centrelines, proximal end first
};

struct Phantom {
  Volume ct;
  LabelMap anatomy;  ///< coarse: aorta, left ventricle, iliac arteries in TAVR values 1, 2, 6, 7
  PhantomTruth truth;
};

/// Builds the phantom from closed forms; the same spec always gives the same bytes, whatever the number of
/// threads. Throws std::invalid_argument for a spec that makes no anatomy.
Phantom makePhantom(const PhantomSpec& spec, const Progress& progress);

/// Measurements and annulus plane as in plan.json (contract.md), schema `valvista.truth`, version 1.
std::string truthJson(const Phantom& phantom);

}  // namespace valvista::planning
