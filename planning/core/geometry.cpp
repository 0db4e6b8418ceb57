// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/geometry.h"

#include <algorithm>
#include <stdexcept>

namespace valvista {

Mat3 operator*(const Mat3& a, const Mat3& b) { return {{a * b.column[0], a * b.column[1], a * b.column[2]}}; }

Mat3 transposed(const Mat3& m) {
  Mat3 t;
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 3; ++c) t.column[r][c] = m.column[c][r];
  return t;
}

double determinant(const Mat3& m) { return dot(m.column[0], cross(m.column[1], m.column[2])); }

Mat3 inverse(const Mat3& m) {
  const double det = determinant(m);
  if (!std::isfinite(det) || det == 0.0) throw std::domain_error("singular matrix");
  const auto& [a, b, c] = m.column;
  return transposed({{cross(b, c) / det, cross(c, a) / det, cross(a, b) / det}});
}

Mat3 rotation(const Vec3& unitAxis, double radians) {
  const double c = std::cos(radians), s = std::sin(radians);
  Mat3 r;
  for (int axis = 0; axis < 3; ++axis) {
    Vec3 e;
    e[axis] = 1.0;
    r.column[axis] = e * c + cross(unitAxis, e) * s + unitAxis * (dot(unitAxis, e) * (1.0 - c));
  }
  return r;
}

Affine inverse(const Affine& a) {
  const Mat3 linear = inverse(a.linear);
  return {linear, -(linear * a.offset)};
}

Affine operator*(const Affine& a, const Affine& b) { return {a.linear * b.linear, a(b.offset)}; }

PlaneFrame frameOf(const Plane& plane) {
  const Vec3& n = plane.normal;
  // The patient's left, laid into the plane; for a plane facing left, the patient's back.
  const Vec3 reference = std::abs(n.x) < 0.9 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
  const Vec3 u = normalized(reference - n * dot(reference, n));
  return {plane.origin, u, cross(n, u), n};
}

double lengthOf(const Polyline& line) {
  double length = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
  return length;
}

namespace {

/// Makes a[p][q] of a symmetric matrix zero by a rotation, which the eigenvectors so far take part in.
void rotateJacobi(double (&a)[3][3], Mat3& vectors, int p, int q) {
  if (a[p][q] == 0.0) return;
  const double theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
  const double t = (theta >= 0 ? 1.0 : -1.0) / (std::abs(theta) + std::sqrt(theta * theta + 1.0));
  const double c = 1.0 / std::sqrt(t * t + 1.0), s = t * c;
  for (int k = 0; k < 3; ++k) {
    const double kp = a[k][p], kq = a[k][q];
    a[k][p] = c * kp - s * kq;
    a[k][q] = s * kp + c * kq;
  }
  for (int k = 0; k < 3; ++k) {
    const double pk = a[p][k], qk = a[q][k];
    a[p][k] = c * pk - s * qk;
    a[q][k] = s * pk + c * qk;
  }
  const Vec3 vp = vectors.column[p], vq = vectors.column[q];
  vectors.column[p] = vp * c - vq * s;
  vectors.column[q] = vp * s + vq * c;
}

/// Eigenvectors of a symmetric matrix by Jacobi rotations; `values[i]` belongs to `vectors.column[i]`.
void eigenSymmetric(double (&a)[3][3], Mat3& vectors, Vec3& values) {
  vectors = Mat3{};
  for (int sweep = 0; sweep < 50; ++sweep) {
    const double off = std::abs(a[0][1]) + std::abs(a[0][2]) + std::abs(a[1][2]);
    const double diagonal = std::abs(a[0][0]) + std::abs(a[1][1]) + std::abs(a[2][2]);
    if (off <= 1e-15 * diagonal) break;
    for (int p = 0; p < 2; ++p)
      for (int q = p + 1; q < 3; ++q) rotateJacobi(a, vectors, p, q);
  }
  values = {a[0][0], a[1][1], a[2][2]};
}

}  // namespace

Plane fitPlane(const std::vector<Vec3>& points) {
  if (points.size() < 3) throw std::domain_error("a plane needs three points");
  Vec3 centre;
  for (const Vec3& p : points) centre += p;
  centre *= 1.0 / static_cast<double>(points.size());
  double covariance[3][3] = {};
  for (const Vec3& p : points) {
    const Vec3 d = p - centre;
    for (int r = 0; r < 3; ++r)
      for (int c = 0; c < 3; ++c) covariance[r][c] += d[r] * d[c];
  }
  Mat3 vectors;
  Vec3 values;
  eigenSymmetric(covariance, vectors, values);
  std::array<int, 3> order{0, 1, 2};
  std::sort(order.begin(), order.end(), [&](int l, int r) { return values[l] < values[r]; });
  if (values[order[1]] <= 1e-12 * values[order[2]]) throw std::domain_error("the points lie on one line");
  return {centre, normalized(vectors.column[order[0]])};
}

}  // namespace valvista
