// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/source_kind.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cctype>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#include "planning/io/dicom_seg_file.h"
#include "planning/io/load_study.h"

namespace valvista::ui {

namespace {

constexpr std::size_t kMostLabels = 256;
constexpr std::array<std::string_view, 6> kVolumeEndings{".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd"};

bool isVolumeFile(const std::filesystem::path& path) {
  std::string name = path.filename().string();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::any_of(kVolumeEndings.begin(), kVolumeEndings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

bool holdsVolumeFiles(const std::filesystem::path& folder) {
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code notAFile;
    if (it->is_regular_file(notAFile) && isVolumeFile(it->path())) return true;
  }
  return false;
}

/// A folder of CT slices is left at its first file.
bool holdsSegmentation(const std::filesystem::path& folder) {
  bool found = false;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code notAFile;
    if (!it->is_regular_file(notAFile)) continue;
    if (!planning::isDicomSegmentation(it->path())) return false;
    found = true;
  }
  return found;
}

bool looksLikeLabels(const Volume& volume) {
  std::bitset<std::size_t{std::numeric_limits<std::int16_t>::max()} + 1> seen;
  for (const std::int16_t value : volume.hu()) {
    if (value < 0) return false;
    seen.set(static_cast<std::size_t>(value));
  }
  return !volume.empty() && seen.count() <= kMostLabels;
}

}  // namespace

SourceKind kindOfSource(const std::filesystem::path& path, const Progress& progress) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return holdsVolumeFiles(path) || holdsSegmentation(path) ? SourceKind::labels : SourceKind::ct;
  if (!isVolumeFile(path)) return planning::isDicomSegmentation(path) ? SourceKind::labels : SourceKind::ct;
  try {
    return looksLikeLabels(planning::loadStudy(path, progress).volume) ? SourceKind::labels : SourceKind::ct;
  } catch (const Cancelled&) {
    throw;
  } catch (const Error&) {
    return SourceKind::ct;
  }
}

planning::PlanSources sortSources(const std::vector<std::filesystem::path>& paths, const Progress& progress) {
  planning::PlanSources sources;
  for (const auto& path : paths) {
    auto& slot = kindOfSource(path, progress) == SourceKind::ct ? sources.ct : sources.labels;
    if (!slot) slot = path;
  }
  return sources;
}

}  // namespace valvista::ui
