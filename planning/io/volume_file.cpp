// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/volume_file.h"

#include "planning/core/error.h"
#include "planning/core/hu_voxels.h"
#include "planning/core/nifti_source.h"
#include "planning/core/sha256.h"
#include "planning/io/itk_source.h"

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

namespace valvista::planning {

namespace {

/// Air is -1000 HU, fat -100: a CT of a chest or abdomen has voxels below this.
constexpr int kSomethingLight = -150;
/// And enhanced blood, muscle and bone above this.
constexpr int kSomethingDense = 30;

void addFindings(const HuSummary& summary, const std::vector<std::string>& notices, Findings& findings) {
  const auto warn = [&](const char* id, std::string message) {
    findings.push_back({id, Severity::warning, std::move(message), std::nullopt});
  };
  for (const std::string& notice : notices) warn("volume.geometry", notice);
  if (summary.notNumbers > 0)
    warn("volume.not_a_number",
         std::to_string(summary.notNumbers) + " voxels are not a number and are treated as not measured.");
  if (summary.limited > 0)
    warn("volume.limited", std::to_string(summary.limited) + " voxels are beyond 16 bits and were limited.");
  if (summary.minimum > kSomethingLight || summary.maximum < kSomethingDense)
    warn("volume.not_hu", "The values, " + std::to_string(summary.minimum) + " to " +
                              std::to_string(summary.maximum) + ", do not look like Hounsfield units.");
}

}  // namespace

bool isVolumeFileName(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 4> kOthers{".nrrd", ".nhdr", ".mha", ".mhd"};
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return isNiftiName(file) || std::find(kOthers.begin(), kOthers.end(), extension) != kOthers.end();
}

std::unique_ptr<VoxelSource> openVolumeFile(const std::filesystem::path& file) {
  if (!isVolumeFileName(file))
    throw LoadError(file.filename().string() +
                    ": no DICOM file, and no NIfTI, NRRD or MetaImage file by its name.");
  if (isNiftiName(file)) return std::make_unique<NiftiSource>(file);
  return openWithItk(file);
}

Study loadVolumeFile(const std::filesystem::path& file, const Progress& progress) {
  const std::string name = file.filename().string();
  try {
    const std::unique_ptr<VoxelSource> source = openVolumeFile(file);
    const auto& size = source->geometry().size;
    if (*std::min_element(size.begin(), size.end()) < 2)
      throw LoadError(name + ": a single slice is not a CT volume.");
    HuSummary summary;
    std::vector<std::int16_t> hu = readHu(*source, summary, progress);
    Study study;
    study.volume = Volume(source->geometry(), std::move(hu));
    study.sha256 = sha256Hex(study.volume);
    addFindings(summary, source->notices(), study.findings);
    return study;
  } catch (const std::bad_alloc&) {
    throw LoadError(name + ": there is not enough memory for it.");
  }
}

}  // namespace valvista::planning
