// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/annulus_interface.h"
#include "planning/anatomy/root_curve.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/units.h"
#include "planning/model/finding.h"
#include "planning/model/review.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace valvista::planning {

/// How far the valve and the annulus reach from the interface (Zoellner et al., rules of the pseudo-labels).
enum class DistanceRule {
  paper,   ///< in voxels: valve 3, annulus 1
  metric,  ///< in millimetres: valve 4.5, annulus 1.5
};

struct RootLabelOptions {
  DistanceRule rule = DistanceRule::paper;
  double valveVoxels = 3.0, annulusVoxels = 1.0;
  Millimetres valveDistance{4.5}, annulusDistance{1.5};
  RootCurveOptions curve;
  /// Throws std::invalid_argument naming the option that makes no sense.
  void check() const;
};

/// What a root curve is counted from: kept, so that a moved annulus plane costs no new search of the labels.
struct RootSource {
  VoxelRuns main, all;  ///< of the aorta: without islands, and whole
  VoxelRuns seeds;      ///< its voxels that touch the left ventricle at the annulus
};

struct RootLabels {
  LabelMap labels;                            ///< TAVR scheme
  std::optional<AnnulusInterface> interface;  ///< absent when the labels do not touch in a plane
  std::optional<HingePoints> proposedHinges;  ///< in the interface's plane; absent without an interface
  std::optional<Plane> annulusPlane;  ///< that counts: through edited hinge points, else the interface's
  std::optional<RootCurve> curve;     ///< along annulusPlane's normal; absent without one
  std::optional<double> rootEndMm;    ///< that counts: the edited end, else the curve's
  bool planeEdited = false,
       endEdited = false;  ///< whether a person's plane and root end are those that count
  Findings findings;
  std::shared_ptr<const RootSource> source;  ///< absent without an interface
};

/// Valve, annulus and root from coarse anatomy (values of AnatomyLabels). Contract: label values, planes.
/// Root, valve and annulus of the input are taken as aorta and left ventricle and derived anew. Distances are
/// Euclidean between voxel centres. Pieces under one percent of a structure's largest (kIslandShare) keep
/// their label and take no other part. Options must pass check(). Never throws for odd anatomy: what cannot
/// be derived is missing and a finding says why. Findings: aorta.missing, ventricle.missing, aorta.islands,
/// ventricle.islands, aorta.pieces, ventricle.pieces, aorta.cut, ventricle.cut, annulus.no_contact,
/// annulus.degenerate, annulus.second_contact, annulus.rough, annulus.size, root.no_minimum,
/// annulus.hinges_refused, root.end_refused. Throws std::invalid_argument for bad options, Cancelled.
///
/// `edits` put a person's annulus plane and root end in the place of the proposed ones: curve and root follow
/// them; valve and annulus stay where ventricle and aorta touch. Hinge points that make no plane (see
/// editedPlane) and an end outside the curve are not used, and a finding says so.
/// Root, valve and annulus that are `pinned` are not derived: they are where `anatomy` has them, and what the
/// rules would have made of other voxels stays aorta or left ventricle. Plane and curve do not depend on
/// pins.
RootLabels deriveRootLabels(const LabelMap& anatomy, const RootLabelOptions& options, const PlanEdits& edits,
                            const Progress& progress, const std::set<std::uint8_t>& pinned = {});

/// The annulus plane that counts for `edits`; root must have an interface. Adds to the findings.
void layPlane(RootLabels& root, const PlanEdits& edits);

/// Lays annulus plane, curve and root end anew as `edits` ask, fast enough for a drag (tests/bench); labels
/// and findings stay those of the derivation, and the curve need not go further than twice the root's length.
/// Nothing changes without an interface. Throws Cancelled.
void followEdits(RootLabels& root, const RootCurveOptions& options, const PlanEdits& edits,
                 const Progress& progress);

}  // namespace valvista::planning
