// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_writer.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace valvista::planning {

/// A folder of its own that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "valvista_test_XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// HU that tell every voxel from its neighbours and from its mirror images.
inline std::int16_t markedHu(int i, int j, int k) {
  return static_cast<std::int16_t>(7 * i - 11 * j + 101 * k - 900);
}

inline Volume markedVolume(const ImageGeometry& geometry) {
  std::vector<std::int16_t> hu;
  for (int k = 0; k < geometry.size[2]; ++k) {
    for (int j = 0; j < geometry.size[1]; ++j) {
      for (int i = 0; i < geometry.size[0]; ++i) hu.push_back(markedHu(i, j, k));
    }
  }
  return Volume(geometry, std::move(hu));
}

/// A small axial series: 12 x 10 x `slices`, 0.7 x 0.6 x 0.8 mm.
inline Volume smallVolume(int slices = 6) {
  return markedVolume(axisAlignedGeometry({12, 10, slices}, {0.7, 0.6, 0.8}, {-31.25, 17.5, 203.75}));
}

inline std::filesystem::path slicePath(const std::filesystem::path& folder, int number) {
  return folder / ("IM000" + std::to_string(number) + ".dcm");
}

/// Loads a file, lets `change` have its data set, and saves it (under another name when one is given).
inline void edit(const std::filesystem::path& file, const std::function<void(DcmDataset&)>& change,
                 const std::filesystem::path& savedAs = {},
                 E_TransferSyntax syntax = EXS_LittleEndianExplicit) {
  DcmFileFormat content;
  content.loadFile(OFFilename(file.c_str()));
  content.loadAllDataIntoMemory();
  change(*content.getDataset());
  content.saveFile(OFFilename((savedAs.empty() ? file : savedAs).c_str()), syntax);
}

inline void put(DcmDataset& set, const DcmTagKey& tag, const std::string& text) {
  set.putAndInsertOFStringArray(tag, OFString(text.c_str(), text.size()));
}

}  // namespace valvista::planning
