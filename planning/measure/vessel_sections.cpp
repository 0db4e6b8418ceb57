// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/vessel_sections.h"

#include "planning/core/on_all_processors.h"

#include <algorithm>
#include <cmath>
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
constexpr double kLargestChangeMm = 1.5;  // of a radius between labels and CT
constexpr std::size_t kProbes = 12;
constexpr double kHeldWallHu = 12.0, kHeldLogWall = 0.1;  // what may still change along the vessel

/// Aorta, ventricle and every other vessel: lumens next door.
LumenLabels lumenOf(std::uint8_t label) {
  LumenLabels anatomy{labelSet({label}), labelSet({1, 2, 3, 4, 5, 6, 7})};
  anatomy.neighbours[label] = false;
  return anatomy;
}

double medianOf(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

VesselMeasurer::VesselMeasurer(const LabelMap& labels, std::uint8_t label, const Volume* ct)
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

std::vector<VesselSection> sectionsAlong(const Centreline& centreline) {
  const double length = lengthOf(centreline.points);
  const double first = centreline.radiusMm.front(), last = length - centreline.radiusMm.back();
  const int steps = std::max(1, static_cast<int>(std::ceil((last - first) / kSectionStepMm)));
  std::vector<VesselSection> sections(last > first ? static_cast<std::size_t>(steps) + 1 : 0);
  for (int i = 0; i < static_cast<int>(sections.size()); ++i) {
    VesselSection& section = sections[static_cast<std::size_t>(i)];
    section.distanceMm = first + (last - first) * i / steps;
    section.frame = frameAlong(centreline.points, section.distanceMm);
  }
  return sections;
}

std::vector<VesselSection> VesselMeasurer::sections(const Centreline& centreline, const Progress& progress) {
  std::vector<VesselSection> all = sectionsAlong(centreline);
  fitAllToLabels(all, progress);
  std::vector<VesselSection> found;
  for (VesselSection& section : all) {
    if (section.byLabels)
      found.push_back(std::move(section));
    else
      gaps_.push_back(section.frame.origin);
  }
  if (ct_ == nullptr) return found;
  learnScan(found, progress);
  if (scan_) fitAllToCt(found, progress);
  const auto refined =
      std::count_if(found.begin(), found.end(), [](const auto& s) { return s.byCt.has_value(); });
  ctShare_ = found.empty() ? 0.0 : static_cast<double>(refined) / static_cast<double>(found.size());
  finishLabels(found, ctShare_ < kMinimumCtShare, progress);
  return found;
}

void VesselMeasurer::fitAt(std::vector<VesselSection>& sections, const std::optional<VesselScan>& scan,
                           const Progress& progress) {
  fitAllToLabels(sections, progress);
  if (ct_ == nullptr) return;
  scan_ = scan;
  if (scan_) {
    holdScan();
    fitAllToCt(sections, progress);
  }
  finishLabels(sections, !scan_, progress);
}

void VesselMeasurer::fitAllToLabels(std::vector<VesselSection>& sections, const Progress& progress) const {
  const double step = 0.4 * labels_.geometry().meanSpacing();
  onAllProcessors(static_cast<int>(sections.size()), [&](int i) {
    progress.throwIfCancelled();
    VesselSection& section = sections[static_cast<std::size_t>(i)];
    const std::vector<double> radii = lumenRadii(field_, section.frame, kRays, kMaxRadiusMm, step);
    if (!radii.empty()) section.byLabels = fitWallToLabels(labels_, anatomy_, section.frame, radii, options_);
  });
}

std::optional<WallFit> VesselMeasurer::fitToCt(const VesselSection& section) const {
  auto fit = fitWallToCt(*ct_, labels_, anatomy_, section.frame, section.byLabels->model, options_);
  if (fit && !isTrusted(*fit, *section.byLabels, kLargestChangeMm)) fit.reset();
  return fit;
}

/// Blur, wall and its thickness are much the same all along: they are read from a few sections, then held
/// for all, because a single narrow section cannot tell a wider blur or a brighter wall from a smaller
/// lumen.
void VesselMeasurer::learnScan(const std::vector<VesselSection>& sections, const Progress& progress) {
  std::vector<double> blurs, walls, thicknesses;
  const std::size_t stride = std::max<std::size_t>(1, sections.size() / kProbes);
  for (std::size_t i = stride / 2; i < sections.size(); i += stride) {
    progress.throwIfCancelled();
    const auto fit = fitToCt(sections[i]);
    if (!fit) continue;
    blurs.push_back(fit->model.blur);
    walls.push_back(fit->model.wall.c[0]);
    thicknesses.push_back(fit->model.thickness);
  }
  if (blurs.empty()) return;
  scan_ = VesselScan{medianOf(blurs), medianOf(walls), medianOf(thicknesses)};
  holdScan();
}

void VesselMeasurer::holdScan() {
  ScanModel& scan = options_.scan;
  scan.blurMm = scan_->blurMm;
  scan.wallHu = scan_->wallHu;
  scan.wallMm = scan_->wallMm;
  scan.logBlurPrior = 0.0;
  scan.wallPrior = kHeldWallHu;
  scan.logWallPrior = kHeldLogWall;
}

void VesselMeasurer::fitAllToCt(std::vector<VesselSection>& sections, const Progress& progress) const {
  onAllProcessors(static_cast<int>(sections.size()), [&](int i) {
    progress.throwIfCancelled();
    VesselSection& section = sections[static_cast<std::size_t>(i)];
    if (section.byLabels) section.byCt = fitToCt(section);
  });
}

/// Where the labels have the last word, their wall is fitted to the full.
void VesselMeasurer::finishLabels(std::vector<VesselSection>& sections, bool all, const Progress& progress) {
  options_.roughLabels = false;
  onAllProcessors(static_cast<int>(sections.size()), [&](int at) {
    VesselSection& section = sections[static_cast<std::size_t>(at)];
    if (!section.byLabels || (section.byCt && !all)) return;
    progress.throwIfCancelled();
    std::vector<double> radii;
    for (int i = 0; i < kRays; ++i)
      radii.push_back(section.byLabels->model.radius.radius(2.0 * std::numbers::pi * i / kRays));
    if (auto fit = fitWallToLabels(labels_, anatomy_, section.frame, radii, options_)) section.byLabels = fit;
  });
}

void addSection(const VesselSection& section, const Volume* ct, const LabelMap& labels,
                VesselCalibre& vessel) {
  const bool byCt = ct != nullptr && section.byCt;
  const WallFit& fit = byCt ? *section.byCt : *section.byLabels;
  // What the fits do not know of.
  const double floorSd =
      byCt ? kCtSdShare * ct->geometry().meanSpacing() : kLabelSdShare * labels.geometry().meanSpacing();
  vessel.distanceMm.push_back(section.distanceMm);
  vessel.diameterMm.push_back(2.0 * fit.model.radius.areaRadius());
  vessel.diameterSdMm.push_back(std::hypot(2.0 * fit.areaRadiusSd, floorSd));
  vessel.sectionMethods.emplace_back(byCt ? "CT edge" : "label contour");
  vessel.sections.push_back(contourOf(fit.model.radius, section.frame, kContourPoints));
}

void takeCourse(VesselCourse course, VesselCalibre& vessel) {
  vessel.centrelineEdited = course.edited;
  vessel.proposedPoints = std::move(course.proposed);
  vessel.centreline = std::move(course.line.points);
  vessel.lengthMm = lengthOf(vessel.centreline);
  vessel.tortuosity = vessel.lengthMm / distance(vessel.centreline.front(), vessel.centreline.back()) - 1.0;
  vessel.findNarrowest();
}

}  // namespace valvista::planning
