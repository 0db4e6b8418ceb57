// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/live_vessel.h"

#include "planning/measure/vessel_sections.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

constexpr double kAroundMm = 6.0;  // further from a wall nothing counts
constexpr double kMovedMm = 0.1;   // of a course that is another
constexpr double kStepMm = 1.0;    // between sections

struct Nearest {
  double distanceMm = std::numeric_limits<double>::infinity();  ///< from the line
  double alongMm = 0.0;
};

Nearest nearestOn(const Polyline& line, const Vec3& point) {
  Nearest nearest;
  double along = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Vec3 step = line[i] - line[i - 1];
    const double length = norm(step);
    const double at =
        length > 0.0 ? std::clamp(dot(point - line[i - 1], step) / (length * length), 0.0, 1.0) : 0.0;
    const double away = distance(point, line[i - 1] + step * at);
    if (away < nearest.distanceMm) nearest = {away, along + at * length};
    along += length;
  }
  return nearest;
}

/// Where voxels were corrected, as sections see it.
class Change {
 public:
  /// `halfThickness` of the sections' slabs, with a margin for the extent of a voxel.
  Change(const VoxelRuns& runs, const ImageGeometry& geometry, double halfThickness) : half_(halfThickness) {
    for (const VoxelRun& run : runs)
      rows_.push_back({geometry.lps({run.begin, run.j, run.k}), geometry.lps({run.end - 1, run.j, run.k})});
  }

  bool touches(const PlaneFrame& frame, double radiusMm) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) {
      const double from = dot(row.first - frame.origin, frame.normal);
      const double to = dot(row.second - frame.origin, frame.normal);
      return std::min(from, to) <= half_ && std::max(from, to) >= -half_ &&
             nearestOn({row.first, row.second}, frame.origin).distanceMm <= radiusMm + kAroundMm;
    });
  }

 private:
  std::vector<std::pair<Vec3, Vec3>> rows_;  ///< first and last centre of each run
  double half_;
};

/// Adds section `at` of `from`.
void keepSection(const VesselCalibre& from, std::size_t at, double alongMm, VesselCalibre& vessel) {
  vessel.distanceMm.push_back(alongMm);
  vessel.diameterMm.push_back(from.diameterMm[at]);
  vessel.diameterSdMm.push_back(from.diameterSdMm[at]);
  vessel.sectionMethods.push_back(from.sectionMethods[at]);
  vessel.sections.push_back(from.sections[at]);
}

}  // namespace

std::optional<VesselCalibre> measureNearChange(const VesselCalibre& before, const LabelMap& labels,
                                               const VesselRequest& request, const Volume* ct,
                                               const VoxelRuns& changed, const Progress& progress) {
  Findings ignored;  // those of measureVessel() follow
  std::optional<VesselCourse> course = followVessel(labels, request, ignored, progress);
  if (!course) return std::nullopt;
  const Volume* usedCt = before.scan ? ct : nullptr;
  VesselMeasurer measurer(labels, request.label, usedCt);
  const Change change(changed, labels.geometry(), measurer.halfThickness() + labels.geometry().meanSpacing());
  const double widest = *std::max_element(before.diameterMm.begin(), before.diameterMm.end()) / 2.0;
  const Polyline& line = course->line.points;

  VesselCalibre vessel;
  vessel.method = before.method;
  vessel.scan = before.scan;
  std::vector<std::pair<double, std::size_t>> kept;  // along the new course
  for (std::size_t i = 0; i < before.sections.size(); ++i) {
    const PlaneFrame& frame = before.sections[i].frame;
    const Nearest place = nearestOn(line, frame.origin);
    if (place.distanceMm < kMovedMm && !change.touches(frame, widest)) kept.emplace_back(place.alongMm, i);
  }
  std::vector<VesselSection> due;
  for (VesselSection& section : sectionsAlong(course->line)) {
    const auto isNear = [&](const auto& k) { return std::abs(k.first - section.distanceMm) < kStepMm; };
    if (std::none_of(kept.begin(), kept.end(), isNear)) due.push_back(std::move(section));
  }
  measurer.fitAt(due, before.scan, progress);
  std::erase_if(due, [](const VesselSection& section) { return !section.byLabels; });

  auto next = due.begin();
  for (const auto& [along, at] : kept) {
    for (; next != due.end() && next->distanceMm < along; ++next) addSection(*next, usedCt, labels, vessel);
    keepSection(before, at, along, vessel);
  }
  for (; next != due.end(); ++next) addSection(*next, usedCt, labels, vessel);
  if (vessel.sections.size() < 3) return std::nullopt;
  takeCourse(std::move(*course), vessel);
  return vessel;
}

}  // namespace valvista::planning
