// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_checks.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iomanip>
#include <set>
#include <sstream>

namespace valvista::planning {
namespace {

constexpr double kThickForRootMm = 1.0, kThickForAccessMm = 1.5;  // SCCT 2019, Table 3
constexpr int kSoftTissueHu = 20;
constexpr double kImplausibleShare = 0.01;
constexpr double kEdgeOverlap = 1.05;  // rounding of SliceThickness

std::string shortNumber(double value) {
  std::ostringstream text;
  text << std::setprecision(3) << value;
  return text.str();
}

void add(Findings& findings, const char* id, Severity severity, const std::string& message) {
  findings.push_back({id, severity, message, std::nullopt});
}

bool isCtStorage(const std::string& uid) {
  return uid == UID_CTImageStorage || uid == UID_EnhancedCTImageStorage ||
         uid == UID_LegacyConvertedEnhancedCTImageStorage;
}

bool isLocaliser(const DicomSlice& slice) {
  const auto names = [](const std::string& types) {
    return types.find("LOCALIZER") != std::string::npos || types.find("SCOUT") != std::string::npos;
  };
  return names(slice.file->imageType) || names(slice.header().frameType);
}

/// Why one frame has no exact Hounsfield values; empty when it has.
std::string scaleTrouble(const FrameHeader& header) {
  if (!header.slope || !header.intercept) return "has no RescaleSlope and RescaleIntercept";
  if (*header.slope == 0.0) return "has a RescaleSlope of zero";
  std::string type = header.rescaleType;
  std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return std::toupper(c); });
  const bool hounsfield = type.empty() || type.rfind("HU", 0) == 0 || type == "US";
  return hounsfield ? "" : "has values of another unit than HU";
}

/// The first frame, or file, that cannot be read as HU, with its reason.
std::string contentTrouble(const DicomSeries& series) {
  for (const DicomSlice& slice : series.slices) {
    const std::string scale = scaleTrouble(slice.header());
    const PixelFormat& pixels = slice.file->pixels;
    const bool grey =
        pixels.samplesPerPixel == 1 && (pixels.bitsAllocated == 8 || pixels.bitsAllocated == 16);
    const std::string reason = !slice.file->trouble.empty() ? slice.file->trouble
                               : !slice.file->hasPixels     ? "has no pixel data"
                               : !grey                      ? "has no grey pixels of 8 or 16 bits"
                                                            : scale;
    if (!reason.empty()) return slice.file->fileName() + ": " + reason + ".";
  }
  return {};
}

void checkSlices(const DicomSeries& series, Findings& findings) {
  const double distance = series.geometry.spacing().z;
  const double thickness = std::max(distance, series.facts.sliceThicknessMm.value_or(distance));
  if (thickness > kThickForAccessMm * 1.001) {
    add(findings, "scan.thick_slices", Severity::warning,
        "Slices are " + shortNumber(thickness) +
            " mm thick; SCCT asks for at most 1 mm for the root and 1.5 mm for the access vessels.");
  } else if (thickness > kThickForRootMm * 1.001) {
    add(findings, "scan.thick_slices", Severity::warning,
        "Slices are " + shortNumber(thickness) + " mm thick; SCCT asks for at most 1 mm for the root.");
  }
  if (series.facts.sliceThicknessMm && *series.facts.sliceThicknessMm > 0.0 &&
      distance > kEdgeOverlap * *series.facts.sliceThicknessMm) {
    add(findings, "scan.gaps_between_slices", Severity::warning,
        "Slices are " + shortNumber(distance) + " mm apart but " +
            shortNumber(*series.facts.sliceThicknessMm) + " mm thick: what lies between was not imaged.");
  }
}

