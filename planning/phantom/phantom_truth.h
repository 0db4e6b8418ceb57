// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/phantom/aortic_anatomy.h"

namespace valvista::planning {

/// What a perfect measurement of the anatomy gives, by the definitions of the catalogue. Ids whose anatomy
/// the region of the scan cuts are left out, and so are volumes that hang on the voxels (valve, annulus,
/// root).
PhantomTruth truthOf(const PhantomSpec& spec, const AorticAnatomy& anatomy);

}  // namespace valvista::planning
