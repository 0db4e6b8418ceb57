// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/core/image_geometry.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace valvista::planning {

/// What the text header of a NRRD or MetaImage file says, read by us before a library sees the file: the
/// libraries trust sizes, skip damage silently or abort on hostile headers (reliability F4).
struct VolumeHeader {
  Index3 size{0, 0, 0};
  Affine lpsFromIjk;  ///< as written, not yet checked; ITK 5.2 mirrors NRRD files in LAS space
  std::size_t voxelBytes = 0;
  bool compressed = false;
  std::filesystem::path dataFile;  ///< the file itself, or another of the same folder
  std::uint64_t dataOffset = 0;
};

/// Fields of a text header: names in lower case, values without surrounding blanks.
using HeaderFields = std::map<std::string, std::string>;

/// Header of a MetaImage file (.mha, .mhd): three axes, one number per voxel, binary, placed by
/// TransformMatrix, Offset and ElementSpacing. Throws std::domain_error with the reason.
VolumeHeader readMetaHeader(const std::filesystem::path& file);

/// Header of a NRRD file (.nrrd, .nhdr): three axes, raw or gzip, in LPS, RAS or LAS space, millimetres.
/// Throws std::domain_error with the reason.
VolumeHeader readNrrdHeader(const std::filesystem::path& file);

/// Compares the header with what the data file holds: to the byte, and through the whole compressed stream.
/// Throws std::domain_error with the reason.
void checkData(const VolumeHeader& header);

}  // namespace valvista::planning
