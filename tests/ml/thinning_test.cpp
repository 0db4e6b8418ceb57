// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/skeleton/thinning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace valvista::ml {
namespace {

using Voxels = std::vector<Index3>;
using Solid = std::function<bool(double x, double y, double z)>;

/// The voxels of a cube whose centres, counted from the cube's centre, are in the solid.
BitVolume volumeOf(int size, const Solid& solid) {
  BitVolume volume({size, size, size});
  const double centre = (size - 1) / 2.0;
  for (int k = 0; k < size; ++k)
    for (int j = 0; j < size; ++j)
      for (int i = 0; i < size; ++i)
        if (solid(i - centre, j - centre, k - centre)) volume.set({i, j, k});
  return volume;
}

BitVolume barOf(const Index3& begin, const Index3& sides) {
  BitVolume volume({24, 24, 24});
  for (int k = 0; k < sides[2]; ++k)
    for (int j = 0; j < sides[1]; ++j)
      for (int i = 0; i < sides[0]; ++i) volume.set({begin[0] + i, begin[1] + j, begin[2] + k});
  return volume;
}

Voxels voxelsOf(const BitVolume& volume) {
  Voxels voxels;
  for (int k = 0; k < volume.size()[2]; ++k)
    for (int j = 0; j < volume.size()[1]; ++j)
      for (int i = 0; i < volume.size()[0]; ++i)
        if (volume.test({i, j, k})) voxels.push_back({i, j, k});
  return voxels;
}

Voxels skeletonOf(BitVolume volume) {
  thin(volume);
  return voxelsOf(volume);
}

int endsOf(const BitVolume& volume) {
  const Voxels voxels = voxelsOf(volume);
  return static_cast<int>(std::count_if(voxels.begin(), voxels.end(), [&](const Index3& ijk) {
    return std::popcount(volume.neighbours(ijk)) == 1;
  }));
}

/// Vertices - edges + faces - cubes of the union of the voxels as closed cubes, each cell counted once.
int eulerNumber(const Voxels& voxels) {
  // In halves of a voxel: even along an axis is a face between voxels, odd the inside.
  Voxels cells;
  for (const Index3& ijk : voxels)
    for (int n = 0; n < 27; ++n)
      cells.push_back({2 * ijk[0] + n % 3, 2 * ijk[1] + n / 3 % 3, 2 * ijk[2] + n / 9});
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  int number = 0;
  for (const Index3& cell : cells) number += (cell[0] % 2 + cell[1] % 2 + cell[2] % 2) % 2 == 0 ? 1 : -1;
  return number;
}

/// Pieces of a volume; voxels hang together when they differ along at most `axes` axes, by 1.
int pieces(BitVolume left, int axes) {
  int count = 0;
  for (const Index3& seed : voxelsOf(left)) {
    if (!left.test(seed)) continue;
    ++count;
    Voxels open{seed};
    left.reset(seed);
    while (!open.empty()) {
      const Index3 at = open.back();
      open.pop_back();
      for (int n = 0; n < 27; ++n) {
        const Index3 step{n % 3 - 1, n / 3 % 3 - 1, n / 9 - 1};
        const Index3 next{at[0] + step[0], at[1] + step[1], at[2] + step[2]};
        if (std::abs(step[0]) + std::abs(step[1]) + std::abs(step[2]) > axes || !left.test(next)) continue;
        left.reset(next);
        open.push_back(next);
      }
    }
  }
  return count;
}

struct Topology {
  int pieces = 0;    ///< 26-connected
  int cavities = 0;  ///< of the background, 6-connected
  int euler = 0;
  bool operator==(const Topology&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Topology& topology) {
  return out << topology.pieces << " pieces, " << topology.cavities << " cavities, Euler number "
             << topology.euler;
}

Topology topologyOf(const BitVolume& volume) {
  const Index3& size = volume.size();
  BitVolume background({size[0] + 2, size[1] + 2, size[2] + 2});
  for (int k = -1; k <= size[2]; ++k)
    for (int j = -1; j <= size[1]; ++j)
      for (int i = -1; i <= size[0]; ++i)
        if (!volume.test({i, j, k})) background.set({i + 1, j + 1, k + 1});
  return {pieces(volume, 3), pieces(background, 1) - 1, eulerNumber(voxelsOf(volume))};
}

Voxels lineOf(const Index3& begin, const Index3& step, int count) {
  Voxels line;
  for (int n = 0; n < count; ++n)
    line.push_back({begin[0] + n * step[0], begin[1] + n * step[1], begin[2] + n * step[2]});
  return line;
}

TEST(VoxelNeighbours, ConditionsAgreeWithCountingByHand) {
  std::mt19937 random(3);
  int simple = 0, euler = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    // From nearly empty to nearly full.
    std::bernoulli_distribution object(0.05 + 0.9 * (trial % 16) / 15.0);
    BitVolume volume({3, 3, 3});
    Neighbours neighbours = 0;
    for (unsigned n = 0; n < 27; ++n) {
      if (n == 13 || !object(random)) continue;
      volume.set({static_cast<int>(n % 3), static_cast<int>(n / 3 % 3), static_cast<int>(n / 9)});
      neighbours |= 1U << n;
    }
    const Topology without = topologyOf(volume);
    volume.set({1, 1, 1});
    EXPECT_EQ(volume.neighbours({1, 1, 1}), neighbours);
    const Topology with = topologyOf(volume);
    EXPECT_EQ(isEulerInvariant(neighbours), with.euler == without.euler) << neighbours;
    EXPECT_EQ(neighboursAreConnected(neighbours), without.pieces <= 1) << neighbours;
    EXPECT_EQ(isSimple(neighbours), with == without) << neighbours;
    EXPECT_EQ(isEndpoint(neighbours), std::popcount(neighbours) == 1);
    simple += isSimple(neighbours);
    euler += isEulerInvariant(neighbours);
  }
  EXPECT_GT(simple, 300);
  EXPECT_GT(euler - simple, 10) << "both conditions must decide something";
}

TEST(BitVolume, NeighboursAcrossWords) {
  BitVolume volume({200, 3, 3});
  for (const int i : {0, 61, 62, 63, 64, 65, 126, 127, 199}) {
    volume.set({i, 1, 1});
    volume.set({i, 0, 2});
  }
  for (int i = 0; i < 200; ++i) {
    Neighbours expected = 0;
    for (int di = -1; di <= 1; ++di) {
      if (volume.test({i + di, 1, 1}) && di != 0) expected |= 1U << (13 + di);
      if (volume.test({i + di, 0, 2})) expected |= 1U << (19 + di);
    }
    EXPECT_EQ(volume.neighbours({i, 1, 1}), expected) << i;
  }
  volume.reset({63, 1, 1});
  EXPECT_FALSE(volume.test({63, 1, 1}));
  EXPECT_TRUE(volume.test({64, 1, 1}));
}

TEST(Thinning, ABarOfOddWidthThinsToItsAxis) {
  // A layer goes from each of the four long sides; what the ends lose depends on the order of sides.
  EXPECT_EQ(skeletonOf(barOf({2, 8, 8}, {14, 3, 3})), lineOf({3, 9, 9}, {1, 0, 0}, 12));
  for (int axis = 0; axis < 3; ++axis)
    for (const int width : {1, 3, 5, 7}) {
      Index3 begin{8, 8, 8}, sides{width, width, width};
      begin[static_cast<std::size_t>(axis)] = 2;
      sides[static_cast<std::size_t>(axis)] = 18;
      const Voxels skeleton = skeletonOf(barOf(begin, sides));
      EXPECT_GE(skeleton.size(), static_cast<std::size_t>(18 - width)) << axis << ' ' << width;
      for (const Index3& ijk : skeleton)
        for (int across = 0; across < 3; ++across)
          if (across != axis && width > 1 && ijk[static_cast<std::size_t>(axis)] > 4 &&
              ijk[static_cast<std::size_t>(axis)] < 17) {
            EXPECT_EQ(ijk[static_cast<std::size_t>(across)], 8 + width / 2);
          }
    }
}

/// scikit-image eats these up from one end.
TEST(Thinning, ABarOfEvenWidthKeepsItsLength) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (const Index3& sides : {Index3{2, 2, 2}, Index3{4, 4, 4}, Index3{3, 4, 4}, Index3{4, 3, 4}}) {
      Index3 bar = sides;
      bar[axis] = 18;
      BitVolume volume = barOf({3, 3, 3}, bar);
      thin(volume);
      const Voxels skeleton = voxelsOf(volume);
      ASSERT_FALSE(skeleton.empty()) << axis;
      const auto [first, last] = std::minmax_element(
          skeleton.begin(), skeleton.end(), [&](const auto& a, const auto& b) { return a[axis] < b[axis]; });
      EXPECT_GE((*last)[axis] - (*first)[axis], 12) << axis;
      EXPECT_LE(skeleton.size(), 18U);
      EXPECT_EQ(endsOf(volume), 2) << axis;
    }
}