/// Slices are taken as one series on weaker evidence than the standard asks for.
void checkIdentity(DicomSeries& series) {
  std::set<std::string> frames;
  for (const DicomSlice& slice : series.slices) frames.insert(slice.file->facts.frameOfReferenceUid);
  if (frames.size() > 1) {
    add(series.findings, "dicom.frames_of_reference", Severity::warning,
        "The slices name " + std::to_string(frames.size()) +
            " frames of reference; they are taken as one because together they are evenly spaced.");
  }
  if (series.facts.seriesUid.empty()) {
    add(series.findings, "dicom.no_series_uid", Severity::warning,
        "The files name no series; those of one folder are taken as one.");
  }
  if (series.slices.front().file->sopClassUid.empty()) {
    add(series.findings, "dicom.no_sop_class", Severity::warning,
        "The files do not say what kind of object they are; they are taken as CT images by their modality.");
  }
}

}  // namespace

void checkKind(DicomSeries& series) {
  const auto refuse = [&](const char* id, const std::string& message) {
    add(series.findings, id, Severity::error, message);
  };
  const DicomHeader& first = *series.slices.front().file;
  const std::string& modality = series.facts.modality;
  if (modality != "CT") {
    refuse("dicom.not_ct", "Not CT: the modality is " + (modality.empty() ? "not stated" : modality) + ".");
  } else if (!isCtStorage(first.sopClassUid) && !first.sopClassUid.empty()) {
    const bool capture = first.sopClassUid == UID_SecondaryCaptureImageStorage ||
                         first.sopClassUid == UID_MultiframeGrayscaleWordSecondaryCaptureImageStorage;
    refuse("dicom.not_ct_image", capture ? "Secondary capture: a picture of a screen, not a CT image."
                                         : "Marked as CT, but not stored as a CT image.");
  } else if (isLocaliser(series.slices.front())) {
    refuse("dicom.localiser", "Localiser (scout), not a volume.");
  }
  const std::string trouble = hasError(series.findings) ? "" : contentTrouble(series);
  if (!trouble.empty()) refuse("dicom.unreadable", trouble);
}

void checkQuality(DicomSeries& series) {
  Findings& findings = series.findings;
  checkSlices(series, findings);
  checkIdentity(series);
  const bool lossy = std::any_of(series.slices.begin(), series.slices.end(),
                                 [](const DicomSlice& slice) { return slice.file->lossy; });
  if (lossy) {
    add(findings, "dicom.lossy", Severity::warning,
        "Lossy compression (" + series.facts.transferSyntax +
            "): HU and edges are not those of the scanner.");
  }
  const std::string& position = series.facts.patientPosition;
  if (!position.empty() && position.back() != 'S') {
    add(findings, "scan.not_supine", Severity::warning,
        "Patient position " + position + ": not supine, so projection angles do not apply.");
  }
  if (series.facts.contrastAgent.empty()) {
    add(findings, "scan.no_contrast_stated", Severity::info, "The header names no contrast agent.");
  }
}

void checkHu(const HuTally& tally, Findings& findings) {
  if (tally.voxels == 0) return;
  const auto share = [&](std::size_t count) {
    return static_cast<double>(count) / static_cast<double>(tally.voxels);
  };
  const auto percent = [&](std::size_t count) { return shortNumber(100.0 * share(count)) + " %"; };
  if (tally.padding == tally.voxels) {
    add(findings, "hu.only_padding", Severity::error, "All voxels are padding.");
    return;
  }
  add(findings, "hu.range", Severity::info,
      "HU " + std::to_string(tally.minimum) + " to " + std::to_string(tally.maximum) + ", padding " +
          percent(tally.padding) + ".");
  if (tally.limited > 0) {
    add(findings, "hu.limited", Severity::warning,
        std::to_string(tally.limited) + " voxels beyond -32768..32767 HU were limited to that range.");
  }
  if (tally.fractional) {
    add(findings, "hu.rounded", Severity::info, "The rescale gives fractions of HU; values are rounded.");
  }
  if (share(tally.belowAir) > kImplausibleShare) {
    add(findings, "hu.below_air", Severity::warning,
        percent(tally.belowAir) +
            " of the voxels are below -1200 HU: undeclared padding or a wrong rescale.");
  }
  if (tally.maximum < kSoftTissueHu || tally.minimum > -kSoftTissueHu) {
    add(findings, "hu.implausible", Severity::warning,
        "A scan of a patient has values from air to soft tissue and above; these have not.");
  }
}

}  // namespace valvista::planning
