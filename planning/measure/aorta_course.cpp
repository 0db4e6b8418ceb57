// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/aorta_course.h"

#include "planning/anatomy/centreline.h"
#include "planning/anatomy/control_line.h"
#include "planning/anatomy/cross_section.h"
#include "planning/core/on_all_processors.h"
#include "planning/measure/edited_centreline.h"
#include "planning/measure/lumen_section.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::planning {

namespace {

constexpr double kCoarseMm = 2.2, kSectionStepMm = 2.0, kMaxRadiusMm = 50.0;
constexpr int kRays = 36, kRadiusOrder = 6, kContourPoints = 72;

/// Every n-th voxel of the aorta as one label: a centreline needs no more, and takes a hundredth of the time.
LabelMap coarseAorta(const LabelMap& labels) {
  const ImageGeometry& fine = labels.geometry();
  const Vec3 spacing = fine.spacing();
  ImageGeometry geometry = fine;
  Index3 every{1, 1, 1}, first{0, 0, 0};
  for (int axis = 0; axis < 3; ++axis) {
    const auto at = static_cast<std::size_t>(axis);
    every[at] = std::max(1, static_cast<int>(std::lround(kCoarseMm / spacing[axis])));
    first[at] = std::min(every[at] / 2, fine.size[at] - 1);
    geometry.size[at] = (fine.size[at] - 1 - first[at]) / every[at] + 1;
    geometry.lpsFromIjk.linear.column[at] = fine.lpsFromIjk.linear.column[at] * every[at];
  }
  geometry.lpsFromIjk.offset = fine.lps(first);
  LabelMap coarse(geometry);
  const auto width = static_cast<std::size_t>(fine.size[0]);
  for (int k = 0; k < geometry.size[2]; ++k) {
    const int from = first[2] + k * every[2];
    if (labels.isBackground(from)) continue;
    const auto slice = labels.slice(from);
    for (int j = 0; j < geometry.size[1]; ++j) {
      const auto row = slice.subspan(static_cast<std::size_t>(first[1] + j * every[1]) * width, width);
      for (int i = 0; i < geometry.size[0]; ++i)
        if (isAorta(row[static_cast<std::size_t>(first[0] + i * every[0])]))
          coarse.set({i, j, k}, value(TavrLabel::aorta));
    }
  }
  return coarse;
}

/// From the annulus on, or from the end nearer to the head where there is none.
void startAtHeart(Centreline& centreline, const std::optional<Plane>& annulus) {
  const Vec3 &front = centreline.points.front(), &back = centreline.points.back();
  const bool turn =
      annulus ? distance(back, annulus->origin) < distance(front, annulus->origin) : back.z > front.z;
  if (!turn) return;
  std::reverse(centreline.points.begin(), centreline.points.end());
  std::reverse(centreline.radiusMm.begin(), centreline.radiusMm.end());
}

/// Lets the line begin in the plane: cut off there, or led on straight for a few millimetres.
void beginAt(Centreline& centreline, const Plane& plane) {
  constexpr std::size_t kTangentSteps = 8;
  constexpr double kSteepest = 0.3, kLongestMm = 20.0;
  Polyline& line = centreline.points;
  std::size_t first = 0;
  while (first + kTangentSteps + 2 < line.size() && signedDistance(plane, line[first]) <= 0.0 &&
         distance(line[first], line.front()) < kLongestMm)
    ++first;
  if (first + kTangentSteps >= line.size()) return;
  const Vec3 along = normalized(line[first + kTangentSteps] - line[first]);
  const double rise = dot(along, plane.normal), back = signedDistance(plane, line[first]) / rise;
  if (rise < kSteepest || back < 0.0 || back > kLongestMm) return;
  const Vec3 start = line[first] - along * back;
  line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(first));
  if (back > 1e-6) line.insert(line.begin(), start);
  line = resampled(line, 1.0);
}

void addSections(VesselCalibre& vessel, const LabelMap& labels, const LabelSet& lumen,
                 const Centreline& centreline, const Progress& progress) {
  const LumenField field(labels, lumen);
  const double step = 0.8 * labels.geometry().meanSpacing(), length = lengthOf(centreline.points);
  const double first = centreline.radiusMm.front(), last = length - centreline.radiusMm.back();
  const int steps = std::max(1, static_cast<int>(std::ceil((last - first) / kSectionStepMm)));
  const auto distanceAt = [&](int i) { return first + (last - first) * i / steps; };
  std::vector<std::vector<double>> radii(last > first ? static_cast<std::size_t>(steps) + 1 : 0);
  onAllProcessors(static_cast<int>(radii.size()), [&](int i) {
    progress.throwIfCancelled();
    radii[static_cast<std::size_t>(i)] =
        lumenRadii(field, frameAlong(centreline.points, distanceAt(i)), kRays, kMaxRadiusMm, step);
  });
  for (int i = 0; i < static_cast<int>(radii.size()); ++i) {
    if (radii[static_cast<std::size_t>(i)].empty()) continue;
    const RadialCurve curve = fitRadii(radii[static_cast<std::size_t>(i)], kRadiusOrder);
    vessel.distanceMm.push_back(distanceAt(i));
    vessel.diameterMm.push_back(2.0 * curve.areaRadius());
    vessel.sections.push_back(contourOf(curve, frameAlong(centreline.points, distanceAt(i)), kContourPoints));
    vessel.sectionMethods.push_back(vessel.method);
    vessel.diameterSdMm.push_back(kLabelSdShare * labels.geometry().meanSpacing());
  }
  vessel.findNarrowest();
}

}  // namespace

std::optional<VesselCalibre> measureAorta(const RootLabels& root, const Polyline* editedPoints,
                                          Findings& findings, const Progress& progress) {
  auto centreline = computeCentreline(coarseAorta(root.labels), value(TavrLabel::aorta), progress);
  if (!centreline) return std::nullopt;
  startAtHeart(*centreline, root.annulusPlane);
  if (root.annulusPlane) beginAt(*centreline, *root.annulusPlane);
  VesselCalibre vessel;
  vessel.method = "label contour";
  vessel.proposedPoints = controlPoints(centreline->points);
  const NamedLumen aorta{labelSet({1, 3, 4}), "aorta", labelDisplayName(value(TavrLabel::aorta))};
  vessel.centrelineEdited =
      editedPoints != nullptr && followPoints(*centreline, *editedPoints, root.labels, aorta, findings);
  addSections(vessel, root.labels, aorta.labels, *centreline, progress);
  if (vessel.diameterMm.empty()) return std::nullopt;
  vessel.lengthMm = lengthOf(centreline->points);
  vessel.tortuosity =
      vessel.lengthMm / std::max(distance(centreline->points.front(), centreline->points.back()), 1e-9) - 1.0;
  vessel.centreline = std::move(centreline->points);
  return vessel;
}

}  // namespace valvista::planning
