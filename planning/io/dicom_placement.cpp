// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_placement.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <numbers>
#include <sstream>

namespace valvista::planning {
namespace {

constexpr double kUnitTolerance = 1e-4;  // of direction cosines, as written with few digits
constexpr double kFarthestMm = 1e5, kLargestVoxelMm = 100.0;
constexpr double kSamePositionMm = 0.01;
constexpr double kStepTolerance = 0.01;  // of the slice distance

std::string millimetres(double value, int digits = 2) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(digits) << value << " mm";
  return text.str();
}

void refuse(DicomSeries& series, const std::string& id, const std::string& message) {
  series.findings.push_back({id, Severity::error, message, series.slices.front().header().position});
}

Vec3 normalOf(const FrameHeader& header) {
  return normalized(cross((*header.orientation)[0], (*header.orientation)[1]));
}

bool isVoxelSize(double mm) {
  return mm > 1e-3 && mm < kLargestVoxelMm;
}

/// The first slice that lacks something without which it cannot be placed.
bool headersComplete(DicomSeries& series) {
  for (const DicomSlice& slice : series.slices) {
    const FrameHeader& header = slice.header();
    const std::string name = slice.file->fileName();
    if (!header.pixelSpacing || !isVoxelSize(header.pixelSpacing->x) ||
        !isVoxelSize(header.pixelSpacing->y)) {
      const char* reason =
          slice.file->hasImagerPixelSpacing
              ? " gives only ImagerPixelSpacing, which is not the size of a voxel in the patient."
              : " has no PixelSpacing.";
      refuse(series, "dicom.no_pixel_spacing", name + reason);
      return false;
    }
    if (!header.position) {
      refuse(series, "dicom.no_position", name + " has no ImagePositionPatient.");
      return false;
    }
    if (!header.orientation) {
      refuse(series, "dicom.no_orientation", name + " has no ImageOrientationPatient.");
      return false;
    }
    if (!hasSanePlace(header)) {
      refuse(series, "dicom.bad_orientation",
             name +
                 ": ImageOrientationPatient is not two perpendicular directions, or ImagePositionPatient is "
                 "far away.");
      return false;
    }
  }
  return true;
}

struct Steps {
  std::vector<double> gap;  // between neighbours, millimetres
  double median = 0.0;
};

Steps stepsOf(const std::vector<DicomSlice>& slices) {
  Steps steps;
  for (std::size_t i = 1; i < slices.size(); ++i) {
    steps.gap.push_back(positionAlongNormal(slices[i]) - positionAlongNormal(slices[i - 1]));
  }
  std::vector<double> sorted = steps.gap;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                   sorted.end());
  steps.median = sorted[sorted.size() / 2];
  return steps;
}

std::string pairName(const DicomSlice& a, const DicomSlice& b) {
  return a.file == b.file ? a.file->fileName() + " (frames " + std::to_string(a.frame + 1) + " and " +
                                std::to_string(b.frame + 1) + ")"
                          : a.file->fileName() + " and " + b.file->fileName();
}

/// Names the pair of slices with the worst step; true when all steps agree.
bool stepsEven(DicomSeries& series) {
  const Steps steps = stepsOf(series.slices);
  const auto pair = [&](std::size_t i) { return pairName(series.slices[i], series.slices[i + 1]); };
  for (std::size_t i = 0; i < steps.gap.size(); ++i) {
    if (steps.gap[i] < kSamePositionMm) {
      refuse(series, "dicom.duplicate_position",
             pair(i) + " lie at the same position: which one to use cannot be told.");
      return false;
    }
  }
  const double smallest = *std::min_element(steps.gap.begin(), steps.gap.end());
  const double tolerance = std::max(2.0 * kMostWorldErrorMm, kStepTolerance * smallest);
  const bool multiples = std::all_of(steps.gap.begin(), steps.gap.end(), [&](double gap) {
    return std::abs(gap - std::round(gap / smallest) * smallest) <= tolerance * std::round(gap / smallest);
  });
  for (std::size_t i = 0; i < steps.gap.size(); ++i) {
    const double reference = multiples ? smallest : steps.median;
    if (std::abs(steps.gap[i] - reference) <= tolerance) continue;
    const std::string gaps =
        pair(i) + " are " + millimetres(steps.gap[i]) + " apart, others " + millimetres(reference);
    const auto missing = static_cast<long>(std::lround(steps.gap[i] / smallest)) - 1;
    refuse(series, multiples ? "dicom.missing_slices" : "dicom.uneven_slices",
           multiples ? gaps + ": " + std::to_string(missing) + " missing between them."
                     : gaps + ": uneven slices.");
    return false;
  }
  return true;
}

/// Least-squares line through the slices' positions: where slice k would lie in an even stack.
Affine fitStack(const std::vector<DicomSlice>& slices) {
  const double count = static_cast<double>(slices.size());
  Vec3 mean, moment;
  for (const DicomSlice& slice : slices) mean += *slice.header().position / count;
  double spread = 0.0;
  for (std::size_t k = 0; k < slices.size(); ++k) {
    const double centred = static_cast<double>(k) - 0.5 * (count - 1.0);
    moment += (*slices[k].header().position - mean) * centred;
    spread += centred * centred;
  }
  const FrameHeader& first = slices.front().header();
  const Vec3 row = normalized((*first.orientation)[0]);
  const Vec3 column = normalized((*first.orientation)[1] - row * dot(row, (*first.orientation)[1]));
  const Vec3 step = moment / spread;
  Affine stack;
  stack.linear.column = {row * first.pixelSpacing->x, column * first.pixelSpacing->y, step};
  stack.offset = mean - step * (0.5 * (count - 1.0));
  return stack;
}

