// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/structure_runs.h"
#include "planning/core/image_geometry.h"
#include "planning/model/finding.h"

#include <string>

namespace valvista::planning {

/// Centre of a set of voxels, LPS mm.
Vec3 centreOf(const VoxelRuns& runs, const ImageGeometry& geometry);

/// What is odd about one structure: missing, in pieces, with islands, cut by the border of the grid. Ids
/// start with `prefix` ("aorta"); `displayName` is for the message ("aorta").
void describeStructure(const Structure& structure, const std::string& prefix, const std::string& displayName,
                       const ImageGeometry& geometry, Findings& findings);

/// How far apart two structures are that do not touch (id annulus.no_contact).
Finding describeGap(const Structure& ventricle, const Structure& aorta, const ImageGeometry& geometry);

}  // namespace valvista::planning
