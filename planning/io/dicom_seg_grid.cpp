// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_seg_grid.h"

#include "planning/core/error.h"
#include "planning/core/grid_placement.h"
#include "planning/core/number_text.h"
#include "planning/io/dicom_placement.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr double kSamePositionMm = 0.01;
constexpr double kStepTolerance = 0.01;  // of the slice distance
constexpr int kMostSlices = 20000;       // as many as a series may have

class FramePlacement {
 public:
  explicit FramePlacement(const DicomHeader& header) : header_(header) {
    checkFrames();
    const auto& [row, column] = *first().orientation;
    row_ = normalized(row);
    column_ = normalized(column - row_ * dot(row_, column));
    normal_ = cross(row_, column_);
    for (const FrameHeader& frame : header.frames) along_.push_back(dot(*frame.position, normal_));
    order_.resize(along_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return along_[a] < along_[b]; });
  }

  PlacedFrames place(const std::optional<double>& sliceDistanceMm) {
    const double step = chooseStep(sliceDistanceMm);
    PlacedFrames placed;
    placed.sliceOfFrame = *slicesFor(step);
    const int last = placed.sliceOfFrame[order_.back()];
    if (last >= kMostSlices) refuse("its frames lie too far apart for their distance");
    placed.geometry = {{header_.pixels.columns, header_.pixels.rows, last + 1}, stack(step, last)};
    try {
      placed.geometry = placeGrid(placed.geometry.size, placed.geometry.lpsFromIjk).geometry;
    } catch (const std::domain_error& why) {
      refuse(why.what());
    }
    checkWorldError(placed);
    return placed;
  }

 private:
  [[noreturn]] void refuse(const std::string& reason) const {
    throw LoadError(header_.fileName() + ": " + reason + ".");
  }
  static std::string nameOf(std::size_t frame) { return "frame " + std::to_string(frame + 1); }
  const FrameHeader& first() const { return header_.frames.front(); }

  void checkFrames() const {
    for (std::size_t n = 0; n < header_.frames.size(); ++n) {
      const FrameHeader& frame = header_.frames[n];
      if (!hasSanePlace(frame)) refuse(nameOf(n) + " does not say where it lies in the patient");
      if (!frame.pixelSpacing) refuse(nameOf(n) + " does not say the size of its pixels");
    }
  }

  double chooseStep(const std::optional<double>& declared) const {
    double smallest = 0.0;
    for (std::size_t n = 1; n < order_.size(); ++n) {
      const double gap = along_[order_[n]] - along_[order_[n - 1]];
      if (gap >= kSamePositionMm && (smallest == 0.0 || gap < smallest)) smallest = gap;
    }
    // The thickness says nothing of the distance (PS3.3 C.7.6.16.2.1), but it is often the same, which helps
    // where so many frames are left out that no two neighbours are there.
    for (const double step : {declared.value_or(0.0), smallest, first().sliceThicknessMm.value_or(0.0)}) {
      if (step >= kSamePositionMm && slicesFor(step)) return step;
    }
    if (smallest == 0.0) refuse("it is a single slice of unknown thickness");
    refuse("its frames are not evenly spaced");
  }

  /// The slice of each frame when all gaps are multiples of the step.
  std::optional<std::vector<int>> slicesFor(double step) const {
    const double tolerance = std::max(2.0 * kMostWorldErrorMm, kStepTolerance * step);
    std::vector<int> slices(along_.size(), 0);
    double slice = 0.0;
    for (std::size_t n = 1; n < order_.size(); ++n) {
      const double gap = along_[order_[n]] - along_[order_[n - 1]];
      const double steps = gap < kSamePositionMm ? 0.0 : std::round(gap / step);
      if (gap >= kSamePositionMm && (steps < 1.0 || std::abs(gap - steps * step) > tolerance * steps))
        return std::nullopt;
      slice = std::min(slice + steps, double{kMostSlices});
      slices[order_[n]] = static_cast<int>(slice);
    }
    return slices;
  }

  Affine stack(double step, int last) const {
    Affine lps;
    const Vec3& begin = *header_.frames[order_.front()].position;
    const Vec3& end = *header_.frames[order_.back()].position;
    // Positions hold more than one rounded distance does.
    const double even = last > 0 ? dot(end - begin, normal_) / last : step;
    lps.linear.column = {row_ * first().pixelSpacing->x, column_ * first().pixelSpacing->y, normal_ * even};
    lps.offset = begin;
    return lps;
  }

  /// Turned, sheared (gantry tilt), scaled and shifted frames all end here.
  void checkWorldError(const PlacedFrames& placed) const {
    const ImageGeometry& grid = placed.geometry;
    for (std::size_t n = 0; n < header_.frames.size(); ++n) {
      const FrameHeader& frame = header_.frames[n];
      for (const int i : {0, grid.size[0] - 1})
        for (const int j : {0, grid.size[1] - 1}) {
          const Vec3 own = *frame.position + (*frame.orientation)[0] * (frame.pixelSpacing->x * i) +
                           (*frame.orientation)[1] * (frame.pixelSpacing->y * j);
          const double error = distance(own, grid.lps({i, j, placed.sliceOfFrame[n]}));
          if (!(error <= kMostWorldErrorMm))
            refuse(nameOf(n) + " lies " + formatFixed(error, 3) + " mm off the grid of the others");
        }
    }
  }

  const DicomHeader& header_;
  Vec3 row_, column_, normal_;
  std::vector<double> along_;       // of each frame, along the normal, mm
  std::vector<std::size_t> order_;  // frames by that
};

}  // namespace

PlacedFrames placeFrames(const DicomHeader& header, const std::optional<double>& sliceDistanceMm) {
  return FramePlacement(header).place(sliceDistanceMm);
}

}  // namespace valvista::planning
