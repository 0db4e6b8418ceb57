// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/surface_builder.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <numbers>
#include <utility>

namespace valvista::planning {
namespace {

constexpr double kRadius = 15.0;
const Vec3 kCentre{12.0, -40.0, 310.0};

/// A ball with a thin disc of another label through it, on any grid.
LabelMap ballWithDisc(const Mat3& axes) {
  ImageGeometry geometry;
  geometry.size = {48, 44, 40};
  geometry.lpsFromIjk.linear = axes;
  geometry.lpsFromIjk.offset = kCentre - axes * Vec3{23.4, 21.7, 19.2};
  LabelMap labels(geometry);
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i) {
        const Vec3 p = geometry.lps({i, j, k}) - kCentre;
        if (norm(p) < kRadius) labels.set({i, j, k}, k == 19 ? 5 : 2);
      }
  return labels;
}

/// Volume that the triangles enclose; positive when they are counter-clockwise seen from outside.
double enclosedVolume(const SurfaceMesh& mesh) {
  double sixfold = 0.0;
  for (const auto& [a, b, c] : mesh.triangles)
    sixfold += dot(mesh.points[a] - kCentre, cross(mesh.points[b] - kCentre, mesh.points[c] - kCentre));
  return sixfold / 6.0;
}

void expectBall(const Mat3& axes) {
  const LabelMap labels = ballWithDisc(axes);
  const std::vector<LabelSurface> surfaces = buildSurfaces(labels, Progress());
  ASSERT_EQ(surfaces.size(), 2U);
  EXPECT_EQ(surfaces[0].label, 2);
  EXPECT_EQ(surfaces[1].label, 5);
  const std::vector<std::size_t> counts = labelCounts(labels);
  const double voxel = labels.geometry().voxelVolume();
  for (const LabelSurface& surface : surfaces) {
    ASSERT_EQ(surface.mesh.normals.size(), surface.mesh.points.size());
    EXPECT_GT(enclosedVolume(surface.mesh), 0.0) << "triangles face inward, label " << int{surface.label};
  }
  const double ball = static_cast<double>(counts[2]) * voxel;
  EXPECT_NEAR(enclosedVolume(surfaces[0].mesh), ball, 0.03 * ball);
  double worst = 0.0, agreeing = 0.0, outer = 0.0;
  for (std::size_t p = 0; p < surfaces[0].mesh.points.size(); ++p) {
    const Vec3 out = surfaces[0].mesh.points[p] - kCentre;
    worst = std::max(worst, norm(out) - kRadius);
    if (norm(out) < kRadius - 1.0) continue;
    outer += 1.0;
    if (dot(normalized(out), surfaces[0].mesh.normals[p]) > 0.5) agreeing += 1.0;
  }
  EXPECT_LT(worst, 1.0);
  EXPECT_GT(agreeing / outer, 0.95) << "normals point outward";
}

TEST(SurfaceBuilder, ClosedBallWithOutwardNormals) {
  expectBall({{{{0.9, 0, 0}, {0, 0.9, 0}, {0, 0, 1.0}}}});
}

TEST(SurfaceBuilder, MirroredStorageGivesTheSameSurface) {
  expectBall({{{{-0.9, 0, 0}, {0, 0.9, 0}, {0, 0, 1.0}}}});
  expectBall({{{{0, 0.9, 0}, {0.9, 0, 0}, {0, 0, 1.0}}}});
}

TEST(SurfaceBuilder, ObliqueStorageGivesTheSameSurface) {
  const Mat3 turned = rotation(normalized({1, 2, 3}), 0.7);
  expectBall({{{turned.column[0] * 0.9, turned.column[1] * 0.9, turned.column[2] * -1.0}}});
}

/// No edge belongs to one triangle only.
void expectClosed(const SurfaceMesh& mesh) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> uses;
  for (const auto& [a, b, c] : mesh.triangles)
    for (const auto& [p, q] : {std::pair(a, b), std::pair(b, c), std::pair(c, a)}) ++uses[std::minmax(p, q)];
  EXPECT_TRUE(std::all_of(uses.begin(), uses.end(), [](const auto& edge) { return edge.second == 2; }));
}

// A structure cut by the field of view is closed there.
TEST(SurfaceBuilder, ClosedAtTheBorderOfTheGrid) {
  LabelMap labels(axisAlignedGeometry({10, 10, 10}, {1, 1, 1}));
  for (int k = 0; k < 10; ++k)
    for (int j = 3; j < 7; ++j)
      for (int i = 3; i < 7; ++i) labels.set({i, j, k}, 1);
  const std::vector<LabelSurface> surfaces = buildSurfaces(labels, Progress());
  ASSERT_EQ(surfaces.size(), 1U);
  expectClosed(surfaces[0].mesh);
}

TEST(SurfaceBuilder, ALargeSurfaceIsThinnedAndStaysClosedAndWhereItWas) {
  constexpr double kLarge = 40.0;
  LabelMap labels(axisAlignedGeometry({90, 90, 90}, {1, 1, 1}));
  const Vec3 middle{44.6, 44.5, 44.3};
  for (int k = 0; k < 90; ++k)
    for (int j = 0; j < 90; ++j)
      for (int i = 0; i < 90; ++i)
        if (distance(labels.geometry().lps({i, j, k}), middle) < kLarge) labels.set({i, j, k}, 1);
  const std::vector<LabelSurface> surfaces = buildSurfaces(labels, Progress());
  ASSERT_EQ(surfaces.size(), 1U);
  const SurfaceMesh& mesh = surfaces[0].mesh;
  EXPECT_LT(mesh.triangles.size(), 20000U) << "of 60 thousand";
  expectClosed(mesh);
  for (const Vec3& point : mesh.points) EXPECT_NEAR(distance(point, middle), kLarge, 0.6);
  for (const auto& [a, b, c] : mesh.triangles)
    EXPECT_NEAR(distance((mesh.points[a] + mesh.points[b] + mesh.points[c]) / 3.0, middle), kLarge, 0.6);
}

TEST(SurfaceBuilder, NothingFromNothingAndCancelled) {
  EXPECT_TRUE(buildSurfaces(LabelMap(), Progress()).empty());
  EXPECT_TRUE(buildSurfaces(LabelMap(axisAlignedGeometry({4, 4, 4}, {1, 1, 1})), Progress()).empty());
  Progress progress;
  progress.cancel();
  EXPECT_THROW(buildSurfaces(ballWithDisc(Mat3{}), progress), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
