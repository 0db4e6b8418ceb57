// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/mouse_profile.h"

#include <gtest/gtest.h>

namespace valvista::viewer {
namespace {

using enum MouseGesture;

TEST(MouseProfile, AllPanWithTheMiddleAndZoomWithTheRightButton) {
  for (const MouseProfile profile : {MouseProfile::ohif, MouseProfile::slicer, MouseProfile::itkSnap}) {
    EXPECT_EQ(gestureOf(profile, Qt::MiddleButton, Qt::NoModifier), pan);
    EXPECT_EQ(gestureOf(profile, Qt::RightButton, Qt::NoModifier), zoom);
    EXPECT_EQ(gestureOf(profile, Qt::NoButton, Qt::NoModifier), none);
    EXPECT_EQ(gestureOf(profile, Qt::NoButton, Qt::ShiftModifier), crosshair);
    EXPECT_EQ(gestureOf(profile, Qt::BackButton, Qt::NoModifier), none);
    EXPECT_EQ(wheelGestureOf(profile, Qt::NoModifier), slice);
  }
}

TEST(MouseProfile, LeftButtonIsWhatTellsThemApart) {
  EXPECT_EQ(gestureOf(MouseProfile::ohif, Qt::LeftButton, Qt::NoModifier), windowLevel);
  EXPECT_EQ(gestureOf(MouseProfile::slicer, Qt::LeftButton, Qt::NoModifier), windowLevel);
  EXPECT_EQ(gestureOf(MouseProfile::itkSnap, Qt::LeftButton, Qt::NoModifier), crosshair);
  EXPECT_EQ(gestureOf(MouseProfile::ohif, Qt::LeftButton, Qt::ControlModifier), windowLevel) << "finer";
  EXPECT_EQ(gestureOf(MouseProfile::ohif, Qt::LeftButton, Qt::ShiftModifier), crosshair);
  EXPECT_EQ(gestureOf(MouseProfile::slicer, Qt::LeftButton, Qt::ShiftModifier), pan);
  EXPECT_EQ(gestureOf(MouseProfile::itkSnap, Qt::LeftButton, Qt::ShiftModifier), crosshair);
}

TEST(MouseProfile, OnlySlicerZoomsWithControlAndTheWheel) {
  EXPECT_EQ(wheelGestureOf(MouseProfile::slicer, Qt::ControlModifier), zoom);
  EXPECT_EQ(wheelGestureOf(MouseProfile::ohif, Qt::ControlModifier), slice);
  EXPECT_EQ(wheelGestureOf(MouseProfile::itkSnap, Qt::ControlModifier), slice);
}

}  // namespace
}  // namespace valvista::viewer
