// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/image_geometry.h"

#include <gtest/gtest.h>

#include <limits>

namespace valvista {
namespace {

TEST(OrientationLetters, ObliqueNamesTheStrongestFirst) {
  EXPECT_EQ(orientationLetters({0.3, 0.0, 0.9}), "HL");
  EXPECT_EQ(orientationLetters({-0.05, -1.0, 0.0}), "A");
  EXPECT_EQ(orientationLetters({-6.0, 0.0, -8.0}), "FR");
  EXPECT_EQ(orientationLetters({-0.3, 0.0, 1.0}, 0.35), "H") << "weak sides are not worth a letter";
}

TEST(ImageGeometry, OrientationCodeNamesWhereEachAxisPoints) {
  ImageGeometry geometry = axisAlignedGeometry({4, 5, 6}, {0.5, 0.7, 2.0}, {1, 2, 3});
  EXPECT_EQ(orientationCode(geometry), "LPS");
  std::swap(geometry.lpsFromIjk.linear.column[0], geometry.lpsFromIjk.linear.column[2]);
  geometry.lpsFromIjk.linear.column[1] = -geometry.lpsFromIjk.linear.column[1];
  EXPECT_EQ(orientationCode(geometry), "SAL");
  EXPECT_DOUBLE_EQ(geometry.spacing().x, 2.0);
  EXPECT_NEAR(geometry.voxelVolume(), 0.7, 1e-12);
}

TEST(ImageGeometry, CornerMismatchIsTheWorstCorner) {
  const ImageGeometry a = axisAlignedGeometry({11, 11, 11}, {1, 1, 1});
  ImageGeometry b = a;
  EXPECT_EQ(cornerMismatch(a, b), 0.0);
  b.lpsFromIjk.linear.column[2].z = 1.01;
  EXPECT_NEAR(cornerMismatch(a, b), 0.1, 1e-12);
  b.size[0] = 12;
  EXPECT_EQ(cornerMismatch(a, b), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace valvista
