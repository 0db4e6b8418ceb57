// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "planning/anatomy/root_curve.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/units.h"
#include "planning/model/finding.h"

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

/// The interface of left ventricle and aorta: every pair of face neighbours, one of each.
struct AnnulusInterface {
  /// Least-squares plane of the face centres; normal from the ventricle to the aorta.
  Plane plane;
  std::vector<Vec3> faceCentres;  ///< LPS, of the largest connected patch
  double rmsResidual = 0.0;       ///< mm, of the face centres about the plane
};

struct RootLabels {
  LabelMap labels;  ///< TAVR scheme
  std::optional<AnnulusInterface> interface;  ///< absent when the labels do not touch
  std::optional<RootCurve> curve;             ///< absent without an interface
  Findings findings;
};

/// Valve, annulus and root from coarse anatomy (values of AnatomyLabels). Contract: label values, planes.
/// Never throws for odd anatomy: what cannot be derived is missing and a finding says why.
RootLabels deriveRootLabels(const LabelMap& anatomy, const RootLabelOptions& options, const Progress& progress);

}  // namespace valvista::planning
