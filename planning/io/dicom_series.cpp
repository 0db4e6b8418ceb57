// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_series.h"

#include "planning/core/error.h"
#include "planning/io/dicom_checks.h"
#include "planning/io/dicom_phases.h"
#include "planning/io/dicom_placement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace valvista::planning {
namespace {

using Slices = std::vector<DicomSlice>;
using HeaderPointer = std::shared_ptr<const DicomHeader>;

constexpr double kSameDirection = 1e-4, kSameSpacing = 1e-4;
constexpr std::size_t kMostNamedFiles = 10;

/// What can never be one volume, whatever the positions say. Frame of reference is not among them:
/// anonymisers renumber it file by file (LIDC). Where they erase the series UID too, a folder counts as a
/// series.
std::vector<std::string> identityOf(const DicomHeader& header) {
  const ScanFacts& f = header.facts;
  return {f.seriesUid.empty() ? header.path.parent_path().string() : f.seriesUid,
          header.patient.id,
          header.patient.name,
          f.modality,
          header.sopClassUid,
          f.convolutionKernel,
          std::to_string(header.pixels.rows),
          std::to_string(header.pixels.columns)};
}

bool isLocaliserType(const DicomSlice& slice) {
  return slice.file->imageType.find("LOCALIZER") != std::string::npos ||
         slice.header().frameType.find("LOCALIZER") != std::string::npos;
}

bool sameGrid(const DicomSlice& a, const DicomSlice& b) {
  const FrameHeader &p = a.header(), &q = b.header();
  if (isLocaliserType(a) != isLocaliserType(b) || p.orientation.has_value() != q.orientation.has_value() ||
      p.pixelSpacing.has_value() != q.pixelSpacing.has_value() ||
      p.position.has_value() != q.position.has_value()) {
    return false;
  }
  if (p.orientation && (distance((*p.orientation)[0], (*q.orientation)[0]) > kSameDirection ||
                        distance((*p.orientation)[1], (*q.orientation)[1]) > kSameDirection)) {
    return false;
  }
  return !p.pixelSpacing ||
         (std::abs(p.pixelSpacing->x - q.pixelSpacing->x) <= kSameSpacing * p.pixelSpacing->x &&
          std::abs(p.pixelSpacing->y - q.pixelSpacing->y) <= kSameSpacing * p.pixelSpacing->y);
}

/// Slices of one matrix by orientation and pixel spacing.
std::vector<Slices> splitGrids(const Slices& slices) {
  std::vector<Slices> grids;
  for (const DicomSlice& slice : slices) {
    const auto grid = std::find_if(grids.begin(), grids.end(),
                                   [&](const Slices& group) { return sameGrid(group.front(), slice); });
    if (grid == grids.end()) {
      grids.push_back({slice});
    } else {
      grid->push_back(slice);
    }
  }
  return grids;
}

DicomSeries describe(Slices slices) {
  DicomSeries series;
  const DicomSlice& first = slices.front();
  series.patient = first.file->patient;
  series.facts = first.file->facts;
  series.facts.sliceThicknessMm = first.header().sliceThicknessMm;
  series.facts.cardiacPhasePercent = first.header().cardiacPhasePercent;
  series.facts.triggerTimeMs = first.header().triggerTimeMs;
  std::set<const DicomHeader*> files;
  for (const DicomSlice& slice : slices) files.insert(slice.file.get());
  series.files = files.size();
  series.slices = std::move(slices);
  return series;
}

/// Places what can be placed; of what is no CT image only the grid is of interest, not why it has none.
void finish(DicomSeries& series) {
  checkKind(series);
  const Findings kind = series.findings;
  placeSeries(series);
  if (hasError(kind)) {
    series.findings = kind;
  } else if (series.placed()) {
    checkQuality(series);
  }
}

/// Says of every part of a divided series that there are others, so that nobody takes it for the whole.
void noteDivision(std::vector<DicomSeries>& parts, const std::string& dividedBy, std::size_t grids) {
  if (parts.size() < 2) return;
  std::string by = dividedBy;
  if (grids > 1) by += std::string(by.empty() ? "" : ", ") + "orientation, matrix or spacing";
  for (DicomSeries& part : parts) {
    part.findings.push_back({"dicom.series_divided", Severity::info,
                             "One series of the scanner holds " + std::to_string(parts.size()) +
                                 " stacks of slices that must not be mixed; they differ in " + by + ".",
                             std::nullopt});
  }
}

std::vector<DicomSeries> divide(const Slices& slices) {
  std::vector<DicomSeries> parts;
  std::string dividedBy;
  const std::vector<Slices> grids = splitGrids(slices);
  for (const Slices& grid : grids) {
    for (Slices& group : splitPhases(grid, dividedBy)) {
      parts.push_back(describe(std::move(group)));
      finish(parts.back());
    }
  }
  noteDivision(parts, dividedBy, grids.size());
  return parts;
}

/// Headers without a usable image: one series that lists them.
DicomSeries imageless(const std::vector<HeaderPointer>& headers) {
  DicomSeries series;
  series.facts = headers.front()->facts;
  series.patient = headers.front()->patient;
  series.files = headers.size();
  for (std::size_t i = 0; i < std::min(headers.size(), kMostNamedFiles); ++i) {
    const DicomHeader& header = *headers[i];
    const std::string reason = header.trouble.empty() ? "holds no image" : header.trouble;
    series.findings.push_back({header.trouble.empty() ? "dicom.no_image" : "dicom.unreadable",
                               Severity::error, header.fileName() + ": " + reason + ".", std::nullopt});
  }
  if (headers.size() > kMostNamedFiles) {
    series.findings.push_back({"dicom.unreadable", Severity::error,
                               std::to_string(headers.size() - kMostNamedFiles) + " more files like these.",
                               std::nullopt});
  }
  return series;
}

/// A damaged file whose series is unknown may be a slice of any volume beside it.
void warnOfUnknownFiles(std::vector<DicomSeries>& all, const std::vector<HeaderPointer>& headers) {
  std::size_t unknown = 0;
  std::string name;
  for (const HeaderPointer& header : headers) {
    if (header->trouble.empty() || !header->facts.seriesUid.empty()) continue;
    ++unknown;
    name = header->fileName();
  }
  if (unknown == 0) return;
  for (DicomSeries& series : all) {
    if (!series.placed()) continue;
    series.findings.push_back(
        {"dicom.unreadable_beside", Severity::warning,
         name + (unknown > 1 ? " and " + std::to_string(unknown - 1) + " more files" : "") +
             " could not be read; slices of this series may be missing at its ends.",
         std::nullopt});
  }
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder, bool recursive) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  const auto options = fs::directory_options::skip_permission_denied;
  std::error_code ignored;
  const auto take = [&](const fs::directory_entry& entry) {
    if (entry.is_regular_file(ignored)) files.push_back(entry.path());
  };
  try {
    const fs::directory_iterator mustOpen(folder);  // only what lies inside may be skipped
    if (recursive) {
      for (const auto& entry : fs::recursive_directory_iterator(folder, options)) take(entry);
    } else {
      for (const auto& entry : fs::directory_iterator(folder, options)) take(entry);
    }
  } catch (const fs::filesystem_error& error) {
    throw LoadError("The folder cannot be read: " + error.code().message() + ".");
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

bool hasError(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::error; });
}

