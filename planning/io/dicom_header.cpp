// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_header.h"

#include "planning/io/dicom_enhanced.h"
#include "planning/io/dicom_file.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <charconv>
#include <regex>

namespace valvista::planning {
namespace {

// CT images are 512 to 2048 wide; more is a damaged header or a bomb, refused before memory is taken.
constexpr int kLargestMatrix = 4096;
constexpr int kMostFrames = 20000;
// Frames that are described one by one cost a file space too; segmentations hold a frame a slice and segment.
// DCMTK walks a list to each of them, so far more would take minutes.
constexpr int kMostDescribedFrames = 65535;

void readFacts(const DicomTags& tags, DicomHeader& header) {
  header.patient = {tags.text(0x0010, 0x0010), tags.text(0x0010, 0x0020), tags.text(0x0010, 0x0030),
                    tags.text(0x0010, 0x0040)};
  header.study = {tags.text(0x0008, 0x0030), tags.text(0x0020, 0x0010), tags.text(0x0008, 0x0050),
                  tags.text(0x0008, 0x0090)};
  ScanFacts& facts = header.facts;
  facts.modality = tags.text(0x0008, 0x0060);
  facts.studyDate = tags.text(0x0008, 0x0020);
  facts.studyDescription = tags.text(0x0008, 0x1030);
  facts.seriesDescription = tags.text(0x0008, 0x103e);
  facts.seriesNumber = tags.text(0x0020, 0x0011);
  facts.manufacturer = tags.text(0x0008, 0x0070);
  facts.scannerModel = tags.text(0x0008, 0x1090);
  facts.convolutionKernel = tags.text(0x0018, 0x1210);
  facts.contrastAgent = tags.text(0x0018, 0x0010);
  facts.patientPosition = tags.text(0x0018, 0x5100);
  facts.studyUid = tags.text(0x0020, 0x000d);
  facts.seriesUid = tags.text(0x0020, 0x000e);
  facts.frameOfReferenceUid = tags.text(0x0020, 0x0052);
  facts.kilovolt = tags.number(0x0018, 0x0060);
  header.sopClassUid = tags.text(0x0008, 0x0016);
  header.sopInstanceUid = tags.text(0x0008, 0x0018);
  header.imageType = tags.text(0x0008, 0x0008);
  header.gantryTiltDegrees = tags.number(0x0018, 0x1120);
  header.hasImagerPixelSpacing = tags.has(0x0018, 0x1164);
  header.lossy = tags.text(0x0028, 0x2110) == "01";
}

PixelFormat readPixelFormat(const DicomTags& tags) {
  PixelFormat format;
  format.rows = tags.integer(0x0028, 0x0010).value_or(0);
  format.columns = tags.integer(0x0028, 0x0011).value_or(0);
  format.samplesPerPixel = tags.integer(0x0028, 0x0002).value_or(1);
  format.bitsAllocated = tags.integer(0x0028, 0x0100).value_or(0);
  format.bitsStored = tags.integer(0x0028, 0x0101).value_or(format.bitsAllocated);
  format.highBit = tags.integer(0x0028, 0x0102).value_or(format.bitsStored - 1);
  format.isSigned = tags.integer(0x0028, 0x0103).value_or(0) == 1;
  format.padding = tags.word(0x0028, 0x0120);
  format.paddingLimit = tags.word(0x0028, 0x0121);
  return format;
}

int mostFrames(const DicomTags& tags) {
  return tags.count(0x5200, 0x9230) > kMostFrames ? kMostDescribedFrames : kMostFrames;
}

std::string formatTrouble(const PixelFormat& format, int frames, int mostFrames) {
  if (format.rows < 1 || format.columns < 1) return "has no matrix size";
  if (format.rows > kLargestMatrix || format.columns > kLargestMatrix) {
    return "claims a matrix of " + std::to_string(format.columns) + " x " + std::to_string(format.rows);
  }
  if (frames < 1 || frames > mostFrames) return "claims " + std::to_string(frames) + " frames";
  return {};
}

/// The phase in percent of the RR interval as vendors write it in texts: Siemens "TP35PC", others "75 %".
/// "ASiR 40%" and the like are shares of iterative reconstruction.
std::optional<double> percentIn(const std::string& wholeText) {
  const std::string text = wholeText.substr(0, 256);
  static const std::regex siemens("TP_?(\\d{1,3})PC"), percent("(^|[^\\d.-])(\\d{1,3}(\\.\\d+)?) ?%");
  static const std::regex iterative("asir|idose|safire|admire|aidr|\\bir\\b", std::regex::icase);
  std::smatch match;
  double value = -1.0;
  const auto parse = [&](const std::string& digits) {
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
  };
  if (std::regex_search(text, match, siemens)) {
    parse(match[1]);
  } else if (std::regex_search(text, match, percent) && !std::regex_search(text, iterative)) {
    parse(match[2]);
  }
  return value >= 0.0 && value <= 100.0 ? std::optional(value) : std::nullopt;
}

void completePhase(FrameHeader& frame, const std::string& seriesDescription) {
  for (const std::string& text : {frame.scanOptions, frame.comments, seriesDescription}) {
    if (!frame.cardiacPhasePercent) frame.cardiacPhasePercent = percentIn(text);
  }
}

void readFrames(const DicomTags& tags, DicomHeader& header) {
  header.pixels = readPixelFormat(tags);
  const int frames = tags.has(0x0028, 0x0008) ? tags.integer(0x0028, 0x0008).value_or(0) : 1;
  if (header.trouble.empty()) header.trouble = formatTrouble(header.pixels, frames, mostFrames(tags));
  if (frames < 1 || frames > mostFrames(tags)) return;
  FrameHeader common;
  readFrameTags(tags, common);
  if (tags.has(0x5200, 0x9230)) {
    header.frames = readFunctionalGroups(tags, static_cast<std::size_t>(frames), common);
    if (header.frames.empty() && header.trouble.empty()) {
      header.trouble = "describes another number of frames than it holds";
    }
  } else {
    header.frames.assign(static_cast<std::size_t>(frames), common);
  }
  for (FrameHeader& frame : header.frames) completePhase(frame, header.facts.seriesDescription);
}

/// Syntaxes that lose, or that may (JPEG-LS .81, JPEG 2000 .91).
bool isLossy(E_TransferSyntax xfer) {
  return xfer == EXS_JPEGProcess1 || xfer == EXS_JPEGProcess2_4 || xfer == EXS_JPEGProcess6_8 ||
         xfer == EXS_JPEGProcess10_12 || xfer == EXS_JPEGLSLossy || xfer == EXS_JPEG2000;
}

void readMetaHeader(DcmFileFormat& file, DicomHeader& header) {
  OFString uid;
  if (file.getMetaInfo()->findAndGetOFString(DCM_TransferSyntaxUID, uid).good()) {
    header.transferSyntaxUid.assign(uid.c_str(), uid.length());
  }
  if (header.sopClassUid.empty() &&
      file.getMetaInfo()->findAndGetOFString(DCM_MediaStorageSOPClassUID, uid).good()) {
    header.sopClassUid.assign(uid.c_str(), uid.length());
  }
  const DcmXfer xfer(file.getDataset()->getOriginalXfer());
  if (header.transferSyntaxUid.empty()) header.transferSyntaxUid = xfer.getXferID();
  const bool known = DcmXfer(header.transferSyntaxUid.c_str()).getXfer() != EXS_Unknown;
  header.facts.transferSyntax = known ? xfer.getXferName() : "unknown";
  header.lossy |= isLossy(xfer.getXfer());
  if (!known && header.trouble.empty()) header.trouble = "has an unsupported transfer syntax";
}

}  // namespace

std::optional<DicomHeader> readDicomHeader(const std::filesystem::path& path) {
  return readDicomHeader(openDicomFile(path), path);
}

std::optional<DicomHeader> readDicomHeader(const DicomFile& file, const std::filesystem::path& path) {
  if (!file.content) return std::nullopt;
  DcmDataset& dataset = *file.content->getDataset();
  const DicomTags tags(dataset, dataset);
  DicomHeader header;
  header.path = path;
  header.trouble = file.trouble;
  readFacts(tags, header);
  if (tags.has(0x0004, 0x1220) || header.sopClassUid == UID_MediaStorageDirectoryStorage) return std::nullopt;
  readMetaHeader(*file.content, header);
  DcmElement* pixels = nullptr;
  header.hasPixels = dataset.findAndGetElement(DCM_PixelData, pixels).good() && pixels != nullptr;
  if (tags.has(0x0028, 0x0010) || header.hasPixels) readFrames(tags, header);
  return header;
}

}  // namespace valvista::planning
