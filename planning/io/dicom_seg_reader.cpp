// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_seg_reader.h"

#include "planning/core/error.h"
#include "planning/io/dicom_seg_file.h"
#include "planning/io/dicom_seg_grid.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>
#include <numeric>
#include <string>
#include <vector>

namespace valvista::planning {

namespace {

/// Frames are joined in this order, and the first to claim a voxel keeps it (contract.md: annulus over left
/// ventricle, valve over root over aorta; masks of a folder are joined alike).
constexpr std::array kPriority{TavrLabel::annulus,       TavrLabel::valve,      TavrLabel::aorticRoot,
                               TavrLabel::iliacLeft,     TavrLabel::iliacRight, TavrLabel::aorta,
                               TavrLabel::leftVentricle, TavrLabel::heart};
constexpr std::size_t kMostNamedSegments = 8;

std::size_t rankOf(std::uint8_t label) {
  return static_cast<std::size_t>(
      std::find_if(kPriority.begin(), kPriority.end(), [&](TavrLabel l) { return value(l) == label; }) -
      kPriority.begin());
}

/// Numbers and codes only: what somebody wrote as the label of a segment may hold a name.
std::string nameOf(const SegmentDescription& segment) {
  const std::string code =
      segment.type.value.empty() ? "" : " (" + segment.type.scheme + " " + segment.type.value + ")";
  return std::to_string(segment.number) + code;
}

class SegmentJoin {
 public:
  explicit SegmentJoin(const std::filesystem::path& path)
      : file_(path), placed_(placeFrames(file_.header(), file_.sliceDistanceMm())) {
    mapSegments();
    anatomy_.source = "file";
    anatomy_.scheme = "tavr";
    anatomy_.partial = true;
    anatomy_.frameOfReferenceUid = file_.header().facts.frameOfReferenceUid;
    anatomy_.labels = LabelMap(placed_.geometry);
    numbers_.resize(static_cast<std::size_t>(placed_.geometry.size[0]) *
                    static_cast<std::size_t>(placed_.geometry.size[1]));
  }

  AnatomyLabels join(const Progress& progress) {
    const std::vector<std::size_t> frames = framesToRead();
    for (std::size_t n = 0; n < frames.size(); ++n) {
      progress.throwIfCancelled();
      progress.report(static_cast<double>(n) / static_cast<double>(frames.size()), "Reading labels");
      file_.readFrame(frames[n], numbers_);
      addFrame(placed_.sliceOfFrame[frames[n]]);
    }
    if (overlaps_ > 0)
      note("labels.segments_overlap", Severity::warning,
           std::to_string(overlaps_) +
               " voxels lie in two segments; annulus, valve and root were preferred to the arteries, iliac "
               "arteries to the aorta, the aorta to the left ventricle.");
    return std::move(anatomy_);
  }

 private:
  void note(const char* id, Severity severity, std::string message) {
    anatomy_.findings.push_back({id, severity, std::move(message), std::nullopt});
  }

  void mapSegments() {
    std::vector<std::string> unknown;
    for (const SegmentDescription& segment : file_.segments()) {
      if (segment.background) continue;
      const auto label = tavrLabelOf(segment);
      if (label)
        labelOf_[static_cast<std::size_t>(segment.number)] = *label;
      else
        unknown.push_back(nameOf(segment));
    }
    if (std::all_of(labelOf_.begin(), labelOf_.end(), [](std::uint8_t label) { return label == 0; }))
      throw LoadError(file_.header().fileName() +
                      ": none of its segments is, by code or name, a structure that is planned with.");
    if (unknown.empty()) return;
    std::string names;
    for (std::size_t n = 0; n < std::min(unknown.size(), kMostNamedSegments); ++n)
      names += (n > 0 ? ", " : "") + unknown[n];
    if (unknown.size() > kMostNamedSegments) names += " ...";
    note("labels.unknown_segments", Severity::info,
         std::to_string(unknown.size()) + " segments are of other structures and were not used: " + names +
             ".");
  }

  /// Frames of known segments, those of the more special structures first.
  std::vector<std::size_t> framesToRead() const {
    std::vector<std::size_t> frames(file_.header().frames.size());
    std::iota(frames.begin(), frames.end(), std::size_t{0});
    const std::vector<int>& segment = file_.segmentOfFrame();
    if (segment.empty()) return frames;
    const auto label = [&](std::size_t frame) { return labelOf_[static_cast<std::size_t>(segment[frame])]; };
    std::erase_if(frames, [&](std::size_t frame) { return label(frame) == 0; });
    std::stable_sort(frames.begin(), frames.end(),
                     [&](std::size_t a, std::size_t b) { return rankOf(label(a)) < rankOf(label(b)); });
    return frames;
  }

  void addFrame(int k) {
    std::span<std::uint8_t> slice;
    for (std::size_t at = 0; at < numbers_.size(); ++at) {
      const std::uint8_t label = labelOf_[numbers_[at]];
      if (label == 0) continue;
      if (slice.empty()) slice = anatomy_.labels.mutableSlice(k);
      if (slice[at] == 0)
        slice[at] = label;
      else if (slice[at] != label && label != value(TavrLabel::heart))
        ++overlaps_;
    }
  }

  DicomSegmentationFile file_;
  PlacedFrames placed_;
  AnatomyLabels anatomy_;
  std::vector<std::uint8_t> labelOf_ = std::vector<std::uint8_t>(65536);  // by segment number
  std::vector<std::uint16_t> numbers_;
  std::size_t overlaps_ = 0;
};

}  // namespace

AnatomyLabels loadDicomSegmentation(const std::filesystem::path& file, const Progress& progress) {
  try {
    return SegmentJoin(file).join(progress);
  } catch (const std::bad_alloc&) {
    throw LoadError(file.filename().string() + ": there is not enough memory for it.");
  }
}

}  // namespace valvista::planning
