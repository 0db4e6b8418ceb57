// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/grid_placement.h"

#include <gtest/gtest.h>
#include <limits>
#include <stdexcept>

namespace valvista {
namespace {

Affine sheared(double cosine) {
  const Mat3 turn = rotation(normalized({1, -2, 0.5}), 0.6);
  const Vec3 j{cosine, std::sqrt(1 - cosine * cosine), 0};
  return {{{turn * Vec3{0.5, 0, 0}, turn * j * 0.6, turn * Vec3{0, 0, 1.25}}}, {-100, -200, 900}};
}

TEST(PlaceGrid, LeavesRightAnglesAlone) {
  const Affine straight = sheared(0.0);
  const PlacedGrid placed = placeGrid({512, 512, 300}, straight);
  EXPECT_FALSE(placed.notice);
  EXPECT_LE(cornerMismatch(placed.geometry, {{512, 512, 300}, straight}), 1e-9);
}

/// Reliability F5: headers rounded to 32 bits are 1e-4 and less off.
TEST(PlaceGrid, MakesAlmostRightAnglesRightAboutTheCentre) {
  const Index3 size{512, 512, 300};
  for (const double cosine : {1e-8, 1e-5, 1e-4, 9e-4}) {
    SCOPED_TRACE(cosine);
    const Affine given = sheared(cosine);
    const PlacedGrid placed = placeGrid(size, given);
    const auto& columns = placed.geometry.lpsFromIjk.linear.column;
    EXPECT_LE(std::abs(dot(columns[0], columns[1])), 1e-13);
    EXPECT_LE(std::abs(dot(columns[0], columns[2])), 1e-13);
    EXPECT_LE(std::abs(dot(columns[1], columns[2])), 1e-13);
    const Vec3 middle{255.5, 255.5, 149.5};
    EXPECT_LE(distance(placed.geometry.lpsFromIjk(middle), given(middle)), 1e-9);
    // The least possible: half the angle, over half the field of view along both axes.
    const double moved = cornerMismatch(placed.geometry, {size, given});
    EXPECT_NEAR(moved, cosine / 2 * std::hypot(255.5 * 0.5, 255.5 * 0.6), 0.02 * moved + 1e-9);
    EXPECT_EQ(placed.notice.has_value(), moved > 1e-3);
  }
}

TEST(PlaceGrid, RefusesWhatCannotBePlaced) {
  const auto reason = [](const Index3& size, const Affine& affine) {
    try {
      placeGrid(size, affine);
    } catch (const std::domain_error& why) {
      return std::string(why.what());
    }
    return std::string("accepted");
  };
  const Affine good = sheared(0.0);
  Affine far = good, tiny = good, wide = good, unknown = good;
  far.offset.x = 2e5;
  tiny.linear.column[0] *= 0.001;
  wide.linear.column[2] *= 100;
  unknown.offset.z = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(reason({9, 9, 9}, sheared(1.1e-3)).find("right angles"), std::string::npos);
  EXPECT_NE(reason({9, 9, 9}, far).find("100 m"), std::string::npos);
  EXPECT_NE(reason({9, 9, 9}, tiny).find("voxel size"), std::string::npos);
  EXPECT_NE(reason({9, 9, 9}, wide).find("voxel size"), std::string::npos);
  EXPECT_NE(reason({9, 9, 9}, unknown).find("not a number"), std::string::npos);
  EXPECT_NE(reason({0, 9, 9}, good).find("no voxels"), std::string::npos);
  EXPECT_NE(reason({2000000, 2000000, 2000000}, good).find("claims"), std::string::npos);
}

}  // namespace
}  // namespace valvista
