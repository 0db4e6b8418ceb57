// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_file.h"
#include "planning/io/dicom_header.h"
#include "planning/io/segment_codes.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace valvista::planning {

/// True for a DICOM file that holds segments as voxels (PS3.3 A.51).
bool isDicomSegmentation(const std::filesystem::path& path);

/// A DICOM segmentation: BINARY, LABELMAP, or FRACTIONAL without fractions; frames in any order, of one
/// segment each or of all. Nothing is placed and nothing is joined here.
class DicomSegmentationFile {
 public:
  /// Throws LoadError for what is no such file, for damaged ones, tiled ones (slides) and those whose frames
  /// name segments that are not described.
  explicit DicomSegmentationFile(const std::filesystem::path& path);
  ~DicomSegmentationFile();
  DicomSegmentationFile(const DicomSegmentationFile&) = delete;
  DicomSegmentationFile& operator=(const DicomSegmentationFile&) = delete;

  const DicomHeader& header() const { return header_; }
  const std::vector<SegmentDescription>& segments() const { return segments_; }
  /// Number of the segment that each frame is of; empty where the voxels themselves are segment numbers.
  const std::vector<int>& segmentOfFrame() const { return segmentOfFrame_; }
  /// SpacingBetweenSlices, millimetres, where it is one for all frames.
  std::optional<double> sliceDistanceMm() const { return sliceDistanceMm_; }

  /// The segment number of every pixel of a frame, row by row, 0 where there is none: rows * columns values.
  /// Throws LoadError when the frame is damaged, holds fractions, or numbers that are not described.
  void readFrame(std::size_t frame, std::span<std::uint16_t> numbers);

 private:
  class Pixels;
  [[noreturn]] void refuse(const std::string& reason) const;
  void readSegments(const DicomTags& tags);
  void readSegmentOfFrames(const DicomTags& tags);
  bool isDescribed(int number) const;

  DicomHeader header_;
  std::vector<SegmentDescription> segments_;
  std::vector<int> segmentOfFrame_;
  std::optional<double> sliceDistanceMm_;
  std::unique_ptr<Pixels> pixels_;
};

}  // namespace valvista::planning
