// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/anatomy_labels.h"
#include "planning/model/study.h"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace valvista::planning {

/// A row of resources/label_schemes.json: how a source numbers its structures.
struct LabelScheme {
  std::string name, source;
  std::map<int, std::uint8_t> tavrFromSource;
  std::vector<std::string> missing;  ///< structures this source never has, for findings
  /// TAVR values by the stem of a mask file; only for the scheme of mask folders.
  std::map<std::string, std::uint8_t> tavrFromMaskName;

  /// What a map of this source looks like (see the table's "about").
  std::vector<std::pair<int, int>> valueRanges;
  std::size_t fewestValues = 0;
  std::set<int> alwaysThere;
  std::map<int, std::pair<double, double>> shares;
};

const std::vector<LabelScheme>& labelSchemes();

/// Reads a label map (NIfTI, NRRD, MetaImage), a DICOM segmentation, a folder with one mask per structure, or
/// a folder with a single DICOM segmentation, into TAVR values. Without a scheme name it is taken from the
/// values present, and a finding says which was chosen; a DICOM segmentation says by its codes what it holds.
/// Throws LoadError naming the file and the reason (unknown scheme, fractional labels, masks on two grids
/// ...).
AnatomyLabels loadLabels(const std::filesystem::path& path, const std::optional<std::string>& scheme,
                         const Progress& progress);

/// Completes labels that are whole but for their sha256 and for the findings of what they lack.
void describeLabels(AnatomyLabels& anatomy);
/// Corrected labels with the sha256 of what they are now; others as they are.
AnatomyLabels namedAsTheyAre(AnatomyLabels anatomy);

/// The labels on the CT's own index axes when both are the same lattice up to axis order and direction.
/// Throws LoadError when corner voxels differ by more than 1e-3 mm afterwards: such labels are of another
/// grid. Labels that are `partial` may lie on a block of the CT's voxels; around it is background.
LabelMap matchGrid(const LabelMap& labels, const ImageGeometry& ct, bool partial = false);

/// Brings the labels of a CT onto its grid. A finding says where the two name different frames of reference.
/// Throws as matchGrid.
void matchStudy(AnatomyLabels& anatomy, const Study& study);

}  // namespace valvista::planning
