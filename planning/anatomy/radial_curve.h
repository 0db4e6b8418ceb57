// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace valvista::planning {

/// Values of 1, cos t, sin t, cos 2t, sin 2t ... up to `order` into basis[0 .. 2 order], from the cosine and
/// sine of t.
void fourierBasis(double cosine, double sine, int order, double* basis);

/// A closed curve around a centre in polar form: r(t) = c0 + sum_k (c[2k-1] cos kt + c[2k] sin kt), mm.
/// Turning the frame only mixes cosine and sine of one order, so fits in this form do not depend on the
/// frame.
struct RadialCurve {
  std::vector<double> c;  ///< 2 order + 1 coefficients

  /// Radius and its first two derivatives by the angle.
  struct Value {
    double r = 0.0, d1 = 0.0, d2 = 0.0;
    /// Signed curvature, 1/mm; positive where the curve bends around the centre.
    double curvature() const;
  };

  int order() const { return static_cast<int>(c.size()) / 2; }
  Value at(double cosine, double sine) const;
  double radius(double angle) const;
  double radiusAt(double cosine, double sine) const;
  /// sqrt of the mean of r squared: the radius of the circle with the same area.
  double areaRadius() const;
};

/// Least-squares curve through radii at equally spaced angles 2 pi i / n. n must exceed 2 order.
RadialCurve fitRadii(const std::vector<double>& radii, int order);

/// The ellipse about the same centre whose series has the curve's terms 0 and 2, in a series of the same
/// order.
RadialCurve matchingEllipse(const RadialCurve& curve);

}  // namespace valvista::planning
