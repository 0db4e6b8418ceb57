// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/label_comparison.h"

#include "planning/measure/surface_distance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace valvista::planning {
namespace {

constexpr double kSameGridMm = 1e-3;
constexpr double kPercentile = 0.95;
constexpr std::size_t kLabels = 256;

struct Overlap {
  std::array<std::size_t, kLabels> a{}, b{}, both{};
};

Difference differenceOf(std::uint8_t a, std::uint8_t b) {
  if (a == b) return a == 0 ? Difference::neither : Difference::both;
  return b == 0 ? Difference::onlyA : Difference::onlyB;
}

/// Counts voxels and writes the difference map in one pass; slices empty on both sides are skipped.
Overlap overlapOf(const LabelMap& a, const LabelMap& b, LabelMap& difference, const Progress& progress) {
  Overlap overlap;
  for (int k = 0; k < a.geometry().size[2]; ++k) {
    progress.throwIfCancelled();
    if (a.isBackground(k) && b.isBackground(k)) continue;
    const auto ofA = a.slice(k), ofB = b.slice(k);
    const auto target = difference.mutableSlice(k);
    for (std::size_t v = 0; v < target.size(); ++v) {
      ++overlap.a[ofA[v]];
      ++overlap.b[ofB[v]];
      if (ofA[v] == ofB[v]) ++overlap.both[ofA[v]];
      target[v] = static_cast<std::uint8_t>(differenceOf(ofA[v], ofB[v]));
    }
  }
  return overlap;
}

IndexBox hull(const IndexBox& a, const IndexBox& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  IndexBox both;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    both.begin[axis] = std::min(a.begin[axis], b.begin[axis]);
    both.end[axis] = std::max(a.end[axis], b.end[axis]);
  }
  return both;
}

/// The smallest distance that at least 95 % of the points do not exceed. Reorders them.
double percentileOf(std::vector<SurfaceDistance>& distances) {
  const auto rank = static_cast<std::size_t>(std::ceil(kPercentile * static_cast<double>(distances.size())));
  const auto at = distances.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(distances.begin(), at, distances.end(),
                   [](const SurfaceDistance& p, const SurfaceDistance& q) { return p.mm < q.mm; });
  return at->mm;
}

void addDistances(ClassAgreement& agreement, const std::pair<const LabelMap&, const LabelMap&>& maps,
                  const IndexBox& box, const Progress& progress) {
  std::array sides{surfaceDistances(maps.first, maps.second, agreement.label, box, progress),
                   surfaceDistances(maps.second, maps.first, agreement.label, box, progress)};
  double sum = 0.0, percentile = 0.0;
  SurfaceDistance worst = sides[0].front();
  for (auto& side : sides) {
    for (const SurfaceDistance& point : side) {
      sum += point.mm;
      if (point.mm > worst.mm) worst = point;
    }
    percentile = std::max(percentile, percentileOf(side));
  }
  agreement.meanSurfaceDistanceMm = sum / static_cast<double>(sides[0].size() + sides[1].size());
  agreement.hausdorff95Mm = percentile;
  agreement.hausdorffMm = worst.mm;
  agreement.worstPlaceLps = maps.first.geometry().lps(worst.ijk);
}

/// The first voxel of a class, which is there.
Vec3 anyPlace(const LabelMap& labels, std::uint8_t label, const IndexBox& box) {
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i)
        if (labels.at({i, j, k}) == label) return labels.geometry().lps({i, j, k});
  throw std::logic_error("no voxel of the class in its box");
}

}  // namespace

LabelComparison compareLabels(const LabelMap& a, const LabelMap& b, const Progress& progress) {
  if (a.geometry().size != b.geometry().size || cornerMismatch(a.geometry(), b.geometry()) > kSameGridMm)
    throw std::invalid_argument("the label maps lie on different grids");
  LabelComparison result;
  result.difference = LabelMap(a.geometry());
  const Overlap overlap = overlapOf(a, b, result.difference, progress);
  const std::vector<IndexBox> boxesA = labelBoxes(a), boxesB = labelBoxes(b);
  for (std::size_t label = 1; label < kLabels; ++label) {
    if (overlap.a[label] + overlap.b[label] == 0) continue;
    ClassAgreement agreement;
    agreement.label = static_cast<std::uint8_t>(label);
    agreement.voxelsA = overlap.a[label];
    agreement.voxelsB = overlap.b[label];
    agreement.voxelsBoth = overlap.both[label];
    const auto sum = static_cast<double>(agreement.voxelsA + agreement.voxelsB);
    const auto both = static_cast<double>(agreement.voxelsBoth);
    agreement.dice = 2.0 * both / sum;
    agreement.iou = both / (sum - both);
    const IndexBox& inA = boxesA[label];
    const IndexBox& inB = boxesB[label];
    progress.report(static_cast<double>(label) / kLabels, "Comparing surfaces");
    if (!inA.empty() && !inB.empty())
      addDistances(agreement, {a, b}, hull(inA, inB), progress);
    else
      agreement.worstPlaceLps =
          inA.empty() ? anyPlace(b, agreement.label, inB) : anyPlace(a, agreement.label, inA);
    result.classes.push_back(agreement);
  }
  return result;
}

}  // namespace valvista::planning