TEST(Thinning, ATurnedRodKeepsItsLengthAndAxis) {
  constexpr double kHalfLength = 14.0;
  const double r2 = std::sqrt(0.5), r3 = std::sqrt(1.0 / 3.0);
  for (const Vec3& axis : {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}, Vec3{r2, r2, 0}, Vec3{r2, 0, -r2},
                           Vec3{0, r2, r2}, Vec3{r3, r3, r3}, Vec3{r3, -r3, r3}, Vec3{0.48, 0.6, 0.64}})
    for (const double radius : {1.6, 2.6, 3.6})
      for (const int size : {43, 44}) {  // centred on a voxel and on a corner
        const auto along = [&](double x, double y, double z) { return x * axis.x + y * axis.y + z * axis.z; };
        const auto offAxis = [&](double x, double y, double z) {
          const double t = along(x, y, z);
          return std::sqrt(std::max(0.0, x * x + y * y + z * z - t * t));
        };
        const Voxels skeleton = skeletonOf(volumeOf(size, [&](double x, double y, double z) {
          return std::abs(along(x, y, z)) <= kHalfLength && offAxis(x, y, z) <= radius;
        }));
        double longest = 0.0, shortest = 0.0;
        const double centre = (size - 1) / 2.0;
        for (const Index3& ijk : skeleton) {
          const double x = ijk[0] - centre, y = ijk[1] - centre, z = ijk[2] - centre, t = along(x, y, z);
          longest = std::max(longest, t);
          shortest = std::min(shortest, t);
          if (std::abs(t) < kHalfLength - 2.0 * radius) {
            EXPECT_LT(offAxis(x, y, z), 1.5) << axis.x << ' ' << axis.y << ' ' << axis.z << ' ' << radius;
          }
        }
        // The rod is gone to a line after as many rounds as its radius has voxels, and in a round each of the
        // three sides that an end faces takes a layer from it.
        const double lost = std::ceil(radius) * (std::abs(axis.x) + std::abs(axis.y) + std::abs(axis.z));
        EXPECT_GT(longest - shortest, 2.0 * (kHalfLength - lost))
            << axis.x << ' ' << axis.y << ' ' << axis.z << ' ' << radius << ' ' << size;
      }
}

