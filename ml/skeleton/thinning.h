// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/skeleton/bit_volume.h"

namespace valvista::ml {

/// Thins the object to its skeleton, lines one voxel wide, in place. Pieces, tunnels and cavities stay
/// (object 26-connected, background 6-connected; beyond the volume is background); a cavity keeps a closed
/// sheet.
///
/// T.-C. Lee, R. L. Kashyap, C.-N. Chu: Building skeleton models via 3-D medial surface/axis thinning
/// algorithms, CVGIP: Graphical Models and Image Processing 56 (1994) 462-478. Layer by layer from six sides:
/// the border voxels whose removal is Euler invariant and leaves their neighbours connected, and which end no
/// line, are collected, then looked at again one after another and removed.
///
/// The second look asks for all of the first and goes over the black fields of a chessboard, then over the
/// white ones. scikit-image 0.19 goes row by row and asks for connectedness alone: then a straight vessel of
/// even width is eaten up from its end within one layer (scikit-image issue 3757).
void thin(BitVolume& object);

}  // namespace valvista::ml
