// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/phantom/aortic_phantom.h"

namespace valvista::planning {

/// How a point lies to a closed surface.
struct SurfaceRelation {
  double distance = 1e9;   ///< millimetres, negative inside; exact to second order near the surface
  double curvature = 0.0;  ///< sum of the principal curvatures at the nearest surface point, 1/mm, sphere > 0
  double along = 0.0;      ///< millimetres along the axis
};

/// A radius r(theta, w) with its derivatives.
struct RadiusJet {
  double r = 0, t = 0, w = 0, tt = 0, tw = 0, ww = 0;
};

/// Ventricle, annulus, sinuses and the straight beginning of the ascending aorta: a surface rho = r(theta, w)
/// in cylinder coordinates about the annulus normal (w = 0 at the annulus), closed by a half sphere at the
/// apex. Below the annulus the axis may bend forward, section by section, which leaves every area and volume
/// as it is. Within 2 mm of the annulus it is a cylinder, so that the contour does not hang on the plane's
/// last tenth.
class RootShape {
 public:
  static constexpr double kMyocardiumMm = 10.0;

  /// Throws std::invalid_argument when the diameters and heights make no root.
  RootShape(const PhantomSpec& spec, const Plane& annulus);

  const PlaneFrame& frame() const { return frame_; }
  /// Height above the annulus up to which this surface describes the aorta.
  double top() const { return top_; }
  /// Height from which the surface is a round cylinder.
  double straightFrom() const { return ascendingHeight_; }
  double apex() const { return -ventricleLength_; }
  /// The middle of the section at height w.
  Vec3 axisPoint(double w) const;

  SurfaceRelation relation(const Vec3& lps) const;
  RadiusJet radius(double theta, double w) const;
  /// Area of the section at height w (above the apex sphere), mm2.
  double area(double w) const;
  double ventricleVolume() const;
  /// Thickness of the wall around the lumen at height w: myocardium below, aortic wall above.
  double wallThickness(double w) const;

 private:
  /// How far the axis lies before the annulus normal at height w, with its derivatives.
  struct Bend {
    double mm = 0, w = 0, ww = 0;
  };
  Bend bend(double w) const;
  SurfaceRelation aboveApex(const Vec3& local) const;
  double apexSphere() const { return -(ventricleLength_ - ventricleRadius_); }
  RadiusJet annulusRadius(double theta) const;

  PlaneFrame frame_;
  Vec3 forward_;  ///< unit vector in the annulus plane, to the patient's front, in coordinates of the frame
  double forwardMm_;
  AnnulusShape shape_;
  double semiMin_, semiMax_, rotation_, trefoil_, meanRadius_ = 0.0;
  double ventricleRadius_, ventricleLength_, sinusRadius_, sinusHeight_, lobe_, stjRadius_, stjHeight_;
  double ascendingRadius_, ascendingHeight_ = 0.0, top_ = 0.0;
};

}  // namespace valvista::planning
