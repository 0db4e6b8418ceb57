// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/label_folder.h"

#include "planning/core/error.h"
#include "planning/core/number_text.h"
#include "planning/io/label_image.h"
#include "planning/io/volume_file.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace valvista::planning {

namespace {

/// Masks of one image written by several programs carry slightly different roundings of its orientation:
/// 0.013 mm at the corners in TotalSegmentator's own data set. Up to this share of a voxel they are the same
/// lattice, with a finding from kNoticedMm on; a real difference of grids is never so small.
constexpr double kSameGridShareOfVoxel = 0.05;
constexpr double kNoticedMm = 1e-3;

/// Masks are joined in this order, and the first to claim a voxel keeps it.
constexpr std::array kPriority{TavrLabel::iliacLeft, TavrLabel::iliacRight, TavrLabel::aorta,
                               TavrLabel::leftVentricle, TavrLabel::heart};

using MaskFiles = std::map<std::uint8_t, std::filesystem::path>;

const LabelScheme& maskScheme() {
  const auto& schemes = labelSchemes();
  return *std::find_if(schemes.begin(), schemes.end(),
                       [](const auto& s) { return !s.tavrFromMaskName.empty(); });
}

MaskFiles masksIn(const std::filesystem::path& folder) {
  MaskFiles masks;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::filesystem::path file = at->path();
    const auto value = maskValue(file);
    if (!value) continue;
    const auto [there, isNew] = masks.try_emplace(*value, file);
    if (!isNew)
      throw LoadError(file.filename().string() + " and " + there->second.filename().string() +
                      " are masks of the same structure; keep one.");
  }
  if (error) throw LoadError("The folder of masks cannot be read: " + error.message() + ".");
  return masks;
}

MaskFiles masksOf(const std::filesystem::path& folder) {
  std::error_code ignored;
  const std::filesystem::path inner = folder / "segmentations";
  MaskFiles masks = masksIn(folder);
  if (masks.empty() && std::filesystem::is_directory(inner, ignored)) masks = masksIn(inner);
  return masks;
}

std::string sizeText(const ImageGeometry& grid) {
  return std::to_string(grid.size[0]) + " x " + std::to_string(grid.size[1]) + " x " +
         std::to_string(grid.size[2]);
}

/// Joins masks on the grid of the first.
class MaskMerge {
 public:
  void add(const std::filesystem::path& file, TavrLabel label, const Progress& progress) {
    const std::string name = file.filename().string();
    const LabelImage mask = readLabelImage(file, progress);
    if (mask.values.size() > 2)
      throw LoadError(name + ": a mask holds one value beside 0, this file holds " +
                      std::to_string(mask.values.size() - 1) + ".");
    for (const std::string& notice : mask.notices)
      note("labels.geometry", Severity::warning, name + ": " + notice);
    if (mask.values.size() == 1) note("labels.empty_mask", Severity::info, name + " is empty.");
    checkGrid(mask.codes.geometry(), name);
    join(mask.codes, label);
  }

  AnatomyLabels finish(std::string source) {
    if (overlaps_ > 0)
      note("labels.overlap", Severity::warning,
           std::to_string(overlaps_) +
               " voxels lie in two masks; iliac arteries were preferred to the aorta, the aorta to the left "
               "ventricle.");
    if (largestMismatch_ > kNoticedMm)
      note("labels.grid_rounding", Severity::info,
           "The positions of the masks differ by up to " + formatFixed(largestMismatch_, 4) +
               " mm by rounding; that of " + gridOf_ + " was used.");
    anatomy_.source = std::move(source);
    anatomy_.scheme = maskScheme().name;
    return std::move(anatomy_);
  }

 private:
  void note(const char* id, Severity severity, std::string message) {
    anatomy_.findings.push_back({id, severity, std::move(message), std::nullopt});
  }

  void checkGrid(const ImageGeometry& grid, const std::string& name) {
    if (anatomy_.labels.empty()) {
      anatomy_.labels = LabelMap(grid);
      gridOf_ = name;
    }
    const ImageGeometry& first = anatomy_.labels.geometry();
    const Vec3 spacing = first.spacing();
    const double mismatch = cornerMismatch(grid, first);
    if (!(mismatch <= kSameGridShareOfVoxel * std::min({spacing.x, spacing.y, spacing.z})))
      throw LoadError(name + " (" + sizeText(grid) + " voxels) and " + gridOf_ + " (" + sizeText(first) +
                      " voxels) are not on the same grid.");
    largestMismatch_ = std::max(largestMismatch_, mismatch);
  }

  void join(const LabelMap& mask, TavrLabel label) {
    for (int k = 0; k < mask.geometry().size[2]; ++k) {
      if (mask.isBackground(k)) continue;
      const auto source = mask.slice(k);
      const auto target = anatomy_.labels.mutableSlice(k);
      for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] == 0) continue;
        if (target[at] == 0)
          target[at] = value(label);
        else if (label != TavrLabel::heart)
          ++overlaps_;
      }
    }
  }

  AnatomyLabels anatomy_;
  std::string gridOf_;
  std::size_t overlaps_ = 0;
  double largestMismatch_ = 0.0;
};

AnatomyLabels loadMasks(const MaskFiles& masks, std::string source, const Progress& progress) {
  MaskMerge merge;
  for (const TavrLabel label : kPriority) {
    const auto mask = masks.find(value(label));
    if (mask == masks.end()) continue;
    if (label == TavrLabel::heart && masks.contains(value(TavrLabel::leftVentricle))) continue;
    merge.add(mask->second, label, progress);
  }
  return merge.finish(std::move(source));
}

}  // namespace

std::optional<std::uint8_t> maskValue(const std::filesystem::path& file) {
  if (!isVolumeFileName(file) || file.extension() == ".img")
    return std::nullopt;  // .img is found by its .hdr
  std::filesystem::path bare = file.filename();
  if (bare.extension() == ".gz") bare.replace_extension();
  const auto& names = maskScheme().tavrFromMaskName;
  const auto found = names.find(bare.stem().string());
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

bool holdsMasks(const std::filesystem::path& folder) {
  return !masksOf(folder).empty();
}

AnatomyLabels loadMaskFolder(const std::filesystem::path& folder, const Progress& progress) {
  const MaskFiles masks = masksOf(folder);
  if (masks.empty()) {
    std::string names;
    for (const auto& [name, label] : maskScheme().tavrFromMaskName)
      names += (names.empty() ? "" : ", ") + name;
    throw LoadError("The folder of labels holds no mask of a known name (" + names + ").");
  }
  return loadMasks(masks, "folder of masks", progress);
}

AnatomyLabels loadMaskFile(const std::filesystem::path& file, const Progress& progress) {
  return loadMasks({{maskValue(file).value(), file}}, "file", progress);
}

}  // namespace valvista::planning
