// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/radial_curve.h"

#include <cmath>
#include <numbers>

namespace valvista::planning {

void fourierBasis(double cosine, double sine, int order, double* basis) {
  basis[0] = 1.0;
  double c = 1.0, s = 0.0;
  for (int k = 1; k <= order; ++k) {
    const double next = c * cosine - s * sine;
    s = s * cosine + c * sine;
    c = next;
    basis[2 * k - 1] = c;
    basis[2 * k] = s;
  }
}

double RadialCurve::Value::curvature() const {
  const double q = r * r + d1 * d1;
  return q > 0.0 ? (r * r + 2.0 * d1 * d1 - r * d2) / (q * std::sqrt(q)) : 0.0;
}

RadialCurve::Value RadialCurve::at(double cosine, double sine) const {
  Value v{c[0], 0.0, 0.0};
  double ck = 1.0, sk = 0.0;
  for (int k = 1; k <= order(); ++k) {
    const double next = ck * cosine - sk * sine;
    sk = sk * cosine + ck * sine;
    ck = next;
    const double a = c[2 * k - 1], b = c[2 * k];
    const double even = a * ck + b * sk;
    v.r += even;
    v.d1 += k * (b * ck - a * sk);
    v.d2 -= k * k * even;
  }
  return v;
}

double RadialCurve::radius(double angle) const { return at(std::cos(angle), std::sin(angle)).r; }

double RadialCurve::areaRadius() const {
  double sum = c[0] * c[0];
  for (std::size_t i = 1; i < c.size(); ++i) sum += 0.5 * c[i] * c[i];
  return std::sqrt(sum);
}

RadialCurve fitRadii(const std::vector<double>& radii, int order) {
  RadialCurve curve{std::vector<double>(2 * static_cast<std::size_t>(order) + 1, 0.0)};
  const double n = static_cast<double>(radii.size());
  std::vector<double> basis(curve.c.size());
  for (std::size_t i = 0; i < radii.size(); ++i) {
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / n;
    fourierBasis(std::cos(angle), std::sin(angle), order, basis.data());
    for (std::size_t k = 0; k < basis.size(); ++k) curve.c[k] += (k == 0 ? 1.0 : 2.0) / n * basis[k] * radii[i];
  }
  return curve;
}

}  // namespace valvista::planning
