// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_geometry.h"

namespace valvista::viewer {

/// The rotation of the cross of planes (see axesOf) that lays the axial view onto a plane with this normal:
/// seen from the side nearer to the feet, with the patient's right as far on the screen's left as the plane
/// allows.
Mat3 rotationOnto(const Vec3& normal);

/// The cross turned by the right-hand rule about a unit direction (LPS). The result is orthonormal however
/// often it is turned.
Mat3 turned(const Mat3& cross, const Vec3& axis, double radians);

/// The picture turned on the screen, anticlockwise for a positive angle; the plane stays.
SliceAxes rolled(const SliceAxes& axes, double radians);

/// Whether a view's plane is still parallel to its straight one.
bool isStraight(SliceOrientation orientation, const Mat3& cross);

}  // namespace valvista::viewer