TEST(Thinning, ATorusKeepsOneLoop) {
  BitVolume volume = volumeOf(31, [](double x, double y, double z) {
    const double ring = std::hypot(x, y) - 9.0;
    return ring * ring + z * z <= 9.0;
  });
  thin(volume);
  EXPECT_EQ(topologyOf(volume), (Topology{1, 0, 0})) << "one piece with one tunnel";
  EXPECT_EQ(endsOf(volume), 0);
  EXPECT_LT(voxelsOf(volume).size(), 70U) << "2 pi 9 = 57 long";
}

TEST(Thinning, AHollowSphereKeepsItsCavity) {
  BitVolume volume = volumeOf(25, [](double x, double y, double z) {
    const double r = std::sqrt(x * x + y * y + z * z);
    return r <= 10.0 && r >= 6.0;
  });
  const std::size_t before = voxelsOf(volume).size();
  thin(volume);
  EXPECT_EQ(topologyOf(volume), (Topology{1, 1, 2}));
  EXPECT_LT(voxelsOf(volume).size(), before / 2);
}

TEST(Thinning, ACrossKeepsItsBranches) {
  BitVolume volume = volumeOf(33, [](double x, double y, double z) {
    const std::array<double, 3> away{std::abs(x), std::abs(y), std::abs(z)};
    const double farthest = *std::max_element(away.begin(), away.end());
    return farthest <= 14.0 &&
           std::count_if(away.begin(), away.end(), [](double a) { return a <= 1.0; }) >= 2;
  });
  thin(volume);
  EXPECT_EQ(endsOf(volume), 6);
  EXPECT_EQ(topologyOf(volume), (Topology{1, 0, 1}));
  for (const Index3& end : {Index3{4, 16, 16}, Index3{28, 16, 16}, Index3{16, 4, 16}, Index3{16, 28, 16},
                            Index3{16, 16, 4}, Index3{16, 16, 28}})
    EXPECT_TRUE(volume.test(end)) << end[0] << ' ' << end[1] << ' ' << end[2];
}

