// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/case_cache.h"
#include "ml/training/patch_changes.h"
#include "planning/core/model_manifest.h"

#include <array>
#include <cstdint>
#include <vector>

namespace valvista::ml {

/// Left and right in a model.
struct LeftRight {
  int axis = 0;                ///< of the model's grid that runs between them
  bool canBeExchanged = true;  ///< false where a class that lies on one side has no partner among the classes
  std::array<std::uint8_t, 256> channel{};  ///< of each channel once they are exchanged
};

/// Classes lie on a side when their names end in _left or _right. Ventricles and atria do not: they are named
/// by what they are, and stay so in a mirrored patient.
LeftRight leftRightOf(const ModelManifest& model);

/// HU and channels of a patch, depth, height, width.
struct CutPatch {
  Index3 size{0, 0, 0};
  std::vector<float> hu;
  std::vector<std::uint8_t> channels;
};

/// The patch of `size` whose first voxel is `corner` of the case. Beyond the case there is air and
/// background.
CutPatch cutPatch(const CachedCase& one, const Index3& corner, const Index3& size);

/// The same with the anatomy turned, scaled and mirrored about the middle of the patch while it is sampled,
/// so that voxels of the case come in from the sides: HU trilinear, channels from the nearest voxel. Spacing
/// in millimetres is that of the case.
CutPatch cutMovedPatch(const CachedCase& one, const Index3& corner, const Index3& size,
                       const PatchChanges& changes, const ModelManifest& model);

}  // namespace valvista::ml
