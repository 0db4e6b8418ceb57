// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace valvista::ml {

/// The 26 neighbours of a voxel in a binary volume: bit (dk+1)*9 + (dj+1)*3 + (di+1), the bit of the voxel
/// itself being 0.
using Neighbours = std::uint32_t;
inline constexpr Neighbours kOwnBit = 1U << 13;

namespace block {

// Planes of the 3 x 3 x 3 block: di, dj or dk equal to -1, 0, 1.
inline constexpr std::uint32_t kLowI = 0x1249249, kMidI = kLowI << 1, kHighI = kLowI << 2;
inline constexpr std::uint32_t kLowJ = 0x1C0E07, kMidJ = kLowJ << 3, kHighJ = kLowJ << 6;
inline constexpr std::uint32_t kMidK = 0x3FE00;
inline constexpr std::uint32_t kAll = 0x7FFFFFF;
/// The twelve places that are off the centre along two axes.
inline constexpr std::uint32_t kEdges =
    (kMidI & ~kMidJ & ~kMidK) | (kMidJ & ~kMidI & ~kMidK) | (kMidK & ~kMidI & ~kMidJ & kAll);
inline constexpr int kEdgeCount = 12;

/// The block together with the 26 neighbours of each of its voxels, within the block.
constexpr std::uint32_t grown(std::uint32_t voxels) {
  voxels |= (voxels & ~kHighI) << 1 | (voxels & ~kLowI) >> 1;
  voxels |= (voxels & ~kHighJ) << 3 | (voxels & ~kLowJ) >> 3;
  return (voxels | voxels << 9 | voxels >> 9) & kAll;
}

/// The corners, edges and faces of the voxel that its neighbours touch, each at its own place in the block.
constexpr std::uint32_t touchedSurface(Neighbours neighbours) {
  std::uint32_t touched = neighbours;
  touched |= (touched & kMidI) << 1 | (touched & kMidI) >> 1;
  touched |= (touched & kMidJ) << 3 | (touched & kMidJ) >> 3;
  return touched | (touched & kMidK) << 9 | (touched & kMidK) >> 9;
}

}  // namespace block

/// Exactly one neighbour: the end of a line, which thinning keeps.
constexpr bool isEndpoint(Neighbours neighbours) {
  return std::has_single_bit(neighbours);
}

/// Whether taking the voxel away leaves the Euler number of the object (26-connected) as it is: Lee's
/// condition on the sum of delta G_26 over the octants, written as one formula. An object is a union of
/// closed cubes; with a voxel go its cube and what of the cube's surface nobody else touches. The surface has
/// 8 - 12 + 6 = 2, so the number stays when corners - edges + faces of the touched part are 1.
constexpr bool isEulerInvariant(Neighbours neighbours) {
  using namespace block;
  // Counting the edges that are not touched instead makes it one count.
  return std::popcount(touchedSurface(neighbours) ^ kEdges) == 1 + kEdgeCount;
}

/// Whether the neighbours hang together (26) without the voxel.
constexpr bool neighboursAreConnected(Neighbours neighbours) {
  std::uint32_t reached = neighbours & (~neighbours + 1U);
  for (std::uint32_t before = 0; reached != before;) {
    before = reached;
    reached = block::grown(reached) & neighbours;
  }
  return reached == neighbours;
}

/// Whether taking the voxel away changes neither pieces nor tunnels nor cavities of the object (26-connected,
/// the background 6-connected): the touched part of its surface is a disc.
constexpr bool isSimple(Neighbours neighbours) {
  return isEulerInvariant(neighbours) && neighboursAreConnected(neighbours);
}

}  // namespace valvista::ml