TEST(Thinning, ASolidBallBecomesFewVoxelsAndNothingStaysNothing) {
  const Voxels skeleton =
      skeletonOf(volumeOf(24, [](double x, double y, double z) { return x * x + y * y + z * z <= 100.0; }));
  EXPECT_GE(skeleton.size(), 1U);
  EXPECT_LE(skeleton.size(), 12U);
  EXPECT_TRUE(skeletonOf(BitVolume({5, 5, 5})).empty());
  EXPECT_EQ(skeletonOf(barOf({3, 3, 3}, {1, 1, 1})), (Voxels{{3, 3, 3}}));
}

/// Random blobs: smoothed noise has pieces, tunnels and cavities, and touches the border of its volume.
BitVolume blobOf(unsigned seed) {
  constexpr int kSize = 16;
  std::mt19937 random(seed);
  std::bernoulli_distribution object(0.3 + 0.002 * seed);
  BitVolume noise({kSize, kSize, kSize}), blob(noise.size());
  for (int k = 0; k < kSize; ++k)
    for (int j = 0; j < kSize; ++j)
      for (int i = 0; i < kSize; ++i)
        if (object(random)) noise.set({i, j, k});
  for (int k = 0; k < kSize; ++k)
    for (int j = 0; j < kSize; ++j)
      for (int i = 0; i < kSize; ++i)
        if (std::popcount(noise.neighbours({i, j, k})) >= 13) blob.set({i, j, k});
  return blob;
}

TEST(Thinning, TopologyOfBlobsStays) {
  int manyPieces = 0, tunnels = 0, cavities = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    BitVolume blob = blobOf(seed);
    const Topology before = topologyOf(blob);
    const std::size_t voxels = voxelsOf(blob).size();
    thin(blob);
    EXPECT_EQ(topologyOf(blob), before) << seed;
    EXPECT_LT(voxelsOf(blob).size(), voxels) << seed;
    manyPieces += before.pieces > 1;
    cavities += before.cavities > 0;
    tunnels += before.pieces + before.cavities > before.euler;
  }
  EXPECT_GT(manyPieces, 20);
  EXPECT_GT(tunnels, 20);
  EXPECT_GT(cavities, 20);
}

TEST(Thinning, AgainChangesNothingAndNoSimpleVoxelIsLeft) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    BitVolume skeleton = blobOf(seed * 5);
    thin(skeleton);
    const Voxels once = voxelsOf(skeleton);
    for (const Index3& ijk : once) {
      const Neighbours neighbours = skeleton.neighbours(ijk);
      EXPECT_TRUE(isEndpoint(neighbours) || !isSimple(neighbours)) << seed;
    }
    thin(skeleton);
    EXPECT_EQ(voxelsOf(skeleton), once) << seed;
  }
}

}  // namespace
}  // namespace valvista::ml
