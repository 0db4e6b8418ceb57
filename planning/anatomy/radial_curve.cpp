// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/radial_curve.h"

#include <algorithm>
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

double RadialCurve::radiusAt(double cosine, double sine) const {
  double sum = c[0], ck = 1.0, sk = 0.0;
  for (std::size_t i = 1; i + 1 < c.size(); i += 2) {
    const double next = ck * cosine - sk * sine;
    sk = sk * cosine + ck * sine;
    ck = next;
    sum += c[i] * ck + c[i + 1] * sk;
  }
  return sum;
}

double RadialCurve::radius(double angle) const {
  return radiusAt(std::cos(angle), std::sin(angle));
}

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
    for (std::size_t k = 0; k < basis.size(); ++k)
      curve.c[k] += (k == 0 ? 1.0 : 2.0) / n * basis[k] * radii[i];
  }
  return curve;
}

RadialCurve matchingEllipse(const RadialCurve& curve) {
  constexpr int kRays = 96;
  const int order = curve.order();
  if (order < 2) return {{curve.c[0]}};
  // Flatter than 1 : 2 the series no longer converges quickly; such a section is no vessel.
  const double mean = curve.c[0], second = std::min(std::hypot(curve.c[3], curve.c[4]), 0.33 * mean);
  double a = mean + second, b = mean - second;
  RadialCurve upright;
  for (int round = 0; round < 12; ++round) {
    std::vector<double> radii;
    for (int i = 0; i < kRays; ++i) {
      const double angle = 2.0 * std::numbers::pi * i / kRays;
      radii.push_back(1.0 / std::hypot(std::cos(angle) / a, std::sin(angle) / b));
    }
    upright = fitRadii(radii, order);
    const double missing0 = mean - upright.c[0], missing2 = second - upright.c[3];
    a += missing0 + missing2;
    b += missing0 - missing2;
  }
  const double turn = 0.5 * std::atan2(curve.c[4], curve.c[3]);
  for (int k = 2; k <= order; k += 2) {
    const double amplitude = upright.c[2 * k - 1];
    upright.c[2 * k - 1] = amplitude * std::cos(k * turn);
    upright.c[2 * k] = amplitude * std::sin(k * turn);
  }
  return upright;
}

}  // namespace valvista::planning
