// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/cross_section.h"
#include "planning/core/progress.h"
#include "planning/measure/lumen_section.h"
#include "planning/measure/vessel_course.h"

#include <optional>
#include <vector>

namespace valvista::planning {

/// A section of a vessel: the wall by labels and, where it shows, by CT.
struct VesselSection {
  double distanceMm = 0.0;  ///< along the centreline
  PlaneFrame frame;
  std::optional<WallFit> byLabels, byCt;
};

/// The places of a vessel's sections: about a millimetre apart, the ends trimmed by a radius.
std::vector<VesselSection> sectionsAlong(const Centreline& centreline);

/// Measures sections of one vessel. `ct` may be null; labels and CT must outlive it.
class VesselMeasurer {
 public:
  VesselMeasurer(const LabelMap& labels, std::uint8_t label, const Volume* ct);

  /// All sections along a centreline whose lumen is closed. Throws Cancelled.
  std::vector<VesselSection> sections(const Centreline& centreline, const Progress& progress);
  /// Fits both walls of sections whose place is known, with what an earlier measurement knows of the scan
  /// (nothing: by labels alone). A section without a closed lumen stays without walls. Throws Cancelled.
  void fitAt(std::vector<VesselSection>& sections, const std::optional<VesselScan>& scan,
             const Progress& progress);

  /// Share of the sections whose wall the CT shows.
  double ctShare() const { return ctShare_; }
  /// What the sections told of the scan; nothing where the CT shows no wall.
  const std::optional<VesselScan>& scan() const { return scan_; }
  /// Places along the centreline where there is no section: it leaves the label, or the lumen is not closed.
  const std::vector<Vec3>& gaps() const { return gaps_; }
  /// Half thickness of the slab of voxels that a section is read from, mm.
  double halfThickness() const { return options_.halfThickness; }

 private:
  void fitAllToLabels(std::vector<VesselSection>& sections, const Progress& progress) const;
  std::optional<WallFit> fitToCt(const VesselSection& section) const;
  void learnScan(const std::vector<VesselSection>& sections, const Progress& progress);
  void holdScan();
  void fitAllToCt(std::vector<VesselSection>& sections, const Progress& progress) const;
  void finishLabels(std::vector<VesselSection>& sections, bool all, const Progress& progress);

  const LabelMap& labels_;
  const Volume* ct_;
  LumenLabels anatomy_;
  LumenField field_;
  SectionOptions options_;
  double ctShare_ = 0.0;
  std::optional<VesselScan> scan_;
  std::vector<Vec3> gaps_;
};

/// Adds what was found of a section to a calibre: by CT where there is one that shows the wall.
void addSection(const VesselSection& section, const Volume* ct, const LabelMap& labels,
                VesselCalibre& vessel);
/// Completes a calibre that has its sections.
void takeCourse(VesselCourse course, VesselCalibre& vessel);

}  // namespace valvista::planning
