// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>

namespace valvista::viewer {

/// Whose habits the mouse follows; the wheel always turns slices.
enum class MouseProfile : std::uint8_t { ohif, slicer, itkSnap };

/// What a mouse button does while it is dragged over a slice.
enum class MouseGesture : std::uint8_t { none, windowLevel, pan, zoom, crosshair, slice };

/// Without a button (Qt::NoButton) for the mouse that only moves. Ctrl with window/level is the same, finer.
/// A click without drag with the left button sets the crosshair in every profile.
MouseGesture gestureOf(MouseProfile profile, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
/// What the wheel does: turns slices, but zooms with Ctrl where the profile says so (Slicer).
MouseGesture wheelGestureOf(MouseProfile profile, Qt::KeyboardModifiers modifiers);

}  // namespace valvista::viewer
