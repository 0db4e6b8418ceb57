// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/cross_section.h"
#include "planning/anatomy/radial_curve.h"
#include "planning/core/volume.h"

#include <optional>
#include <vector>

namespace valvista::planning {

/// The wall of a lumen near a plane and the image of it. At angle t and height z above the plane the lumen
/// ends at radius(t) + slope(t) z + bend z^2 / 2; the image falls from inside(t) to wall(t) there, and after
/// the wall's thickness goes on to beyond(t) (fat, lung, muscle, another lumen). Both steps are blurred by a
/// Gaussian of sigma `blur`. A wall is thinner than the blur is wide: left out, fat behind it would draw the
/// edge outward by 0.4 mm. Angular functions are Fourier series as in RadialCurve.
struct WallModel {
  RadialCurve radius;        ///< mm, in the plane
  RadialCurve slope{{0.0}};  ///< mm per mm
  double bend = 0.0;         ///< 1/mm
  RadialCurve inside{{1.0}}, wall{{0.0}}, beyond{{0.0}};
  double thickness = 1.6;  ///< mm
  double blur = 0.5;       ///< mm
};

/// How a wall is fitted. Standard deviations of priors keep what the image does not determine near the start.
struct WallFitOptions {
  RadialCurve expected;   ///< of the wall, same order as the start: the centre of the priors of the radius
  double windowMm = 2.5;  ///< voxels outside the wall within this distance of it are used,
  double insideWindowMm = 2.5;  ///< and inside the wall within this one
  double radiusPriorMm = 1.0;   ///< of the Fourier terms 0 to 2
  /// Terms of the shape that do not rise above their noise are taken back towards an ellipse, and an ellipse
  /// towards a circle: noise would otherwise make every smallest width too small and every largest too large.
  bool shrinkShape = true;
  double expectedRayMm =
      0.0;                 ///< sd of the expected wall along a ray; where nothing is seen, it stands. 0: none
  double bendPrior = 0.0;  ///< 1/mm; 0 keeps the bend
  double insidePrior = 0.0;  ///< of the terms of the levels; 0 keeps all levels and the thickness, and
  double wallPrior = 0.0;    ///< there is no second step
  double beyondPrior = 0.0;
  double logThicknessPrior = 0.3;
  double logBlurPrior = 0.0;  ///< 0 keeps the blur
  double noise = 0.25;        ///< of one voxel; the fit re-estimates it when `estimateNoise`
  bool estimateNoise = false;
  double convergedMm = 3e-4;  ///< it ends when no term of the radius moves further
  bool blurred = true;        ///< the step is blurred in the image: a curved wall then appears displaced
};

struct WallFit {
  WallModel model;
  double noise = 0.0;         ///< of one voxel
  double radiusSd = 0.0;      ///< mm, one standard deviation of radius(t), root mean square over t
  double areaRadiusSd = 0.0;  ///< mm, of the mean radius
  double supported = 0.0;     ///< share of the circumference where the image determines the wall
  double contrast = 0.0;      ///< inside - wall, mean over the angle
};

/// A voxel near a wall, in the plane's polar frame. The weight falls to nothing towards the border of the
/// slab.
struct WallSample {
  double cosine = 1.0, sine = 0.0, rho = 0.0, z = 0.0, value = 0.0, weight = 1.0;
};

/// Fits the wall to voxels by robust least squares (Gauss-Newton). Every voxel is used where it lies, nothing
/// is interpolated. The displacement of a blurred curved edge, half the variance of the blur times the wall's
/// mean curvature twice (Bouma et al., IEEE PAMI 27, 2005), is part of the model.
/// Nothing when there are too few voxels or the fit fails.
std::optional<WallFit> fitWall(const std::vector<WallSample>& samples, const WallModel& start,
                               const WallFitOptions& options);

}  // namespace valvista::planning
