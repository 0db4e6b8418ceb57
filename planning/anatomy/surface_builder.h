// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/surface_mesh.h"

#include <cstdint>
#include <vector>

namespace valvista::planning {

/// The smoothed surface of one label, for display and export; never measured on.
struct LabelSurface {
  std::uint8_t label = 0;
  SurfaceMesh mesh;
};

/// One surface per label present, by label value, closed also where a structure ends at the border of the
/// grid. Oblique and mirrored storage give the same surface with outward normals. Throws Cancelled.
std::vector<LabelSurface> buildSurfaces(const LabelMap& labels, const Progress& progress);

}  // namespace valvista::planning
