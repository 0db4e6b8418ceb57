// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cmath>
#include <vector>

namespace valvista {

/// A point or vector; in world coordinates it is patient LPS in millimetres unless the name says otherwise.
struct Vec3 {
  double x = 0.0, y = 0.0, z = 0.0;

  constexpr double& operator[](int axis) { return axis == 0 ? x : axis == 1 ? y : z; }
  constexpr double operator[](int axis) const { return axis == 0 ? x : axis == 1 ? y : z; }
  constexpr Vec3& operator+=(const Vec3& o) { x += o.x; y += o.y; z += o.z; return *this; }
  constexpr Vec3& operator-=(const Vec3& o) { x -= o.x; y -= o.y; z -= o.z; return *this; }
  constexpr Vec3& operator*=(double s) { x *= s; y *= s; z *= s; return *this; }
  constexpr bool operator==(const Vec3&) const = default;
};

constexpr Vec3 operator+(Vec3 a, const Vec3& b) { return a += b; }
constexpr Vec3 operator-(Vec3 a, const Vec3& b) { return a -= b; }
constexpr Vec3 operator-(const Vec3& a) { return {-a.x, -a.y, -a.z}; }
constexpr Vec3 operator*(Vec3 a, double s) { return a *= s; }
constexpr Vec3 operator*(double s, Vec3 a) { return a *= s; }
constexpr Vec3 operator/(Vec3 a, double s) { return a *= 1.0 / s; }
constexpr double dot(const Vec3& a, const Vec3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr Vec3 cross(const Vec3& a, const Vec3& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double norm(const Vec3& a) { return std::sqrt(dot(a, a)); }
inline Vec3 normalized(const Vec3& a) { return a / norm(a); }
inline double distance(const Vec3& a, const Vec3& b) { return norm(a - b); }

/// A point in a plane's own (u, v) frame, millimetres.
struct Vec2 {
  double x = 0.0, y = 0.0;
  constexpr bool operator==(const Vec2&) const = default;
};

/// 3 x 3 matrix by columns: `m * v = c0 v.x + c1 v.y + c2 v.z`.
struct Mat3 {
  std::array<Vec3, 3> column{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  constexpr bool operator==(const Mat3&) const = default;
};

constexpr Vec3 operator*(const Mat3& m, const Vec3& v) {
  return m.column[0] * v.x + m.column[1] * v.y + m.column[2] * v.z;
}
Mat3 operator*(const Mat3& a, const Mat3& b);
Mat3 transposed(const Mat3& m);
double determinant(const Mat3& m);
/// Throws std::domain_error when m is singular.
Mat3 inverse(const Mat3& m);
/// Rotation by the right-hand rule about a unit axis.
Mat3 rotation(const Vec3& unitAxis, double radians);

/// `target = linear * source + offset`; variables are named target-from-source (`lpsFromIjk`).
struct Affine {
  Mat3 linear;
  Vec3 offset;
  constexpr Vec3 operator()(const Vec3& p) const { return linear * p + offset; }
  constexpr bool operator==(const Affine&) const = default;
};

Affine inverse(const Affine& a);
Affine operator*(const Affine& a, const Affine& b);

/// World plane; `normal` is a unit vector.
struct Plane {
  Vec3 origin;
  Vec3 normal{0, 0, 1};
  constexpr bool operator==(const Plane&) const = default;
};

inline double signedDistance(const Plane& plane, const Vec3& p) { return dot(p - plane.origin, plane.normal); }

/// A right-handed orthonormal frame on a plane: u x v = normal. The same plane always gives the same frame.
struct PlaneFrame {
  Vec3 origin, u, v, normal;
  Vec3 toLps(const Vec2& p) const { return origin + u * p.x + v * p.y; }
  Vec2 toPlane(const Vec3& p) const { return {dot(p - origin, u), dot(p - origin, v)}; }
};
PlaneFrame frameOf(const Plane& plane);

/// Points joined by straight segments, LPS millimetres.
using Polyline = std::vector<Vec3>;
double lengthOf(const Polyline& line);

/// Least-squares plane through points (total least squares); the sign of the normal is free.
/// Throws std::domain_error for fewer than three points or points on one line.
Plane fitPlane(const std::vector<Vec3>& points);

}  // namespace valvista
