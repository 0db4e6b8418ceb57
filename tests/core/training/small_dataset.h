// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/nifti_file.h"
#include "planning/core/nifti_header.h"
#include "planning/core/training/dataset.h"
#include "tests/core/model_case.h"
#include "tests/core/temporary_folder.h"

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace valvista::tests {

/// The grid of the small cases.
inline ImageGeometry smallGrid() {
  return axisAlignedGeometry({26, 22, 18}, {1.5, 1.25, 2.0}, {-20, -15, 7});
}

/// A CT of air with tissue in the middle and noise that is another in every case.
inline Volume smallCt(const ImageGeometry& grid, int which) {
  std::vector<std::int16_t> hu;
  for (std::size_t at = 0; at < grid.voxelCount(); ++at) {
    const bool inside = at > grid.voxelCount() / 4 && at < grid.voxelCount() * 3 / 4;
    hu.push_back(static_cast<std::int16_t>(
        (inside ? 40 : -1000) + static_cast<int>((at * 7919U + 31U * static_cast<unsigned>(which)) % 53)));
  }
  return {grid, std::move(hu)};
}

/// Boxes: 1 the aorta, 2 the left ventricle below it.
inline LabelMap smallLabels(const ImageGeometry& grid) {
  LabelMap labels(grid);
  for (int k = 4; k < 14; ++k)
    for (int j = 6; j < 14; ++j)
      for (int i = 8; i < 16; ++i) labels.set({i, j, k}, k < 8 ? 2 : 1);
  return labels;
}

inline ModelManifest smallModel() {
  ModelManifest model = goodManifest();
  model.spacingMm = {1.5, 1.5, 1.5};
  model.patchSize = {16, 16, 16};
  return model;
}

inline std::string smallDatasetJson(int cases) {
  return R"({"channel_names": {"0": "CT"}, "labels": {"background": 0, "aorta": 1, "left_ventricle": 2}, )"
         R"("numTraining": )" +
         std::to_string(cases) + R"(, "file_ending": ".nii.gz"})";
}

/// Layout of nnU-Net, cases a, b, c, ...
inline void makeNnUNet(const std::filesystem::path& folder, int cases) {
  std::filesystem::create_directories(folder / "imagesTr");
  std::filesystem::create_directories(folder / "labelsTr");
  putBytes(folder / "dataset.json", smallDatasetJson(cases));
  for (int which = 0; which < cases; ++which) {
    const std::string name(1, static_cast<char>('a' + which));
    writeNifti(folder / "imagesTr" / (name + "_0000.nii.gz"), smallCt(smallGrid(), which));
    writeNifti(folder / "labelsTr" / (name + ".nii.gz"), smallLabels(smallGrid()));
  }
}

inline LabelMap maskOf(const LabelMap& labels, std::uint8_t label) {
  LabelMap mask(labels.geometry());
  for (int k = 0; k < labels.geometry().size[2]; ++k)
    for (std::size_t at = 0; at < labels.slice(k).size(); ++at)
      if (labels.slice(k)[at] == label) mask.mutableSlice(k)[at] = 1;
  return mask;
}

/// Layout of TotalSegmentator, cases a, b, c, ...
inline void makeTotalSegmentator(const std::filesystem::path& folder, int cases) {
  for (int which = 0; which < cases; ++which) {
    const std::filesystem::path at = folder / std::string(1, static_cast<char>('a' + which));
    std::filesystem::create_directories(at / "segmentations");
    writeNifti(at / "ct.nii.gz", smallCt(smallGrid(), which));
    const LabelMap labels = smallLabels(smallGrid());
    writeNifti(at / "segmentations" / "aorta.nii.gz", maskOf(labels, 1));
    writeNifti(at / "segmentations" / "heart_ventricle_left.nii.gz", maskOf(labels, 2));
    writeNifti(at / "segmentations" / "spleen.nii.gz", LabelMap(smallGrid()));
  }
}

/// A NIfTI file of float32 voxels.
inline void writeFloats(const std::filesystem::path& file, const ImageGeometry& grid,
                        const std::vector<float>& values) {
  std::vector<std::byte> header = formatNiftiHeader(grid, NiftiType::int16);
  const std::int16_t type = 16, bits = 32;  // at their places in the header of NIfTI-1
  std::memcpy(header.data() + 70, &type, sizeof type);
  std::memcpy(header.data() + 72, &bits, sizeof bits);
  std::string bytes(reinterpret_cast<const char*>(header.data()), header.size());
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
  putBytes(file, bytes);
}

inline std::vector<float> floatsOf(const LabelMap& labels) {
  std::vector<float> values;
  for (int k = 0; k < labels.geometry().size[2]; ++k)
    for (const std::uint8_t label : labels.slice(k)) values.push_back(label);
  return values;
}

inline std::vector<float> floatsOf(const Volume& ct) {
  return {ct.hu().begin(), ct.hu().end()};
}

}  // namespace valvista::tests
