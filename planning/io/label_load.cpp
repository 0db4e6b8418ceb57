// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/sha256.h"
#include "planning/io/dicom_seg_file.h"
#include "planning/io/dicom_seg_reader.h"
#include "planning/io/label_detection.h"
#include "planning/io/label_folder.h"
#include "planning/io/label_image.h"
#include "planning/io/label_schemes.h"
#include "planning/io/volume_file.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace valvista::planning {

namespace {

/// A structure without which something cannot be measured.
struct Wanted {
  const char* findingId;
  const char* structure;
  const char* consequence;
  TavrLabel label;
};
constexpr std::array kWanted{
    Wanted{"labels.no_aorta", "aorta", "valve, annulus and root cannot be derived", TavrLabel::aorta},
    Wanted{"labels.no_left_ventricle", "left ventricle", "valve, annulus and root cannot be derived",
           TavrLabel::leftVentricle},
    Wanted{"labels.no_iliac_left", "left iliac artery", "it cannot be measured", TavrLabel::iliacLeft},
    Wanted{"labels.no_iliac_right", "right iliac artery", "it cannot be measured", TavrLabel::iliacRight},
};

bool present(const std::vector<std::size_t>& counts, TavrLabel wanted) {
  for (std::size_t label = 1; label < counts.size(); ++label) {
    if (counts[label] == 0) continue;
    const auto found = static_cast<std::uint8_t>(label);
    if (found == value(wanted) || (wanted == TavrLabel::aorta && isAorta(found)) ||
        (wanted == TavrLabel::leftVentricle && isLeftVentricle(found)))
      return true;
  }
  return false;
}

void addMissing(const LabelScheme& scheme, AnatomyLabels& anatomy) {
  const std::vector<std::size_t> counts = labelCounts(anatomy.labels);
  for (const Wanted& wanted : kWanted) {
    if (present(counts, wanted.label)) continue;
    const auto& styles = labelStyles();
    const auto style = std::find_if(styles.begin(), styles.end(),
                                    [&](const auto& s) { return s.value == value(wanted.label); });
    const bool never =
        std::find(scheme.missing.begin(), scheme.missing.end(), style->name) != scheme.missing.end();
    std::string message = std::string("The labels hold no ") + wanted.structure;
    if (never) message += " (labels of " + scheme.name + " never do)";
    if (wanted.label == TavrLabel::leftVentricle && present(counts, TavrLabel::heart))
      message += ", only the heart as a whole";
    anatomy.findings.push_back(
        {wanted.findingId, Severity::warning, message + "; " + wanted.consequence + ".", std::nullopt});
  }
}

void addIgnored(const LabelImage& image, const LabelScheme& scheme, Findings& findings) {
  std::size_t ignored = 0;
  for (std::size_t code = 1; code < image.values.size(); ++code)
    if (!scheme.tavrFromSource.contains(image.values[code])) ++ignored;
  if (ignored > 0)
    findings.push_back(
        {"labels.ignored_values", Severity::info,
         std::to_string(ignored) + " label values stand for other structures and were not used.",
         std::nullopt});
}

/// Replaces the codes of an image by TAVR values.
LabelMap mapped(const LabelImage& image, const LabelScheme& scheme) {
  std::array<std::uint8_t, 256> tavrFromCode{};
  for (std::size_t code = 1; code < image.values.size(); ++code) {
    const auto found = scheme.tavrFromSource.find(image.values[code]);
    if (found != scheme.tavrFromSource.end()) tavrFromCode[code] = found->second;
  }
  LabelMap labels(image.codes.geometry());
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    if (image.codes.isBackground(k)) continue;
    const auto source = image.codes.slice(k);
    const auto used = [&](std::uint8_t code) { return tavrFromCode[code] != 0; };
    if (std::none_of(source.begin(), source.end(), used)) continue;
    const auto target = labels.mutableSlice(k);
    std::transform(source.begin(), source.end(), target.begin(),
                   [&](std::uint8_t code) { return tavrFromCode[code]; });
  }
  return labels;
}

