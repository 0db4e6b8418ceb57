// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/model/finding.h"
#include "planning/model/label_model.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace valvista::planning {

/// Coarse anatomy in values of the TAVR scheme: aorta 1, left ventricle 2, iliac arteries 6 and 7, and
/// further anatomy from 8. Where the source already had root, valve and annulus (scheme `tavr`), they are
/// kept; the rules treat them as aorta and left ventricle.
struct AnatomyLabels {
  LabelMap labels;
  std::string source;               ///< "file", "folder of masks", "phantom", "model"; no path
  std::string scheme;               ///< a name of resources/label_schemes.json
  std::string sha256;               ///< of the label voxels and geometry as read, lower-case hex
  Findings findings;                ///< what the source does not have
  std::optional<LabelModel> model{};  ///< that made them; absent for labels from elsewhere
  /// Derived labels (root, valve, annulus) that a person drew: the rules leave them as they are in `labels`.
  std::set<std::uint8_t> pinned{};
  bool corrected = false;  ///< a person changed voxels since; `sha256` names them as they were before
  bool partial = false;  ///< the source leaves out empty slices (DICOM segmentations), so the grid may be a part
  std::string frameOfReferenceUid{};  ///< where the source names one
};

}  // namespace valvista::planning
