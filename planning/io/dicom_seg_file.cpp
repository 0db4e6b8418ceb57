// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_seg_file.h"

#include "planning/core/error.h"
#include "planning/io/dicom_pixels.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcfcache.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <system_error>

namespace valvista::planning {

namespace {

/// Label Map Segmentation Storage; DCMTK 3.6.7 has no name for it.
constexpr const char* kLabelMapStorage = "1.2.840.10008.5.1.4.1.1.66.7";

bool isSegmentationClass(const std::string& sopClassUid) {
  return sopClassUid == UID_SegmentationStorage || sopClassUid == kLabelMapStorage;
}

CodedConcept readCode(const DicomTags& item) {
  return {item.text(0x0008, 0x0102), item.text(0x0008, 0x0100), item.text(0x0008, 0x0104)};
}

void addCodes(const DicomTags& item, unsigned group, unsigned element, std::vector<CodedConcept>& codes) {
  for (std::size_t n = 0; n < item.count(group, element); ++n)
    codes.push_back(readCode(*item.item(group, element, n)));
}

SegmentDescription readSegment(const DicomTags& item) {
  SegmentDescription segment;
  segment.number = item.integer(0x0062, 0x0004).value_or(-1);
  segment.label = item.text(0x0062, 0x0005);
  if (const auto type = item.item(0x0062, 0x000f)) {
    segment.type = readCode(*type);
    addCodes(*type, 0x0062, 0x0011, segment.modifiers);
  }
  if (const auto region = item.item(0x0008, 0x2218)) addCodes(*region, 0x0008, 0x2220, segment.modifiers);
  segment.background = segment.number == 0 || segment.type == CodedConcept{"DCM", "125040", "Background"};
  return segment;
}

/// The segment that a frame is of, as its own functional groups or the shared ones say.
std::optional<int> segmentNumber(const std::optional<DicomTags>& groups) {
  if (!groups) return std::nullopt;
  const auto identification = groups->item(0x0062, 0x000a);
  return identification ? identification->integer(0x0062, 0x000b) : std::nullopt;
}

}  // namespace

/// The frames' values as stored: 0 and 1, shares of a maximum, or segment numbers.
class DicomSegmentationFile::Pixels {
 public:
  /// `fileName` is for messages. `header` and this must lie in one object.
  Pixels(DicomFile file, const DicomHeader& header) : file_(std::move(file)), header_(header) {
    if (header.pixels.bitsAllocated == 1)
      openBits();
    else
      whole_ = std::make_unique<DicomFrameReader>(header);
    const DicomTags tags(*file_.content->getDataset(), *file_.content->getDataset());
    kind_ = tags.text(0x0062, 0x0001);
    maximum_ = tags.integer(0x0062, 0x000e).value_or(255);
  }

  const std::string& kind() const { return kind_; }
  /// Of FRACTIONAL: the value that stands for all of a voxel.
  int maximum() const { return maximum_; }

