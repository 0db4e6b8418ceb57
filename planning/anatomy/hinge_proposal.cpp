// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/hinge_proposal.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

/// The patient's axes, turned the shortest way until "towards the head" is the normal: front and left then
/// lie in the plane, whatever way it faces.
Mat3 patientAxesOn(const Vec3& normal) {
  const Vec3 head{0, 0, 1}, axis = cross(head, normal);
  const double sine = norm(axis);
  return sine > 1e-9 ? rotation(axis / sine, std::atan2(sine, dot(head, normal))) : Mat3();
}

/// How far the interface reaches from its centre in a direction of its plane.
double rimAt(const AnnulusInterface& interface, const Vec3& direction) {
  constexpr double kHalfSectorDeg = 10.0;
  const double nearest = std::cos(kHalfSectorDeg * std::numbers::pi / 180.0);
  double rim = 0.0;
  for (const Vec3& face : interface.faceCentres) {
    const Vec3 out = face - interface.plane.origin;
    const Vec3 inPlane = out - interface.plane.normal * dot(out, interface.plane.normal);
    const double along = dot(inPlane, direction);
    if (along > nearest * norm(inPlane)) rim = std::max(rim, along);
  }
  return rim > 0.0 ? rim : std::sqrt(interface.areaMm2 / std::numbers::pi);
}

}  // namespace

HingePoints proposeHinges(const AnnulusInterface& interface) {
  const Mat3 axes = patientAxesOn(interface.plane.normal);
  const Vec3 left = axes.column[0], front = -axes.column[1];
  // From the front towards the patient's left, in the order of kHingeNames: NCC, LCC, RCC.
  constexpr std::array<double, 3> kTurns{240.0, 120.0, 0.0};
  HingePoints hinges;
  for (std::size_t i = 0; i < kTurns.size(); ++i) {
    const double turn = kTurns[i] * std::numbers::pi / 180.0;
    const Vec3 direction = front * std::cos(turn) + left * std::sin(turn);
    hinges.points[i] = interface.plane.origin + direction * rimAt(interface, direction);
  }
  return hinges;
}

}  // namespace valvista::planning