std::vector<DicomSeries> groupIntoSeries(std::vector<HeaderPointer> headers) {
  std::map<std::vector<std::string>, Slices> images;
  std::map<std::string, std::vector<HeaderPointer>> others;
  for (const HeaderPointer& header : headers) {
    if (header->frames.empty()) {
      others[header->facts.seriesUid + header->sopClassUid].push_back(header);
      continue;
    }
    for (std::size_t frame = 0; frame < header->frames.size(); ++frame) {
      images[identityOf(*header)].push_back({header, frame});
    }
  }
  std::vector<DicomSeries> all;
  for (const auto& [identity, slices] : images) {
    for (DicomSeries& part : divide(slices)) all.push_back(std::move(part));
  }
  for (const auto& [uid, group] : others) all.push_back(imageless(group));
  warnOfUnknownFiles(all, headers);
  return all;
}

std::vector<DicomSeries> listDicomFolder(const std::filesystem::path& folder, bool recursive,
                                         const Progress& progress) {
  const std::vector<std::filesystem::path> files = filesIn(folder, recursive);
  std::vector<HeaderPointer> headers;
  for (std::size_t i = 0; i < files.size(); ++i) {
    progress.throwIfCancelled();
    progress.report(kListingShare * static_cast<double>(i) / static_cast<double>(files.size()),
                    "Reading headers");
    if (auto header = readDicomHeader(files[i])) {
      headers.push_back(std::make_shared<const DicomHeader>(std::move(*header)));
    }
  }
  return groupIntoSeries(std::move(headers));
}

}  // namespace valvista::planning