  void read(std::size_t frame, std::span<std::uint16_t> values) {
    if (whole_) {
      whole_->readWords(frame, values);
      for (std::uint16_t& value : values)
        value = static_cast<std::uint16_t>(storedValue(header_.pixels, value));
    } else {
      readBits(frame, values);
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& reason) const {
    throw LoadError(header_.fileName() + ": " + reason + ".");
  }
  std::uint64_t pixelCount() const {
    return static_cast<std::uint64_t>(header_.pixels.rows) *
           static_cast<std::uint64_t>(header_.pixels.columns);
  }

  /// One bit a pixel, frames without a gap between them (PS3.5 8.1.1), so a frame may begin inside a byte.
  void openBits() {
    if (file_.content->getDataset()->findAndGetElement(DCM_PixelData, bits_).bad() || bits_ == nullptr)
      refuse("it has no pixel data");
    if (DcmXfer(file_.content->getDataset()->getOriginalXfer()).isEncapsulated())
      refuse("single bits in a compressed transfer syntax cannot be read");
    const std::uint64_t needed = (pixelCount() * header_.frames.size() + 7) / 8;
    const std::uint64_t held = bits_->getLengthField();
    if (held < needed) refuse("it holds fewer pixels than its header says: it is truncated");
    // Writers that fill up each frame to whole bytes leave more, and would be read askew.
    if (held > needed + 1) refuse("it holds more pixels than its header says");
  }

  void readBits(std::size_t frame, std::span<std::uint16_t> values) {
    const std::uint64_t first = pixelCount() * frame, end = first + values.size();
    bytes_.resize((end + 7) / 8 - first / 8);
    if (bits_
            ->getPartialValue(bytes_.data(), static_cast<Uint32>(first / 8),
                              static_cast<Uint32>(bytes_.size()), &cache_)
            .bad())
      refuse("its pixels cannot be read");
    std::uint64_t bit = first % 8;
    for (std::uint16_t& value : values) {
      value = (bytes_[bit / 8] >> (bit % 8)) & 1U;
      ++bit;
    }
  }

  DicomFile file_;
  const DicomHeader& header_;
  DcmElement* bits_ = nullptr;
  std::unique_ptr<DicomFrameReader> whole_;
  std::vector<std::uint8_t> bytes_;
  DcmFileCache cache_;
  std::string kind_;
  int maximum_ = 0;
};

bool isDicomSegmentation(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;  // a pipe would never end
  const auto header = readDicomHeader(path);
  return header && isSegmentationClass(header->sopClassUid);
}

DicomSegmentationFile::DicomSegmentationFile(const std::filesystem::path& path) {
  DicomFile file = openDicomFile(path);
  auto header = readDicomHeader(file, path);
  if (!header) throw LoadError(path.filename().string() + ": it is no DICOM file.");
  header_ = std::move(*header);
  if (!isSegmentationClass(header_.sopClassUid)) refuse("it is DICOM, but no segmentation");
  if (!header_.trouble.empty()) refuse(header_.trouble);
  if (header_.frames.empty()) refuse("it holds no frames");
  DcmDataset& dataset = *file.content->getDataset();
  const DicomTags tags(dataset, dataset);
  if (tags.has(0x0048, 0x0006)) refuse("it is tiled, as segmentations of slides are");
  readSegments(tags);
  if (const auto shared = tags.item(0x5200, 0x9229))
    if (const auto measures = shared->item(0x0028, 0x9110))
      sliceDistanceMm_ = measures->number(0x0018, 0x0088);
  pixels_ = std::make_unique<Pixels>(std::move(file), header_);
  const std::string& kind = pixels_->kind();
  if (kind != "BINARY" && kind != "FRACTIONAL" && kind != "LABELMAP")
    refuse("its SegmentationType is none that can be read");
  if (kind != "LABELMAP") readSegmentOfFrames(tags);
}

DicomSegmentationFile::~DicomSegmentationFile() = default;

void DicomSegmentationFile::refuse(const std::string& reason) const {
  throw LoadError(header_.fileName() + ": " + reason + ".");
}

void DicomSegmentationFile::readSegments(const DicomTags& tags) {
  for (std::size_t n = 0; n < tags.count(0x0062, 0x0002); ++n) {
    SegmentDescription segment = readSegment(*tags.item(0x0062, 0x0002, n));
    if (segment.number < 0 || segment.number > 65535 || isDescribed(segment.number))
      refuse("it numbers its segments wrongly");
    segments_.push_back(std::move(segment));
  }
  if (segments_.empty()) refuse("it describes no segments");
}

bool DicomSegmentationFile::isDescribed(int number) const {
  return std::any_of(segments_.begin(), segments_.end(),
                     [&](const SegmentDescription& segment) { return segment.number == number; });
}

void DicomSegmentationFile::readSegmentOfFrames(const DicomTags& tags) {
  const std::optional<int> shared = segmentNumber(tags.item(0x5200, 0x9229));
  for (std::size_t frame = 0; frame < header_.frames.size(); ++frame) {
    const std::optional<int> own = segmentNumber(tags.item(0x5200, 0x9230, frame));
    const int number = own ? *own : shared.value_or(-1);
    if (!isDescribed(number))
      refuse("frame " + std::to_string(frame + 1) + " is of no segment that is described");
    segmentOfFrame_.push_back(number);
  }
}

void DicomSegmentationFile::readFrame(std::size_t frame, std::span<std::uint16_t> numbers) {
  pixels_->read(frame, numbers);
  const std::string at = "frame " + std::to_string(frame + 1);
  if (segmentOfFrame_.empty()) {
    std::uint16_t last = 0;  // neighbours are mostly alike
    for (std::uint16_t& number : numbers) {
      if (number == last) continue;
      if (header_.pixels.padding == number) number = 0;
      if (number != 0 && !isDescribed(number)) refuse(at + " holds a segment that is not described");
      last = number;
    }
    return;
  }
  const int all = pixels_->kind() == "FRACTIONAL" ? pixels_->maximum() : 1;
  for (std::uint16_t& value : numbers) {
    if (value == 0) continue;
    // Where a share of a voxel becomes a wall is a choice that moves what is measured.
    if (value != all) refuse(at + " holds fractions of voxels; make a binary segmentation of it first");
    value = static_cast<std::uint16_t>(segmentOfFrame_[frame]);
  }
}

}  // namespace valvista::planning
