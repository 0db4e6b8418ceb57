// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/vessel_course.h"

#include "planning/anatomy/control_line.h"
#include "planning/anatomy/cross_section.h"
#include "planning/measure/edited_centreline.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace valvista::planning {

namespace {

/// Smallest squared distance from a point to voxels of the aorta near it; infinity when there are none.
double distanceToAorta(const LabelMap& labels, const Vec3& point) {
  constexpr double kReachMm = 25.0;
  double nearest = std::numeric_limits<double>::infinity();
  const Slab around{frameOf({point, {0, 0, 1}}), kReachMm, kReachMm};
  forEachVoxel(labels.geometry(), labels.geometry().ijkFromLps(), around,
               [&](const Index3& ijk, const Vec2& p, double z) {
                 if (isAorta(labels.at(ijk))) nearest = std::min(nearest, p.x * p.x + p.y * p.y + z * z);
               });
  return nearest;
}

/// Turns the centreline so that it starts at the aorta, or at the head's side where no aorta is near; false
/// then.
bool startAtAorta(Centreline& centreline, const LabelMap& labels) {
  const double front = distanceToAorta(labels, centreline.points.front());
  const double back = distanceToAorta(labels, centreline.points.back());
  const bool isNear = !std::isinf(front) || !std::isinf(back);
  const bool turn = isNear ? back < front : centreline.points.front().z < centreline.points.back().z;
  if (turn) {
    std::reverse(centreline.points.begin(), centreline.points.end());
    std::reverse(centreline.radiusMm.begin(), centreline.radiusMm.end());
  }
  return isNear;
}

bool hasAorta(const LabelMap& labels) {
  const std::vector<std::size_t> counts = labelCounts(labels);
  for (std::size_t label = 0; label < counts.size(); ++label)
    if (counts[label] > 0 && isAorta(static_cast<std::uint8_t>(label))) return true;
  return false;
}

}  // namespace

std::optional<VesselCourse> followVessel(const LabelMap& labels, const VesselRequest& request,
                                         Findings& findings, const Progress& progress) {
  const std::string &prefix = request.findingPrefix, name = labelDisplayName(request.label);
  auto line = computeCentreline(labels, request.label, progress);
  if (!line) {
    findings.push_back(notMeasured(request, ".missing", "its label is absent or too small for a centreline"));
    return std::nullopt;
  }
  if (!startAtAorta(*line, labels) && hasAorta(labels) && !request.editedPoints) {
    findings.push_back(notMeasured(
        request, ".apart", "it does not begin at the aorta and may be another vessel", line->points.front()));
    return std::nullopt;
  }
  VesselCourse course{std::move(*line), {}, false};
  course.proposed = controlPoints(course.line.points);
  course.edited = request.editedPoints && followPoints(course.line, *request.editedPoints, labels,
                                                       {labelSet({request.label}), prefix, name}, findings);
  return course;
}

}  // namespace valvista::planning