/// The fitted step, split into its part along the normal of the slices and what leads away from it.
struct Step {
  double along = 0.0;
  Vec3 aside;
};

Step splitStep(const Affine& stack) {
  const Vec3 normal = normalized(cross(stack.linear.column[0], stack.linear.column[1]));
  const double along = dot(stack.linear.column[2], normal);
  return {along, stack.linear.column[2] - normal * along};
}

/// False, with a finding, when the slices drift sideways from first to last: gantry tilt.
bool stacksUpright(DicomSeries& series, const Affine& stack) {
  const Step step = splitStep(stack);
  if (norm(step.aside) * static_cast<double>(series.slices.size() - 1) <= 2.0 * kMostWorldErrorMm)
    return true;
  const double tilt = std::atan2(norm(step.aside), std::abs(step.along)) * 180.0 / std::numbers::pi;
  std::ostringstream text;
  text << "The slices from " << series.slices.front().file->fileName()
       << " on are not stacked along their normal: gantry tilt of " << std::fixed << std::setprecision(1)
       << tilt << " degrees.";
  refuse(series, "dicom.gantry_tilt", text.str());
  return false;
}

/// Makes the step perpendicular to the slices about the middle of the stack; what is taken away is rounding
/// in the headers, and worldError judges the result.
void straighten(Affine& stack, std::size_t count) {
  const Step step = splitStep(stack);
  stack.offset += step.aside * (0.5 * static_cast<double>(count - 1));
  stack.linear.column[2] -= step.aside;
}

void sortAlongNormal(std::vector<DicomSlice>& slices) {
  const Vec3 normal = normalOf(slices.front().header());
  std::stable_sort(slices.begin(), slices.end(), [&](const DicomSlice& a, const DicomSlice& b) {
    return dot(*a.header().position, normal) < dot(*b.header().position, normal);
  });
}

/// Largest distance between a corner voxel on the lattice and where its own slice's header puts it.
double worldError(const std::vector<DicomSlice>& slices, const ImageGeometry& geometry, std::size_t& worst) {
  double largest = 0.0;
  for (std::size_t k = 0; k < slices.size(); ++k) {
    const FrameHeader& header = slices[k].header();
    for (int corner = 0; corner < 4; ++corner) {
      const double i = (corner & 1) != 0 ? geometry.size[0] - 1 : 0,
                   j = (corner & 2) != 0 ? geometry.size[1] - 1 : 0;
      const Vec3 own = *header.position + (*header.orientation)[0] * (header.pixelSpacing->x * i) +
                       (*header.orientation)[1] * (header.pixelSpacing->y * j);
      const double error = distance(own, geometry.lpsFromIjk({i, j, static_cast<double>(k)}));
      if (error > largest) largest = error, worst = k;
    }
  }
  return largest;
}

std::vector<double> sortedPositions(const std::vector<DicomSlice>& slices) {
  std::vector<double> positions;
  for (const DicomSlice& slice : slices) positions.push_back(positionAlongNormal(slice));
  std::sort(positions.begin(), positions.end());
  return positions;
}

}  // namespace

bool hasSanePlace(const FrameHeader& header) {
  if (!header.position || !header.orientation) return false;
  const auto& [row, column] = *header.orientation;
  const bool near = std::abs(header.position->x) < kFarthestMm &&
                    std::abs(header.position->y) < kFarthestMm && std::abs(header.position->z) < kFarthestMm;
  return near && std::abs(norm(row) - 1.0) <= kUnitTolerance &&
         std::abs(norm(column) - 1.0) <= kUnitTolerance && std::abs(dot(row, column)) <= kUnitTolerance;
}

double positionAlongNormal(const DicomSlice& slice) {
  return dot(*slice.header().position, normalOf(slice.header()));
}

bool hasDuplicatePositions(const std::vector<DicomSlice>& slices) {
  const std::vector<double> positions = sortedPositions(slices);
  return std::adjacent_find(positions.begin(), positions.end(),
                            [](double a, double b) { return b - a < kSamePositionMm; }) != positions.end();
}

bool areEvenlySpaced(const std::vector<DicomSlice>& slices) {
  if (slices.size() < 3) return false;
  const std::vector<double> positions = sortedPositions(slices);
  const double step = (positions.back() - positions.front()) / static_cast<double>(positions.size() - 1);
  const double tolerance = std::max(2.0 * kMostWorldErrorMm, kStepTolerance * step);
  return step >= kSamePositionMm &&
         std::adjacent_find(positions.begin(), positions.end(), [&](double a, double b) {
           return std::abs(b - a - step) > tolerance;
         }) == positions.end();
}

void placeSeries(DicomSeries& series) {
  if (series.slices.empty() || !headersComplete(series)) return;
  if (series.slices.size() < 2) {
    refuse(series, "dicom.single_slice",
           series.slices.front().file->fileName() + " is a single slice, not a volume.");
    return;
  }
  sortAlongNormal(series.slices);
  if (!stepsEven(series)) return;
  Affine stack = fitStack(series.slices);
  if (!stacksUpright(series, stack)) return;
  straighten(stack, series.slices.size());
  const PixelFormat& pixels = series.slices.front().file->pixels;
  const ImageGeometry geometry{{pixels.columns, pixels.rows, static_cast<int>(series.slices.size())}, stack};
  std::size_t worst = 0;
  const double error = worldError(series.slices, geometry, worst);
  if (error > kMostWorldErrorMm) {
    refuse(series, "dicom.inexact_stack",
           series.slices[worst].file->fileName() + " lies " + millimetres(error, 3) +
               " off an even stack of slices; at most " + millimetres(kMostWorldErrorMm) +
               " is placed as exact.");
    return;
  }
  series.geometry = geometry;
}

}  // namespace valvista::planning
