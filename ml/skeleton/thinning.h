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
/// The paper leaves open in which order the second look is taken; here voxels of the same parity along each
/// axis are taken together. They are no neighbours, so that order decides little. scikit-image 0.19 goes
/// through them row by row and looks at connectedness alone the second time: then a straight vessel of even
/// width is eaten up from its end within one layer (scikit-image issue 3757). Here the second look asks for
/// all of the first.
void thin(BitVolume& object);

}  // namespace valvista::ml
