// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/mouse_profile.h"

namespace valvista::viewer {

MouseGesture gestureOf(MouseProfile profile, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
  const bool shift = modifiers.testFlag(Qt::ShiftModifier);
  switch (button) {
    case Qt::NoButton:
      return shift ? MouseGesture::crosshair : MouseGesture::none;
    case Qt::LeftButton:
      if (profile == MouseProfile::itkSnap) return MouseGesture::crosshair;
      if (!shift) return MouseGesture::windowLevel;
      return profile == MouseProfile::slicer ? MouseGesture::pan : MouseGesture::crosshair;
    case Qt::MiddleButton:
      return MouseGesture::pan;
    case Qt::RightButton:
      return MouseGesture::zoom;
    default:
      return MouseGesture::none;
  }
}

MouseGesture wheelGestureOf(MouseProfile profile, Qt::KeyboardModifiers modifiers) {
  const bool zooms = profile == MouseProfile::slicer && modifiers.testFlag(Qt::ControlModifier);
  return zooms ? MouseGesture::zoom : MouseGesture::slice;
}

}  // namespace valvista::viewer
