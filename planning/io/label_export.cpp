// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/label_export.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/nifti_source.h"
#include "planning/io/dicom_seg_reader.h"
#include "planning/io/dicom_seg_writer.h"
#include "planning/io/header_text.h"
#include "planning/io/label_image.h"
#include "planning/io/label_schemes.h"

#include <algorithm>
#include <stdexcept>

namespace valvista::planning {

namespace {

/// As for labels beside a CT: what a program that reads them back may be off by.
constexpr double kSameGridMm = 1e-3;

enum class LabelFormat { none, nifti, nrrd, dicom };

LabelFormat formatOf(const std::filesystem::path& file) {
  const std::string name = lowerCase(file.filename().string());
  if (name.ends_with(".nii") || name.ends_with(".nii.gz")) return LabelFormat::nifti;
  if (name.ends_with(".nrrd")) return LabelFormat::nrrd;
  return name.ends_with(".dcm") ? LabelFormat::dicom : LabelFormat::none;
}

SaveError notWritten(const std::filesystem::path& file, const std::string& why) {
  return SaveError(file.filename().string() + " was not written: " + why + ".");
}

/// "NAME was not written: WHY." without the name, which is that of a temporary file, and without the full
/// stop.
std::string reasonOf(const SaveError& error) {
  const std::string text = error.what();
  const std::size_t colon = text.find(": ");
  const std::string why = colon == std::string::npos ? text : text.substr(colon + 2);
  return why.substr(0, why.find_last_not_of('.') + 1);
}

void write(LabelFormat format, const std::filesystem::path& file, const LabelMap& labels,
           const Study* study) {
  switch (format) {
    case LabelFormat::nifti:
      return writeNifti(file, labels);
    case LabelFormat::nrrd:
      return writeNrrd(file, labels);
    case LabelFormat::dicom:
      return writeDicomSegmentation(file, labels, study);
    case LabelFormat::none:
      break;
  }
  throw std::domain_error("a label map is written as " + labelFileEndings());
}

/// The values of a file as they are, on the grid they were written from.
LabelMap readBack(LabelFormat format, const std::filesystem::path& file, const ImageGeometry& grid,
                  const Progress& progress) {
  if (format == LabelFormat::dicom) return matchGrid(loadDicomSegmentation(file, progress).labels, grid);
  LabelImage image = readLabelImage(file, progress);
  for (int k = 0; k < image.codes.geometry().size[2]; ++k) {
    if (image.codes.isBackground(k)) continue;
    for (std::uint8_t& voxel : image.codes.mutableSlice(k))
      voxel = static_cast<std::uint8_t>(image.values[voxel]);
  }
  return matchGrid(image.codes, grid);
}

bool sameVoxels(const LabelMap& a, const LabelMap& b) {
  for (int k = 0; k < a.geometry().size[2]; ++k) {
    const auto p = a.slice(k), q = b.slice(k);
    if (!std::equal(p.begin(), p.end(), q.begin(), q.end())) return false;
  }
  return true;
}

}  // namespace

bool isLabelFileName(const std::filesystem::path& file) {
  return formatOf(file) != LabelFormat::none;
}

std::string labelFileEndings() {
  return ".nii, .nii.gz, .nrrd or .dcm";
}

Findings saveLabels(const std::filesystem::path& file, const LabelMap& labels, const Study* study,
                    const Progress& progress) {
  const LabelFormat format = formatOf(file);
  if (study != nullptr && !(cornerMismatch(labels.geometry(), study->volume.geometry()) <= kSameGridMm))
    throw notWritten(file, "the labels do not lie on the grid of the CT");
  progress.report(0.0, "Writing labels");
  writeAtomically(
      file,
      [&](const std::filesystem::path& temporary) {
        try {
          write(format, temporary, labels, study);
        } catch (const std::domain_error& why) {
          throw notWritten(file, why.what());
        } catch (const SaveError& error) {
          throw notWritten(file, reasonOf(error));
        }
      },
      [&](const std::filesystem::path& temporary) {
        progress.throwIfCancelled();
        try {
          const LabelMap read = readBack(format, temporary, labels.geometry(), Progress(progress, 0.5, 1.0));
          if (sameVoxels(labels, read)) return;
        } catch (const LoadError&) {  // it names the temporary file
        }
        throw notWritten(file, "what was read back differs from what was written");
      });
  Findings findings;
  if (format == LabelFormat::dicom && !hasDicomSource(study))
    findings.push_back(
        {"labels.new_identity", Severity::info,
         "The DICOM segmentation has a study and a frame of reference of its own, and no patient: "
         "there is no DICOM CT that it could name.",
         std::nullopt});
  return findings;
}

}  // namespace valvista::planning