AnatomyLabels loadMapFile(const std::filesystem::path& file, const std::optional<std::string>& schemeName,
                          const Progress& progress) {
  // A wrong name is told before a long read.
  const LabelScheme* scheme = schemeName ? &schemeNamed(*schemeName) : nullptr;
  const LabelImage image = readLabelImage(file, progress);
  AnatomyLabels anatomy;
  for (const std::string& notice : image.notices)
    anatomy.findings.push_back({"labels.geometry", Severity::warning, notice, std::nullopt});
  if (scheme == nullptr) {
    if (maskValue(file) && image.values.size() == 2) return loadMaskFile(file, progress);
    scheme = &detectScheme(image, file.filename().string());
    anatomy.findings.push_back(
        {"labels.scheme_detected", Severity::info,
         "By their values the labels are numbered as " + scheme->name + " (" + scheme->source + ").",
         std::nullopt});
  }
  anatomy.source = "file";
  anatomy.scheme = scheme->name;
  addIgnored(image, *scheme, anatomy.findings);
  anatomy.labels = mapped(image, *scheme);
  return anatomy;
}

/// Voxels (i fastest), then size as three int32 and lpsFromIjk as twelve doubles, as for a CT.
std::string sha256Of(const LabelMap& labels) {
  Sha256 sum;
  const ImageGeometry& grid = labels.geometry();
  for (int k = 0; k < grid.size[2]; ++k) sum.update(std::as_bytes(labels.slice(k)));
  const std::array<std::int32_t, 3> size{grid.size[0], grid.size[1], grid.size[2]};
  sum.update(std::as_bytes(std::span(size)));
  const auto& [a, b, c] = grid.lpsFromIjk.linear.column;
  for (const Vec3& v : {a, b, c, grid.lpsFromIjk.offset}) {
    const std::array<double, 3> numbers{v.x, v.y, v.z};
    sum.update(std::as_bytes(std::span(numbers)));
  }
  return sum.hex();
}

/// The DICOM segmentation that a path stands for: itself, or the only one of a folder without masks.
std::optional<std::filesystem::path> segmentationAt(const std::filesystem::path& path, bool folder) {
  if (!folder)
    return !isVolumeFileName(path) && isDicomSegmentation(path) ? std::optional(path) : std::nullopt;
  if (holdsMasks(path)) return std::nullopt;
  std::optional<std::filesystem::path> found;
  std::error_code error;
  for (std::filesystem::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    std::error_code notAFile;
    const std::filesystem::path& file = at->path();
    if (!at->is_regular_file(notAFile) || isVolumeFileName(file) || !isDicomSegmentation(file)) continue;
    if (found)
      throw LoadError(found->filename().string() + " and " + file.filename().string() +
                      " are both DICOM segmentations; name the one to use.");
    found = file;
  }
  return found;
}

}  // namespace

void describeLabels(AnatomyLabels& anatomy) {
  addMissing(schemeNamed(anatomy.scheme), anatomy);
  anatomy.sha256 = sha256Of(anatomy.labels);
}

AnatomyLabels namedAsTheyAre(AnatomyLabels anatomy) {
  if (anatomy.corrected) anatomy.sha256 = sha256Of(anatomy.labels);
  return anatomy;
}

AnatomyLabels loadLabels(const std::filesystem::path& path, const std::optional<std::string>& scheme,
                         const Progress& progress) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::not_found)
    throw LoadError(path.filename().string() + ": there is no such file or folder.");
  if (scheme) schemeNamed(*scheme);
  const bool folder = type == std::filesystem::file_type::directory;
  const bool mask = scheme && !schemeNamed(*scheme).tavrFromMaskName.empty() && maskValue(path);
  const auto segmentation = segmentationAt(path, folder);
  AnatomyLabels anatomy = segmentation ? loadDicomSegmentation(*segmentation, progress)
                          : folder     ? loadMaskFolder(path, progress)
                          : mask       ? loadMaskFile(path, progress)
                                       : loadMapFile(path, scheme, progress);
  if (segmentation && scheme && *scheme != anatomy.scheme)
    anatomy.findings.push_back(
        {"labels.scheme_not_used", Severity::info,
         "A DICOM segmentation says by its codes what it holds; the scheme that was named "
         "was not used.",
         std::nullopt});
  describeLabels(anatomy);
  return anatomy;
}

}  // namespace valvista::planning
