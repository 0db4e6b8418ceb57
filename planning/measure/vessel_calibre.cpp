// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/vessel_calibre.h"

#include "planning/anatomy/centreline.h"
#include "planning/anatomy/control_line.h"
#include "planning/core/number_text.h"
#include "planning/core/on_all_processors.h"
#include "planning/measure/edited_centreline.h"
#include "planning/measure/lumen_section.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace valvista::planning {

namespace {

// Half thickness of the slab of a section, in millimetres or voxels, whichever is more: the smallest of many
// noisy diameters is too small, and a parabola over this length still follows a stenosis of eight
// millimetres.
constexpr double kSlab = 2.6;
constexpr double kSectionStepMm = 1.0;
constexpr int kRays = 48, kContourPoints = 72;
constexpr double kMaxRadiusMm = 20.0;
constexpr double kMinimumCtShare = 0.5;   // of the sections
constexpr double kLargestChangeMm = 1.5;  // of a radius between labels and CT
constexpr std::size_t kProbes = 12;
constexpr double kHeldWallHu = 12.0, kHeldLogWall = 0.1;  // what may still change along the vessel

/// Aorta, ventricle and every other vessel: lumens next door.
LumenLabels lumenOf(std::uint8_t label) {
  LumenLabels anatomy{labelSet({label}), labelSet({1, 2, 3, 4, 5, 6, 7})};
  anatomy.neighbours[label] = false;
  return anatomy;
}

/// Standard deviation of a diameter, mm.
struct SectionSd {
  double byCt = 0.0, byLabels = 0.0;
};

/// A section of a vessel: the wall by labels and, where it shows, by CT.
struct VesselSection {
  double distanceMm = 0.0;
  PlaneFrame frame;
  std::optional<WallFit> byLabels, byCt;
};

double medianOf(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

class VesselMeasurer {
 public:
  VesselMeasurer(const LabelMap& labels, std::uint8_t label, const Volume* ct)
      : labels_(labels), ct_(ct), anatomy_(lumenOf(label)), field_(labels, anatomy_.lumen) {
    options_.radiusOrder = 4;
    options_.slopeOrder = 1;
    options_.scan.insideOrder = 0;
    options_.scan.wallOrder = 1;
    options_.scan.beyondOrder = 2;
    options_.bendPrior = 0.2;
    const double voxel = (ct != nullptr ? ct->geometry() : labels.geometry()).meanSpacing();
    options_.halfThickness = kSlab * std::max(1.0, voxel);
    options_.roughLabels = ct != nullptr;
  }

  /// Share of the sections whose wall the CT shows.
  double ctShare() const { return ctShare_; }
  /// Places along the centreline where there is no section: it leaves the label, or the lumen is not closed.
  const std::vector<Vec3>& gaps() const { return gaps_; }

  std::vector<VesselSection> sections(const Centreline& centreline, const Progress& progress) {
    std::vector<VesselSection> found;
    const double length = lengthOf(centreline.points);
    const double first = centreline.radiusMm.front(), last = length - centreline.radiusMm.back();
    const int steps = std::max(1, static_cast<int>(std::ceil((last - first) / kSectionStepMm)));
    std::vector<VesselSection> all(last > first ? static_cast<std::size_t>(steps) + 1 : 0);
    onAllProcessors(static_cast<int>(all.size()), [&](int i) {
      progress.throwIfCancelled();
      VesselSection& section = all[static_cast<std::size_t>(i)];
      section.distanceMm = first + (last - first) * i / steps;
      section.frame = frameAlong(centreline.points, section.distanceMm);
      const double step = 0.4 * labels_.geometry().meanSpacing();
      const std::vector<double> radii = lumenRadii(field_, section.frame, kRays, kMaxRadiusMm, step);
      if (!radii.empty())
        section.byLabels = fitWallToLabels(labels_, anatomy_, section.frame, radii, options_);
    });
    for (VesselSection& section : all) {
      if (section.byLabels)
        found.push_back(std::move(section));
      else
        gaps_.push_back(section.frame.origin);
    }
    if (ct_ == nullptr) return found;
    refine(found, progress);
    const auto refined =
        std::count_if(found.begin(), found.end(), [](const auto& s) { return s.byCt.has_value(); });
    ctShare_ = found.empty() ? 0.0 : static_cast<double>(refined) / static_cast<double>(found.size());
    finishLabels(found, progress);
    return found;
  }

 private:
  /// Blur, wall and its thickness are much the same all along: they are read from a few sections, then held
  /// for all, because a single narrow section cannot tell a wider blur or a brighter wall from a smaller
  /// lumen.
  void refine(std::vector<VesselSection>& sections, const Progress& progress) {
    std::vector<double> blurs, walls, thicknesses;
    const std::size_t stride = std::max<std::size_t>(1, sections.size() / kProbes);
    for (std::size_t i = stride / 2; i < sections.size(); i += stride) {
      progress.throwIfCancelled();
      const auto fit = refineOne(sections[i]);
      if (!fit || !isTrusted(*fit, *sections[i].byLabels, kLargestChangeMm)) continue;
      blurs.push_back(fit->model.blur);
      walls.push_back(fit->model.wall.c[0]);
      thicknesses.push_back(fit->model.thickness);
    }
    if (blurs.empty()) return;
    ScanModel& scan = options_.scan;
    scan.blurMm = medianOf(blurs);
    scan.wallHu = medianOf(walls);
    scan.wallMm = medianOf(thicknesses);
    scan.logBlurPrior = 0.0;
    scan.wallPrior = kHeldWallHu;
    scan.logWallPrior = kHeldLogWall;
    onAllProcessors(static_cast<int>(sections.size()), [&](int i) {
      progress.throwIfCancelled();
      VesselSection& section = sections[static_cast<std::size_t>(i)];
      section.byCt = refineOne(section);
      if (section.byCt && !isTrusted(*section.byCt, *section.byLabels, kLargestChangeMm))
        section.byCt.reset();
    });
  }

  /// Where the labels have the last word, their wall is fitted to the full.
  void finishLabels(std::vector<VesselSection>& sections, const Progress& progress) {
    options_.roughLabels = false;
    onAllProcessors(static_cast<int>(sections.size()), [&](int at) {
      VesselSection& section = sections[static_cast<std::size_t>(at)];
      if (section.byCt && ctShare_ >= kMinimumCtShare) return;
      progress.throwIfCancelled();
      std::vector<double> radii;
      for (int i = 0; i < kRays; ++i)
        radii.push_back(section.byLabels->model.radius.radius(2.0 * std::numbers::pi * i / kRays));
      if (auto fit = fitWallToLabels(labels_, anatomy_, section.frame, radii, options_))
        section.byLabels = fit;
    });
  }

  std::optional<WallFit> refineOne(const VesselSection& section) const {
    return fitWallToCt(*ct_, labels_, anatomy_, section.frame, section.byLabels->model, options_);
  }

  const LabelMap& labels_;
  const Volume* ct_;
  LumenLabels anatomy_;
  LumenField field_;
  SectionOptions options_;
  double ctShare_ = 0.0;
  std::vector<Vec3> gaps_;
};

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

const char* methodName(bool byCt) {
  return byCt ? "CT edge" : "label contour";
}

/// `floorSd` is what the fits do not know of, mm: by CT and by labels.
VesselCalibre summarise(Centreline centreline, const std::vector<VesselSection>& sections, bool useCt,
                        const SectionSd& floorSd) {
  VesselCalibre vessel;
  vessel.lengthMm = lengthOf(centreline.points);
  vessel.tortuosity = vessel.lengthMm / distance(centreline.points.front(), centreline.points.back()) - 1.0;
  vessel.centreline = std::move(centreline.points);
  vessel.method = methodName(useCt);
  for (const VesselSection& section : sections) {
    const bool byCt = useCt && section.byCt;
    const WallFit& fit = byCt ? *section.byCt : *section.byLabels;
    vessel.distanceMm.push_back(section.distanceMm);
    vessel.diameterMm.push_back(2.0 * fit.model.radius.areaRadius());
    vessel.sectionMethods.push_back(methodName(byCt));
    vessel.sections.push_back(contourOf(fit.model.radius, section.frame, kContourPoints));
    if (vessel.diameterMm.back() <= vessel.diameterMm[vessel.narrowest]) {
      vessel.narrowest = vessel.diameterMm.size() - 1;
      vessel.diameterUncertaintyMm =
          std::hypot(2.0 * fit.areaRadiusSd, byCt ? floorSd.byCt : floorSd.byLabels);
    }
  }
  return vessel;
}

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

std::optional<VesselCalibre> measureVessel(const LabelMap& labels, const VesselRequest& request,
                                           const Volume* ct, Findings& findings, const Progress& progress) {
  const std::uint8_t label = request.label;
  const std::string &findingPrefix = request.findingPrefix, name = labelDisplayName(label);
  const auto refuse = [&](const std::string& id, const std::string& reason,
                          const std::optional<Vec3>& where = std::nullopt) {
    findings.push_back(
        {findingPrefix + id, Severity::warning, name + " is not measured: " + reason + ".", where});
    return std::nullopt;
  };
  auto centreline = computeCentreline(labels, label, progress);
  if (!centreline) return refuse(".missing", "its label is absent or too small for a centreline");
  if (!startAtAorta(*centreline, labels) && hasAorta(labels) && !request.editedPoints)
    return refuse(".apart", "it does not begin at the aorta and may be another vessel",
                  centreline->points.front());
  const Polyline proposed = controlPoints(centreline->points);
  const bool edited =
      request.editedPoints && followPoints(*centreline, *request.editedPoints, labels,
                                           {labelSet({label}), findingPrefix, name}, findings);
  VesselMeasurer measurer(labels, label, ct);
  const std::vector<VesselSection> sections = measurer.sections(*centreline, progress);
  if (sections.size() < 3)
    return refuse(".too_short", "there is no cross section a radius away from its ends");
  noteCentreline(*centreline, findingPrefix, name, findings);
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
  const SectionSd floorSd{ct != nullptr ? kCtSdShare * ct->geometry().meanSpacing() : 0.0,
                          kLabelSdShare * labels.geometry().meanSpacing()};
  VesselCalibre vessel = summarise(std::move(*centreline), sections, useCt, floorSd);
  vessel.centrelineEdited = edited;
  vessel.proposedPoints = proposed;
  return vessel;
}

}  // namespace valvista::planning
