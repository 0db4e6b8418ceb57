// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/vessel_calibre.h"

#include "planning/core/number_text.h"
#include "planning/measure/vessel_course.h"
#include "planning/measure/vessel_sections.h"
#include "planning/model/tavr_labels.h"

#include <utility>

namespace valvista::planning {

namespace {

void noteCentreline(const Centreline& centreline, const std::string& prefix, const std::string& vessel,
                    Findings& findings) {
  const Vec3 middle = centreline.points[centreline.points.size() / 2];
  if (centreline.secondPieceShare > 0.02)
    findings.push_back({prefix + ".pieces", Severity::warning,
                        vessel + ": the label is in several pieces; the largest is measured, " +
                            formatFixed(100.0 * centreline.secondPieceShare, 0) +
                            " % of the voxels are left out.",
                        middle});
  if (centreline.cutByImage)
    findings.push_back(
        {prefix + ".cut_by_image", Severity::warning,
         vessel + ": it reaches the border of the image, its length is that of the part shown.", middle});
}

/// Where nothing is measured, the smallest diameter may be missed.
void noteGaps(const std::vector<Vec3>& gaps, const std::string& prefix, const std::string& vessel,
              Findings& findings) {
  if (gaps.empty()) return;
  const std::string count = std::to_string(gaps.size());
  findings.push_back({prefix + ".sections_missing", Severity::warning,
                      vessel + ": at " + count + (gaps.size() == 1 ? " place" : " places") +
                          " no cross section could be measured; it may be narrower there.",
                      gaps.front()});
}

}  // namespace

Finding notMeasured(const VesselRequest& request, const std::string& id, const std::string& reason,
                    const std::optional<Vec3>& where) {
  return {request.findingPrefix + id, Severity::warning,
          std::string(labelDisplayName(request.label)) + " is not measured: " + reason + ".", where};
}

void VesselCalibre::findNarrowest() {
  narrowest = 0;
  for (std::size_t i = 1; i < diameterMm.size(); ++i)
    if (diameterMm[i] <= diameterMm[narrowest]) narrowest = i;
}

std::optional<VesselCalibre> measureVessel(const LabelMap& labels, const VesselRequest& request,
                                           const Volume* ct, Findings& findings, const Progress& progress) {
  const std::string &findingPrefix = request.findingPrefix, name = labelDisplayName(request.label);
  std::optional<VesselCourse> course = followVessel(labels, request, findings, progress);
  if (!course) return std::nullopt;
  VesselMeasurer measurer(labels, request.label, ct);
  const std::vector<VesselSection> sections = measurer.sections(course->line, progress);
  if (sections.size() < 3) {
    findings.push_back(
        notMeasured(request, ".too_short", "there is no cross section a radius away from its ends"));
    return std::nullopt;
  }
  noteCentreline(course->line, findingPrefix, name, findings);
  noteGaps(measurer.gaps(), findingPrefix, name, findings);

  const double share = measurer.ctShare();
  const bool useCt = ct != nullptr && share >= kMinimumCtShare;
  const Vec3 middle = sections[sections.size() / 2].frame.origin;
  if (ct != nullptr && share < 0.9)
    findings.push_back(
        {findingPrefix + ".ct_edge_missing", Severity::warning,
         useCt ? name + ": on " + formatFixed(100.0 * (1.0 - share), 0) +
                     " % of the sections the CT does not show the wall; there the labels are measured."
               : name + " is measured on the labels alone: the CT does not show its wall.",
         middle});
  VesselCalibre vessel;
  vessel.method = useCt ? "CT edge" : "label contour";
  if (useCt) vessel.scan = measurer.scan();
  for (const VesselSection& section : sections) addSection(section, useCt ? ct : nullptr, labels, vessel);
  takeCourse(std::move(*course), vessel);
  return vessel;
}

}  // namespace valvista::planning
