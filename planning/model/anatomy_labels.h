// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "planning/core/label_map.h"
#include "planning/model/finding.h"

namespace valvista::planning {

/// Coarse anatomy in values of the TAVR scheme: aorta 1, left ventricle 2, iliac arteries 6 and 7, and
/// further anatomy from 8. Where the source already had root, valve and annulus (scheme `tavr`), they are
/// kept; the rules treat them as aorta and left ventricle.
struct AnatomyLabels {
  LabelMap labels;
  std::string source;  ///< "file", "folder of masks", "phantom"; no path
  std::string scheme;  ///< a name of resources/label_schemes.json
  std::string sha256;  ///< of the label voxels and geometry as read, lower-case hex
  Findings findings;   ///< what the source does not have
};

}  // namespace valvista::planning
